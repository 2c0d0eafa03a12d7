"""Addresses for machines: what a provider of messages tells us."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Add the addresses."""
    from feedback.api import receipts

    app.register_blueprint(receipts.pages)
