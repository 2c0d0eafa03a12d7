"""What a person takes back is gone, and nothing brings it back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from feedback import store
from feedback.intake import codes, sealed, withdrawing
from feedback.intake.receiving import receive
from feedback.intake.recording import kept_id
from feedback.store import asks, comments, concerns, events, responses
from feedback.store.database import db
from feedback.store.quarters import FrozenQuarter
from feedback.store.surveys import Survey
from tests.databases import TODAY
from tests.intake.arrivals import arrival, form, open_survey
from tests.intake.devices import CODE, QUARTER, enrolled, invite, only_response, response, seal

pytestmark = pytest.mark.usefixtures("each_database")


def freeze(survey: Survey) -> None:
    """What was said about the quarter is issued."""
    with store.transaction():
        db.session.add(FrozenQuarter(survey_id=survey.id, quarter=QUARTER, frozen_on=TODAY))


def code_of(sent: Any) -> str:
    """The code that the person was shown."""
    return codes.in_groups(codes.withdrawal_code(sent["response_id"]))


def test_answers_comments_and_every_tie_are_gone_and_the_concern_stays() -> None:
    survey = open_survey()
    invite(survey.id)
    proof, *_ = enrolled(survey)
    sent = form(overall="good", good="they listen", change="been cutting again")
    sealed.receive(seal(response(sent, code=CODE, kiosk=proof, helper="near", read_aloud=True)), queued=False)
    before = only_response(survey.id)
    assert (before.link_number is None, before.site_id is None, before.age_band) == (False, False, "15-16")
    assert withdrawing.standing(code_of(sent).lower()) == "there"
    assert withdrawing.take_back(code_of(sent).lower().replace("-", " ")) == "taken_back"
    db.session.expire_all()
    after = only_response(survey.id)
    assert (after.answers, after.set_aside, after.helper, after.read_aloud) == ("{}", "withdrawn", "", False)
    assert [after.link_number, after.site_id, after.team_id, after.age_band, after.care_experience] == [None] * 5
    assert db.session.query(comments.Comment).count() == 0
    assert db.session.query(comments.Reading).count() == 0
    assert concerns.page(0, "all", 1, 5)[1] == 1
    assert [event.kind for event in events.latest(list(events.KEYS)) if event.subject_id == sent["response_id"]] == []


def test_the_code_works_for_what_was_posted_too_and_a_second_time_says_the_same() -> None:
    survey = open_survey()
    sent = form(overall="good")
    receive(arrival(sent))
    assert [withdrawing.take_back(code_of(sent)) for _ in range(2)] == ["taken_back", "taken_back"]
    assert withdrawing.standing(code_of(sent)) == "taken_back"
    assert responses.aside_reasons(survey.id, [QUARTER]) == {"withdrawn": 1}


def test_a_late_copy_is_known_and_brings_nothing_back_whatever_it_says() -> None:
    survey = open_survey()
    sent = form(overall="good")
    receive(arrival(sent))
    withdrawing.take_back(code_of(sent))
    assert sealed.receive(seal(response(sent)), queued=True) == "known"
    other = sent.copy()
    other["change"] = "been cutting again"
    assert sealed.receive(seal(response(other)), queued=True) == "known"
    assert receive(arrival(sent)).known
    db.session.expire_all()
    assert only_response(survey.id).answers == "{}"
    assert db.session.query(comments.Comment).count() == 0


def test_an_invitation_is_not_good_for_another_response() -> None:
    survey = open_survey()
    invite(survey.id)
    sent = form(overall="good")
    sealed.receive(seal(response(sent, code=CODE)), queued=False)
    withdrawing.take_back(code_of(sent))
    found = asks.by_code(store.encryption.digest("invitation_code", CODE))
    assert found is not None
    assert found.response_id == kept_id(sent["response_id"])
    assert sealed.receive(seal(response(code=CODE)), queued=False) == "held"


def test_an_id_that_officers_see_gives_no_code_away() -> None:
    survey = open_survey()
    receive(arrival(form(overall="good")))
    assert withdrawing.standing(codes.withdrawal_code(only_response(survey.id).id)) == "unknown"


def test_what_is_shown_stays_so_that_figures_follow_in_steps() -> None:
    survey = open_survey()
    sent = form(overall="good")
    receive(arrival(sent))
    with store.transaction():
        responses.show([kept_id(sent["response_id"])])
    withdrawing.take_back(code_of(sent))
    db.session.expire_all()
    assert only_response(survey.id).shown
    assert responses.pending(survey.id, QUARTER) == [kept_id(sent["response_id"])]
    frame = responses.shown_frame(survey.id, QUARTER)
    assert frame["answers"].tolist() == ["{}"]


def test_a_frozen_quarter_keeps_what_it_has() -> None:
    survey = open_survey()
    sent = form(overall="good", good="they listen")
    receive(arrival(sent))
    freeze(survey)
    assert withdrawing.standing(code_of(sent)) == "frozen"
    assert withdrawing.take_back(code_of(sent)) == "frozen"
    assert json.loads(only_response(survey.id).answers)["overall"] == "good"
    assert comments.count(survey.id, [QUARTER]) == 1


def test_what_came_late_stands_in_nothing_that_was_issued_and_can_go() -> None:
    survey = open_survey()
    freeze(survey)
    sent = form(overall="good")
    receive(arrival(sent))
    assert withdrawing.take_back(code_of(sent)) == "taken_back"


@pytest.mark.parametrize("typed", ["", "nonsense", "0000-0000-0000", "\0" * 12, "0" * 5000, CODE])
def test_an_unknown_code_takes_nothing(typed: str) -> None:
    survey = open_survey()
    receive(arrival(form(overall="good")))
    assert withdrawing.take_back(typed) == "unknown"
    assert json.loads(only_response(survey.id).answers)["overall"] == "good"


def test_figures_can_be_counted_beside_what_was_taken_back(each_database: Flask) -> None:
    from feedback.figures.quarter import Quarter
    from feedback.reporting.counting import counted
    from feedback.reporting.standing import standing
    from feedback.reporting.windows import Window

    survey = open_survey()
    sent = [form(overall="good") for _ in range(10)]
    for one in sent:
        receive(arrival(one))
    window = Window(Quarter.parse(QUARTER))
    first = counted(survey.id, [window], standing(survey.id))[window]
    assert first.whole.of("overall") == {"good": 10}
    for one in sent[:3]:
        withdrawing.take_back(code_of(one))
    assert counted(survey.id, [window], standing(survey.id))[window] == first
    for one in sent[3:5]:
        withdrawing.take_back(code_of(one))
    assert counted(survey.id, [window], standing(survey.id))[window].whole.of("overall") == {"good": 5}
