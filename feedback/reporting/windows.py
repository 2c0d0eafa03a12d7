"""What a page of results looks at: one quarter, or the rolling year of four quarters that ends with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from feedback.figures.quarter import Quarter, Quarters

YEAR = "year to "


@dataclass(frozen=True)
class Window:
    """One quarter ("2026/27 Q2") or the rolling year that ends with it ("year to 2026/27 Q2")."""

    last: Quarter
    rolling: bool = False

    @classmethod
    def parse(cls, text: str) -> Window:
        """The window written like `str` writes it. Raises ValueError that says how to write one."""
        return cls(Quarter.parse(text.removeprefix(YEAR)), text.startswith(YEAR))

    def __str__(self) -> str:
        return f"{YEAR}{self.last}" if self.rolling else str(self.last)

    @property
    def spoken(self) -> str:
        """As it stands in the middle of a sentence."""
        return f"the {self}" if self.rolling else str(self)

    @property
    def months(self) -> str:
        """From which month to which: "July to September 2026"."""
        first, last = self.quarters[0].first, self.last.last
        return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"

    @property
    def quarters(self) -> Quarters:
        """Its one quarter, or its four, oldest first."""
        return self.last.rolling() if self.rolling else (self.last,)

    @property
    def as_year(self) -> Window:
        """The rolling year that ends with it."""
        return Window(self.last, rolling=True)

    @property
    def before(self) -> Window:
        """What it is compared with unless somebody chooses: the quarter before, or the year that ended four quarters earlier."""
        return self.year_before if self.rolling else Window(self.last.previous())

    @property
    def year_before(self) -> Window:
        """The same quarter, or the rolling year, four quarters earlier."""
        return replace(self, last=self.last.year_before())

    @property
    def earlier(self) -> tuple[Window, ...]:
        """What it may be compared with, as they share no response: the usual one first."""
        return tuple(dict.fromkeys((self.before, self.year_before)))


def containing(quarter: Quarter) -> tuple[Window, ...]:
    """Every window that a quarter is part of: itself, and the four rolling years."""
    ends = [quarter]
    while len(ends) < len(quarter.rolling()):
        ends.append(ends[-1].next())
    return (Window(quarter), *(Window(end, rolling=True) for end in ends))


def offered(quarters: Sequence[Quarter]) -> tuple[Window, ...]:
    """The windows of quarters that brought something, newest first: each quarter, then each rolling year that is complete."""
    newest_first = sorted(quarters, reverse=True)
    years = [Window(quarter, rolling=True) for quarter in newest_first]
    return (*(Window(quarter) for quarter in newest_first), *(year for year in years if year.quarters[0] >= newest_first[-1]))


def years_upto(last: Quarter, first: Quarter) -> tuple[Window, ...]:
    """Every rolling year that ends in `last` or before and does not begin before `first`, oldest first."""
    years = [Window(last, rolling=True)]
    while years[-1].quarters[0] > first:
        years.append(Window(years[-1].last.previous(), rolling=True))
    return tuple(reversed(years))


def usual(quarters: Sequence[Quarter], today: Quarter) -> Window:
    """The window that a page begins with: the year to the newest closed quarter that brought something, if its four quarters all did.

    Else that quarter; before one has closed, the newest that brought something, else the one that runs.
    """
    closed = [quarter for quarter in quarters if quarter < today]
    newest = max(closed or quarters or [today])
    return Window(newest, rolling=set(newest.rolling()) <= set(closed))


def gaps(quarters: Sequence[Quarter], upto: Quarter) -> tuple[Quarter, ...]:
    """The quarters between the first that brought something and `upto`, both included, that brought nothing; oldest first."""
    found = []
    quarter = min(quarters, default=upto)
    while quarter < upto:
        quarter = quarter.next()
        if quarter not in quarters:
            found.append(quarter)
    return tuple(found)


def leading_to(window: Window, first: Quarter, most: int) -> tuple[Window, ...]:
    """The quarters of a trend that ends with a window, oldest first: `most` at most, none before `first`."""
    quarters = [window.last]
    while len(quarters) < most and quarters[-1] > first:
        quarters.append(quarters[-1].previous())
    return tuple(Window(quarter) for quarter in reversed(quarters))
