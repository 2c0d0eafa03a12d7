"""Messages of a sample are written, and stopped, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from feedback import clock, queue, store
from feedback.asking import samples, sending
from feedback.asking import surveys as life
from feedback.asking.samples import SampleError
from feedback.asking.sending import Split
from feedback.store import asks, events, messages, people
from feedback.store import samples as kept
from feedback.store.asks import Invitation
from feedback.store.database import db
from feedback.store.encryption import unseal
from feedback.store.messages import Message
from tests.asking.sampled import a_sample, add_contacts, add_people, can_send
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, open_survey


@pytest.fixture
def ready(each_database: Flask) -> Flask:
    """A service that can send, with an open survey."""
    can_send(each_database)
    open_survey()
    return each_database


def outbox() -> list[Message]:
    return db.session.query(Message).populate_existing().order_by(Message.id).all()


def channels(sample_id: int) -> dict[int, str]:
    db.session.expire_all()
    return {member.person_id: member.channel for member in kept.frame(sample_id) if member.drawn}


def five_ways() -> dict[str, int]:
    """People with a phone, an e-mail, both, neither, and one with a phone who wants no messages; their ids by reference."""
    phone, email, both, neither, stopped = ([reference] for reference in add_people(5))
    add_contacts(phone)
    add_contacts(email, phone=False, email=True)
    add_contacts(both, email=True)
    add_contacts(stopped)
    ids = dict(people.ids("young_people"))
    with store.transaction():
        people.opt_out(ids[stopped[0]], TODAY)
    return {"phone": ids[phone[0]], "email": ids[email[0]], "both": ids[both[0]], "neither": ids[neither[0]], "stopped": ids[stopped[0]]}


@pytest.mark.parametrize(
    ("chosen", "by_sms", "by_email"),
    [
        ({"sms", "email"}, {"phone", "both"}, {"email"}),
        ({"sms"}, {"phone", "both"}, set()),
        ({"email"}, set(), {"email", "both"}),
        (set(), set(), set()),
    ],
)
def test_each_is_asked_once_by_a_chosen_way_and_the_others_stand_on_the_list(
    ready: Flask, chosen: set[str], by_sms: set[str], by_email: set[str]
) -> None:
    ids = five_ways()
    sample = a_sample()
    expected = Split(len(by_sms), len(by_email), 5 - len(by_sms) - len(by_email))
    assert sending.split(sample, chosen) == expected
    assert sending.write(sample.id, chosen, [5, 12], ACTOR) == expected
    wanted = {ids[name]: "sms" for name in by_sms} | {ids[name]: "email" for name in by_email}
    assert {message.person_id: message.channel for message in outbox()} == wanted
    assert channels(sample.id) == {person_id: wanted.get(person_id, "list") for person_id in ids.values()}
    assert sorted(row.channel for row in db.session.query(Invitation).all()) == sorted(channels(sample.id).values())
    assert {member.person_id for member in kept.frame(sample.id) if member.reached == "waiting"} == set(wanted)
    found = kept.by_id(sample.id)
    assert found is not None
    assert (found.written_on, found.reminder_days) == (TODAY, [5, 12] if wanted else [])
    (event,) = events.latest(["sample.sent"])
    assert event.detail == {"slug": "views", "messages": len(wanted), "reminders": 2 if wanted else 0}


def test_a_message_is_a_row_that_waits_and_holds_no_address(ready: Flask) -> None:
    add_contacts(add_people(1))
    sample = a_sample()
    woken = len(queue.queue_of(ready).pending())
    sending.write(sample.id, ["sms"], [], ACTOR)
    (message,) = outbox()
    assert (message.kind, message.number, message.state, message.address, message.written_on) == ("invitation", 0, "waiting", None, TODAY)
    assert message.next_try_at is not None
    assert len(queue.queue_of(ready).pending()) == woken + 1
    assert samples.state(kept.by_id(sample.id) or sample, messages.counts(sample.id)) == "sending"


def test_whoever_has_answered_from_a_card_by_now_gets_no_message(ready: Flask) -> None:
    add_contacts(add_people(2))
    sample = a_sample()
    one = db.session.query(Invitation).first()
    assert one is not None
    with store.transaction():
        asks.use(one.id, "00000000-0000-4000-8000-000000000000")
    assert sending.write(sample.id, ["sms"], [], ACTOR) == Split(1, 0, 1)


def test_a_sample_is_asked_once(ready: Flask) -> None:
    add_contacts(add_people(1))
    sample = a_sample()
    sending.write(sample.id, ["sms"], [], ACTOR)
    with pytest.raises(SampleError, match="asked before"):
        sending.write(sample.id, ["sms"], [], ACTOR)
    assert len(outbox()) == 1


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_only_an_open_survey_asks(ready: Flask, state: str) -> None:
    add_contacts(add_people(1))
    sample = a_sample()
    with store.transaction():
        survey = life.find("views")
        survey.opened_on, survey.closed_on = (None, None) if state == "draft" else (TODAY, TODAY)
    with pytest.raises(SampleError, match="Open the survey"):
        sending.write(sample.id, ["sms"], [], ACTOR)
    assert outbox() == []


def test_links_that_have_run_out_are_not_sent(ready: Flask) -> None:
    add_contacts(add_people(1))
    sample = a_sample()
    with store.transaction():
        db.session.query(Invitation).update({"expires_on": TODAY - timedelta(days=1)})
    with pytest.raises(SampleError, match="run out"):
        sending.write(sample.id, ["sms"], [], ACTOR)


@pytest.mark.parametrize("days", [[0], [61], [1, 2, 3, 4]])
def test_reminders_are_few_and_soon(ready: Flask, days: list[int]) -> None:
    add_contacts(add_people(1))
    with pytest.raises(SampleError, match="reminders at most"):
        sending.write(a_sample().id, ["sms"], days, ACTOR)


def test_a_channel_that_is_not_set_up_is_refused(each_database: Flask) -> None:
    open_survey()
    add_contacts(add_people(1), email=True)
    sample = a_sample()
    assert sending.possible() == ()
    with pytest.raises(SampleError, match="cannot send"):
        sending.write(sample.id, ["sms"], [], ACTOR)
    can_send(each_database, sms=False)
    assert sending.possible() == ("email",)
    with pytest.raises(SampleError, match="cannot send"):
        sending.write(sample.id, ["sms"], [], ACTOR)
    assert sending.write(sample.id, ["email"], [], ACTOR) == Split(0, 1, 0)


def test_what_waits_is_stopped_and_what_went_is_not(ready: Flask) -> None:
    add_contacts(add_people(3))
    sample = a_sample()
    sending.write(sample.id, ["sms"], [5], ACTOR)
    with store.transaction():
        gone = outbox()[0]
        gone.state = "accepted"
        kept.reach(sample.id, [gone.person_id or 0], "accepted")
    assert sending.stop(sample.id, ACTOR) == 2
    assert sorted((message.state, message.why) for message in outbox()) == [("accepted", ""), ("stopped", ""), ("stopped", "")]
    db.session.expire_all()
    assert sorted(member.reached for member in kept.frame(sample.id)) == ["accepted", "stopped", "stopped"]
    found = kept.by_id(sample.id)
    assert found is not None
    assert found.reminder_days == []
    assert [event.detail["messages"] for event in events.latest(["sample.stopped"])] == [2]
    assert samples.state(found, messages.counts(sample.id)) == "asked"


def test_a_test_goes_to_what_was_typed_and_to_nobody_of_the_sample(ready: Flask) -> None:
    add_people(1)
    sample = a_sample()
    sending.test(sample.id, "sms", "07700 900 123", ACTOR)
    sending.test(sample.id, "sms", "07700 900 123", ACTOR)
    sending.test(sample.id, "email", "ada@example.org", ACTOR)
    found = sorted((message.kind, message.channel, message.person_id, unseal(message.address or b"")) for message in outbox())
    assert found == [("test", "email", None, "ada@example.org"), *[("test", "sms", None, "07700900123")] * 2]
    assert "07700" not in str([event.detail for event in events.latest(["message.tested"])])
    samples.take_back(sample.id, ACTOR)
    db.session.expire_all()
    assert outbox() == []


@pytest.mark.parametrize(
    ("channel", "typed", "address"),
    [
        ("sms", "07700 900123", "07700900123"),
        ("sms", "+44 (0)7700 900-123", "+447700900123"),
        ("sms", "+353 85 123 4567", "+353851234567"),
        ("sms", "020 7946 0000", None),
        ("sms", "0770090012", None),
        ("sms", "٠٧٧٠٠٩٠٠١٢٣", None),
        ("sms", "ada@example.org", None),
        ("sms", "", None),
        ("email", "ada@example.org", "ada@example.org"),
        ("email", "ada@example", None),
        ("email", "ada@exa mple.org", None),
        ("email", "a@b.c,d@e.f", None),
        ("email", "ada@example.org\nBcc: all@example.org", None),
        ("email", f"{'a' * 250}@b.org", None),
    ],
)
def test_what_can_be_sent_to(channel: str, typed: str, address: str | None) -> None:
    assert sending.addressed(channel, typed) == address


def test_a_test_that_is_stopped_keeps_no_address_and_what_was_tried_before_no_instant(ready: Flask) -> None:
    add_people(1)
    sample = a_sample()
    sending.test(sample.id, "sms", "07700 900123", ACTOR)
    with store.transaction():
        db.session.query(Message).update({"tried_at": clock.now()})
    sending.stop(sample.id, ACTOR)
    (found,) = db.session.query(Message).populate_existing()
    assert (found.state, found.address, found.tried_at, found.next_try_at) == ("stopped", None, None, None)
