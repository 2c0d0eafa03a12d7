"""What was issued before takes part in what may be issued now."""

from __future__ import annotations

import pytest

from feedback.figures.ledger import Population
from feedback.figures.quarter import Quarters
from feedback.figures.spreads import spread_of
from tests.figures.samples import Q1, Q2, figure_of, rating, tallied
from tests.figures.tables import YEAR, Remembering, groups, marks, people, released, shares, values, whole


@pytest.mark.parametrize(
    ("quarters", "base", "mark"),
    [
        ((Q2,), 46, None),
        ((Q2,), 45, "[c]"),
        ((Q2,), 50, "[c]"),
        ((Q2,), 41, None),
        ((Q1, Q2), 49, "[c]"),
        ((Q1, Q2), 90, None),
        ((Q1,), 45, None),
    ],
)
def test_what_is_issued_cannot_be_subtracted_from_what_was(quarters: Quarters, base: int, mark: str | None) -> None:
    ledger = Remembering(Population("a", "overall:top_2", quarters), base)
    assert marks(released(whole(figure_of(40, 46)), ledger=ledger)) == [mark]


def test_a_group_issued_before_cannot_be_subtracted_either() -> None:
    table = groups((20, 40), (36, 52), (48, 69), (49, 74))
    assert marks(released(table)) == [None] * 4
    ledger = Remembering(Population("a", "overall:top_2", YEAR, "team", "g1"), 55)
    assert marks(released(table, ledger=ledger)) == [None, "[c]", None, None]


def test_a_count_of_people_issued_before_cannot_be_subtracted_either() -> None:
    ledger = Remembering(Population("a", "", (Q2,), "team", "g0"), 22)
    assert shares(released(people(20, 26, 30), ledger=ledger)) == ["[c]", "[c]", "30 (39 %)"]
    assert shares(released(people(20, 26, total=46, adds_up=False), ledger=ledger)) == ["[c]", "26 (57 %)"]


def test_numbers_issued_before_cannot_be_subtracted_either() -> None:
    ledger = Remembering(Population("a", "stars", (Q2,)), 38)
    assert marks(released(values(spread_of(tallied({"7": 20, "8": 20}, "stars"), rating())), ledger=ledger)) == ["[c]"]
