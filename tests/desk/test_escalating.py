"""An alert that nobody acts on goes to the head of service, then to whoever is on call: in working time, and once."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from feedback import store
from feedback.desk import escalating
from feedback.store import accounts, alerts, council
from feedback.store.alerts import Alert
from feedback.store.database import db
from tests.desk.alerted import MONDAY, concern, keep, lead_and_deputy, officer, opened, outbox, raised, set_up, shut_out

FRIDAY_EVENING = MONDAY.replace(day=20, hour=18)
HEAD = [
    ("head", "email", "marcus@harrowdale.example"),
    ("head", "email", "priya@harrowdale.example"),
    ("head", "email", "tom@harrowdale.example"),
    ("head", "sms", "07700900101"),
]
ON_CALL = [("on_call", "email", "edt@harrowdale.example"), ("on_call", "sms", "07700900999")]


@pytest.fixture
def lane(each_database: Flask) -> Flask:
    set_up(each_database)
    lead_and_deputy()
    officer("head", "Marcus Bell")
    with store.transaction():
        council.change({"on_call_email": "edt@harrowdale.example", "on_call_phone": "07700900999"})
    return each_database


def look(at: datetime) -> int:
    return escalating.write_due(lambda: at)


def later(at: datetime = MONDAY, **by: float) -> datetime:
    return at + timedelta(**by)


def passed_on() -> list[tuple[str, str, str]]:
    return [one for one in outbox() if one[0] != "first"]


def test_a_red_concern_is_passed_on_after_one_hour_and_after_two(lane: Flask) -> None:
    raised()
    assert look(later(minutes=59)) == 0
    assert look(later(minutes=61)) == len(HEAD)
    assert passed_on() == HEAD
    assert look(later(minutes=62)) == 0, "each step once"
    assert look(later(minutes=119)) == 0
    assert look(later(minutes=121)) == len(ON_CALL)
    assert passed_on() == sorted([*HEAD, *ON_CALL])
    assert look(later(days=3)) == 0


def test_an_amber_one_goes_to_the_head_after_four_hours_and_no_further(lane: Flask) -> None:
    raised("amber")
    assert look(later(minutes=239)) == 0
    assert look(later(minutes=241)) == len(HEAD)
    assert look(later(days=7)) == 0


def test_what_was_opened_in_time_is_passed_on_to_nobody(lane: Flask) -> None:
    opened(raised(), later(minutes=30))
    assert look(later(days=7)) == 0
    assert passed_on() == []


def test_nights_and_weekends_do_not_count(lane: Flask) -> None:
    raised(at=FRIDAY_EVENING)
    assert look(FRIDAY_EVENING + timedelta(days=2)) == 0
    monday = MONDAY.replace(hour=9)
    assert look(later(monday, minutes=59)) == 0
    assert look(later(monday, minutes=61)) == len(HEAD)


def test_what_waited_on_a_device_is_late_from_when_somebody_could_know_of_it(lane: Flask) -> None:
    keep(concern(raised_at=MONDAY - timedelta(days=7)), now=MONDAY)
    assert look(later(minutes=59)) == 0
    assert look(later(minutes=61)) == len(HEAD)


def test_several_are_passed_on_by_one_message_each_way(lane: Flask) -> None:
    raised()
    raised(at=later(minutes=5))
    assert look(later(minutes=70)) == len(HEAD)


def test_a_concern_that_nobody_could_be_told_of_is_alerted_of_as_soon_as_somebody_can_be(lane: Flask) -> None:
    keep(concern(), now=MONDAY)
    with store.transaction():
        store.database.db.session.execute(store.database.text("DELETE FROM message"))
    assert outbox() == []
    assert look(later(minutes=5)) == 3
    assert {step for step, _, _ in outbox()} == {"first"}
    assert look(later(minutes=64)) == 0, "the hour counts from then"
    assert look(later(minutes=66)) == len(HEAD)


def test_where_no_first_alert_can_be_written_the_later_steps_are_taken_all_the_same(each_database: Flask) -> None:
    set_up(each_database)
    with store.transaction():
        council.change({"on_call_email": "edt@harrowdale.example"})
    officer("head", "Marcus Bell")
    raised()
    assert look(later(minutes=61)) == 1
    assert look(later(minutes=121)) == 1
    assert [step for step, _, _ in outbox()] == ["head", "on_call"]


def test_two_workers_at_once_write_each_step_once(lane: Flask) -> None:
    raised()
    ready = threading.Barrier(2)
    written: list[int] = []

    def work() -> None:
        with lane.app_context():
            ready.wait()
            written.append(look(later(minutes=61)))

    workers = [threading.Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(written) == [0, len(HEAD)]
    assert passed_on() == HEAD


def test_whoever_is_shut_out_of_one_concern_hears_of_the_others(lane: Flask) -> None:
    lead = accounts.by_email("priya@harrowdale.example")
    assert lead
    shut_out(raised(), lead)
    raised()
    look(later(minutes=61))
    store.recover()
    found = alerts.unopened(lead.id)
    assert len(found) == 1, "of the hidden one nothing"
    assert sorted({address for step, _, address in passed_on()}) == [
        "07700900101", "marcus@harrowdale.example", "priya@harrowdale.example", "tom@harrowdale.example"
    ]  # fmt: skip
    told = db.session.scalars(sa.select(Alert.concern_id).where(Alert.step == "head", Alert.officer_id == lead.id)).all()
    assert set(told) == {found[0].concern_id}
