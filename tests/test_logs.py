"""What an error leaves in the log: enough to mend it, and nothing of who answered what."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import text

from feedback import store
from feedback.store.database import db
from tests.intake.arrivals import form, open_survey

SECRET = "zebracrossing at the hub"


@contextmanager
def comments_elsewhere(app: Flask) -> Iterator[None]:
    """Meanwhile the table of comments is not there. Put back at the end: tests share a PostgreSQL database."""
    rename(app, "comment", "comment_elsewhere")
    try:
        yield
    finally:
        rename(app, "comment_elsewhere", "comment")


def rename(app: Flask, table: str, name: str) -> None:
    """Give a table another name."""
    with app.app_context(), store.transaction():
        db.session.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))


def test_an_error_while_keeping_logs_neither_answers_nor_the_address(each_app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    each_app.config["PROPAGATE_EXCEPTIONS"] = False
    with each_app.app_context():
        open_survey("very-own-slug")
    sent = form(overall="very_good", good=SECRET)
    with comments_elsewhere(each_app), caplog.at_level(logging.DEBUG):
        answer = each_app.test_client().post("/s/very-own-slug", data=sent)
    assert answer.status_code >= 500
    assert "comment" in caplog.text
    for private in (SECRET, "zebracrossing", "very_good", sent["response_id"], "/s/very-own-slug"):
        assert private not in caplog.text
