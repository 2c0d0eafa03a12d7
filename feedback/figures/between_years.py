"""What years tell of one quarter: two that overlap differ by the quarter that went and the one that came.

Of a group the numbers of each quarter are unknown between bounds, and so is what each printed year holds of them together. Written as
running totals these are difference constraints (each says that one total is at most so much above another), and how far apart two
totals can be is a shortest path between them: exact, in whole numbers (Cormen and others, "Introduction to Algorithms", 24.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import inf

from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.worlds import Span


def quarters_between(bounds: Mapping[Quarter, Span], years: Mapping[Quarters, Span]) -> Mapping[Quarter, Span]:
    """The lowest and the highest number that each quarter can hold, given its own bounds and what years hold together.

    A quarter of a year that has no bounds holds nought. The bounds must be true of one set of numbers at least.
    """
    quarters = sorted(bounds)
    place = {quarter: number for number, quarter in enumerate(quarters)}
    farthest = [[0.0 if one == other else inf for other in range(len(quarters) + 1)] for one in range(len(quarters) + 1)]
    for quarter, span in bounds.items():
        _tie(farthest, place[quarter], place[quarter] + 1, span)
    for year, span in years.items():
        known = [place[quarter] for quarter in year if quarter in place]
        if known:
            _tie(farthest, known[0], known[-1] + 1, span)
    _shorten(farthest)
    return {quarter: (-int(farthest[one + 1][one]), int(farthest[one][one + 1])) for quarter, one in place.items()}


def _tie(farthest: list[list[float]], start: int, end: int, span: Span) -> None:
    """The running total at `end` is from span[0] to span[1] above that at `start`."""
    low, high = span
    farthest[start][end] = min(farthest[start][end], high)
    farthest[end][start] = min(farthest[end][start], -low)


def _shorten(farthest: list[list[float]]) -> None:
    """Every constraint that follows from two others (Floyd and Warshall)."""
    every: Sequence[int] = range(len(farthest))
    for by, one, other in product(every, every, every):
        farthest[one][other] = min(farthest[one][other], farthest[one][by] + farthest[by][other])
