"""What changed, and the word for it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from feedback.figures.change import change, difference
from feedback.figures.measures import figure
from tests.figures.samples import FIVE, figure_of, scale, tallied

SIDES = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_40_of_46_after_28_of_38_is_no_clear_change() -> None:
    found = change(figure_of(28, 38), figure_of(40, 46))
    assert found is not None
    assert (round(found.points, 1), round(found.low, 1), round(found.high, 1)) == (13.3, -3.7, 30.4)
    assert (found.word, found.base) == ("no clear change", 38)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ((20, 40), (38, 40), "improved"),
        ((38, 40), (20, 40), "declined"),
        ((20, 40), (20, 40), "no clear change"),
        ((40, 40), (46, 46), "no clear change"),
        ((0, 10), (10, 10), "improved"),
        ((1, 1), (0, 1), "no clear change"),
    ],
)
def test_the_word_needs_an_interval_that_excludes_0(before: tuple[int, int], after: tuple[int, int], word: str) -> None:
    found = change(figure_of(*before), figure_of(*after))
    assert found is not None
    assert found.word == word


def test_more_of_the_worst_answers_is_a_decline() -> None:
    found = change(figure_of(2, 40, "bottom_2"), figure_of(20, 40, "bottom_2"))
    assert found is not None
    assert (found.word, found.points) == ("declined", 45.0)


def test_a_reversed_question_improves_when_its_low_scores_grow() -> None:
    options = [option.model_copy(update={"positive": option.code in {"bad", "very_bad"}}) for option in FIVE]
    question = scale(reversed=True, options=options)
    found = change(figure(tallied({"good": 30, "bad": 10}), question), figure(tallied({"good": 5, "bad": 35}), question))
    assert found is not None
    assert found.word == "improved"


@pytest.mark.parametrize(("before", "after"), [((0, 0), (4, 5)), ((4, 5), (0, 0)), ((0, 0), (0, 0))])
def test_a_side_without_answers_has_no_change(before: tuple[int, int], after: tuple[int, int]) -> None:
    assert change(figure_of(*before), figure_of(*after)) is None


@pytest.mark.parametrize("other", [figure_of(4, 5, "bottom_2"), figure(tallied({"good": 3}, "fair"), scale(code="fair"))])
def test_figures_of_different_things_are_not_compared(other: Any) -> None:
    with pytest.raises(ValueError, match="one question and one measure"):
        change(figure_of(4, 5), other)


@given(SIDES, SIDES)
def test_turning_time_round_turns_the_word_round(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = change(figure_of(*one), figure_of(*other)), change(figure_of(*other), figure_of(*one))
    assert there is not None
    assert back is not None
    assert {"improved": "declined", "declined": "improved"}.get(there.word, there.word) == back.word
    assert (there.word == "no clear change") == (there.low <= 0 <= there.high)
    assert there.low <= there.points <= there.high


@pytest.mark.parametrize(
    ("one", "other", "side"),
    [((117, 133), (50, 63), "no clear difference"), ((38, 40), (20, 40), "higher"), ((20, 40), (38, 40), "lower")],
)
def test_two_audiences_differ_only_when_the_interval_excludes_0(one: tuple[int, int], other: tuple[int, int], side: str) -> None:
    found = difference(figure_of(*one), figure_of(*other))
    assert found is not None
    p, q = one[0] / one[1], other[0] / other[1]
    (low1, high1), (low2, high2) = (binomtest(k, n).proportion_ci(method="wilson") for k, n in (one, other))
    low = p - q - ((p - low1) ** 2 + (high2 - q) ** 2) ** 0.5
    high = p - q + ((high1 - p) ** 2 + (q - low2) ** 2) ** 0.5
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)
    assert found.points == pytest.approx(100 * (p - q))
    assert found.side == side


def test_audiences_are_compared_on_different_questions_but_on_one_measure() -> None:
    assert difference(figure_of(4, 5), figure(tallied({"good": 3}, "fair"), scale(code="fair"))) is not None
    assert difference(figure_of(0, 0), figure_of(4, 5)) is None
    with pytest.raises(ValueError, match="one measure"):
        difference(figure_of(4, 5), figure_of(4, 5, "bottom_2"))
