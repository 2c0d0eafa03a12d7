"""The share of a group, as coarsely as it may be told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.shares import numbers_told_as, told_share

SIDES = st.integers(10, 1_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k", "n", "text", "percent"),
    [
        (0, 1, "half or fewer", None),
        (2, 5, "half or fewer", None),
        (4, 8, "half or fewer", None),
        (3, 5, "most", None),
        (9, 9, "most", None),
        (0, 12, "few or none", None),
        (2, 12, "few or none", None),
        (10, 12, "all or nearly all", None),
        (12, 12, "all or nearly all", None),
        (1, 50, "few or none", None),
        (998, 1000, "all or nearly all", None),
        (10, 14, "about 70 %", 70),  # 71.4; 71 % of 14 would be exactly 10
        (3, 12, "about 30 %", 30),  # 25.0: a half goes up
        (7, 19, "about 40 %", 40),  # 36.8
        (12, 20, "about 60 %", 60),
        (10, 29, "about 35 %", 35),  # 34.5
        (43, 50, "about 85 %", 85),  # 86.0
        (35, 40, "about 90 %", 90),  # 87.5: a half goes up
        (264, 299, "about 90 %", 90),  # 88.3
        (264, 300, "88 %", 88),
    ],
)
def test_how_a_share_is_told(k: int, n: int, text: str, percent: int | None) -> None:
    share = told_share(k, n)
    assert (share.text, share.percent) == (text, percent)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_an_error(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        told_share(k, n)


@given(SIDES)
def test_a_share_is_the_nearest_step_and_no_step_is_smaller_than_a_person_below_a_hundred(side: tuple[int, int]) -> None:
    k, n = side
    share = told_share(k, n)
    if share.percent is not None:
        assert share.step == (10 if n < 20 else 5 if n < 300 else 1)
        assert share.percent % share.step == 0
        assert -Fraction(share.step, 2) < share.percent - Fraction(100 * k, n) <= Fraction(share.step, 2)
    else:
        # Two people at most on one side, or so near to nobody and everybody that the nearest step would say so.
        assert min(k, n - k) <= max(Fraction(2), Fraction(n * share.step, 200))


def test_nobody_learns_whether_everybody_or_nobody_said_it() -> None:
    for n in range(5, 400):
        for answers in ([told_share(k, n).text for k in range(n + 1)], [told_share(n - k, n).text for k in range(n + 1)]):
            assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("n", range(10, 20))
def test_from_ten_to_nineteen_every_percentage_can_be_had_from_every_size(n: int) -> None:
    told = {told_share(k, n).text for k in range(3, n - 2)}
    lowest, highest = told_share(3, n).percent, told_share(n - 3, n).percent
    assert lowest is not None
    assert highest is not None
    assert told == {f"about {percent} %" for percent in range(lowest, highest + 1, 10)}


@pytest.mark.parametrize("n", [5, 9, 10, 14, 19, 20, 33, 60, 299, 300, 317])
def test_the_numbers_that_are_told_alike_are_those_found_by_trying_each(n: int) -> None:
    others = [other for other in (n - 3, n, n + 4) if other > 0]
    for share in {told_share(k, n) for k in range(n + 1)}:
        for other in others:
            alike = [k for k in range(other + 1) if told_share(k, other) == share]
            assert numbers_told_as(share, other) == ((alike[0], alike[-1]) if alike else None)
            assert len(alike) == (alike[-1] - alike[0] + 1 if alike else 0)
