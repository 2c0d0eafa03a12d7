"""What years tell of one quarter, against trying every set of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as some

from feedback.figures.between_years import quarters_between
from feedback.figures.overlapping import GivenAway, given_away
from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.worlds import Asked, Cell, Panel, Print

FIRST = Quarter(2024, 4)
MOST = 3


def following(number: int) -> tuple[Quarter, ...]:
    found = [FIRST]
    while len(found) < number:
        found.append(found[-1].next())
    return tuple(found)


def by_trying(bounds: Mapping[Quarter, tuple[int, int]], years: Mapping[Quarters, tuple[int, int]]) -> dict[Quarter, tuple[int, int]]:
    every = [dict(zip(bounds, numbers, strict=True)) for numbers in product(*(range(low, high + 1) for low, high in bounds.values()))]
    fit = [one for one in every if all(low <= sum(one.get(quarter, 0) for quarter in year) <= high for year, (low, high) in years.items())]
    return {quarter: (min(one[quarter] for one in fit), max(one[quarter] for one in fit)) for quarter in bounds}


def test_a_band_twice_leaves_the_quarter_that_went_only_what_lies_between_its_ends() -> None:
    quarters = following(5)
    bounds = dict.fromkeys(quarters, (0, 20)) | {quarters[3]: (0, 0), quarters[4]: (0, 0)}
    found = quarters_between(bounds, {quarters[:4]: (5, 9), quarters[1:]: (5, 9)})
    assert found[quarters[0]] == (0, 4)
    assert found[quarters[1]] == (0, 9)


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.integers(0, MOST), min_size=5, max_size=6),
    some.lists(some.tuples(some.integers(0, 2), some.integers(0, 2)), min_size=3, max_size=3),
)
def test_it_is_what_trying_every_set_of_numbers_gives(truth: list[int], slacks: list[tuple[int, int]]) -> None:
    quarters = following(len(truth))
    bounds = dict.fromkeys(quarters, (0, MOST))
    years = {
        quarters[start : start + 4]: (sum(truth[start : start + 4]) - down, sum(truth[start : start + 4]) + up)
        for start, (down, up) in zip(range(len(truth) - 3), slacks, strict=False)
    }
    assert quarters_between(bounds, years) == by_trying(bounds, years)


def a_print(quarters: Quarters, sizes: tuple[int, ...], cells: tuple[Cell, ...] = (), told: tuple[int, ...] = ()) -> Print:
    answers = (Asked("overall:top_2", cells),) if cells else ()
    return Print(Panel(quarters, sizes, answers), set(told), {"overall:top_2": set(told)} if cells else {})


def test_years_whose_bands_leave_a_quarter_fewer_sizes_than_the_threshold_give_it_away() -> None:
    """Two of a small group in the quarter that goes; nobody came in the two that end the years."""
    quarters = following(5)
    sizes = [(2, 20), (3, 20), (4, 20), (0, 0), (0, 0)]
    alone = {quarter: Panel((quarter,), of_quarter, ()) for quarter, of_quarter in zip(quarters, sizes, strict=True)}
    first, second = a_print(quarters[:4], (9, 60), told=(0, 1)), a_print(quarters[1:], (7, 40), told=(0, 1))
    found = given_away([first, second], alone, 5, sizes_are_secret=True)
    assert next(found) == GivenAway(0)
    second.told.clear()
    assert next(found, None) is None, "what is held back gives nothing away"
    assert next(given_away([first, a_print(quarters[1:], (7, 40))], alone, 5, sizes_are_secret=True), None) is None
    assert next(given_away([first, second], alone, 5, sizes_are_secret=False), None) is None, "the size of a way of asking is no secret"


def test_a_word_beside_a_per_cent_gives_away_who_said_no_in_the_quarter_between() -> None:
    """Of two people who said no in the quarter that went, one at least was in the group: 4 of its 12 a year ago, 2 at most now."""
    quarters = following(5)
    cells = [
        (Cell(2, 0), Cell(8, 8)),
        (Cell(4, 3), Cell(8, 5)),
        (Cell(3, 3), Cell(8, 5)),
        (Cell(3, 2), Cell(8, 5)),
        (Cell(5, 5), Cell(8, 5)),
    ]
    alone = {
        quarter: Panel((quarter,), tuple(cell.n for cell in pair), (Asked("overall:top_2", pair),))
        for quarter, pair in zip(quarters, cells, strict=True)
    }
    first = a_print(quarters[:4], (12, 32), (Cell(12, 8), Cell(32, 23)), (0,))
    second = a_print(quarters[1:], (15, 32), (Cell(15, 13), Cell(32, 20)), (0,))
    assert next(given_away([first, second], alone, 5, sizes_are_secret=False), None) == GivenAway(0, "overall:top_2")
    assert next(given_away([first], alone, 5, sizes_are_secret=False), None) is None, "a year alone tells nothing of its quarters"
