"""What passes for unknown must be unknown: compared with every world there is, counted one by one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.figures.worlds import Panel, Print, Worlds
from tests.figures.panels import enough, panel, worlds

SIZES = {2: st.integers(0, 22), 3: st.integers(0, 10)}


@st.composite
def prints(draw: st.DrawFn) -> tuple[Print, int]:
    """Two or three groups, one or two questions, anything above the threshold told or not."""
    threshold = draw(st.sampled_from([3, 5]))
    sizes = draw(st.sampled_from([2, 3]).flatmap(lambda groups: st.lists(SIZES[groups], min_size=groups, max_size=groups)))
    answers: list[list[tuple[int, int]]] = []
    for _ in range(draw(st.integers(1, 2))):
        opinions = [max(0, size - draw(st.sampled_from([0, 0, 0, 1]))) for size in sizes]
        answers.append([(draw(st.integers(0, n)), n) for n in opinions])
    one = panel(sizes, *answers)
    told = _some(draw, [group for group, size in enumerate(sizes) if size >= threshold])
    said = {asked.question: _some(draw, [group for group in told if asked.cells[group].n >= threshold]) for asked in one.answers}
    return Print(one, told, said), threshold


def _some(draw: st.DrawFn, groups: Sequence[int]) -> set[int]:
    return {group for group in groups if draw(st.sampled_from([True, True, False]))}


@settings(max_examples=100, deadline=None)
@given(prints())
def test_a_number_that_is_said_to_vary_does(drawn: tuple[Print, int]) -> None:
    one, threshold = drawn
    sizes, answers = worlds(one, threshold)
    looking = Worlds([one], threshold)
    for group, values in enumerate(sizes):
        if looking.size_varies(group):
            assert max(values) - min(values) >= threshold
        for asked in one.panel.answers:
            if looking.answers_vary(one, asked, group):
                gave, others = answers[asked.question, group]
                assert (len(gave) >= enough(asked)[0], len(others) >= enough(asked)[1]) == (True, True)


def said(one: Panel, told: set[int], *shares: set[int]) -> Print:
    return Print(one, told, {asked.question: groups for asked, groups in zip(one.answers, shares, strict=True)})


@pytest.mark.parametrize(
    ("sizes", "told", "varies"),
    [
        ((3, 20), {1}, False),  # 20 to 23 of 23, so 0 to 3
        ((3, 22), {1}, True),  # 20 to 25 of 25, so 0 to 5
        ((3, 20), set(), True),
        ((3, 4, 20), {2}, True),  # 20 to 27, so the two share 0 to 7
        ((4, 30, 40), {1, 2}, False),  # 30 and 40 at least of 74
        ((4, 33, 42), {1, 2}, True),
    ],
)
def test_the_size_of_a_small_group_varies_as_far_as_bands_leave_it(sizes: tuple[int, ...], told: set[int], varies: bool) -> None:
    one = panel(sizes)
    assert Worlds([said(one, told)], 5).size_varies(sizes.index(min(sizes))) is varies


def test_where_no_size_is_told_a_group_may_be_ten_larger_for_the_public() -> None:
    one = panel((0, 23))
    assert Worlds([said(one, set())], 10).size_varies(0)


@pytest.mark.parametrize(
    ("cells", "shares", "varies"),
    [
        (((5, 5), (35, 41)), {0}, True),  # "most" of five to nine: three to nine said yes
        (((14, 14), (146, 146)), {0}, True),  # everybody's figure says that all of these did; how many they are it does not
        (((25, 30), (25, 30)), {0, 1}, False),  # thirty each, and 25 or 26 yes of each, 50 in all
        (((25, 30), (25, 30)), {0}, False),  # 25 or 26
        (((25, 30), (25, 30)), set(), True),
        (((24, 34), (25, 36)), {0}, True),
    ],
)
def test_answers_vary_as_far_as_shares_leave_them(cells: tuple[tuple[int, int], ...], shares: set[int], varies: bool) -> None:
    one = panel([n for _, n in cells], cells)
    assert Worlds([said(one, {0, 1}, shares)], 5).answers_vary(said(one, {0, 1}, shares), one.answers[0], 0) is varies


def test_whoever_moves_in_one_window_moves_in_the_other() -> None:
    # Of 25 people 20 to 25 are in the second group; of 32, 20 to 29 are. Whoever is in it in both makes it 20 to 22 of the 25.
    first, second = panel((3, 22)), panel((3, 29))
    assert Worlds([said(first, {1})], 5).size_varies(0)
    assert not Worlds([said(first, {1}), said(second, {1})], 5).size_varies(0)
