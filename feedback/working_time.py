"""Working time: hours of working days in London's clock, without weekends and bank holidays. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from typing import cast
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Hours:
    """From the hour `work_from` to the hour `work_to` (24 is midnight) on working days of `region`: ENG, WLS, SCT or NIR.

    Hours that end before they begin say nothing: the whole day counts, so that what waits is late sooner, not never.
    """

    work_from: int
    work_to: int
    region: str


def is_working_day(hours: Hours, day: date) -> bool:
    """Whether it is neither a Saturday, a Sunday nor a bank holiday of the region."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(hours.region, day.year)


def due(hours: Hours, raised_at: datetime, working_hours: float) -> datetime:
    """When so many working hours will have passed since an aware instant, in UTC. What comes at night begins to count in the morning."""
    left = timedelta(hours=working_hours)
    for begins, ends in _spells(hours, raised_at):
        begun = max(begins, raised_at)
        if ends - begun >= left:
            return begun + left
        left -= ends - begun
    raise AssertionError("days do not end")


def passed(hours: Hours, since: datetime, until: datetime) -> timedelta:
    """How much working time lies between two aware instants; none when `until` is not later."""
    total = timedelta()
    for begins, ends in _spells(hours, since):
        if begins >= until:
            break
        total += max(timedelta(), min(ends, until) - max(begins, since))
    return total


def _spells(hours: Hours, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The working hours of each working day in UTC, from those under way or next at `since`. In UTC, so that a change of clocks counts."""
    first, last = (hours.work_from, hours.work_to) if hours.work_from < hours.work_to else (0, 24)
    today = since.astimezone(LONDON).date()
    for number in count():
        day = today + number * ONE_DAY
        begins, ends = _at(day, first), _at(day, last)
        if is_working_day(hours, day) and ends > since:
            yield begins, ends


def _at(day: date, hour: int) -> datetime:
    """An hour of a day in London as an instant; 24 is midnight, when the next day begins."""
    there = datetime.combine(day + (hour // 24) * ONE_DAY, time(hour % 24), LONDON)
    return there.astimezone(UTC)


@lru_cache(maxsize=32)
def _bank_holidays(region: str, year: int) -> Container[date]:
    return cast(Container[date], holidays.country_holidays("GB", subdiv=region, years=year))
