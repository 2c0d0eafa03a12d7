"""The link in each message that ends them."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.asking import stopping
from feedback.store import messages, people, tokens
from feedback.store.database import db
from tests.databases import TODAY
from tests.respondent.asking import page, prepare, set_council, words
from tests.respondent.test_plain_words import too_long
from tests.respondent.translated import not_in_its_language

ONE_CLICK = "List-Unsubscribe=One-Click"


def a_person(app: Flask, reference: str = "A1") -> tuple[int, str]:
    """Somebody with a message that waits: their id, and the token in the message."""
    with app.app_context(), store.transaction():
        people.add_rows([{"audience": "young_people", "reference": reference, "language": "en", "demo": False}])
        person = people.ids("young_people")[reference]
        token = tokens.stop_token(person)
        people.put_contacts([{"person_id": person, "phone": b"x", "email": None, "stop_hash": tokens.stop_hash(token)}])
        row = {"id": str(uuid.uuid4()), "sample_id": None, "person_id": person, "kind": "reminder", "number": 1, "channel": "sms"}
        messages.write_all([row | {"next_try_at": None, "address": None, "written_on": TODAY}])
    return person, token


def standing(app: Flask, person_id: int) -> tuple[bool, str]:
    """Whether a person wants no messages, and why theirs was stopped."""
    with app.app_context():
        person = db.session.get(people.Person, person_id)
        message = db.session.query(messages.Message).filter_by(person_id=person_id).one()
        assert person is not None
        return person.opted_out_on == TODAY, f"{message.state} {message.why}".strip()


def test_opening_the_link_stops_nothing_by_itself(app: Flask, client: FlaskClient) -> None:
    person, token = a_person(app)
    for method in ("GET", "HEAD"):
        assert client.open(f"/stop/{token}", method=method).status_code == 200
    assert standing(app, person) == (False, "waiting")


def test_the_button_stops_messages_and_can_be_taken_back(app: Flask, client: FlaskClient) -> None:
    person, token = a_person(app)
    other, _ = a_person(app, "A2")
    answer = client.post(f"/stop/{token}")
    assert (answer.status_code, page(answer.text).findtext(".//h1")) == (200, "No more messages")
    assert standing(app, person) == (True, "stopped opted_out")
    assert standing(app, other) == (False, "waiting")
    back = client.post(f"/stop/{token}", data={"again": "yes"})
    assert (back.status_code, page(back.text).findtext(".//h1")) == (200, "You may get messages again")
    assert standing(app, person) == (False, "stopped opted_out")


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_a_mail_program_stops_them_in_one_click(app: Flask, client: FlaskClient, content_type: str) -> None:
    person, token = a_person(app)
    body = ONE_CLICK
    if "multipart" in content_type:
        body = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
    assert client.post(f"/stop/{token}", data=body, content_type=content_type).status_code == 200
    assert standing(app, person) == (True, "stopped opted_out")


def test_a_token_that_nobody_has_gets_the_very_same_pages(app: Flask, client: FlaskClient) -> None:
    person, token = a_person(app)
    for data in (None, {"again": "yes"}, {}):
        same = set()
        for tried in (token, token[:-1] + "?", token.lower(), "x", "y" * 3000, "%00"):
            method = "GET" if data is None else "POST"
            answer = client.open(f"/stop/{tried}", method=method, data=data)
            same.add((answer.status_code, answer.data, tuple(answer.headers.items())))
        assert len(same) == 1
    assert standing(app, person)[0]


def test_the_pages_are_neutral_kept_nowhere_and_lead_to_no_survey(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    set_council(app)
    _, token = a_person(app)
    for answer in (client.get(f"/stop/{token}"), client.post(f"/stop/{token}"), client.post(f"/stop/{token}", data={"again": "yes"})):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers
        assert token not in answer.text
        assert list(page(answer.text).find("body/main").iter("a")) == []
        assert not {"justice", "youth", "order", "offend"} & set(words(answer.text).lower().split())


def test_the_pages_are_in_plain_words_and_in_the_language_that_the_link_names(app: Flask, client: FlaskClient) -> None:
    set_council(app, languages_checked=["ur"])
    for ending, looked_at in {"": too_long, "?language=ur": not_in_its_language}.items():
        for data in (None, {}, {"again": "yes"}):
            answer = client.open(f"/stop/x{ending}", method="GET" if data is None else "POST", data=data)
            assert looked_at(answer.text) == []
            forms = [form.get("action") for form in page(answer.text).iter("form")]
            assert forms == [ending or "?"]


def test_without_a_database_it_says_sorry_and_nothing_of_answers(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_token: str) -> None:
        raise RuntimeError

    monkeypatch.setattr(stopping, "stop", fail)
    answer = client.post("/stop/token")
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in words(answer.text)
