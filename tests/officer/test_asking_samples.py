"""A sample is asked on officers' pages: planned, tried, confirmed, stopped, listed and printed."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.asking import sending
from feedback.asking import surveys as life
from feedback.store import events, people
from feedback.store.encryption import unseal
from tests.asking.sampled import ADDRESS, add_people, can_send
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR
from tests.officer.sampling import DRAW, FILLED, drawn, kept, outbox, prepare
from tests.officer.signing_in import post, sign_in, text


def test_a_sample_is_asked_after_a_confirmation(app: Flask, client: FlaskClient) -> None:
    prepare(app, 3)
    with app.app_context():
        add_people(2, first=2000)
    page = drawn(app)
    email = sign_in(client, "voice_officer")
    plan = client.get(f"{page}/ask")
    assert "3 of 5 people can get one." in text(plan)
    assert f"{ADDRESS}/i/XXXXXXXXXXXXXXXXXXXXXXXXXX" in plan.text
    confirm = post(client, f"{page}/ask", channels=["sms", "email"], reminders="5, 12", act="confirm")
    assert "Send 3 texts?" in text(confirm)
    assert "2 people are asked from the list" in text(confirm)
    assert "26 November and 3 December" in text(confirm)
    assert outbox(app) == []
    post(client, f"{page}/ask", channels=["sms", "email"], reminders="5, 12", act="send")
    assert [message.channel for message in outbox(app)] == ["sms"] * 3
    shown = text(client.get(page))
    assert "3 messages are on the way. 2 people are asked from the list." in shown
    assert "Text 3 3 waiting" in shown
    assert "Reminders after 5 and 12 days, to those who have not answered." in shown
    assert "Sending" in shown
    with app.app_context():
        assert [event.actor for event in events.latest(["sample.sent"])] == [email]
    post(client, f"{page}/ask", form=f"{page}/stop", channels=["sms"], reminders="", act="send")
    assert "Each sample is asked once" in text(client.get(page))
    assert len(outbox(app)) == 3


@pytest.mark.parametrize(
    ("reminders", "message"),
    [
        ("soon", "Enter days with commas"),
        ("0", "each from 1 to 60 days"),
        ("1, 2, 3, 4", "3 reminders or fewer"),
        ("5;12", "Enter days with commas"),
    ],
)
def test_a_plan_that_cannot_be_comes_back(app: Flask, client: FlaskClient, reminders: str, message: str) -> None:
    prepare(app)
    page = drawn(app)
    sign_in(client, "voice_officer")
    answer = post(client, f"{page}/ask", channels=["sms"], reminders=reminders, act="send")
    assert answer.status_code == 422
    assert message in text(answer)
    assert f'value="{reminders}"' in answer.text
    assert post(client, f"{page}/ask", channels=["pigeon"], reminders="", act="send").status_code == 422
    assert outbox(app) == []


def test_a_service_that_sends_nothing_asks_from_the_list(app: Flask, client: FlaskClient) -> None:
    prepare(app, sends=False)
    page = drawn(app)
    sign_in(client, "voice_officer")
    plan = text(client.get(f"{page}/ask"))
    assert "This service cannot send texts or emails yet" in plan
    assert "Send a test" not in plan
    assert "Ask everybody from the list?" in text(post(client, f"{page}/ask", reminders="", act="confirm"))
    post(client, f"{page}/ask", reminders="", act="send")
    assert "10 people are asked from the list." in text(client.get(page))
    assert [sample.written_on is not None for sample in kept(app)] == [True]


def test_a_closed_survey_asks_nobody(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    page = drawn(app)
    with app.app_context():
        life.close_survey("views", ACTOR)
    sign_in(client, "voice_officer")
    assert "Open it before you ask people." in text(client.get(page))
    assert "Open the survey before you ask people" in text(client.get(f"{page}/ask"))
    post(client, f"{page}/ask", form=f"{page}/take-back", channels=["sms"], reminders="", act="send")
    assert outbox(app) == []
    assert "This survey is closed." in text(post(client, DRAW, **FILLED, act="look"))


def test_a_test_goes_to_whoever_typed_their_number(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    page = drawn(app)
    sign_in(client, "voice_officer")
    ask, test = f"{page}/ask", f"{page}/test"
    assert post(client, test, form=ask, to="07700 900 123").location == ask
    assert "A test is on its way to you." in text(client.get(ask))
    (message,) = outbox(app)
    with app.app_context():
        assert (message.kind, message.channel, unseal(message.address or b"")) == ("test", "sms", "07700900123")
    wrong = post(client, test, form=ask, to="07700")
    assert wrong.status_code == 422
    assert "Enter a mobile number like 07700 900123" in text(wrong)
    assert 'value="07700"' in wrong.text
    can_send(app, sms=False)
    assert "cannot send texts yet" in text(post(client, test, form=ask, to="07700 900 123"))


def test_what_waits_is_stopped_after_a_question(app: Flask, client: FlaskClient) -> None:
    prepare(app, 2)
    page = drawn(app)
    with app.app_context():
        sending.write(int(page.rsplit("/", 1)[1]), ["sms"], [5], ACTOR)
    sign_in(client, "voice_officer")
    assert "2 messages wait and are not sent." in text(client.get(f"{page}/stop"))
    post(client, f"{page}/stop")
    assert "2 messages are stopped. Nobody of this sample is reminded any more." in text(client.get(page))
    assert {message.state for message in outbox(app)} == {"stopped"}


def test_the_list_shows_codes_is_searched_and_goes_on_record(app: Flask, client: FlaskClient) -> None:
    prepare(app, 120)
    page = f"{drawn(app)}/list"
    sign_in(client, "voice_officer")
    shown = client.get(page)
    assert len(re.findall(r'<code class="officer-code">[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}</code>', shown.text)) == 100
    assert "page=2" in shown.text
    assert "1 person found for “1007”." in text(client.get(f"{page}?search=1007"))
    assert "0 people found for “%”." in text(client.get(f"{page}?search=%25"))
    assert "120 people." in text(client.get(f"{page}?team=East+team"))
    with app.app_context():
        assert [event.detail["how"] for event in events.latest(["sample.listed"])] == ["list"] * 4


def test_cards_letters_and_a_poster_are_taken_out(app: Flask, client: FlaskClient) -> None:
    prepare(app, 3)
    page = drawn(app)
    sign_in(client, "voice_officer")
    cards = post(client, f"{page}/cards", form=f"{page}/list", search="1001")
    assert (cards.status_code, cards.mimetype) == (200, "application/pdf")
    assert cards.headers["Cache-Control"] == "no-store"
    letters = post(client, f"{page}/merge-file", form=f"{page}/list", search="1001").text.splitlines()
    assert [line.split(",")[0].lstrip("\ufeff") for line in letters] == ["reference", "YP-1001"]
    assert post(client, f"{page}/cards", form=f"{page}/list", batch="2").status_code == 404
    assert client.get("/officer/surveys/views/poster").data.startswith(b"%PDF")


def test_an_open_survey_shows_no_codes(app: Flask, client: FlaskClient) -> None:
    prepare(app, 2, privacy="open")
    page = drawn(app)
    sign_in(client, "voice_officer")
    shown = client.get(f"{page}/list")
    assert "it has no codes" in text(shown)
    assert "officer-code" not in shown.text
    assert "Everybody gets the same link." in text(client.get(f"{page}/ask"))
    post(client, f"{page}/ask", channels=["sms"], reminders="5", act="send")
    assert "in an open survey nobody knows who has answered" in text(client.get(page))


def test_whoever_opted_out_is_on_the_list(app: Flask, client: FlaskClient) -> None:
    prepare(app, 2)
    with app.app_context(), store.transaction():
        people.opt_out(people.ids("young_people")["YP-1000"], TODAY)
    page = drawn(app)
    sign_in(client, "voice_officer")
    assert "1 of 2 people can get one." in text(client.get(f"{page}/ask"))
