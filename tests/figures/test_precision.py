"""What so many answers would be worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.precision import margin, sentence


@pytest.mark.parametrize(("answers", "points"), [(35, 15), (49, 12), (63, 10), (94, 7), (123, 5)])
def test_the_margin_of_so_many_of_180(answers: int, points: int) -> None:
    assert round(margin(answers, 180)) == points


@pytest.mark.parametrize(
    ("answers", "population", "said"),
    [
        (63, 180, "If 63 of the 180 answer, a percentage may be off by about 10 points either way."),
        (1, 180, "If 1 of the 180 answers, a percentage may be off by about 98 points either way."),
        (9990, 10000, "If 9990 of the 10000 answer, a percentage will be off by less than 1 point."),
        (172, 180, "If 172 of the 180 answer, a percentage may be off by about 2 points either way."),
        (178, 180, "If 178 of the 180 answer, a percentage may be off by about 1 point either way."),
        (180, 180, "If all 180 answer, percentages are exact."),
        (1, 1, "If the one person answers, percentages are exact."),
    ],
)
def test_it_is_said_in_one_sentence(answers: int, population: int, said: str) -> None:
    assert sentence(answers, population) == said


@given(st.integers(2, 5000), st.data())
def test_more_answers_are_never_less_sure(population: int, data: st.DataObject) -> None:
    answers = data.draw(st.integers(1, population - 1))
    assert 0 <= margin(answers + 1, population) < margin(answers, population) <= 98.1


@pytest.mark.parametrize(("answers", "population"), [(0, 10), (11, 10), (-1, 10), (1, 0)])
def test_what_cannot_be_answered_is_refused(answers: int, population: int) -> None:
    with pytest.raises(ValueError, match="cannot have answered"):
        margin(answers, population)
