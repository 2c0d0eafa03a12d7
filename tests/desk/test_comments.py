from __future__ import annotations

import pytest
from flask import Flask

from feedback.desk import comments as desk
from feedback.desk.comments import Choice
from feedback.intake import genuineness
from feedback.store import events
from feedback.store.surveys import Survey
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import Q2, Q3, send

HARM = "been cutting again but dont tell my mum"


def texts(survey: Survey, choice: Choice = Choice(), page: int = 1) -> list[str]:  # noqa: B008 - it never changes
    return [one.comment.text for one in desk.read(survey, choice, page, ACTOR)[0]]


def test_a_comment_comes_with_its_quarter_its_question_and_what_drove_its_first_reading(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, day=Q2, comments={"good": "My worker is brilliant and really helpful"})
    (one,), total = desk.read(survey, Choice(), 1, ACTOR)
    assert (total, one.comment.quarter, one.question, one.sentiment) == (1, "2026/27 Q2", "What is good?", "Positive")
    assert any(reason.word == "brilliant" and reason.weight > 0 for reason in one.reasons)
    assert not {"sent_on", "day", "site", "team", "answers", "response_id"} & set(vars(one.comment))
    assert all(reason.word for reason in one.reasons)


def test_comments_are_chosen_by_quarter_question_and_first_reading(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, day=Q2, comments={"good": "really helpful, brilliant", "change": "nothing ever works, terrible and rude"})
    send(survey, day=Q3, comments={"good": "great and kind"})
    assert len(texts(survey)) == 3
    assert texts(survey, Choice(quarter="2026/27 Q3")) == ["great and kind"]
    assert texts(survey, Choice(question="change")) == ["nothing ever works, terrible and rude"]
    assert texts(survey, Choice(sentiment="negative", quarter="2026/27 Q2")) == ["nothing ever works, terrible and rude"]
    assert texts(survey, Choice(sentiment="negative", question="good")) == []


def test_each_page_that_somebody_looks_at_is_recorded(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": "great", "change": "more trips"})
    desk.read(survey, Choice(quarter="2026/27 Q3"), 1, ACTOR)
    desk.read(survey, Choice(), 1, ACTOR)
    newest, first = events.latest(["comment.listed"], str(survey.id))
    detail = {"slug": "views", "quarter": "2026/27 Q3", "question": "all", "sentiment": "all", "word": "all", "page": 1, "count": 2}
    assert (first.actor, first.detail) == (ACTOR, detail)
    assert newest.detail["quarter"] == "all"


def test_a_comment_that_the_safeguarding_lead_must_see_is_not_on_the_desk(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": HARM, "change": "more trips"})
    assert texts(survey) == ["more trips"]


def test_a_comment_of_a_response_set_aside_stays_on_the_desk_so_that_nobody_learns_whose_it_is(app_context: Flask) -> None:
    survey = open_survey()
    response_id = send(survey, comments={"good": "great"})
    genuineness.set_aside(survey.id, [response_id], "test", "", ACTOR)
    assert texts(survey) == ["great"]


def test_a_list_of_some_comments_alone_is_on_record_as_such(app_context: Flask) -> None:
    survey, quarter = open_survey(), "2026/27 Q3"
    send(survey, comments={"good": "great", "change": "nothing ever works, terrible and rude"})
    texts(survey, Choice(quarter=quarter, question="good"))
    texts(survey, Choice(quarter=quarter, sentiment="negative", word="not_read"))
    newest, first = events.latest(["comment.listed"], str(survey.id))
    assert (first.detail["question"], first.detail["sentiment"], first.detail["word"]) == ("good", "all", "all")
    assert (newest.detail["question"], newest.detail["sentiment"], newest.detail["word"]) == ("all", "negative", "not_read")


def test_a_comment_that_ever_raised_a_concern_shows_no_guess_and_is_not_found_by_it(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": "brilliant", "change": "my worker was rude and racist to me"})
    found = {one.comment.text: one for one in desk.read(survey, Choice(), 1, ACTOR)[0]}
    complaint = found["my worker was rude and racist to me"]
    assert (complaint.comment.guess, complaint.sentiment, complaint.reasons) == (None, "", [])
    assert found["brilliant"].sentiment == "Positive"
    by_guess = [text for guess in desk.SENTIMENTS for text in texts(survey, Choice(sentiment=guess))]
    assert by_guess == ["brilliant"]


def test_a_page_beyond_the_last_is_refused_and_not_recorded_as_a_look(app_context: Flask) -> None:
    survey, quarter = open_survey(), "2026/27 Q3"
    send(survey, comments={"good": "great"})
    with pytest.raises(LookupError, match="there is no page 40 of these comments"):
        desk.read(survey, Choice(quarter=quarter), 40, ACTOR)
    assert events.latest(["comment.listed"]) == []
    assert desk.read(survey, Choice(quarter="2026/27 Q1"), 1, ACTOR) == ([], 0)
