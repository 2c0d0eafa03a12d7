"""What is held back of a breakdown: nothing of a small group follows from what is left, whatever else was told before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.figures.protecting import Held, protect
from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.worlds import Asked, Cell, Panel
from tests.figures.panels import YEAR, enough, panel, printed, worlds

NEXT = Quarter(2026, 3)
NEXT_YEAR = NEXT.rolling()
THRESHOLDS = st.sampled_from([5, 10])


def held(*panels: Panel, threshold: int = 5, collected: Sequence[tuple[Quarter, int]] = (), secret: bool = True) -> dict[Quarters, Held]:
    return dict(protect(panels, threshold, tuple(collected), sizes_are_secret=secret))


@st.composite
def panels(draw: st.DrawFn, largest: int = 60, groups: int = 4, quarters: Quarters = YEAR) -> Panel:
    sizes = draw(st.lists(st.integers(0, largest), min_size=groups, max_size=groups))
    answers: list[list[tuple[int, int]]] = []
    for _ in range(draw(st.integers(1, 3))):
        opinions = [max(0, size - draw(st.sampled_from([0, 0, 0, 1]))) for size in sizes]
        answers.append([(draw(st.integers(0, n)), n) for n in opinions])
    return panel(sizes, *answers, quarters=quarters)


@settings(max_examples=60, deadline=None)
@given(panels(24, 2) | panels(11, 3), st.sampled_from([3, 5]))
def test_nothing_of_a_group_can_be_worked_out_from_what_is_told(one: Panel, threshold: int) -> None:
    told = printed(one, held(one, threshold=threshold)[YEAR])
    sizes, answers = worlds(told, threshold)
    for group, size in enumerate(one.sizes):
        assert not told.told or size >= threshold or max(sizes[group]) - min(sizes[group]) >= threshold
    for asked in one.answers:
        everybody = sum(cell.n for cell in asked.cells)
        for group, cell in enumerate(asked.cells):
            if told.told and 0 < cell.n < everybody:
                gave, others = answers[asked.question, group]
                assert (len(gave) >= enough(asked)[0], len(others) >= enough(asked)[1]) == (True, True)


@settings(max_examples=50, deadline=None)
@given(panels(), THRESHOLDS)
def test_nothing_below_the_threshold_is_told_and_no_share_without_its_size(one: Panel, threshold: int) -> None:
    told = printed(one, held(one, threshold=threshold)[YEAR])
    assert all(one.sizes[group] >= threshold for group in told.told)
    for asked in one.answers:
        assert told.said[asked.question] <= told.told
        assert all(asked.cells[group].n >= threshold for group in told.said[asked.question])


@settings(max_examples=25, deadline=None)
@given(panels(), panels(quarters=NEXT_YEAR), st.integers(0, 240), THRESHOLDS)
def test_what_was_decided_for_a_year_stays_when_the_next_one_comes(one: Panel, later: Panel, shared: int, threshold: int) -> None:
    collected = [(YEAR[-1], shared)]
    both = held(later, one, threshold=threshold, collected=collected)
    assert held(one, threshold=threshold, collected=collected)[YEAR] == both[YEAR]
    protect.cache_clear()
    assert held(one, later, threshold=threshold, collected=collected) == both


@settings(max_examples=25, deadline=None)
@given(panels(), THRESHOLDS)
def test_another_question_never_brings_a_size_back(one: Panel, threshold: int) -> None:
    fewer = one._replace(answers=one.answers[:-1])
    assert held(fewer, threshold=threshold)[YEAR].sizes <= held(one, threshold=threshold)[YEAR].sizes


@settings(max_examples=25, deadline=None)
@given(panels(), THRESHOLDS)
def test_a_question_that_nobody_answered_changes_nothing(one: Panel, threshold: int) -> None:
    unasked = Asked("new", (Cell(0, 0),) * len(one.sizes))
    before, after = held(one, threshold=threshold)[YEAR], held(one._replace(answers=(*one.answers, unasked)), threshold=threshold)[YEAR]
    assert after.sizes == before.sizes
    assert after.shares == {**before.shares, "new": frozenset(range(len(one.sizes)))}


def test_a_small_group_takes_the_smallest_others_until_its_size_is_unknown() -> None:
    # Beside 30-39 and 40-49 of 73 people the third is 0 to 3; beside 40-49 alone the two others are 24 to 33.
    assert held(panel((3, 30, 40)))[YEAR].sizes == {0, 1}
    assert held(panel((4, 33, 42)))[YEAR].sizes == {0}
    assert held(panel((3, 30, 40)), secret=False)[YEAR].sizes == {0}


@pytest.mark.parametrize(("sizes", "hidden"), [((14, 146), {1}), ((146, 14), {0}), ((20, 148), {1}), ((34, 146), set())])
def test_not_this_group_never_stands_beside_all_while_this_group_is_small(sizes: tuple[int, int], hidden: set[int]) -> None:
    one = panel(sizes, [(2 * size // 3, size) for size in sizes])
    assert held(one)[YEAR].shares["q0"] == hidden


def test_one_question_on_which_everybody_agrees_blanks_nothing_else() -> None:
    # Everybody's figure says it of each group; how the groups answered another question is told as if this one were not there.
    answers = [(60, 84), (30, 44), (17, 24)]
    alone = held(panel((84, 44, 24), answers))[YEAR]
    beside = held(panel((84, 44, 24), answers, [(84, 84), (44, 44), (24, 24)], [(84, 84), (43, 44), (24, 24)]))[YEAR]
    assert beside.sizes == alone.sizes == set()
    assert beside.shares["q0"] == alone.shares["q0"]
    assert beside.shares["q1"] == set()


def test_the_same_people_asked_again_are_looked_at_together() -> None:
    # Of 25 people 0 to 5 are in the first group; of 30 people 1 to 10. If they are the same, who moves in one moves in the other:
    # of the 30 then 1 to 5, and of the 25 no fewer than 1.
    first, again = panel((3, 22)), panel((3, 27), quarters=NEXT_YEAR)
    asked_once, asked_again = [(YEAR[-1], 15)], [(YEAR[-1], 25)]
    assert held(first, again, collected=asked_once)[NEXT_YEAR].sizes == {0}
    assert held(first, again, collected=asked_again)[NEXT_YEAR].sizes == {0, 1}


def test_years_that_overlap_do_not_give_away_the_size_of_a_quarter() -> None:
    # Of 88 people 80 to 83 are in the first group, so 5 to 8 in the second; of 66, 5 or 6 are. Nobody came in the new quarter, so the
    # one that went had 0 to 3 of it.
    year, later = panel((80, 8)), panel((60, 6), quarters=NEXT_YEAR)
    by_quarter = zip((*YEAR, NEXT), ((20, 2), (20, 6), (20, 0), (20, 0), (0, 0)), strict=True)
    quarters = [panel(sizes, quarters=(one,)) for one, sizes in by_quarter]
    collected = [(one.quarters[0], sum(one.sizes)) for one in quarters]
    assert held(year, later, collected=collected)[NEXT_YEAR].sizes == set()
    found = held(year, later, *quarters, collected=collected)
    assert list(found) == [YEAR, NEXT_YEAR]
    assert found[YEAR].sizes == set()
    assert 1 in found[NEXT_YEAR].sizes


def test_a_window_that_stands_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        held(panel((20, 20)), panel((20, 30)))


def test_a_year_that_no_longer_asks_a_question_keeps_what_the_same_people_said_to_it() -> None:
    asked = panel((0, 0, 5, 5), [(0, 0), (0, 0), (0, 5), (2, 5)], [(0, 0), (0, 0), (0, 5), (0, 5)])
    again = asked._replace(quarters=NEXT_YEAR, answers=asked.answers[:1])
    found = held(asked, again, collected=[(YEAR[-1], 15)])
    assert set(found[NEXT_YEAR].shares) == {"q0"}
    assert found[YEAR] == held(asked, collected=[(YEAR[-1], 15)])[YEAR]
