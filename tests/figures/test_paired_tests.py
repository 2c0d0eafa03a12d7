"""Exact paired tests against scipy over a grid, and against what can be counted by hand."""

from __future__ import annotations

import pytest
from scipy import stats

from feedback.figures.paired_tests import mcnemar, sign_test


@pytest.mark.parametrize(
    ("improved", "worse", "chance"),
    [
        (5, 0, 2 / 32),  # one way in 2**5 for each direction
        (4, 1, 2 * 6 / 32),  # 1 + 5 ways
        (3, 3, 1.0),  # as even as can be
        (1, 0, 1.0),
        (0, 0, 1.0),
    ],
)
def test_a_few_pairs_can_be_counted_by_hand(improved: int, worse: int, chance: float) -> None:
    assert sign_test(improved, worse) == chance


def test_36_improved_against_10_worse_is_clear() -> None:
    assert sign_test(36, 10) == pytest.approx(stats.binomtest(36, 46, 0.5).pvalue, rel=1e-9)
    assert sign_test(36, 10) < 0.001


def test_the_sign_test_equals_scipy() -> None:
    for moved in [*range(1, 41), 61, 180, 1_001]:
        for improved in range(0, moved + 1, 1 if moved < 50 else moved // 17):
            expected = stats.binomtest(improved, moved, 0.5).pvalue
            assert sign_test(improved, moved - improved) == pytest.approx(expected, abs=1e-9), (improved, moved)


def test_mcnemar_equals_scipys_exact_test_of_those_who_changed() -> None:
    for only_before in range(0, 30, 3):
        for only_after in range(1, 30, 4):
            expected = stats.binomtest(only_before, only_before + only_after, 0.5).pvalue
            assert mcnemar(only_before, only_after) == pytest.approx(expected, abs=1e-9)


def test_direction_does_not_matter_and_thousands_are_no_trouble() -> None:
    assert sign_test(12, 30) == sign_test(30, 12)
    assert sign_test(2_400, 2_600) == pytest.approx(stats.binomtest(2_400, 5_000, 0.5).pvalue, abs=1e-9)


def test_a_count_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="from nought up"):
        sign_test(-1, 4)
