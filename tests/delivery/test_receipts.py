"""How it ended: told by Notify, asked for, or read from a mail that came back."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import create_app, store
from feedback.delivery import receipts
from feedback.delivery.bounces import Bounce, read
from feedback.delivery.outcomes import Letter, Outcomes, Question
from feedback.store import messages, samples
from feedback.store.database import db
from tests.databases import SETTINGS, TODAY
from tests.delivery import outbox
from tests.delivery.outbox import Clock, found, state
from tests.delivery.standin import RECEIPTS, settings

PATH = "/messages/receipt"
PROOF = {"Authorization": f"Bearer {RECEIPTS}"}
PROVIDER_ID = "44444444-4444-4444-8444-444444444444"


def accepted(number: int = 0, channel: str = "sms") -> str:
    """A message that Notify took an hour ago."""
    asked = outbox.ask(1)
    (message,) = outbox.write(asked, channel, "reminder" if number else "invitation", number)
    with store.transaction():
        messages.begin([message], outbox.NOON, outbox.NOON, TODAY)
        messages.change([{"id": message, "state": "accepted", "provider_id": PROVIDER_ID, "next_try_at": outbox.NOON + timedelta(hours=1)}])
    return message


@pytest.fixture
def receiving(sqlite_url: str) -> Iterator[Flask]:
    """The application of a council that has Notify tell it how messages ended."""
    app = create_app(replace(SETTINGS, database_url=sqlite_url, messages=settings("http://127.0.0.1:9")))
    yield app
    with app.app_context():
        db.engine.dispose()


def told(reference: str, status: str) -> dict[str, object]:
    return {"id": PROVIDER_ID, "reference": reference, "to": "07700900999", "status": status, "notification_type": "sms"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("delivered", ("delivered", "")),
        ("permanent-failure", ("failed", "unknown_there")),
        ("temporary-failure", ("waiting", "")),
        ("technical-failure", ("waiting", "")),
        ("sending", ("accepted", "")),
    ],
)
def test_a_receipt_is_kept(receiving: Flask, status: str, expected: tuple[str, str]) -> None:
    with receiving.app_context():
        message = accepted()
    answer = receiving.test_client().post(PATH, json=told(message, status), headers=PROOF)
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    with receiving.app_context():
        assert state(message) == expected
        (member,) = samples.frame(found(message).sample_id or 0)
        assert member.reached == (expected[0] if status != "sending" else "waiting")
        if expected[0] in {"delivered", "failed"}:
            assert (found(message).tried_at, found(message).next_try_at) == (None, None)


def test_receipts_that_come_twice_late_or_out_of_order_do_no_harm(receiving: Flask) -> None:
    client = receiving.test_client()
    with receiving.app_context():
        message = accepted()
    for status in ("delivered", "delivered", "permanent-failure", "temporary-failure", "sending"):
        assert client.post(PATH, json=told(message, status), headers=PROOF).status_code == 200
        with receiving.app_context():
            assert state(message) == ("delivered", "")


def test_a_receipt_without_our_reference_is_known_by_notifys_id(receiving: Flask) -> None:
    with receiving.app_context():
        message = accepted()
    receiving.test_client().post(PATH, json=told(message, "delivered") | {"reference": None}, headers=PROOF)
    with receiving.app_context():
        assert state(message) == ("delivered", "")


def test_a_reminders_receipt_leaves_alone_what_the_list_says_of_the_invitation(receiving: Flask) -> None:
    with receiving.app_context():
        message = accepted(number=1)
    receiving.test_client().post(PATH, json=told(message, "permanent-failure"), headers=PROOF)
    with receiving.app_context():
        assert state(message) == ("failed", "unknown_there")
        assert samples.frame(found(message).sample_id or 0)[0].reached == "waiting"


@pytest.mark.parametrize("proof", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": RECEIPTS}, {"Authorization": "Bearer ü"}])
def test_without_the_token_nothing_is_believed(receiving: Flask, proof: dict[str, str]) -> None:
    with receiving.app_context():
        message = accepted()
    assert receiving.test_client().post(PATH, json=told(message, "delivered"), headers=proof).status_code == 401
    with receiving.app_context():
        assert state(message) == ("accepted", "")


def test_where_no_token_is_set_there_is_no_such_address(client: FlaskClient) -> None:
    assert client.post(PATH, json={}, headers=PROOF).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '{"id": 3, "status": "delivered"}',
        '{"id": "x"}',
        '{"id": "a\\u0000b", "status": "delivered"}',
        f'{{"id": "{"x" * 65}", "status": "delivered"}}',
        '{"id": "x", "status": {"a": 1}}',
    ],
)
def test_what_is_no_receipt_is_said_to_be_none(receiving: Flask, body: str) -> None:
    answer = receiving.test_client().post(PATH, data=body, content_type="application/json", headers=PROOF)
    assert answer.status_code == 400


def test_a_receipt_of_somebody_elses_message_is_taken_and_ignored(receiving: Flask) -> None:
    assert receiving.test_client().post(PATH, json=told("never written", "delivered"), headers=PROOF).status_code == 200


def test_the_number_in_a_receipt_is_neither_kept_nor_logged(receiving: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with receiving.app_context():
        message = accepted()
    with caplog.at_level(logging.DEBUG):
        receiving.test_client().post(PATH, json=told(message, "permanent-failure"), headers=PROOF)
    assert "07700900999" not in caplog.text
    with receiving.app_context():
        raw = db.session.connection().exec_driver_sql("SELECT * FROM message").all()
        assert "07700900999" not in str(raw)


class Told:
    """A provider that answers for some of what it is asked about, and keeps what that was."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said = said
        self.asked: list[str] = []

    def send(self, _letters: Sequence[Letter]) -> Iterator[Outcomes]:
        raise AssertionError("nothing is sent")

    def ask(self, _questions: Sequence[Question]) -> Outcomes:
        raise AssertionError("nothing is unknown")

    def status(self, provider_ids: Sequence[str]) -> Mapping[str, str]:
        self.asked += provider_ids
        return {one: self.said[one] for one in provider_ids if one in self.said}


def test_what_nothing_was_told_of_is_asked_about_after_an_hour(each_database: Flask) -> None:
    message, clock, provider = accepted(), Clock(), Told({})
    ask = lambda: receipts.ask_for_missing(clock.now, {"sms": provider})  # noqa: E731 - the same call three times
    clock.move(minutes=59)
    assert ask() == 0
    clock.move(minutes=1)
    assert ask() == 1
    assert state(message) == ("accepted", "")
    clock.move(minutes=59)
    assert ask() == 0
    provider.said = {PROVIDER_ID: "delivered"}
    clock.move(minutes=1)
    assert ask() == 1
    assert state(message) == ("delivered", "")
    clock.move(days=1)
    assert ask() == 0


def test_after_three_days_without_a_word_it_is_left_at_accepted(app_context: Flask) -> None:
    message, clock = accepted(), Clock()
    clock.move(days=3)
    assert receipts.ask_for_missing(clock.now, {"sms": Told({})}) == 1
    assert state(message) == ("accepted", "")
    assert (found(message).tried_at, found(message).next_try_at) == (None, None)


def test_one_look_asks_about_so_many_and_no_more(app_context: Flask) -> None:
    sent = outbox.write(outbox.ask(5))
    with store.transaction():
        messages.change([{"id": one, "state": "accepted", "provider_id": f"p{one}"} for one in sent])
    provider = Told({})
    assert receipts.ask_for_missing(lambda: outbox.NOON, {"sms": provider}, most=3) == 3
    assert len(provider.asked) == 3


BOUNCE = """From: MAILER-DAEMON@mail.example.org
To: feedback@example.org
Message-ID: <99999999-9999-4999-8999-999999999999@mail.example.org>
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
Arrival-Date: Sat, 21 Nov 2026 12:00:00 +0000

Final-Recipient: rfc822; someone@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 No such user

--B
Content-Type: {returned}

From: feedback@example.org
Message-ID: <{message}@example.org>
Subject: What do you think?

--B--
"""


def bounce(message: str, status: str = "5.1.1", action: str = "failed", returned: str = "message/rfc822") -> bytes:
    return BOUNCE.format(message=message, status=status, action=action, returned=returned).replace("\n", "\r\n").encode()


ID = "12345678-1234-4234-8234-123456789abc"


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("5.1.1", "unknown_there"),
        ("5.2.1", "unknown_there"),
        ("5.2.2", "full_or_off"),
        ("4.4.7", "full_or_off"),
        ("5.7.1", "blocked"),
        ("5.3.4", "refused"),
        ("what", "refused"),
    ],
)
def test_a_bounce_is_read(status: str, why: str, returned: str) -> None:
    assert read(bounce(ID, status, returned=returned)) == Bounce(ID, why)


@pytest.mark.parametrize(
    "mail",
    [
        bounce(ID, "4.4.1", action="delayed"),
        bounce(ID, "2.0.0", action="delivered"),
        bounce("somebody-else"),
        b"",
        b"\xff\xfe\x00",
        b"Subject: I am away\n\nBack on Monday.",
        f"Message-ID: <{ID}@example.org>\nSubject: hello\n\nAction: failed".encode(),
        b"Content-Type: multipart/report; boundary=B\n\n--B\nContent-Type: message/delivery-status\n\n",
    ],
)
def test_what_is_no_bounce_of_ours_is_none(mail: bytes) -> None:
    assert read(mail) is None


def test_a_bounce_marks_an_email_once_it_went_out(app: Flask) -> None:
    with app.app_context():
        message = accepted(channel="email")
    said = app.test_cli_runner().invoke(args=["message", "bounced"], input=bounce(message))
    assert (said.exit_code, said.output) == (0, "One message is marked as failed.\n")
    with app.app_context():
        assert state(message) == ("failed", "unknown_there")
    again = app.test_cli_runner().invoke(args=["message", "bounced"], input=bounce(message, "5.2.2"))
    assert (again.exit_code, again.output) == (0, "This mail says nothing about a message of ours.\n")
    with app.app_context():
        assert state(message) == ("failed", "unknown_there")


def test_a_bounce_says_nothing_about_a_text(app: Flask) -> None:
    with app.app_context():
        message = accepted()
        assert not receipts.bounced(Bounce(message, "unknown_there"))
