"""What a response raises besides its comments: answers that are signs, and the list of signs that counts now."""

from __future__ import annotations

import pytest

from feedback.intake.receiving import receive
from feedback.store import concerns
from tests.intake.arrivals import arrival, form, open_survey

pytestmark = pytest.mark.usefixtures("each_database")


def raised() -> list[tuple[str, str, str, str]]:
    """Source, question, level and category of every concern."""
    found, _ = concerns.page(0, "all", 1, 10)
    return sorted((concern.source, concern.question, concern.level, concern.category) for concern in found)


@pytest.mark.parametrize("answer", ["really_not", "not_really"])
def test_an_answer_that_is_a_sign_raises_a_concern_with_the_question_and_the_answer(answer: str) -> None:
    survey = open_survey()
    receive(arrival(form(safe=answer)))
    assert raised() == [("answer", "safe", "amber", "not_safe")]
    opened = concerns.opened(concerns.page(0, "all", 1, 1)[0][0].id, 0)
    assert opened is not None
    question, label = opened.text.split("\n")
    assert question == "I feel safe when I come here."
    assert label == {"really_not": "No, really not", "not_really": "Not really"}[answer]
    assert opened.concern.comment_id is None
    assert opened.concern.survey_id == survey.id


@pytest.mark.parametrize("answer", ["in_between", "mostly", "really", "not_sure"])
def test_other_answers_raise_nothing(answer: str) -> None:
    open_survey()
    receive(arrival(form(safe=answer, listened="really_not")))
    assert raised() == []


def test_a_comment_and_an_answer_of_one_response_are_two_concerns() -> None:
    open_survey()
    receive(arrival(form(safe="really_not", change="been cutting again but dont tell my mum")))
    assert raised() == [("answer", "safe", "amber", "not_safe"), ("comment", "change", "red", "self_harm")]


def test_sending_twice_raises_once() -> None:
    open_survey()
    sent = form(safe="really_not")
    receive(arrival(sent))
    receive(arrival(sent))
    assert len(raised()) == 1
