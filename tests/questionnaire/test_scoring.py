"""Answers as numbers; the vectors are those of the service's own rules."""

from __future__ import annotations

import pytest

from feedback.questionnaire.definition import Answer
from feedback.questionnaire.scoring import reverse, scale100, score
from tests.questionnaire.tiny import BIT, NO, YES, Json, choice, loaded, number, rating, scale

BACKWARDS = scale(reversed=True, options=[dict(NO, positive=True), BIT, dict(YES, positive=False)])


@pytest.mark.parametrize(
    ("question", "answer", "value"),
    [
        (scale(), "no", 1),
        (scale(), "yes", 3),
        (scale(), "not_sure", None),
        (scale(), "skipped", None),
        (scale(), "not_asked", None),
        (BACKWARDS, "no", 3),
        (BACKWARDS, "bit", 2),
        (BACKWARDS, "yes", 1),
        (rating(), 0, 0),
        (rating(), "skipped", None),
        (number(), 12, 12),
        (choice(), "home", None),
    ],
)
def test_an_answer_has_the_score_of_its_option_higher_being_better(question: Json, answer: Answer, value: float | None) -> None:
    [only] = loaded(question).questions()
    assert score(only, answer) == value


@pytest.mark.parametrize(("value", "low", "high", "turned"), [(2, 1, 5, 4), (0, 0, 2, 2), (3, 1, 5, 3)])
def test_a_value_is_turned_round(value: float, low: float, high: float, turned: float) -> None:
    assert reverse(value, low, high) == turned


@pytest.mark.parametrize(("value", "low", "high", "placed"), [(4, 1, 5, 75), (1, 1, 5, 0), (5, 1, 5, 100), (5, 0, 10, 50)])
def test_a_value_is_placed_between_0_and_100(value: float, low: float, high: float, placed: float) -> None:
    assert scale100(value, low, high) == placed


def test_a_scale_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="has no length"):
        scale100(3, 3, 3)
