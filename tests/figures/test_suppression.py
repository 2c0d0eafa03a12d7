"""Which rows are held back, and which more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.suppression import completed, one_sided, too_small

BASES = st.lists(st.integers(0, 60), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("bases", "threshold", "rest", "hidden"),
    [
        ([20, 30, 40], 5, 0, set()),
        ([4, 30, 40], 5, 0, {0, 1}),
        ([30, 4, 40, 6], 5, 0, {1, 3}),
        ([4, 4, 40], 5, 0, {0, 1}),
        ([1, 2, 40, 30], 5, 0, {0, 1, 3}),
        ([9, 30, 40], 5, 0, set()),
        ([9, 30, 40], 10, 0, {0, 1}),
        ([20, 30, 40], 5, 3, {0}),
        ([20, 30, 40], 5, 5, set()),
        ([3, 30, 40], 5, 20, {0, 1}),
        ([4, 40], 5, 2, {0, 1}),
        ([3, 30, 40], 5, 1, {0, 1}),
        ([0, 46], 5, 0, {0, 1}),
        ([0, 7, 39], 5, 0, {0, 1}),
        ([4, 20, 20], 5, 0, {0, 1}),
        ([3], 5, 0, {0}),
    ],
)
def test_no_hidden_row_can_be_worked_out(bases: list[int], threshold: int, rest: int, hidden: set[int]) -> None:
    assert completed(too_small(bases, threshold), bases, threshold, rest) == hidden


@given(BASES, st.sampled_from([5, 10]), st.integers(0, 20))
def test_the_whole_minus_what_is_shown_is_never_one_row_or_too_few_people(bases: list[int], threshold: int, rest: int) -> None:
    hidden = completed(too_small(bases, threshold), bases, threshold, rest)
    shown = [base for position, base in enumerate(bases) if position not in hidden]
    remainder = sum(bases) + rest - sum(shown)
    assert all(base >= threshold for base in shown)
    if shown and remainder:
        assert remainder >= threshold
    if shown and len(hidden) > (0 < rest < threshold):
        assert len(hidden) >= 2
        assert remainder - rest >= threshold


@given(BASES, st.sampled_from([5, 10]))
def test_no_more_is_hidden_than_must_be(bases: list[int], threshold: int) -> None:
    hidden = completed(too_small(bases, threshold), bases, threshold)
    more = hidden - too_small(bases, threshold)
    largest = max(more, key=lambda position: (bases[position], position), default=None)
    if largest is not None:
        fewer = hidden - {largest}
        assert len(fewer) < 2 or sum(bases[position] for position in fewer) < threshold


@pytest.mark.parametrize(("counts", "total", "hidden"), [([5, 41, 23], 46, set()), ([4, 42, 46, 0], 46, {0, 1, 2, 3})])
def test_a_count_needs_as_many_beside_it(counts: list[int], total: int, hidden: set[int]) -> None:
    assert one_sided(counts, total, 5) == hidden
