from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import clock, create_app, store
from feedback.officer.messages import ADVICE
from feedback.store import events, messages, samples, worker
from feedback.store.database import db
from feedback.store.messages import REASONS
from tests.databases import SETTINGS, TODAY
from tests.delivery import outbox
from tests.delivery.outbox import state
from tests.delivery.standin import settings
from tests.officer.signing_in import post, sign_in, text
from tests.pages import CheckingClient

PAGE, AGAIN = "/officer/messages", "/officer/messages/try-again"


@pytest.fixture
def sending(sqlite_url: str) -> Iterator[FlaskClient]:
    """A browser at a council that has a provider."""
    app = create_app(replace(SETTINGS, database_url=sqlite_url, messages=settings("http://127.0.0.1:9")))
    app.test_client_class = CheckingClient
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def failed(number: int, why: str = "unknown_there") -> list[str]:
    """So many messages that failed, to YP-00000 and those after."""
    asked = outbox.ask(number)
    sent = outbox.write(asked)
    with store.transaction():
        messages.change([{"id": one, "state": "failed", "why": why, "tries": 3, "next_try_at": None} for one in sent])
        samples.reach(asked.sample.id, asked.person_ids, "failed")
    return sent


def test_an_empty_page_says_what_it_will_show(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    page = text(client.get(PAGE))
    assert "Nothing waits." in page
    assert "Here you will see each message that did not arrive" in page
    assert "Neither texts nor emails can be sent: no provider is set up." in page


@pytest.mark.parametrize("why", [reason for reason in REASONS if reason in ADVICE])
def test_each_failure_says_what_went_wrong_and_what_to_do(app: Flask, client: FlaskClient, why: str) -> None:
    with app.app_context():
        failed(1, why)
    sign_in(client, "voice_officer")
    page = text(client.get(PAGE))
    assert f"YP-00000 Invitation by text {ADVICE[why].what}" in page
    assert ADVICE[why].then in page


def test_every_reason_to_fail_has_its_words() -> None:
    stopped = REASONS.index("not_an_address")
    assert set(REASONS[stopped:]) == set(ADVICE)


def test_a_failed_message_is_tried_again_once_and_that_is_on_record(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        one, other = failed(2)
    email = sign_in(client, "voice_officer")
    assert post(client, AGAIN, form=PAGE, message=one).location == PAGE
    page = text(client.get(PAGE))
    assert "1 message will be tried again." in page
    assert "Views Sample 1 Messages 1" in page
    with app.app_context():
        assert [state(one), state(other)] == [("waiting", ""), ("failed", "unknown_there")]
        assert outbox.found(one).tries == 0
        assert sorted(member.reached for member in samples.frame(1)) == ["failed", "waiting"]
        assert [(event.actor, event.subject_id, event.detail) for event in events.latest(["message.repeated"])] == [
            (email, "1", {"messages": 1})
        ]
    post(client, AGAIN, form=PAGE, message=one)
    assert "Nothing is left to try again." in text(client.get(PAGE))


def test_all_are_tried_again_but_tests_to_oneself(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        failed(3, "gave_up")
        test = outbox.write_test(outbox.ask(0), "07000")
        with store.transaction():
            messages.change([{"id": test, "state": "failed", "why": "not_an_address", "address": None}])
    sign_in(client, "voice_officer")
    assert "A test to yourself Test by text The number or address is not complete." in text(client.get(PAGE))
    post(client, AGAIN, form=PAGE, message="all")
    page = text(client.get(PAGE))
    assert "3 messages will be tried again." in page
    assert "A test to yourself" in page


def test_all_are_those_whose_reason_may_be_gone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        gone, off = failed(2), failed(2, "full_or_off")
    sign_in(client, "voice_officer")
    page = text(client.get(PAGE))
    assert "2 of them may go through by now" in page
    assert "Try these 2 again" in page
    post(client, AGAIN, form=PAGE, message="all")
    with app.app_context():
        assert {state(one)[0] for one in off} == {"waiting"}
        assert {state(one)[0] for one in gone} == {"failed"}


def test_what_failed_long_ago_is_left_alone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        (old,) = failed(1, "full_or_off")
        with store.transaction():
            messages.change([{"id": old, "written_on": TODAY - timedelta(days=61)}])
    sign_in(client, "voice_officer")
    assert "YP-00000" not in text(client.get(PAGE))
    assert "could not be delivered" not in text(client.get("/officer/"))
    post(client, AGAIN, form=PAGE, message="all")
    with app.app_context():
        assert state(old) == ("failed", "full_or_off")


def test_failures_are_found_by_reference_and_paged(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        failed(26)
    sign_in(client, "voice_officer")
    first, second = (set(re.findall(r"YP-\d{5}", client.get(f"{PAGE}?page={page}").text)) for page in (1, 2))
    assert (len(first), len(second), first & second) == (25, 1, set())
    found = text(client.get(f"{PAGE}?search=yp-00007"))
    assert "1 found for “yp-00007”" in found
    assert "0 found for “%”" in text(client.get(f"{PAGE}?search=%25"))


def test_no_number_and_no_address_is_on_the_page(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        failed(1)
    sign_in(client, "voice_officer")
    assert outbox.phone(0) not in client.get(PAGE).text


def test_what_needs_somebody_waits_on_the_first_page(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "Nothing waits for you now." in text(client.get("/officer/"))
    with app.app_context():
        failed(2)
        outbox.write(outbox.ask(1))
        with store.transaction():
            worker.looked(clock.now() - timedelta(minutes=6))
    page = text(client.get("/officer/"))
    assert "1 message cannot go out: the part that sends is not running." in page
    assert "2 messages could not be delivered" in page
    with app.app_context(), store.transaction():
        worker.looked(clock.now() - timedelta(minutes=3))
    assert "the part that sends is not running" not in text(client.get("/officer/"))
    assert "Sending works. It last looked 3 minutes ago." in text(client.get(PAGE))


def test_a_channel_that_nobody_carries_any_more_has_no_trouble(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), store.transaction():
        worker.pause("sms", "key_refused", clock.now() + timedelta(minutes=5))
    sign_in(client, "voice_officer")
    assert "does not accept our key" not in text(client.get("/officer/"))


@pytest.mark.parametrize(
    ("trouble", "said", "first_page"),
    [
        ("key_refused", "does not accept our key", True),
        ("busy", "takes no more for now", False),
        ("template_refused", "our template", True),
    ],
)
def test_trouble_of_a_channel_is_said(sending: FlaskClient, trouble: worker.Trouble, said: str, first_page: bool) -> None:
    with sending.application.app_context(), store.transaction():
        worker.pause("sms", trouble, clock.now() + timedelta(minutes=5))
    sign_in(sending, "voice_officer")
    page = text(sending.get(PAGE))
    assert said in page
    assert "Next try at" in page
    assert (said in text(sending.get("/officer/"))) is first_page


@pytest.mark.parametrize("role", ["quality_officer", "head", "administrator", "case_manager"])
def test_others_neither_see_nor_repeat_messages(app: Flask, client: FlaskClient, role: str) -> None:
    with app.app_context():
        (one,) = failed(1)
    sign_in(client, role)
    assert client.get(PAGE).status_code == 403
    assert post(client, AGAIN, form="/officer/", message=one).status_code == 403
    with app.app_context():
        assert state(one) == ("failed", "unknown_there")
