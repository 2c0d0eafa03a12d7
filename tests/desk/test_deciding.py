"""Decisions, levels, and the way of a comment back to the readers' desk."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.desk import concerns as desk
from feedback.desk import deciding, shutting_out
from feedback.desk.deciding import Decision
from feedback.desk.lane import NoConcern, Refused
from feedback.store import comments, concern_steps, concerns, events
from feedback.store.concerns import Concern
from tests.desk.lane import HARM, STAFF, deputy, lead, opened_by, raised_by, somebody
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import send

WHY = "Spoke to her worker, who saw it too."
TOLD = Decision("social_care", WHY, reference="MASH-1", told="Priya Nair")


def of(concern_id: str) -> Concern:
    return desk.raised(concern_id, lead()).concern


def on_the_desk(concern_id: str) -> bool:
    return comments.on_the_desk(of(concern_id).comment_id or "") is not None


@pytest.fixture
def red(app_context: Flask) -> str:
    """An opened red concern."""
    return opened_by(lead(), open_survey(), STAFF)


def test_a_decision_is_sealed_and_the_first_one_gives_the_time(red: str) -> None:
    assert of(red).level == "red"
    deciding.decide(red, TOLD, lead())
    first = of(red).decided_at
    assert first is not None
    deciding.decide(red, Decision("no_action", "It was about a game.", not_told="Nothing was shared."), deputy())
    assert of(red).decided_at == first
    opened, one, two = concern_steps.of(red)
    assert (opened.kind, opened.officer_id) == ("opened", lead().id)
    assert (one.decision, one.officer_id, two.decision, two.officer_id) == ("social_care", lead().id, "no_action", deputy().id)
    assert dict(one.said) == {"reason": WHY, "reference": "MASH-1", "told": "Priya Nair", "not_told": ""}
    assert [(event.actor, event.detail) for event in events.latest(["concern.decided"], red)] == [(deputy().email, {}), (lead().email, {})]


def test_nothing_of_a_decision_stands_in_clear(red: str) -> None:
    deciding.decide(red, TOLD, lead())
    from feedback.store.concern_steps import ConcernStep
    from feedback.store.database import db

    kept = [row.content for row in db.session.query(ConcernStep)]
    assert not any(word in content for content in kept for word in (b"MASH", b"Priya", b"worker"))


@pytest.mark.parametrize(
    ("made", "refused"),
    [
        (Decision("social_care", WHY), True),
        (Decision("social_care", WHY, told="A", not_told="B"), True),
        (Decision("social_care", WHY, not_told="It would put her in danger."), False),
        (Decision("not_identified", WHY), False),
        (Decision("mistaken", WHY), False),
    ],
)
def test_for_red_somebody_says_who_told_the_child_or_why_nobody_did(red: str, made: Decision, refused: bool) -> None:
    if refused:
        with pytest.raises(Refused) as error:
            deciding.decide(red, made, lead())
        assert error.value.field == "told"
        assert of(red).decided_at is None
    else:
        deciding.decide(red, made, lead())
        assert of(red).decided_at is not None


def test_nobody_decides_about_what_nobody_has_read(app_context: Flask) -> None:
    concern_id = raised_by(open_survey())
    for act in (
        lambda: deciding.decide(concern_id, TOLD, lead()),
        lambda: deciding.change_level(concern_id, "blue", WHY, lead()),
        lambda: deciding.hand_back(concern_id, lead()),
    ):
        with pytest.raises(Refused, match="Open the concern first"):
            act()


def test_a_level_changes_with_a_reason_and_never_to_none(red: str) -> None:
    deciding.change_level(red, "amber", "It was last year.", deputy())
    assert of(red).level == "amber"
    assert dict(concern_steps.of(red)[-1].said) == {"from": "red", "to": "amber", "reason": "It was last year."}
    with pytest.raises(Refused, match="already"):
        deciding.change_level(red, "amber", WHY, lead())
    with pytest.raises(ValueError, match="not a level"):
        deciding.change_level(red, "none", WHY, lead())


def test_a_comment_goes_back_to_the_desk_after_a_decision_and_can_be_taken_back(red: str) -> None:
    with pytest.raises(Refused, match="Decide first"):
        deciding.hand_back(red, lead())
    assert not on_the_desk(red)
    deciding.decide(red, TOLD, lead())
    deciding.hand_back(red, lead())
    assert on_the_desk(red)
    with pytest.raises(Refused, match="already"):
        deciding.hand_back(red, lead())
    deciding.take_back(red, deputy())
    assert not on_the_desk(red)
    with pytest.raises(Refused, match="nothing to take back"):
        deciding.take_back(red, deputy())
    assert [step.said.get("taken_back") for step in concern_steps.of(red) if step.kind == "handed_back"] == [False, True]


def test_a_wish_to_talk_has_no_comment_to_hand_back(app_context: Flask) -> None:
    survey = open_survey()
    (wish,) = concerns.of_response(send(survey, contact=("Sam", "07700 900123")))
    desk.open_concern(wish.concern.id, lead())
    deciding.decide(wish.concern.id, Decision("reply", "Rang her."), lead())
    with pytest.raises(Refused, match="no comment in the lane"):
        deciding.hand_back(wish.concern.id, lead())


def test_what_somebody_is_shut_out_of_never_comes_to_the_desk(red: str) -> None:
    reader = somebody("voice_officer")
    deciding.decide(red, TOLD, lead())
    shutting_out.settle(red, [reader.id], None, lead())
    with pytest.raises(Refused, match="shut out"):
        deciding.hand_back(red, lead())
    with pytest.raises(Refused, match="shut out"):
        deciding.change_level(red, "blue", WHY, lead())
    shutting_out.let_in(red, reader.id, lead())
    deciding.hand_back(red, lead())
    assert on_the_desk(red)


def test_times_are_those_of_the_business_clock_to_the_minute(red: str) -> None:
    deciding.decide(red, TOLD, lead())
    found = of(red)
    assert found.opened_at is not None
    assert found.decided_at is not None
    assert {found.opened_at.date().isoformat(), found.decided_at.date().isoformat()} == {"2026-11-21"}
    assert found.decided_at.second == 0


def test_a_shut_out_account_decides_nothing(red: str) -> None:
    shutting_out.settle(red, [deputy().id], None, lead())
    for act in (
        lambda: deciding.decide(red, TOLD, deputy()),
        lambda: deciding.change_level(red, "amber", WHY, deputy()),
        lambda: deciding.take_back(red, deputy()),
    ):
        with pytest.raises(NoConcern):
            act()
    assert HARM not in str(events.latest(["concern.access_changed"])[0].detail)
