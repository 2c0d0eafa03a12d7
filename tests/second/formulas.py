"""Intervals and words, from their definitions and by other ways than the service's: roots of equations instead of closed forms."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

Z = 1.959963984540054
"""The 0.975 quantile of the normal distribution, from printed tables."""

Ends = tuple[float, float]


def wilson(k: int, n: float, rate: float | None = None) -> Ends:
    """The rates p at which |k/n - p| is exactly Z standard errors of p: the roots of (1+c)p² - (2r+c)p + r² = 0 with c = Z²/n."""
    observed = k / n if rate is None else rate
    c = Z * Z / n
    a, b = 1 + c, -(2 * observed + c)
    root = sqrt(max(b * b - 4 * a * observed * observed, 0))
    return max((-b - root) / (2 * a), 0.0), min((-b + root) / (2 * a), 1.0)


def wilson_of(k: int, n: int, population: int) -> Ends:
    """The same where n of `population` people answered: as if n(N-1)/(N-n) had, and no doubt is left when all have."""
    if n == population:
        return k / n, k / n
    return wilson(k, n * (population - 1) / (population - n), k / n)


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Ends:
    """The interval of k1/n1 - k2/n2 by the hybrid score: each end takes the arms of the two that pull it there."""
    (low1, high1), (low2, high2) = wilson(k1, n1), wilson(k2, n2)
    one, two = k1 / n1, k2 / n2
    return one - two - sqrt((one - low1) ** 2 + (high2 - two) ** 2), one - two + sqrt((high1 - one) ** 2 + (two - low2) ** 2)


def word(k: int, n: int, k_before: int, n_before: int) -> str:
    """What changed since before: only what lies off 0 as a whole is a change."""
    low, high = newcombe(k, n, k_before, n_before)
    return "improved" if low > 0 else "declined" if high < 0 else "no clear change"


def mean_and_sd(values: list[float]) -> tuple[float | None, float | None]:
    """Mean, and standard deviation over n - 1; None below two values."""
    if len(values) < 2:
        return None, None
    mean = sum(values) / len(values)
    return mean, sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def per_cent(k: int, n: int) -> int:
    """Whole per cents, halves up."""
    return int((Decimal(100 * k) / Decimal(n)).quantize(Decimal(1), ROUND_HALF_UP))
