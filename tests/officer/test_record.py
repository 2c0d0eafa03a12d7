"""The record: every kind of event in plain words, newest first."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from feedback import clock, store
from feedback.officer.events import SENTENCES
from feedback.store import events
from tests.officer.signing_in import sign_in, text

LISTS = {"fields": ["full_name", "roles"]}


def test_every_kind_of_event_has_a_sentence_that_uses_what_it_carries(app: Flask) -> None:
    assert set(SENTENCES) == set(events.KEYS)
    for kind, sentence in SENTENCES.items():
        assert sentence.format_map({**dict.fromkeys(events.KEYS[kind], "x"), "subject": "x"}), kind


def test_the_record_reads_as_sentences_newest_first(app: Flask, client: FlaskClient) -> None:
    email = sign_in(client, "administrator")
    with app.app_context(), store.transaction():
        for kind, keys in events.KEYS.items():
            events.record(clock.now(), "command", kind, "1", **{key: LISTS.get(key, "head") for key in keys})
    page = " ".join(text(client.get(f"/officer/record?page={number}")) for number in (1, 2, 3))
    assert f"Somebody at the command line changed the account of {email}: full name, roles" in page
    assert f"Somebody at the command line added {email} as Head of service" in page
    assert "Somebody at the command line marked our words in head as checked by a person" in page
    assert page.index("loaded the demo") < page.index(f"{email} signed in")


def test_a_long_record_comes_in_pages(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "administrator")
    with app.app_context(), store.transaction():
        for number in range(50):
            events.record(clock.now(), "command", "demo.loaded", "x", part=f"part {number:02}")
    first, third = text(client.get("/officer/record")), text(client.get("/officer/record?page=3"))
    assert "part 49" in first
    assert "part 24" not in first
    assert "signed in" in third


def test_a_time_is_that_of_london(app: Flask, client: FlaskClient) -> None:
    from datetime import UTC, datetime

    sign_in(client, "administrator")
    with app.app_context(), store.transaction():
        events.record(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "a@b.example", "survey.opened", 1, slug="your-views")
    assert "1 July 2026 00:30 a@b.example opened the survey your-views" in text(client.get("/officer/record"))
