"""The integer programme knows what follows from facts: worked out by hand in small worlds."""

from __future__ import annotations

from feedback.figures.quarter import Quarters
from tests.attacker.cohorts import FIRST, quarters_from
from tests.attacker.reading import EVERYBODY, Count, Fact
from tests.attacker.worlds import Sum, Worlds, value_of

FIVE = quarters_from(FIRST, 5)
YEAR, NEXT = FIVE[:4], FIVE[1:]


def people(quarters: Quarters, group: str = EVERYBODY) -> Count:
    return Count(quarters, group, "", "people")


def exactly(count: Count, number: int) -> Fact:
    return Fact(((1, count),), number, number)


def worlds(*told: Fact, linked: bool = False) -> Worlds:
    found = Worlds(FIVE, ("a", "b"), ("fair",), linked=linked, most=50)
    found.tell(told)
    return found


def range_of(found: Worlds, count: Count) -> tuple[int, int]:
    total = found.sum_of(count)
    return _least(found, total), -_least(found, {variable: -times for variable, times in total.items()})


def _least(found: Worlds, total: Sum) -> int:
    world, proved = found.solve(total)
    assert world is not None
    assert proved
    return value_of(total, world)


def test_a_year_minus_three_quarters_gives_the_fourth() -> None:
    told = [exactly(people(YEAR, "a"), 33), *(exactly(people((quarter,), "a"), 10) for quarter in YEAR[:3])]
    assert range_of(worlds(*told), people(YEAR[3:], "a")) == (3, 3)


def test_where_people_come_back_a_year_minus_three_quarters_leaves_more() -> None:
    told = [exactly(people(YEAR, "a"), 33), *(exactly(people((quarter,), "a"), 10) for quarter in YEAR[:3])]
    # At least the 3 that are wanting, and at most everybody of the year, when the 30 others all came back among them.
    assert range_of(worlds(*told, linked=True), people(YEAR[3:], "a")) == (3, 33)


def test_one_year_minus_the_one_before_gives_what_came_and_went() -> None:
    # 20 in one year, 18 in the next: what went out is two more than what came in.
    told = [exactly(people(YEAR, "a"), 20), exactly(people(NEXT, "a"), 18), exactly(people(FIVE[4:], "a"), 1)]
    assert range_of(worlds(*told), people(FIVE[:1], "a")) == (3, 3)


def test_everybody_minus_one_group_leaves_the_other_and_those_of_no_group() -> None:
    told = [exactly(people(FIVE[:1]), 12), exactly(people(FIVE[:1], "a"), 9)]
    assert range_of(worlds(*told), people(FIVE[:1], "b")) == (0, 3)


def test_nobody_says_yes_who_gave_no_opinion() -> None:
    told = [exactly(people(FIVE[:1], "a"), 6)]
    assert range_of(worlds(*told), Count(FIVE[:1], "a", "fair", "yes")) == (0, 6)


def test_a_year_is_never_smaller_than_one_of_its_quarters() -> None:
    told = [exactly(people((quarter,), "a"), 7) for quarter in YEAR]
    assert range_of(worlds(*told, linked=True), people(YEAR, "a")) == (7, 28)


def test_facts_that_contradict_each_other_leave_no_world() -> None:
    found = worlds(exactly(people(FIVE[:1]), 5), exactly(people(FIVE[:1], "a"), 6))
    assert found.solve(found.sum_of(people(FIVE[:1]))) == (None, True)
