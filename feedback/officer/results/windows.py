"""The period that the address of a page of results asks for."""

from __future__ import annotations

from flask import abort, request

from feedback.reporting.windows import Window


def asked_window() -> Window | None:
    """The period asked for, None where none is; what is no period is not found."""
    text = request.args.get("period")
    if not text:
        return None
    try:
        return Window.parse(text)
    except ValueError:
        abort(404)
