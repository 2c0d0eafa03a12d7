"""Intervals over a grid: what scipy gives directly, and what it solves for from the definitions."""

from __future__ import annotations

from math import sqrt

import pytest
from scipy import optimize, stats

from feedback.figures.intervals import Interval, mean_interval, newcombe, wilson, wilson_finite

SIDES = [(k, n) for n in (1, 2, 5, 9, 10, 17, 29, 38, 46, 62, 180) for k in sorted({0, 1, n // 3, n // 2, n - 1, n})]
HAIR = 1e-9
Z = float(stats.norm.ppf(0.975))


def scipys(k: int, n: int) -> tuple[float, float]:
    found = stats.binomtest(k, n).proportion_ci(confidence_level=0.95, method="wilson")
    return float(found.low), float(found.high)


def solved(k: int, n: int, population: int) -> Interval:
    """The shares whose own deviation, corrected for the population, reaches just to k / n: what a score interval is."""
    rate = k / n
    left = (population - n) / (population - 1)

    def beyond(share: float) -> float:
        return (rate - share) ** 2 - Z * Z * share * (1 - share) / n * left

    # At 0 and at 1 the rate is a root as well, so the search keeps a hair away from it.
    low = 0.0 if k == 0 else optimize.brentq(beyond, 0, min(rate, 1 - HAIR), xtol=1e-14, rtol=1e-14)
    high = 1.0 if k == n else optimize.brentq(beyond, max(rate, HAIR), 1, xtol=1e-14, rtol=1e-14)
    return Interval(low, high)


@pytest.mark.parametrize(("k", "n"), SIDES)
def test_wilson_equals_scipy(k: int, n: int) -> None:
    assert wilson(k, n) == pytest.approx(scipys(k, n), abs=1e-9)


@pytest.mark.parametrize(("k", "n"), SIDES)
def test_the_corrected_interval_solves_its_equation(k: int, n: int) -> None:
    for population in (n + 1, n + 5, 2 * n + 3, 180 + n, 100_000):
        assert wilson_finite(k, n, population) == pytest.approx(solved(k, n, population), abs=1e-9)


def test_newcombe_is_made_of_scipys_wilson_intervals() -> None:
    for k1, n1 in SIDES:
        for k2, n2 in SIDES[::3]:
            (low1, high1), (low2, high2) = scipys(k1, n1), scipys(k2, n2)
            one, two = k1 / n1, k2 / n2
            expected = (
                one - two - sqrt((one - low1) ** 2 + (high2 - two) ** 2),
                one - two + sqrt((high1 - one) ** 2 + (two - low2) ** 2),
            )
            assert newcombe(k1, n1, k2, n2) == pytest.approx(expected, abs=1e-9)


def test_the_interval_of_a_mean_equals_scipy_over_a_grid() -> None:
    for n in (2, 3, 5, 10, 30, 61, 200, 201, 5_000):
        for mean in (-3.0, 0.0, 2.5, 81.0):
            for sd in (0.5, 1.0, 7.25):
                expected = stats.t.interval(0.95, n - 1, loc=mean, scale=sd / sqrt(n))
                assert mean_interval(mean, sd, n) == pytest.approx(expected, abs=1e-9)
