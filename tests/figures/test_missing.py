from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.missing import Beside, fraction

NUMBERS = st.integers(0, 400)


def test_a_clear_difference_has_a_side_and_a_sentence() -> None:
    beside = Beside(k=5, n=50, asked_k=40, asked_n=120)
    assert beside.side == "missing"
    told = "Young people aged 17 and over are a third of those asked, and clearly fewer of those who answered."
    assert beside.sentence("Young people aged 17 and over") == told
    assert Beside(k=45, n=50, asked_k=80, asked_n=120).side == "more"


@pytest.mark.parametrize(
    "beside",
    [
        Beside(k=15, n=50, asked_k=40, asked_n=120),  # as many as chance gives
        Beside(k=0, n=9, asked_k=60, asked_n=120),  # too few answered
        Beside(k=10, n=116, asked_k=14, asked_n=120),  # nearly everybody answered
        Beside(k=10, n=130, asked_k=60, asked_n=120),  # more answered than were asked
        Beside(k=2, n=100, asked_k=40, asked_n=120),  # of those who did not answer there cannot be so many
    ],
)
def test_otherwise_nothing_is_said(beside: Beside) -> None:
    assert beside.side == ""


def test_a_share_that_is_near_no_fraction_is_told_in_per_cents() -> None:
    beside = Beside(k=530, n=1000, asked_k=900, asked_n=2000)
    assert beside.sentence("They") == "They are 45 % of those asked, and clearly more of those who answered."


@pytest.mark.parametrize(
    ("share", "words"), [(1 / 3, "a third"), (0.1, "a tenth"), (0.5, "half"), (0.45, ""), (0.0, ""), (1.0, ""), (0.62, "three fifths")]
)
def test_a_fraction_is_told_only_where_one_is_near(share: float, words: str) -> None:
    assert fraction(share) == words


@given(n=NUMBERS, rest=NUMBERS, data=st.data())
def test_a_side_is_told_only_where_the_shares_differ_that_way(n: int, rest: int, data: st.DataObject) -> None:
    k, rest_k = data.draw(st.integers(0, n)), data.draw(st.integers(0, rest))
    beside = Beside(k, n, k + rest_k, n + rest)
    if beside.side:
        assert n >= 10
        assert rest >= 5
        assert (k / n < (k + rest_k) / (n + rest)) == (beside.side == "missing")
        assert beside.sentence("They").startswith("They are ")
