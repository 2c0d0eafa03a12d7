from __future__ import annotations

import uuid

from flask import Flask

from feedback import store
from feedback.desk import concerns as desk
from feedback.intake import genuineness
from feedback.store import council, events
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import Q2, Q3, send

HARM = "been cutting again but dont tell my mum"
LEAD = "lead@example.org"


def test_concerns_are_listed_red_first_without_what_was_written(app_context: Flask) -> None:
    survey = open_survey()
    with store.transaction():
        site = council.add_place("site", "Canal Street")
    send(survey, day=Q2, contact=("Sam", "07700 900123"))
    send(survey, day=Q3, comments={"good": HARM}, site_id=site.id)
    found, total = desk.listed(1, LEAD, waiting_only=True)
    assert total == 2
    assert found[0].concern.level in {"red", "amber"}
    assert found[0].site == "Canal Street"
    assert (found[1].concern.level, found[1].survey, found[1].site) == ("blue", "Your views", "")
    (event,) = events.latest(["concern.listed"])
    assert (event.actor, event.detail) == (LEAD, {"count": 2})


def test_opening_shows_what_was_written_and_is_on_record_each_time(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": HARM})
    concern_id = desk.listed(1, LEAD, waiting_only=True)[0][0].concern.id
    opened = desk.open_concern(concern_id, LEAD)
    assert opened is not None
    assert (opened.found.text, opened.question) == (HARM, "What is good?")
    assert opened.found.seen
    first = desk.raised(concern_id).concern.opened_at  # type: ignore[union-attr]
    assert first is not None
    desk.open_concern(concern_id, "deputy@example.org")
    assert desk.raised(concern_id).concern.opened_at == first  # type: ignore[union-attr]
    assert [event.actor for event in events.latest(["concern.opened"], concern_id)] == ["deputy@example.org", LEAD]
    assert events.latest(["contact.opened"]) == []


def test_opening_a_wish_to_talk_also_records_that_the_contact_was_seen(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, contact=("Sam", "07700 900123"))
    concern_id = desk.listed(1, LEAD, waiting_only=True)[0][0].concern.id
    opened = desk.open_concern(concern_id, LEAD)
    assert opened is not None
    assert (opened.found.name, opened.found.how, opened.question) == ("Sam", "07700 900123", "I want someone to talk to me.")
    assert len(events.latest(["contact.opened"], concern_id)) == 1


def test_an_opened_concern_no_longer_waits(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": HARM})
    (level,) = desk.waiting()
    assert desk.waiting() == {level: 1}
    desk.open_concern(desk.listed(1, LEAD, waiting_only=True)[0][0].concern.id, LEAD)
    assert desk.waiting() == {}
    assert desk.listed(1, LEAD, waiting_only=True)[1] == 0
    assert desk.listed(1, LEAD, waiting_only=False)[1] == 1


def test_setting_a_response_aside_never_hides_its_concern(app_context: Flask) -> None:
    survey = open_survey()
    response_id = send(survey, comments={"good": HARM})
    genuineness.set_aside(survey.id, [response_id], "not_genuine", "a joke", ACTOR)
    (raised,), total = desk.listed(1, LEAD, waiting_only=True)
    assert total == 1
    opened = desk.open_concern(raised.concern.id, LEAD)
    assert opened is not None
    assert opened.found.text == HARM


def test_a_concern_that_is_not_there_is_none(app_context: Flask) -> None:
    unknown = str(uuid.uuid4())
    assert desk.raised(unknown) is None
    assert desk.open_concern(unknown, LEAD) is None
    assert events.latest(["concern.opened"]) == []
