"""How numbers are written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.rounding import band, half_up, joined, percent_text, whole_percent

SIDES = st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("value", "whole"), [(2.5, 3), (3.5, 4), (-2.5, -2), (0.49, 0), (8.33, 8), (-3.7, -4)])
def test_a_half_goes_up(value: float, whole: int) -> None:
    assert half_up(value) == whole


@pytest.mark.parametrize(("k", "n", "percent"), [(43, 46, 93), (15, 25, 60), (1, 200, 1), (1, 8, 13), (5, 8, 63), (0, 3, 0), (3, 3, 100)])
def test_per_cents_are_whole(k: int, n: int, percent: int) -> None:
    assert whole_percent(k, n) == percent


@pytest.mark.parametrize(
    ("k", "n", "text"),
    [(40, 46, "87 %"), (0, 9, "0 %"), (9, 9, "100 %"), (1, 1000, "under 1 %"), (999, 1000, "over 99 %"), (1, 200, "1 %")],
)
def test_nobody_and_everybody_are_said_only_of_nobody_and_everybody(k: int, n: int, text: str) -> None:
    assert percent_text(k, n) == text


@given(SIDES)
def test_rounding_is_never_further_off_than_half_a_step(sides: tuple[int, int]) -> None:
    k, n = sides
    exact = Fraction(100 * k, n)
    assert -Fraction(1, 2) < whole_percent(k, n) - exact <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("n", "least", "ends"),
    [(5, 5, (5, 9)), (9, 5, (5, 9)), (10, 5, (10, 19)), (10, 10, (10, 19)), (29, 10, (20, 29)), (104, 5, (100, 109))],
)
def test_bases_are_told_in_bands_of_ten(n: int, least: int, ends: tuple[int, int]) -> None:
    assert band(n, least) == ends


@pytest.mark.parametrize(("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_parts_are_joined_as_in_a_sentence(parts: list[str], text: str) -> None:
    assert joined(parts, "or") == text
