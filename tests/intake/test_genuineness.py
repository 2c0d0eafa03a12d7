from __future__ import annotations

import pytest
from flask import Flask

from feedback import store
from feedback.intake import genuineness
from feedback.store import events, responses
from feedback.store.database import db
from feedback.store.quarters import FrozenQuarter
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import Q2, Q3, overall

QUARTER = "2026/27 Q3"


def test_what_is_set_aside_no_longer_counts_and_is_on_record(app_context: Flask) -> None:
    survey = open_survey()
    first, second, third = overall(survey, 3, 0)
    assert genuineness.set_aside(survey.id, [first, second, first], "duplicate", "sent twice", ACTOR) == 2
    assert responses.aside(survey.id, [first, second, third]) == {first: "duplicate", second: "duplicate", third: None}
    (event,) = events.latest(["response.set_aside"], first)
    assert (event.actor, event.detail) == (ACTOR, {"reason": "duplicate", "note": "sent twice"})


def test_what_is_brought_back_counts_again_and_is_on_record(app_context: Flask) -> None:
    survey = open_survey()
    first, second = overall(survey, 2, 0)
    genuineness.set_aside(survey.id, [first], "test", "", ACTOR)
    assert genuineness.bring_back(survey.id, [first, second], "it was real", ACTOR) == 1
    assert responses.aside(survey.id, [first, second]) == {first: None, second: None}
    assert [event.detail for event in events.latest(["response.restored"])] == [{"note": "it was real"}]


def test_what_is_aside_already_stays_as_it_was(app_context: Flask) -> None:
    survey = open_survey()
    (first,) = overall(survey, 1, 0)
    genuineness.set_aside(survey.id, [first], "test", "", ACTOR)
    assert genuineness.set_aside(survey.id, [first], "not_genuine", "", ACTOR) == 0
    assert responses.aside(survey.id, [first]) == {first: "test"}


def test_nothing_changes_when_one_of_them_belongs_to_another_survey(app_context: Flask) -> None:
    survey, other = open_survey(), open_survey("others")
    (mine,), (theirs,) = overall(survey, 1, 0), overall(other, 1, 0)
    with pytest.raises(LookupError, match="not in this survey"):
        genuineness.set_aside(survey.id, [mine, theirs], "test", "", ACTOR)
    with pytest.raises(LookupError, match="not in this survey"):
        genuineness.bring_back(survey.id, [theirs], "", ACTOR)
    assert responses.aside(survey.id, [mine]) == {mine: None}
    assert events.latest(["response.set_aside"]) == []


def test_a_reason_must_be_one_of_those_there_are(app_context: Flask) -> None:
    survey = open_survey()
    ids = overall(survey, 1, 0)
    with pytest.raises(ValueError, match="not a reason: use one of test, duplicate, not_genuine"):
        genuineness.set_aside(survey.id, ids, "boring", "", ACTOR)


def test_a_busy_day_of_the_open_link_stands_out(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 11, 0, Q3)
    overall(survey, 2, 0, Q3.replace(day=7))
    overall(survey, 30, 0, Q3.replace(day=8), way="kiosk")
    assert genuineness.busy_days(survey.id, QUARTER) == (Q3,)


def test_which_responses_of_a_frozen_quarter_count_can_no_longer_change(app_context: Flask) -> None:
    survey = open_survey()
    (frozen,), (aside,), (other,) = overall(survey, 1, 0), overall(survey, 1, 0), overall(survey, 1, 0, Q2)
    genuineness.set_aside(survey.id, [aside], "test", "", ACTOR)
    with store.transaction():
        db.session.add(FrozenQuarter(survey_id=survey.id, quarter=QUARTER, frozen_on=Q3))
    with pytest.raises(genuineness.Frozen, match="2026/27 Q3 is frozen: its figures were issued"):
        genuineness.set_aside(survey.id, [other, frozen], "test", "", ACTOR)
    with pytest.raises(genuineness.Frozen):
        genuineness.bring_back(survey.id, [aside], "", ACTOR)
    assert responses.aside(survey.id, [frozen, aside, other]) == {frozen: None, aside: "test", other: None}
    assert genuineness.set_aside(survey.id, [other], "test", "", ACTOR) == 1


@pytest.mark.parametrize("reason", ["late", "withdrawn"])
def test_what_is_aside_for_good_is_neither_brought_back_nor_set_aside_anew(app_context: Flask, reason: str) -> None:
    survey = open_survey()
    (first,) = overall(survey, 1, 0)
    with store.transaction():
        responses.set_aside(first, reason)
    assert genuineness.bring_back(survey.id, [first], "", ACTOR) == 0
    assert genuineness.set_aside(survey.id, [first], "test", "", ACTOR) == 0
    assert responses.aside(survey.id, [first]) == {first: reason}
    with pytest.raises(ValueError, match="not a reason"):
        genuineness.set_aside(survey.id, [first], reason, "", ACTOR)
    assert events.latest(["response.set_aside", "response.restored"]) == []
