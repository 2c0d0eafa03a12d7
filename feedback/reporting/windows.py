"""What a page of results looks at: one quarter, or the rolling year of four quarters that ends with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    def before(self) -> Window:
        """What it may be compared with, as they share no response: the quarter before, or the year that ended four quarters earlier."""
        return Window(self.last.year_before(), rolling=True) if self.rolling else Window(self.last.previous())


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


def usual(quarters: Sequence[Quarter], today: Quarter) -> Window:
    """The window that a page begins with: the newest closed quarter that brought something, else the newest, else the one that runs."""
    closed = [quarter for quarter in quarters if quarter < today]
    return Window(max(closed or quarters or [today]))


def leading_to(window: Window, first: Quarter, most: int) -> tuple[Window, ...]:
    """The quarters of a trend that ends with a window, oldest first: `most` at most, none before `first`."""
    quarters = [window.last]
    while len(quarters) < most and quarters[-1] > first:
        quarters.append(quarters[-1].previous())
    return tuple(Window(quarter) for quarter in reversed(quarters))
