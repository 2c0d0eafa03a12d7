"""Financial quarters, as councils write them: 2026/27 Q2 is July to September 2026.

The financial year runs from 1 April to 31 March. A response belongs to the quarter of the day it was sent in
Europe/London, so 23:30 UTC on 30 June is 1 July in British Summer Time and falls in Q2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_WRITTEN = re.compile(r"([0-9]{4})/([0-9]{2}) Q([1-4])")
_MONTHS = 3
_FIRST_MONTH = 4
_EARLIEST, _LATEST = date.min.year, date.max.year - 1
_EARLIEST_WRITTEN, _LATEST_WRITTEN = 2000, 2100


@dataclass(frozen=True, order=True)
class Quarter:
    """A financial quarter: `year` is the calendar year in which the financial year begins, `number` is 1 to 4."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (_EARLIEST <= self.year <= _LATEST and 1 <= self.number <= 4):
            raise ValueError(f"there is no quarter {self.number} of a financial year beginning in {self.year}: quarters are 1 to 4")

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter of a day in London. Raises TypeError for an instant, whose day depends on where one stands."""
        if isinstance(day, datetime):
            raise TypeError("a quarter is of a day: use Quarter.of_instant for a date with a time")
        years, months = divmod(day.year * 12 + day.month - _FIRST_MONTH, 12)
        return cls(years, months // _MONTHS + 1)

    @classmethod
    def of_instant(cls, instant: datetime) -> Quarter:
        """The quarter of an instant, by its day in Europe/London. Raises ValueError when it has no time zone."""
        return cls.of(london_day(instant))

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """The quarter written like "2026/27 Q2", of a year from 2000 to 2100. Raises ValueError that says how to write one.

        Years beyond are slips of the hand, and the quarters around the first and last day that a date can hold do not exist.
        """
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise ValueError(f'"{text}" is not a quarter: write it like 2026/27 Q2')
        year, ends, number = (int(part) for part in written.groups())
        if ends != (year + 1) % 100:
            raise ValueError(f'"{text}" is not a quarter: the financial year after {year}/ ends in {(year + 1) % 100:02d}')
        if not _EARLIEST_WRITTEN <= year <= _LATEST_WRITTEN:
            raise ValueError(f'"{text}" is not a quarter that can be asked for: write one from {_EARLIEST_WRITTEN} to {_LATEST_WRITTEN}')
        return cls(year, number)

    def __str__(self) -> str:
        return f"{self.year:04d}/{(self.year + 1) % 100:02d} Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        years, month = divmod(_FIRST_MONTH - 1 + (self.number - 1) * _MONTHS, 12)
        return date(self.year + years, month + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next().first - timedelta(days=1)

    def next(self) -> Quarter:
        """The quarter after this one."""
        return self._away(1)

    def previous(self) -> Quarter:
        """The quarter before this one."""
        return self._away(-1)

    def year_before(self) -> Quarter:
        """The same quarter one year earlier: what a quarter or a rolling year may be compared with."""
        return self._away(-4)

    def rolling(self) -> tuple[Quarter, Quarter, Quarter, Quarter]:
        """The four quarters that end here, oldest first."""
        return self._away(-3), self._away(-2), self._away(-1), self

    def _away(self, quarters: int) -> Quarter:
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)


Quarters = tuple[Quarter, ...]
"""The quarters that a figure counts: one, or the four of a rolling year, oldest first."""


def period(quarters: Quarters) -> str:
    """Quarters in a row in words: "2026/27 Q2", or "2025/26 Q3 to 2026/27 Q2"."""
    return str(quarters[0]) if len(quarters) == 1 else f"{quarters[0]} to {quarters[-1]}"


def london_day(instant: datetime) -> date:
    """The day in Europe/London of an instant. Raises ValueError when it has no time zone."""
    if instant.tzinfo is None:
        raise ValueError("this time has no time zone: pass one with a zone, such as UTC")
    return instant.astimezone(LONDON).date()
