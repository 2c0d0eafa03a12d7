"""Answers as numbers; the vectors are those of the service's own rules."""

from __future__ import annotations

import pytest

from feedback.questionnaire.definition import Answer
from feedback.questionnaire.scoring import raw_score, reverse, scale100, score
from tests.questionnaire.instruments import made
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


@pytest.mark.parametrize(
    ("scores", "least", "raw"),
    [
        ((2, 1, None, 2, None), 3, 8),  # 5 / 3 * 5 = 8.33
        ((2, None, None, 2, None), 3, None),
        ((2, 1, 0, 2, 2), 3, 7),
        ((1, 1, 1, 1, None), 3, 5),
        ((1, 0, 0, 1, None), 3, 3),  # 2 / 4 * 5 = 2.5, halves up
        ((0, 0, 0, None, None), 3, 0),
        ((None,) * 5, 1, None),
        ((2, 1, None, 2, None), 4, None),
    ],
)
def test_a_sum_with_items_missing_is_scaled_up_and_rounded(scores: tuple[float | None, ...], least: int, raw: float | None) -> None:
    assert raw_score(made(fewest=least), scores) == raw


def test_a_mean_is_that_of_the_items_answered() -> None:
    assert raw_score(made(how="mean"), (2, 1, None, 2, None)) == pytest.approx(5 / 3)
    assert raw_score(made(how="mean"), (2, 1, None, None, None)) is None


def test_a_whole_sum_is_not_rounded() -> None:
    assert raw_score(made(), (0.5, 1, 1, 1, 1)) == 4.5
