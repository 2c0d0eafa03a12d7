"""When we fail: everything comes back, can be sent again, and nothing of it reaches the log."""

from __future__ import annotations

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.datastructures import MultiDict

from feedback.store.database import db
from tests.intake.arrivals import form
from tests.respondent.asking import invite, kept, page, prepare, typed, words

TOKEN = "a-token-that-nobody-guesses"


def break_the_disk(patch: pytest.MonkeyPatch) -> None:
    """From now on answers fail in the database after the first of their rows."""

    def fail(*_rows: object) -> None:
        db.session.execute(text("INSERT INTO nowhere VALUES (1)"))

    patch.setattr("feedback.store.comments.add_all", fail)


SENT = {"listened": "really", "good": "bad", "change": "they <b>never</b> call", "talk": "yes", "talk.name": "Sam"}


def test_when_answers_cannot_be_saved_the_questions_come_back_with_all_of_them(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(app)
    sent = form(**SENT)
    with monkeypatch.context() as patch:
        break_the_disk(patch)
        answer = client.post("/s/views", data=sent)
    assert answer.status_code == 503
    assert "We could not save your answers Nothing is lost: press Send again." in words(answer.text)
    assert {name: values[0].strip() for name, values in typed(answer.text).items()} == SENT | {
        "response_id": sent["response_id"],
        "version": "1",
    }
    assert kept(app) == 0
    again = MultiDict(typed(answer.text)) | {"start": "yes"}
    assert [client.post("/s/views", data=again).status_code for _ in range(2)] == [200, 200]
    assert kept(app) == 1


def test_a_personal_link_too_can_be_sent_again_after_a_failed_save(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(app)
    invite(app, TOKEN)
    with monkeypatch.context() as patch:
        break_the_disk(patch)
        answer = client.post(f"/i/{TOKEN}", data=form(**SENT))
    assert answer.status_code == 503
    assert page(answer.text).find(".//form[@id='answers']").get("action") == f"/i/{TOKEN}"
    assert client.post(f"/i/{TOKEN}", data=MultiDict(typed(answer.text))).status_code == 200


def test_when_not_even_the_questions_can_be_read_everything_can_be_sent_again(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(app)
    sent = form(**SENT)
    with monkeypatch.context() as patch:
        patch.setattr("feedback.store.council.current", lambda: db.session.execute(text("SELECT 1 FROM nowhere")))
        answer = client.post("/s/views", data=sent)
    assert answer.status_code == 503
    assert "Nothing is lost: press Send again." in words(answer.text)
    again = page(answer.text).find("body/main/form")
    assert again.get("action") == "/s/views"
    fields = MultiDict((one.get("name"), one.get("value")) for one in again.iter("input"))
    assert fields == sent
    assert client.post("/s/views", data=fields).status_code == 200
    assert kept(app) == 1


@pytest.mark.parametrize("where", ["feedback.store.comments.add_all", "feedback.store.council.current", "feedback.store.asks.invitation"])
def test_a_failure_is_logged_by_its_place_without_the_link_or_what_was_sent(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    prepare(app)
    invite(app, TOKEN)

    def fail(*said: object) -> None:
        raise RuntimeError(f"no room for {said} and {request.get_data(as_text=True)} at {request.path}")

    with monkeypatch.context() as patch:
        patch.setattr(where, fail)
        assert client.post(f"/i/{TOKEN}", data=form(**SENT)).status_code == 503
    assert "respondent.take_by_invitation failed with RuntimeError" in caplog.text
    assert "in fail" in caplog.text
    for secret in (TOKEN, "never", "Sam"):
        assert secret not in caplog.text


def test_a_page_that_fails_is_kind_and_its_link_is_not_logged(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    prepare(app)
    monkeypatch.setattr("feedback.store.asks.invitation", lambda _digest: 1 / 0)
    answer = client.get(f"/i/{TOKEN}")
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in words(answer.text)
    assert "respondent.ask_by_invitation failed with ZeroDivisionError" in caplog.text
    assert TOKEN not in caplog.text


def test_a_refusal_that_cannot_be_kept_asks_for_no_answers(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(app)
    monkeypatch.setattr("feedback.store.asks.offer", lambda _offer: 1 / 0)
    answer = client.post("/s/views", data={"no_thanks": "yes"})
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in words(answer.text)
