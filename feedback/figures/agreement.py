"""How far two readers agree beyond chance: Cohen's kappa with its 95 % interval.

Cohen (1960), "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 37-46. Its standard error
for large samples: Fleiss, Cohen and Everitt (1969), "Large sample standard errors of kappa and weighted kappa", Psychological
Bulletin 72, 323-327, equation 13.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from feedback.figures.intervals import Interval, Z

FEW = 30
"""Under so many pairs the interval for large samples is a rough one."""


class Agreement(NamedTuple):
    """`kappa` of `n` comments that two people read: 1 is full agreement, 0 is what chance gives, from -1 on."""

    kappa: float
    n: int
    interval: Interval

    @property
    def few(self) -> bool:
        """Whether the figure is to be read with caution."""
        return self.n < FEW


def cohens_kappa(pairs: Mapping[tuple[str, str], int]) -> Agreement | None:
    """Cohen's kappa of {(first word, second word): how many}.

    None where there is none: nothing was read twice, or both used one and the same word for everything. The interval is cut off
    at -1 and 1. Raises ValueError for a count below 0.
    """
    if any(count < 0 for count in pairs.values()):
        raise ValueError("a number of comments cannot be below 0")
    n = sum(pairs.values())
    if not n:
        return None
    shares = {pair: count / n for pair, count in pairs.items()}
    words = {word for pair in shares for word in pair}
    first = {word: sum(share for (one, _), share in shares.items() if one == word) for word in words}
    second = {word: sum(share for (_, other), share in shares.items() if other == word) for word in words}
    chance = sum(first[word] * second[word] for word in words)
    if chance >= 1:
        return None
    kappa = (sum(shares.get((word, word), 0) for word in words) - chance) / (1 - chance)
    spread = Z * sqrt(_variance(shares, first, second, kappa, chance) / n)
    return Agreement(kappa, n, Interval(max(-1.0, kappa - spread), min(1.0, kappa + spread)))


def _variance(
    shares: Mapping[tuple[str, str], float], first: Mapping[str, float], second: Mapping[str, float], kappa: float, chance: float
) -> float:
    """n times the variance of kappa. Rounding may bring it a hair below 0 where agreement is full."""
    alike = sum(shares.get((word, word), 0) * (1 - (first[word] + second[word]) * (1 - kappa)) ** 2 for word in first)
    apart = sum(share * (second[one] + first[other]) ** 2 for (one, other), share in shares.items() if one != other)
    by_chance = (kappa - chance * (1 - kappa)) ** 2
    return max(0.0, (alike + (1 - kappa) ** 2 * apart - by_chance) / (1 - chance) ** 2)
