"""The red banner stands when an alert did not get through or nobody acts on one, and goes when the concern is opened."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from feedback import clock, store
from feedback.desk import clocks
from feedback.desk.clocks import Trouble
from feedback.message_settings import Messages
from feedback.store import concerns, worker
from feedback.working_time import Hours
from tests.desk.alerted import MONDAY, concern, ended, keep, lead_and_deputy, opened, raised, set_up


@pytest.fixture
def lane(each_database: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    set_up(each_database)
    lead_and_deputy()
    at(monkeypatch, minutes=1)
    return each_database


def at(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    """Let it be so long after MONDAY, and the worker have looked just now."""
    now: datetime = MONDAY + timedelta(**by)
    monkeypatch.setattr(clock, "now", lambda: now)
    with store.transaction():
        worker.looked(now)


def test_without_concerns_and_while_alerts_are_under_way_nothing_is_wrong(lane: Flask) -> None:
    assert clocks.trouble() is None
    raised()
    assert clocks.trouble() is None
    ended("accepted")
    assert clocks.trouble() is None


@pytest.mark.parametrize("state", ["failed", "stopped"])
def test_an_alert_that_did_not_get_through_is_trouble_until_the_concern_is_opened(lane: Flask, state: str) -> None:
    concern_id = raised()
    ended(state)
    assert clocks.trouble() == Trouble(untold=1, late=0, standing=False)
    opened(concern_id)
    assert clocks.trouble() is None


def test_one_that_was_stopped_is_none_where_somebody_else_was_reached(lane: Flask) -> None:
    raised()
    for state, expected in (("stopped", None), ("failed", Trouble(1, 0, False))):
        ended("delivered")
        with store.transaction():
            one = store.database.db.session.query(store.messages.Message).first()
            assert one is not None
            one.state = state
        assert clocks.trouble() == expected


def test_where_no_alert_could_be_written_it_is_trouble_at_once(lane: Flask) -> None:
    set_up(lane, messages=Messages())
    concern_id = raised("amber")
    assert clocks.trouble() == Trouble(1, 0, False)
    opened(concern_id)
    assert clocks.trouble() is None


@pytest.mark.parametrize(("level", "minutes"), [("red", 60), ("amber", 240)])
def test_what_waits_past_its_time_is_trouble(lane: Flask, monkeypatch: pytest.MonkeyPatch, level: str, minutes: int) -> None:
    raised(level)
    ended("delivered")
    at(monkeypatch, minutes=minutes - 1)
    assert clocks.trouble() is None
    at(monkeypatch, minutes=minutes + 1)
    assert clocks.trouble() == Trouble(0, 1, False)


def test_blue_never_is(lane: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    raised("blue")
    at(monkeypatch, days=30)
    assert clocks.trouble() is None


def test_alerts_that_wait_while_the_worker_is_away_are_trouble(lane: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    raised()
    for minutes, expected in ((9, None), (11, Trouble(0, 0, True))):
        with store.transaction():
            worker.looked(clock.now() - timedelta(minutes=minutes))
        assert clocks.trouble() == expected


def test_alerts_that_wait_for_long_are_trouble_though_the_worker_looks(lane: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    raised()
    at(monkeypatch, minutes=11)
    assert clocks.trouble() == Trouble(0, 0, True)


def test_what_waited_on_a_device_is_not_late_when_it_arrives(lane: Flask) -> None:
    keep(concern(raised_at=MONDAY - timedelta(days=7)), now=MONDAY)
    ended("delivered")
    assert clocks.trouble() is None


def test_when_a_concern_is_due_follows_its_level(lane: Flask) -> None:
    ids = keep(*(concern(level) for level in ("red", "amber", "blue")))
    found = {one.level: one for one in store.database.db.session.query(concerns.Concern) if one.id in ids}
    assert clocks.due_at(found["red"]) == MONDAY + timedelta(hours=1)
    assert clocks.due_at(found["amber"]) == MONDAY + timedelta(hours=4)
    assert clocks.due_at(found["blue"]) == MONDAY + timedelta(days=1)
    assert clocks.due_at(found["blue"], "red") == MONDAY + timedelta(hours=1)
    assert clocks.within("blue", Hours(8, 20, "ENG")) == 12
