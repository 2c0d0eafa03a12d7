"""What comes in with a red or amber concern alerts somebody in the same transaction; loading the demo alerts nobody."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from feedback import clock, store
from feedback.intake import keeping, raising
from feedback.intake.receiving import receive
from feedback.intake.recording import Rows
from feedback.store import comments, responses
from feedback.store.database import db
from feedback.store.surveys import Survey
from tests.desk.alerted import HARM, concern, lead_and_deputy, outbox, set_up
from tests.intake.arrivals import arrival, form, open_survey


@pytest.fixture
def lane(each_database: Flask) -> Flask:
    set_up(each_database)
    lead_and_deputy()
    return each_database


def test_a_sent_response_that_discloses_harm_alerts_lead_and_deputy(lane: Flask) -> None:
    open_survey()
    receive(arrival(form(good="they listen to me")))
    assert outbox() == []
    receive(arrival(form(good=HARM, change=HARM)))
    assert [step for step, _, _ in outbox()] == ["first"] * 3


def test_when_the_response_cannot_be_kept_nobody_is_alerted(lane: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    open_survey()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(comments, "add_all", fail)
    with pytest.raises(OSError, match="disk full"):
        receive(arrival(form(good=HARM)))
    assert outbox() == []


def test_what_is_held_for_an_officer_alerts_at_once(lane: Flask) -> None:
    open_survey()
    with store.transaction():
        raising.raise_at_once(arrival(form(good=HARM)))
    assert [step for step, _, _ in outbox()] == ["first"] * 3


@pytest.mark.parametrize(("demo", "messages"), [(True, 0), (False, 3)])
def test_loading_the_demo_alerts_nobody(lane: Flask, monkeypatch: pytest.MonkeyPatch, *, demo: bool, messages: int) -> None:
    monkeypatch.setattr(responses, "add_all", lambda _rows: None)
    keeping.keep_all([Rows({"demo": demo}, [], [], [concern(raised_at=clock.now())], [])])
    assert len(outbox()) == messages


def test_who_sends_in_the_demo_alerts_like_everybody(lane: Flask) -> None:
    open_survey()
    with store.transaction():
        db.session.execute(sa.update(Survey).values(demo=True))
    receive(arrival(form(good=HARM)))
    assert [step for step, _, _ in outbox()] == ["first"] * 3
