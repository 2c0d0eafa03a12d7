"""Days that brought far more responses by an open link than the others: somebody may have answered many times.

A burst proves nothing. It may be a class that answered together; an officer looks, and decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median

LEAST = 10
"""A day with fewer responses is never a burst."""
TIMES = 4
"""A burst brings more than this many times what the other days brought."""


def bursts(days: Mapping[date, int]) -> tuple[date, ...]:
    """The days that stand out, in order.

    The rule: at least LEAST responses, and more than TIMES the median of the other days that brought any. The median,
    so that a second burst does not hide the first. With no other day there is nothing to stand out from.
    """
    brought = {day: responses for day, responses in days.items() if responses > 0}
    return tuple(day for day in sorted(brought) if _stands_out(day, brought))


def _stands_out(day: date, brought: Mapping[date, int]) -> bool:
    others = [responses for other, responses in brought.items() if other != day]
    return bool(others) and brought[day] >= LEAST and brought[day] > TIMES * median(others)
