"""Reminders are written when their day has come, once, to those who may be reminded; on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from feedback import clock, store
from feedback.asking import reminding, sending
from feedback.asking import surveys as life
from feedback.store import asks, messages, people
from feedback.store import samples as kept
from feedback.store.asks import Invitation
from feedback.store.database import db
from feedback.store.messages import Message
from feedback.store.samples import Member, Sample
from tests.asking.sampled import a_sample, add_contacts, add_people, can_send
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, open_survey

ID = "00000000-0000-4000-8000-000000000000"


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def reminders() -> list[tuple[int, int]]:
    """(person, number) of every reminder."""
    found = db.session.query(Message).filter(Message.kind == "reminder").populate_existing()
    return sorted((message.person_id or 0, message.number) for message in found)


def asked(count: int = 3, days: list[int] | None = None) -> tuple[Sample, list[int]]:
    """A sample whose first messages were all delivered; the ids of its people."""
    add_contacts(add_people(count))
    sample = a_sample()
    sending.write(sample.id, ["sms"], days or [5, 12], ACTOR)
    ids = sorted(kept.drawn(sample.id))
    with store.transaction():
        kept.reach(sample.id, ids, "delivered")
    return sample, ids


@pytest.fixture
def ready(each_database: Flask) -> Flask:
    """A service that can send, with an open confidential survey."""
    can_send(each_database)
    open_survey()
    return each_database


@pytest.fixture
def ready_open(each_database: Flask) -> Flask:
    """A service that can send, with an open survey in which nobody knows who has answered."""
    can_send(each_database)
    open_survey(privacy="open")
    return each_database


def test_a_reminder_is_written_on_its_day_and_once(ready: Flask) -> None:
    _, ids = asked()
    assert reminding.write_due(after(4)) == 0
    assert reminding.write_due(after(5)) == 3
    assert reminding.write_due(after(5)) == 0
    assert reminding.write_due(after(11)) == 0
    assert reminding.write_due(after(12)) == 3
    assert reminding.write_due(after(13)) == 0
    assert reminders() == sorted((person_id, number) for person_id in ids for number in (1, 2))
    found = db.session.query(Message).filter_by(number=2).first()
    assert found is not None
    assert (found.state, found.channel, found.written_on, found.address) == ("waiting", "sms", after(12), None)


def test_whoever_answered_or_declined_is_not_reminded(ready: Flask) -> None:
    asked()
    used, declined, _left = db.session.query(Invitation).order_by(Invitation.id).all()
    with store.transaction():
        asks.use(used.id, ID)
        asks.decline(declined.id, TODAY)
    assert reminding.write_due(after(5)) == 1


def test_whoever_opted_out_or_got_nothing_is_not_reminded(ready: Flask) -> None:
    sample, ids = asked(5)
    with store.transaction():
        people.opt_out(ids[0], TODAY)
        for person_id, reached in zip(ids[1:4], ("failed", "stopped", "waiting"), strict=True):
            kept.reach(sample.id, [person_id], reached)
    assert reminding.write_due(after(5)) == 1
    assert reminders() == [(ids[4], 1)]


def test_a_message_that_arrives_late_is_followed_by_its_reminder_later(ready: Flask) -> None:
    sample, ids = asked(1)
    with store.transaction():
        kept.reach(sample.id, ids, "waiting")
    assert reminding.write_due(after(5)) == 0
    with store.transaction():
        kept.reach(sample.id, ids, "accepted")
    assert reminding.write_due(after(6)) == 1


def test_those_on_the_list_are_not_reminded(ready: Flask) -> None:
    add_contacts(add_people(1))
    add_people(2, first=2000)
    sample = a_sample()
    sending.write(sample.id, ["sms"], [5], ACTOR)
    with store.transaction():
        db.session.query(Member).update({"reached": "delivered"})
    assert reminding.write_due(after(5)) == 1


def test_two_reminders_are_never_written_at_once_and_none_much_too_late(ready: Flask) -> None:
    asked(1, [5, 6])
    assert reminding.write_due(after(8)) == 1
    assert [number for _, number in reminders()] == [2]
    assert reminding.write_due(after(9)) == 0


@pytest.mark.parametrize(("days", "expected"), [(12, 1), (13, 0), (200, 0)])
def test_a_reminder_is_left_out_a_week_after_its_day(ready: Flask, days: int, expected: int) -> None:
    asked(1, [5])
    assert reminding.write_due(after(days)) == expected


def test_a_closed_survey_reminds_nobody(ready: Flask) -> None:
    asked()
    life.close_survey("views", ACTOR)
    assert reminding.write_due(after(5)) == 0


def test_a_stopped_sample_reminds_nobody(ready: Flask) -> None:
    sample, ids = asked()
    with store.transaction():
        db.session.query(Message).update({"state": "delivered"})
    sending.stop(sample.id, ACTOR)
    kept_as = {member.reached for member in kept.frame(sample.id) if member.person_id in ids}
    assert kept_as == {"delivered"}
    assert reminding.write_due(after(5)) == 0


def test_in_an_open_survey_everybody_who_got_the_first_is_reminded(ready_open: Flask) -> None:
    sample, ids = asked(4)
    with store.transaction():
        people.opt_out(ids[0], TODAY)
        kept.reach(sample.id, [ids[1]], "failed")
    assert reminding.write_due(after(5)) == 2
    assert reminders() == [(ids[2], 1), (ids[3], 1)]


def test_each_sample_is_reminded_by_itself(ready: Flask) -> None:
    open_survey("other")
    asked(1)
    add_contacts(add_people(2, first=5000))
    other = a_sample("other")
    sending.write(other.id, ["sms"], [2], ACTOR)
    with store.transaction():
        kept.reach(other.id, kept.drawn(other.id), "delivered")
    assert reminding.write_due(after(2)) == 2
    assert reminding.write_due(after(5)) == 1


def test_whoever_gets_the_first_message_at_the_second_go_is_reminded_as_long_after_it(ready: Flask) -> None:
    sample, ids = asked(2)
    with store.transaction():
        db.session.query(Message).filter_by(person_id=ids[0]).update({"state": "failed", "why": "full_or_off"})
        messages.repeat(None, TODAY, clock.now(), after(4))
        kept.reach(sample.id, ids, "accepted")
    assert reminding.write_due(after(5)) == 1
    assert reminders() == [(ids[1], 1)]
    assert reminding.write_due(after(9)) == 1
    assert reminders() == [(ids[0], 1), (ids[1], 1)]


def test_what_is_stopped_while_reminders_are_looked_for_reminds_nobody(ready: Flask) -> None:
    sample, _ = asked()
    sending.stop(sample.id, ACTOR)
    assert reminding._write(sample, 1, after(5)) == 0
