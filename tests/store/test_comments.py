"""Which comments lie on the officers' desk."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from feedback import store
from feedback.store import comments, concerns, responses
from feedback.store.encryption import seal
from tests.store.rows import DAY, QUARTER, a_survey, keep_response

pytestmark = pytest.mark.usefixtures("each_database")


RAISED = {
    "source": "comment",
    "category": "x",
    "question": "good",
    "raised_at": datetime(2026, 10, 5, tzinfo=UTC),
    "site_id": None,
    "opened_at": None,
}
READ = {"reader": comments.MACHINE, "engine": "e", "polarity": 0.5, "confidence": 0.9}


def write(survey_id: int, response_id: str, text: str, sentiment: str = "positive", level: str | None = None) -> str:
    """Keep a comment with its reading, and a concern about it when a level is given."""
    comment_id = str(uuid.uuid4())
    tie = {"survey_id": survey_id, "response_id": response_id}
    comment = tie | {"id": comment_id, "quarter": QUARTER, "question": "good", "kind": "praise", "off_path": False, "text": seal(text, DAY)}
    reading = READ | {"comment_id": comment_id, "sentiment": sentiment, "reasons": seal("[]", DAY)}
    concern = (
        RAISED | tie | {"id": str(uuid.uuid4()), "comment_id": comment_id, "level": level, "text": seal(text, DAY), "seen": seal("x", DAY)}
    )
    with store.transaction():
        comments.add_all([comment], [reading])
        concerns.add_all([concern] if level else [], [])
    return comment_id


def texts(survey_id: int, **filters: str) -> list[str]:
    """What an officer reads."""
    found, _ = comments.page(survey_id, [QUARTER], 1, 50, **filters)
    return sorted(comment.text for comment in found)


def test_a_comment_with_a_red_or_amber_concern_is_not_on_the_desk_and_not_counted() -> None:
    survey = a_survey()
    response_id = keep_response(survey)
    for text, level in [("fine", None), ("they were rude", "blue"), ("not safe", "amber"), ("help", "red")]:
        write(survey.id, response_id, text, level=level)
    assert texts(survey.id) == ["fine", "they were rude"]
    assert comments.count(survey.id, [QUARTER]) == 2
    with store.transaction():
        responses.show([response_id])
    told = [comments.Tallied("good", None, "positive", False, 1), comments.Tallied("good", None, comments.UNTOLD, False, 1)]
    assert sorted(comments.shown(survey.id, QUARTER), key=lambda one: one.guess) == sorted(told, key=lambda one: one.guess)


def test_comments_and_concerns_of_a_response_set_aside_stay_and_its_readings_are_counted_while_it_is_shown() -> None:
    survey = a_survey()
    response_id = keep_response(survey)
    write(survey.id, response_id, "fine")
    write(survey.id, response_id, "help", level="red")
    with store.transaction():
        responses.show([response_id])
        responses.set_aside(response_id, "not_genuine")
    assert texts(survey.id) == ["fine"]
    assert comments.count(survey.id, [QUARTER]) == 1
    assert concerns.waiting(0) == {"red": 1}
    assert comments.shown(survey.id, QUARTER) == [comments.Tallied("good", None, "positive", False, 1)]
    with store.transaction():
        responses.show([response_id])
    assert comments.shown(survey.id, QUARTER) == []


def test_filters_by_question_and_by_sentiment() -> None:
    survey = a_survey()
    response_id = keep_response(survey)
    write(survey.id, response_id, "good one")
    write(survey.id, response_id, "bad one", sentiment="negative")
    assert texts(survey.id, guess="negative") == ["bad one"]
    assert texts(survey.id, question="change") == []


def test_concerns_come_red_first_and_opened_ones_last() -> None:
    survey = a_survey()
    response_id = keep_response(survey)
    for level in ("blue", "red", "amber", "red"):
        write(survey.id, response_id, level, level=level)
    listed, total = concerns.page(0, "all", 1, 10)
    with store.transaction():
        concerns.mark_opened(listed[0].id, datetime(2026, 10, 6, tzinfo=UTC))
    levels = [concern.level for concern in concerns.page(0, "all", 1, 10)[0]]
    assert total == 4
    assert levels == ["red", "amber", "blue", "red"]
    assert [concern.level for concern in concerns.page(0, "waiting", 1, 10)[0]] == ["red", "amber", "blue"]


def test_the_first_opening_of_a_concern_is_the_one_kept() -> None:
    survey = a_survey()
    write(survey.id, keep_response(survey), "help", level="red")
    concern_id = concerns.page(0, "all", 1, 1)[0][0].id
    first = datetime(2026, 10, 6, 9, tzinfo=UTC)
    for at in (first, datetime(2026, 10, 7, 9, tzinfo=UTC)):
        with store.transaction():
            concerns.mark_opened(concern_id, at)
    opened = concerns.opened(concern_id, 0)
    assert opened is not None
    assert opened.text == "help"
    assert opened.concern.opened_at == first
