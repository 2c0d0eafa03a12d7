"""Alerts stand in the outbox with the concern that they are about, or not at all; and they go to whoever is on duty."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from feedback import queue, store
from feedback.message_settings import Messages, Smtp
from feedback.store import accounts, alerts, concern_steps, concerns, council, rota
from feedback.store.alerts import Alert
from feedback.store.concerns import Concern
from feedback.store.database import db
from feedback.store.messages import Message
from tests.delivery import standin
from tests.desk.alerted import MONDAY, concern, keep, lead_and_deputy, officer, outbox, raised, set_up, shut_out

TODAY = MONDAY.date()
ALL = [
    ("first", "email", "priya@harrowdale.example"),
    ("first", "email", "tom@harrowdale.example"),
    ("first", "sms", "07700900101"),
]


@pytest.fixture
def lane(each_database: Flask) -> Flask:
    set_up(each_database)
    return each_database


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(queue, "wake_soon", lambda: found.append("woken"))
    return found


def rows(table: type[Alert] | type[Message] | type[Concern]) -> int:
    store.recover()
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_lead_and_deputy_are_alerted_each_way_that_there_is(lane: Flask, woken: list[str]) -> None:
    lead_and_deputy()
    raised()
    assert outbox() == ALL
    assert woken == ["woken"]


def test_a_transaction_that_fails_leaves_no_concern_no_alert_and_wakes_nobody(lane: Flask, woken: list[str]) -> None:
    lead_and_deputy()
    row = concern()

    def fail() -> None:
        with store.transaction():
            concerns.add_all([row], [])
            alerts.write_first([row], MONDAY, TODAY)
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert (rows(Concern), rows(Alert), rows(Message)) == (0, 0, 0)
    assert woken == []


def test_the_worker_is_woken_once_the_concern_is_kept_and_not_before(lane: Flask, woken: list[str]) -> None:
    lead_and_deputy()
    row = concern()
    with store.transaction():
        concerns.add_all([row], [])
        alerts.write_first([row], MONDAY, TODAY)
        alerts.write_first([row], MONDAY, TODAY)
        assert woken == []
    assert woken == ["woken"]


def test_several_concerns_of_one_call_make_one_message_each_way(lane: Flask) -> None:
    lead_and_deputy()
    keep(concern("amber"), concern("red"), concern("blue"))
    assert outbox() == ALL
    assert (rows(Message), rows(Alert)) == (3, 6), "two concerns to each message: blue alerts nobody"


def test_blue_alerts_nobody(lane: Flask, woken: list[str]) -> None:
    lead_and_deputy()
    raised("blue")
    assert outbox() == []
    assert woken == []


@pytest.mark.parametrize(
    ("messages", "ways"),
    [
        (Messages(), []),
        (Messages(smtp=Smtp("mail", 25, "", "", False, "feedback@example.org")), [ALL[0], ALL[1]]),
        (standin.settings("http://127.0.0.1:9"), ALL),
    ],
)
def test_only_by_ways_that_somebody_carries(lane: Flask, messages: Messages, ways: list[object]) -> None:
    set_up(lane, messages=messages)
    lead_and_deputy()
    raised()
    assert outbox() == ways
    assert rows(Concern) == 1


def test_a_concern_is_kept_when_no_alert_can_be_written(
    lane: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lead_and_deputy()

    def broken(*_: object) -> None:
        db.session.execute(sa.text("SELECT 07700900101 FROM nowhere"))

    monkeypatch.setattr("feedback.store.alerts.messages.write_all", broken)
    raised()
    assert (rows(Concern), rows(Message)) == (1, 0)
    assert "no alert could be written: " in caplog.text
    assert "07700900101" not in caplog.text


def test_the_rota_decides_whom_a_first_alert_goes_to(lane: Flask) -> None:
    priya, _ = lead_and_deputy()
    sub = officer("safeguarding_deputy", "Ola Sub")
    with store.transaction():
        rota.add(TODAY, TODAY + timedelta(days=6), sub.id, priya.id)
    assert [one.full_name for one in alerts.on_duty(TODAY)] == ["Ola Sub", "Priya Nair"]
    assert [one.full_name for one in alerts.on_duty(TODAY + timedelta(days=6))] == ["Ola Sub", "Priya Nair"]
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=7)):
        assert len(alerts.on_duty(day)) == 3, "days without a row are everybody's"


@pytest.mark.parametrize("left", [{"active": False}, {"roles": ["head"]}])
def test_when_one_of_the_rota_has_left_everybody_is_alerted(lane: Flask, left: dict[str, object]) -> None:
    priya, tom = lead_and_deputy()
    officer("safeguarding_deputy", "Ola Sub")
    with store.transaction():
        rota.add(TODAY, TODAY, priya.id, tom.id)
        if "roles" in left:
            accounts.set_roles(tom, ["head"])
        else:
            accounts.change(tom, left)
    assert [one.full_name for one in alerts.on_duty(TODAY)] == ["Ola Sub", "Priya Nair"]


def test_whoever_is_shut_out_or_kept_out_is_not_written_to(lane: Flask) -> None:
    priya, tom = lead_and_deputy()
    gone = officer("safeguarding_deputy", "Ola Sub", active=False)
    concern_id = keep(concern("blue"))[0]
    shut_out(concern_id, priya)
    with store.transaction():
        assert alerts.write("handed_over", concern_id, [priya, tom, gone], MONDAY, TODAY) == 1
    assert outbox() == [("handed_over", "email", "tom@harrowdale.example")]


def test_an_alert_about_a_concern_stands_in_no_list_of_somebody_who_is_shut_out_of_it(lane: Flask) -> None:
    priya, tom = lead_and_deputy()
    shut_out(raised(), priya)
    with store.transaction():
        alerts.write_test([tom], MONDAY, TODAY)
    assert [one.step for one in alerts.newest(priya.id, 25)] == ["test"]
    assert sorted(one.step for one in alerts.newest(tom.id, 25)) == ["first", "first", "first", "test"]
    assert len(alerts.newest(tom.id, 2)) == 2


def test_the_number_of_the_settings_stands_behind_its_own_name(lane: Flask) -> None:
    priya, _ = lead_and_deputy()
    found = council.current()
    found.safeguarding_name, found.safeguarding_phone = "Priya Nair", "01632 960 199"
    assert alerts.to_ring(TODAY, found) == ["Priya Nair 01632 960 199", "Tom Hartley"]
    assert alerts.to_ring(TODAY, found, {priya.id}) == ["Tom Hartley"]
    found.safeguarding_name = "The safeguarding line"
    assert alerts.to_ring(TODAY, found) == ["Priya Nair", "Tom Hartley", "The safeguarding line 01632 960 199"]


def test_rows_of_the_rota_that_share_a_day_are_found(lane: Flask) -> None:
    priya, tom = lead_and_deputy()
    week = timedelta(days=6)
    with store.transaction():
        row = rota.add(TODAY, TODAY + week, priya.id, tom.id)
        for first, last, shares in (
            (TODAY - week, TODAY - timedelta(days=1), False),
            (TODAY - week, TODAY, True),
            (TODAY + week, TODAY + 2 * week, True),
            (TODAY + timedelta(days=1), TODAY + timedelta(days=1), True),
            (TODAY + timedelta(days=7), TODAY + 2 * week, False),
        ):
            assert (rota.overlapping(first, last) is row) is shares


def sent(*, later: timedelta = timedelta()) -> None:
    """Whatever is due by then has gone."""
    with store.transaction():
        due = sa.update(Message).where(Message.state == "waiting", Message.next_try_at <= MONDAY + later)
        db.session.execute(due.values(state="accepted"))


def test_what_comes_while_a_message_waits_joins_it(lane: Flask) -> None:
    lead_and_deputy()
    for minute in range(5):
        raised(at=MONDAY + timedelta(minutes=minute))
    assert (rows(Message), rows(Alert)) == (3, 15)
    assert all(len(one.told) == 3 for one in alerts.unopened()), "each concern is told of, each way"


def test_a_red_concern_does_not_join_a_message_that_says_today(lane: Flask) -> None:
    lead_and_deputy()
    raised("amber")
    raised("red")
    assert rows(Message) == 6
    raised("amber")
    assert rows(Message) == 6, "one that says now says enough"


def test_a_flood_makes_three_messages_each_way_and_then_one_in_five_minutes(lane: Flask) -> None:
    lead_and_deputy()
    for second in range(0, 600, 10):
        raised(at=MONDAY + timedelta(seconds=second))
        sent(later=timedelta(seconds=second))
    assert rows(Concern) == 60
    assert rows(Message) == 3 * 5, "at 0, 10 and 20 seconds, then one that waits until 5:30 and one until 10:40"
    store.recover()
    waiting = db.session.scalars(sa.select(Message.next_try_at).where(Message.state == "waiting")).all()
    assert {at - MONDAY for at in waiting if at} == {timedelta(minutes=10, seconds=40)}


def test_whoever_opens_what_they_were_told_of_is_told_of_the_next_at_once(lane: Flask) -> None:
    lead_and_deputy()
    for _ in range(4):
        concern_id = raised()
        sent()
        with store.transaction():
            concerns.mark_opened(concern_id, MONDAY)
    assert rows(Message) == 12
    assert alerts.waiting() is False


def test_whoever_is_shut_out_before_the_first_alert_gets_none_and_another_stands_in(lane: Flask) -> None:
    priya, tom = lead_and_deputy()
    officer("safeguarding_deputy", "Ola Sub")
    with store.transaction():
        rota.add(TODAY, TODAY, priya.id, tom.id)
        row = concern()
        concerns.add_all([row], [])
        concern_steps.shut_out([str(row["id"])], [priya.id, tom.id])
        alerts.write_first([row], MONDAY, TODAY)
    assert outbox() == [("first", "email", "ola@harrowdale.example")]
