"""Intervals against published and computed figures, and against scipy over a grid."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from feedback.figures.intervals import Interval, Z, mean_interval, newcombe, t_quantile, wilson, wilson_at, wilson_finite

PROPORTIONS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def in_percent(interval: Interval) -> tuple[float, float]:
    return round(100 * interval.low, 1), round(100 * interval.high, 1)


@pytest.mark.parametrize(
    ("k", "n", "percent"),
    [
        (0, 10, (0.0, 27.8)),
        (10, 10, (72.2, 100.0)),
        (15, 25, (40.7, 76.6)),
        (53, 62, (74.7, 92.2)),
        (1, 1, (20.7, 100.0)),
        (17, 177, (6.1, 14.8)),
    ],
)
def test_wilson_gives_the_known_intervals(k: int, n: int, percent: tuple[float, float]) -> None:
    assert in_percent(wilson(k, n)) == percent


def test_sixty_percent_of_25_audits_lies_between_41_and_77() -> None:
    low, high = in_percent(wilson(15, 25))
    assert (round(low), round(high)) == (41, 77)


@pytest.mark.parametrize(("k", "n", "population", "percent"), [(53, 62, 180, (77.0, 91.2)), (5, 6, 17, (50.2, 96.1))])
def test_a_known_population_narrows_the_interval(k: int, n: int, population: int, percent: tuple[float, float]) -> None:
    assert in_percent(wilson_finite(k, n, population)) == percent


def test_when_everybody_answered_the_interval_is_the_point() -> None:
    assert wilson_finite(12, 17, 17) == Interval(12 / 17, 12 / 17)
    assert wilson_finite(1, 1, 1) == Interval(1.0, 1.0)


@pytest.mark.parametrize(("n", "points"), [(35, 15), (49, 12), (63, 10), (94, 7), (123, 5)])
def test_of_180_people_so_many_give_about_so_many_points_either_way(n: int, points: int) -> None:
    # The rule of thumb is the worst case, half of them, by the normal approximation with the same correction.
    assert round(100 * Z * (0.25 / n * (180 - n) / 179) ** 0.5) == points
    low, high = in_percent(wilson_finite(n // 2, n, 180))
    assert (high - low) / 2 == pytest.approx(points, abs=1)


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2", "low", "high"),
    [
        # Newcombe 1998, table II, method 10.
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombe_gives_the_published_intervals(k1: int, n1: int, k2: int, n2: int, low: float, high: float) -> None:
    assert newcombe(k1, n1, k2, n2) == pytest.approx((low, high), abs=5e-5)


def test_40_of_46_against_28_of_38_is_13_points_give_or_take() -> None:
    assert round(100 * (40 / 46 - 28 / 38), 1) == 13.3
    assert in_percent(newcombe(40, 46, 28, 38)) == (-3.7, 30.4)


@pytest.mark.parametrize(("n", "points"), [(60, 13), (30, 18)])
def test_smaller_differences_between_two_quarters_at_85_percent_are_noise(n: int, points: int) -> None:
    k = round(0.85 * n)
    # One step short of the border is still noise; well past it is not.
    assert newcombe(k, n, k - int((points - 3) * n / 100), n).holds(0)
    assert not newcombe(k, n, k - int((points + 6) * n / 100), n).holds(0)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 10, 29, 30, 62, 180, 1000, 100_000])
def test_wilson_equals_scipy(n: int) -> None:
    for k in sorted({0, 1, n // 7, n // 3, n // 2, n - 1, n} & set(range(n + 1))):
        expected = stats.binomtest(k, n).proportion_ci(confidence_level=0.95, method="wilson")
        assert wilson(k, n) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_student_t_equals_scipy() -> None:
    for degrees in [*range(1, 1200), 5_000, 99_999, 10**6, 10**9]:
        assert t_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), rel=1e-9)


@pytest.mark.parametrize("n", [2, 3, 10, 61, 500])
def test_the_interval_of_a_mean_equals_scipy(n: int) -> None:
    expected = stats.t.interval(0.95, n - 1, loc=3.7, scale=1.3 / n**0.5)
    assert mean_interval(3.7, 1.3, n) == pytest.approx(expected, abs=1e-9)


def test_one_value_has_no_interval_of_its_mean() -> None:
    assert mean_interval(4.0, 0.0, 1) is None
    assert mean_interval(4.0, 0.0, 0) is None


@pytest.mark.parametrize(("mean", "sd"), [(nan, 1.0), (4.0, nan), (inf, 1.0), (4.0, -1.0)])
def test_a_mean_that_is_no_number_is_refused(mean: float, sd: float) -> None:
    with pytest.raises(ValueError, match="not numbers"):
        mean_interval(mean, sd, 10)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 5), (6, 5), (1, -1)])
def test_what_is_no_proportion_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a proportion"):
        wilson(k, n)
    with pytest.raises(ValueError, match="not a proportion"):
        newcombe(1, 2, k, n)


def test_more_answers_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="20 people cannot have answered out of 17"):
        wilson_finite(3, 20, 17)


def test_student_t_needs_a_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="at least one degree"):
        t_quantile(0)


@given(PROPORTIONS)
def test_the_interval_contains_the_point_and_stays_inside_0_and_1(proportion: tuple[int, int]) -> None:
    k, n = proportion
    interval = wilson(k, n)
    assert 0 <= interval.low <= k / n <= interval.high <= 1
    assert interval.holds(k / n)


@given(PROPORTIONS, st.integers(0, 500))
def test_a_finite_population_never_widens_the_interval(proportion: tuple[int, int], more: int) -> None:
    k, n = proportion
    whole, finite = wilson(k, n), wilson_finite(k, n, n + more)
    assert whole.low - 1e-12 <= finite.low <= k / n <= finite.high <= whole.high + 1e-12


@given(st.floats(0, 1), st.floats(0.5, 1e6))
def test_more_answers_narrow_the_interval(rate: float, n: float) -> None:
    one, other = wilson_at(rate, n), wilson_at(rate, 2 * n)
    assert other.high - other.low <= one.high - one.low + 1e-12


@given(PROPORTIONS, PROPORTIONS)
def test_a_difference_lies_in_its_interval_and_turns_round_with_it(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = newcombe(*one, *other), newcombe(*other, *one)
    difference = one[0] / one[1] - other[0] / other[1]
    assert -1 - 1e-12 <= there.low <= difference <= there.high <= 1 + 1e-12
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
