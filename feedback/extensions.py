"""The extensions that the officers' side needs. What they hook to every request is kept off the respondents' pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect


def prepare(app: Flask, redis_url: str | None) -> None:
    """Protection of forms, and flood control (counted in Redis when several processes serve)."""
    CSRFProtect(app)
    limiter = Limiter(get_remote_address, app=app, storage_uri=redis_url or "memory://")
    app.extensions["feedback_limiter"] = limiter


@contextmanager
def hooked_to(app: Flask, blueprints: Sequence[str]) -> Iterator[None]:
    """Whatever is hooked to all requests, or all templates, inside this block runs for requests of these blueprints alone.

    Extensions hook themselves to every request: each would open the session, read the body and cost time where answers are sent.
    """
    tables: tuple[dict[str | None, list[Any]], ...] = (
        app.before_request_funcs,
        app.after_request_funcs,
        app.teardown_request_funcs,
        app.template_context_processors,
    )
    earlier = [table.pop(None, []) for table in tables]
    yield
    for table, kept in zip(tables, earlier, strict=True):
        added = table.pop(None, [])
        for name in blueprints:
            table.setdefault(name, []).extend(added)
        if kept:
            table[None] = kept
