"""What years tell of one quarter: two that overlap differ by the quarter that went and the one that came.

Of a group the numbers of each quarter are unknown between bounds, and so is what each printed year holds of them together. Written as
running totals these are difference constraints (each says that one total is at most so much above another), and how far apart two
totals can be is a shortest path between them: exact, in whole numbers (Cormen and others, "Introduction to Algorithms", 24.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

import numpy as np
import numpy.typing as npt

from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.worlds import Span

Totals = npt.NDArray[np.float64]
"""How far each running total can at most be above each other."""


def quarters_between(bounds: Mapping[Quarter, Span], years: Mapping[Quarters, Span]) -> Mapping[Quarter, Span]:
    """The lowest and the highest number that each quarter can hold, given its own bounds and what years hold together.

    A quarter of a year that has no bounds holds nought. The bounds must be true of one set of numbers at least.
    """
    place, farthest = _totals(bounds, years)
    return {quarter: (-int(farthest[one + 1, one]), int(farthest[one, one + 1])) for quarter, one in place.items()}


def years_between(bounds: Mapping[Quarter, Span], years: Mapping[Quarters, Span]) -> Mapping[Quarters, Span]:
    """The lowest and the highest number that each of these years can hold, given the others; like `quarters_between`."""
    place, farthest = _totals(bounds, years)
    ends = {year: [place[quarter] for quarter in year if quarter in place] for year in years}
    return {year: (-int(farthest[at[-1] + 1, at[0]]), int(farthest[at[0], at[-1] + 1])) for year, at in ends.items() if at}


def _totals(bounds: Mapping[Quarter, Span], years: Mapping[Quarters, Span]) -> tuple[Mapping[Quarter, int], Totals]:
    """The place of each quarter, and how far the running total at each place can be above that at each other."""
    quarters = sorted(bounds)
    place = {quarter: number for number, quarter in enumerate(quarters)}
    farthest = np.full((len(quarters) + 1, len(quarters) + 1), inf)
    np.fill_diagonal(farthest, 0)
    for quarter, span in bounds.items():
        _tie(farthest, place[quarter], place[quarter] + 1, span)
    for year, span in years.items():
        known = [place[quarter] for quarter in year if quarter in place]
        if known:
            _tie(farthest, known[0], known[-1] + 1, span)
    # Every constraint that follows from two others (Floyd and Warshall).
    for by in range(len(farthest)):
        np.minimum(farthest, farthest[:, by, None] + farthest[by], out=farthest)
    return place, farthest


def _tie(farthest: Totals, start: int, end: int, span: Span) -> None:
    """The running total at `end` is from span[0] to span[1] above that at `start`."""
    low, high = span
    farthest[start, end] = min(farthest[start, end], high)
    farthest[end, start] = min(farthest[end, start], -low)
