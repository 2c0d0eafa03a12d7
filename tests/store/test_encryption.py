"""Free text is kept so that neither the words nor the minute can be read without the key."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from flask import Flask

from feedback import create_app
from feedback.store.encryption import digest, seal, unseal
from tests.databases import SETTINGS

DAY = date(2026, 8, 14)


def app_with(keys: tuple[str, ...], secret: str = "one secret") -> Flask:
    """An application with these keys."""
    return create_app(replace(SETTINGS, encryption_keys=keys, secret_key=secret, database_url="sqlite:///:memory:"))


def test_sealed_text_comes_back_and_cannot_be_read_as_it_lies(app_context: Flask) -> None:
    token = seal("she listens 💯 \u0645", DAY)
    assert unseal(token) == "she listens 💯 \u0645"
    assert b"listens" not in base64.urlsafe_b64decode(token)


def test_the_time_in_a_token_is_midnight_whatever_the_hour(app_context: Flask) -> None:
    seconds = int.from_bytes(base64.urlsafe_b64decode(seal("x", DAY))[1:9])
    assert datetime.fromtimestamp(seconds, UTC) == datetime(2026, 8, 14, tzinfo=UTC)


def test_an_older_key_still_opens_and_the_newest_one_seals() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    with app_with((old,)).app_context():
        token = seal("kept for long", DAY)
    with app_with((new, old)).app_context():
        assert unseal(token) == "kept for long"
        fresh = seal("today", DAY)
    with app_with((old,)).app_context(), pytest.raises(InvalidToken):
        unseal(fresh)


def test_a_digest_depends_on_the_purpose_the_text_and_the_secret() -> None:
    with app_with((Fernet.generate_key().decode(),)).app_context():
        first = digest("response", "a")
        assert digest("response", "a") == first
        assert len({first, digest("response", "b"), digest("invitation", "a")}) == 3
    with app_with((Fernet.generate_key().decode(),), secret="another").app_context():
        assert digest("response", "a") != first


def test_no_comment_lies_in_clear_in_the_database_file(app_context: Flask, tmp_path: Path) -> None:
    from feedback import store
    from feedback.store import comments
    from tests.store.rows import QUARTER, a_survey, keep_response

    survey = a_survey()
    response_id = keep_response(survey)
    row = {"id": "c", "response_id": response_id, "survey_id": survey.id, "quarter": QUARTER, "question": "good", "kind": "praise"}
    with store.transaction():
        comments.add_all([row | {"off_path": False, "text": seal("zebracrossing", DAY)}], [])
    files = list(tmp_path.glob("feedback.db*"))
    assert files
    assert all(b"zebracrossing" not in path.read_bytes() for path in files)
