"""Days that stand out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.bursts import bursts

FIRST = date(2026, 7, 1)


def days(*responses: int) -> dict[date, int]:
    return {FIRST + timedelta(position): brought for position, brought in enumerate(responses)}


@pytest.mark.parametrize(
    ("responses", "positions"),
    [
        ((), []),
        ((40,), []),
        ((1, 2, 1, 40, 1), [3]),
        ((1, 40, 2, 35, 1, 1), [1, 3]),
        ((1, 1, 9, 1), []),
        ((1, 1, 10, 1), [2]),
        ((3, 3, 12, 3), []),
        ((3, 3, 13, 3), [2]),
        ((20, 22, 19, 25), []),
        ((0, 0, 0, 40), []),
        ((12, 0, 1), [0]),
    ],
)
def test_a_day_stands_out_from_the_others(responses: tuple[int, ...], positions: list[int]) -> None:
    assert bursts(days(*responses)) == tuple(FIRST + timedelta(position) for position in positions)


def test_days_are_told_in_their_order() -> None:
    shuffled = {FIRST + timedelta(9): 40, FIRST: 1, FIRST + timedelta(1): 1, FIRST + timedelta(3): 50, FIRST + timedelta(2): 1}
    assert bursts(shuffled) == (FIRST + timedelta(3), FIRST + timedelta(9))


@given(st.lists(st.integers(0, 9), max_size=30))
def test_quiet_days_never_stand_out(responses: list[int]) -> None:
    assert bursts(days(*responses)) == ()
