"""Scores of instruments: sums and means over several questions, their bands, and whether one person's change is reliable."""

from __future__ import annotations

from math import sqrt

RELIABLE = 1.96
"""A reliable change index beyond this, either way, is more than measurement error brings about in 95 of 100 people."""
GOAL_CHANGE = 2.45
"""Points on a goal's 0 to 10 from which a change is called reliable, unless the council sets another figure."""


def reliable_change_index(before: float, after: float, sd: float, reliability: float) -> float:
    """One person's change in standard errors of a difference, from the published deviation and reliability of an instrument.

    (after - before) / (sd * sqrt(2 * (1 - reliability))): Jacobson and Truax (1991), Journal of Consulting and Clinical
    Psychology 59, 12-19. Raises ValueError unless sd > 0 and 0 <= reliability < 1.
    """
    return (after - before) / _error_of_difference(sd, reliability)


def reliable_points(sd: float, reliability: float) -> float:
    """From how many points of the score a change is reliable; raises ValueError as `reliable_change_index` does."""
    return RELIABLE * _error_of_difference(sd, reliability)


def is_reliable(before: float, after: float, sd: float, reliability: float) -> bool:
    """Whether one person's change is beyond measurement error, either way."""
    return abs(reliable_change_index(before, after, sd, reliability)) > RELIABLE


def _error_of_difference(sd: float, reliability: float) -> float:
    if not (sd > 0 and 0 <= reliability < 1):
        raise ValueError(f"a deviation {sd} with a reliability of {reliability} gives no reliable change: take both from its publication")
    return sd * sqrt(2 * (1 - reliability))
