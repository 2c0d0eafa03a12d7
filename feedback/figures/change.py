"""What changed between two figures that share no response, how two audiences differ, and the word for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from feedback.figures.intervals import Interval, newcombe
from feedback.figures.measures import Figure

Word = Literal["improved", "no clear change", "declined"]
Side = Literal["higher", "no clear difference", "lower"]


@dataclass(frozen=True)
class Change:
    """The later rate minus the earlier one in percentage points, with its 95 % interval from `low` to `high`.

    `base` is the smaller of the two bases, which decides how much may be said.
    """

    points: float
    low: float
    high: float
    word: Word
    base: int


@dataclass(frozen=True)
class Difference:
    """One audience's rate minus another's in percentage points, with its 95 % interval from `low` to `high`."""

    points: float
    low: float
    high: float
    side: Side


def change(before: Figure, after: Figure) -> Change | None:
    """The change from one figure to another of the same question and measure; None when either has no rate.

    A word other than "no clear change" needs Newcombe's interval of the difference to exclude 0. More of `bottom_2` is a
    decline. Raises ValueError for figures of different questions or measures, which cannot be subtracted.
    """
    if (before.question, before.measure) != (after.question, after.measure):
        raise ValueError(
            f'"{before.question}" ({before.measure}) and "{after.question}" ({after.measure}) cannot be compared: '
            "give two figures of one question and one measure"
        )
    if before.rate is None or after.rate is None:
        return None
    interval = newcombe(after.k, after.n, before.k, before.n)
    points = 100 * (after.rate - before.rate)
    return Change(points, 100 * interval.low, 100 * interval.high, _word(interval, after), min(before.n, after.n))


def difference(one: Figure, other: Figure) -> Difference | None:
    """How one audience's figure lies beside another's of the same measure; None when either has no rate.

    A side other than "no clear difference" needs Newcombe's interval to exclude 0. The two must share nobody. Raises ValueError
    for figures of different measures.
    """
    if one.measure != other.measure:
        raise ValueError(f'"{one.question}" ({one.measure}) and "{other.question}" ({other.measure}) cannot be compared: give one measure')
    if one.rate is None or other.rate is None:
        return None
    interval = newcombe(one.k, one.n, other.k, other.n)
    side: Side = "no clear difference" if interval.holds(0) else "higher" if interval.low > 0 else "lower"
    return Difference(100 * (one.rate - other.rate), 100 * interval.low, 100 * interval.high, side)


def _word(interval: Interval, after: Figure) -> Word:
    if interval.holds(0):
        return "no clear change"
    more_is_better = after.measure != "bottom_2"
    return "improved" if (interval.low > 0) == more_is_better else "declined"
