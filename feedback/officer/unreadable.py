"""Addresses that are refused before anything looks at them."""

from __future__ import annotations

from flask import abort, request


def refuse() -> None:
    """NUL in an address is a 400: nobody types it, and not every database takes it."""
    asked = (part for pair in request.args.items(multi=True) for part in pair)
    if "\0" in request.path or any("\0" in part for part in asked):
        abort(400)
