"""/healthz says that the process lives; /readyz that it can also keep an answer."""

from __future__ import annotations

import logging

from flask import Flask
from flask.typing import ResponseReturnValue

from feedback import store

log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Add both addresses."""
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)


def healthz() -> ResponseReturnValue:
    """Always 200 while the process can answer."""
    return {"status": "ok"}


def readyz() -> ResponseReturnValue:
    """200 when the database answers and is migrated, else 503."""
    try:
        store.ready()
    except Exception:
        log.exception("the database does not answer or is not migrated")
        return {"status": "the database does not answer or is not migrated: run `flask db upgrade`"}, 503
    return {"status": "ok"}
