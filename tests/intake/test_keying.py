"""Paper that is typed in, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedback.intake import keying, receiving
from feedback.intake.keying import CodeRefused, Paper
from feedback.store import concerns, events, responses
from feedback.store.database import db
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, door, form, open_survey
from tests.intake.devices import CODE, close, invite, only_response

pytestmark = pytest.mark.usefixtures("each_database")


def test_a_paper_is_kept_on_the_day_it_was_given_with_its_persons_bands() -> None:
    survey = open_survey()
    invite(survey.id)
    day = TODAY - timedelta(days=4)
    paper = Paper(door(), form(overall="good"), day, "read", "7hok-i9zz-xv")
    assert keying.keep(paper, ACTOR).known is False
    assert keying.keep(paper, ACTOR).known is True
    kept = only_response(survey.id)
    assert (kept.way, kept.sent_on, kept.helper, kept.age_band, kept.touchpoint) == ("paper", day, "read", "15-16", "exit")
    assert [event.detail for event in events.latest(["paper.keyed"])] == [{"slug": "views"}]


def test_looking_keeps_nothing() -> None:
    open_survey()
    told = keying.look(Paper(door(), form(overall="good", good="I want to kill myself"), TODAY))
    assert [one.answer for one in told if one.code == "overall"] == ["Good"]
    assert db.session.query(responses.Response).count() == 0
    assert concerns.page(0, "all", 1, 5)[1] == 0


def test_one_code_takes_one_paper_and_nothing_of_the_other_is_kept() -> None:
    survey = open_survey()
    invite(survey.id)
    keying.keep(Paper(door(), form(overall="good"), TODAY, code=CODE), ACTOR)
    with pytest.raises(CodeRefused, match="used"):
        keying.keep(Paper(door(), form(overall="bad"), TODAY, code=CODE), ACTOR)
    assert only_response(survey.id)
    assert len(events.latest(["paper.keyed"])) == 1


def test_what_came_by_paper_after_the_survey_closed_is_refused_and_before_it_is_kept() -> None:
    survey = open_survey()
    close(survey, 5)
    with pytest.raises(receiving.Closed):
        keying.keep(Paper(door(), form(overall="good"), TODAY), ACTOR)
    keying.keep(Paper(door(), form(overall="good"), TODAY - timedelta(days=5)), ACTOR)
    assert only_response(survey.id)
    assert len(events.latest(["paper.keyed"])) == 1


def test_a_concern_raised_by_paper_has_the_minute_in_which_somebody_could_first_know() -> None:
    open_survey()
    keying.keep(Paper(door(), form(talk="yes"), TODAY - timedelta(days=9)), ACTOR)
    (found,), _ = concerns.page(0, "all", 1, 5)
    assert found.raised_at.date() in {TODAY, TODAY - timedelta(days=1)}
