"""Web pages for the people who answer. No cookie, no session and no token take part in them."""

from __future__ import annotations

from flask import Blueprint, Flask

from feedback.respondent import (
    answering,
    devices,
    faults,
    notices,
    recordings,
    resuming,
    shelf,
    start,
    stopping,
    theme,
    typing_codes,
    withdrawing,
)


def register(app: Flask) -> None:
    """Add the pages."""
    blueprint = Blueprint("respondent", __name__)
    for part in (start, answering, resuming, typing_codes, withdrawing, stopping, devices, recordings, notices, theme, faults):
        part.add_to(blueprint)
    app.register_blueprint(blueprint)
    shelf.put_up(app)
    faults.register(app)
