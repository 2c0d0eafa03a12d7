"""How sure a figure is: 95 % intervals for proportions, for their differences and for means.

Nothing here rounds. Proportions are fractions from 0 to 1.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, isfinite, pi, sin, sqrt, tan
from statistics import NormalDist
from typing import NamedTuple

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
"""The standard normal quantile of a two-sided 95 % interval, 1.9599…"""

_FEW_DEGREES = 200
_HALVINGS = 60


class Interval(NamedTuple):
    """From `low` to `high`, both included, in the unit of what it is about."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether `value` is inside."""
        return self.low <= value <= self.high


def wilson(k: int, n: int) -> Interval:
    """The Wilson score interval of k out of n.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22, 209-212.
    Raises ValueError unless 0 <= k <= n and n > 0.
    """
    _check(k, n)
    return wilson_at(k / n, n)


def wilson_finite(k: int, n: int, population: int) -> Interval:
    """Wilson's interval of k out of n different people from a known `population`; the point itself when all answered.

    The sample size becomes n(N-1)/(N-n): the finite population correction of the variance, solved for n (Cochran,
    "Sampling Techniques", 1977, section 2.6). Only where each response is another person of a known frame.
    Raises ValueError unless 0 <= k <= n <= population and n > 0.
    """
    _check(k, n)
    if n > population:
        raise ValueError(f"{n} people cannot have answered out of {population}: give the number of different people due")
    if n == population:
        return Interval(k / n, k / n)
    return wilson_at(k / n, n * (population - 1) / (population - n))


def wilson_at(rate: float, n: float) -> Interval:
    """Wilson's interval around a rate from 0 to 1 that stands on `n` > 0 answers, not necessarily whole."""
    spread = Z * Z / n
    centre = (rate + spread / 2) / (1 + spread)
    half = Z * sqrt(rate * (1 - rate) / n + spread / (4 * n)) / (1 + spread)
    # At 0 and 1 the formula meets the edge exactly; floating point may miss it by a hair.
    low = 0.0 if rate == 0 else min(max(centre - half, 0.0), rate)
    high = 1.0 if rate == 1 else max(min(centre + half, 1.0), rate)
    return Interval(low, high)


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Interval:
    """The interval of k1/n1 - k2/n2 for two groups that share nobody.

    Newcombe (1998), "Interval estimation for the difference between independent proportions", Statistics in Medicine
    17, 873-890, method 10 (hybrid score, no continuity correction). Raises ValueError as `wilson` does.
    """
    one, two = wilson(k1, n1), wilson(k2, n2)
    p1, p2 = k1 / n1, k2 / n2
    down = sqrt((p1 - one.low) ** 2 + (two.high - p2) ** 2)
    up = sqrt((one.high - p1) ** 2 + (p2 - two.low) ** 2)
    return Interval(p1 - p2 - down, p1 - p2 + up)


def mean_interval(mean: float, sd: float, n: int) -> Interval | None:
    """Student's t interval of a mean of `n` values with standard deviation `sd` (divided by n - 1); None below two values."""
    if n < 2:
        return None
    if not (isfinite(mean) and isfinite(sd) and sd >= 0):
        raise ValueError(f"a mean of {mean} with a standard deviation of {sd} has no interval: leave out values that are not numbers")
    half = t_quantile(n - 1) * sd / sqrt(n)
    return Interval(mean - half, mean + half)


@lru_cache(maxsize=1024)
def t_quantile(degrees: int) -> float:
    """How many standard errors a two-sided 95 % interval reaches on each side, for whole degrees of freedom >= 1."""
    if degrees < 1:
        raise ValueError(f"Student's t needs at least one degree of freedom, not {degrees}")
    return _t_of_few(degrees) if degrees <= _FEW_DEGREES else _t_of_many(degrees)


def _t_of_few(degrees: int) -> float:
    """Halves the angle theta = atan(t / sqrt(degrees)) until the probability within it is LEVEL."""
    low, high = 0.0, pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_within(middle, degrees) < LEVEL else (low, middle)
    return sqrt(degrees) * tan((low + high) / 2)


def _t_within(theta: float, degrees: int) -> float:
    """P(|T| <= t) as a finite sum: Abramowitz and Stegun (1964), 26.7.3 for odd and 26.7.4 for even degrees."""
    odd = degrees % 2
    term = cos(theta) if odd else 1.0
    total = term if degrees > 1 else 0.0
    for power in range(2 + odd, degrees - 1, 2):
        term *= cos(theta) ** 2 * (power - 1) / power
        total += term
    return 2 / pi * (theta + sin(theta) * total) if odd else sin(theta) * total


def _t_of_many(degrees: int) -> float:
    """The normal quantile with the first four corrections in 1/degrees: Abramowitz and Stegun (1964), 26.7.5."""
    first = (Z**3 + Z) / 4
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
    third = (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384
    fourth = (79 * Z**9 + 776 * Z**7 + 1482 * Z**5 - 1920 * Z**3 - 945 * Z) / 92160
    return Z + first / degrees + second / degrees**2 + third / degrees**3 + fourth / degrees**4


def _check(k: int, n: int) -> None:
    if n < 1 or not 0 <= k <= n:
        raise ValueError(f"{k} out of {n} is not a proportion: count from 0 to {max(n, 0)} out of at least one answer")
