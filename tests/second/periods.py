"""Quarters of the financial year by London's clock, worked out from the rule of the clock change and not from a table of time zones.

Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October (Summer Time Order 2002).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

SUNDAY = 6


def london(instant: datetime) -> date:
    """The day in London of an instant with a time zone."""
    utc = instant.astimezone(UTC)
    summer = _change(utc.year, 3) <= utc < _change(utc.year, 10)
    return (utc + timedelta(hours=summer)).date()


def quarter(day: date) -> str:
    """The financial quarter of a day: Q1 is April to June, and January to March belong to the year that began before."""
    year = day.year if day.month >= 4 else day.year - 1
    number = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3, 1: 4, 2: 4, 3: 4}[day.month]
    return written(year, number)


def written(year: int, number: int) -> str:
    """A quarter as councils write it."""
    return f"{year}/{str(year + 1)[2:]} Q{number}"


def back(name: str, steps: int) -> str:
    """The quarter so many quarters before."""
    year, number = int(name[:4]), int(name[-1])
    for _ in range(steps):
        year, number = (year, number - 1) if number > 1 else (year - 1, 4)
    return written(year, number)


def year_to(name: str) -> tuple[str, ...]:
    """The four quarters that end with this one, oldest first."""
    return tuple(back(name, steps) for steps in (3, 2, 1, 0))


def _change(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    while last.weekday() != SUNDAY:
        last -= timedelta(days=1)
    return last
