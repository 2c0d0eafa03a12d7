from __future__ import annotations

import uuid

import pytest
from flask import Flask

from feedback import store
from feedback.desk import concerns as desk
from feedback.desk.lane import NoConcern
from feedback.intake import genuineness
from feedback.store import council, events
from tests.desk.lane import deputy, lead
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import Q2, Q3, send

HARM = "been cutting again but dont tell my mum"


def test_concerns_are_listed_red_first_without_what_was_written(app_context: Flask) -> None:
    survey = open_survey()
    with store.transaction():
        site = council.add_place("site", "Canal Street")
    send(survey, day=Q2, contact=("Sam", "07700 900123"))
    send(survey, day=Q3, comments={"good": HARM}, site_id=site.id)
    found, total = desk.listed(lead(), "waiting", 1)
    assert total == 2
    assert found[0].concern.level in {"red", "amber"}
    assert found[0].site == "Canal Street"
    assert (found[1].concern.level, found[1].survey, found[1].site) == ("blue", "Your views", "")
    (event,) = events.latest(["concern.listed"])
    assert (event.actor, event.detail) == (lead().email, {"count": 2})


def test_opening_shows_what_was_written_and_is_on_record_each_time(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": HARM})
    concern_id = desk.listed(lead(), "waiting", 1)[0][0].concern.id
    opened = desk.open_concern(concern_id, lead())
    assert (opened.found.text, opened.question) == (HARM, "What is good?")
    assert opened.found.seen
    first = desk.raised(concern_id, lead()).concern.opened_at
    assert first is not None
    desk.open_concern(concern_id, deputy())
    assert desk.raised(concern_id, lead()).concern.opened_at == first
    assert [event.actor for event in events.latest(["concern.opened"], concern_id)] == [deputy().email, lead().email]
    assert events.latest(["contact.opened"]) == []


def test_opening_a_wish_to_talk_also_records_that_the_contact_was_seen(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, contact=("Sam", "07700 900123"))
    concern_id = desk.listed(lead(), "waiting", 1)[0][0].concern.id
    opened = desk.open_concern(concern_id, lead())
    assert (opened.found.name, opened.found.how, opened.question) == ("Sam", "07700 900123", "I want someone to talk to me.")
    assert len(events.latest(["contact.opened"], concern_id)) == 1


def test_an_opened_concern_no_longer_waits(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": HARM})
    (level,) = desk.waiting(lead())
    assert desk.waiting(lead()) == {level: 1}
    desk.open_concern(desk.listed(lead(), "waiting", 1)[0][0].concern.id, lead())
    assert desk.waiting(lead()) == {}
    assert desk.listed(lead(), "waiting", 1)[1] == 0
    assert desk.listed(lead(), "all", 1)[1] == 1


def test_setting_a_response_aside_never_hides_its_concern(app_context: Flask) -> None:
    survey = open_survey()
    response_id = send(survey, comments={"good": HARM})
    genuineness.set_aside(survey.id, [response_id], "not_genuine", "a joke", ACTOR)
    (raised,), total = desk.listed(lead(), "waiting", 1)
    assert total == 1
    opened = desk.open_concern(raised.concern.id, lead())
    assert opened.found.text == HARM


def test_there_is_no_opening_a_concern_that_is_not_there(app_context: Flask) -> None:
    unknown = str(uuid.uuid4())
    with pytest.raises(NoConcern):
        desk.raised(unknown, lead())
    with pytest.raises(NoConcern):
        desk.open_concern(unknown, lead())
    assert events.latest(["concern.opened"]) == []
