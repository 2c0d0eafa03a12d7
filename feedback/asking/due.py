"""When somebody is due to be asked: worked out from three dates, with no clock and no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

TOUCHPOINTS = ("start", "review", "exit", "follow_up", "census")
AFTER_START = (timedelta(days=14), timedelta(days=28))
"""From two to four weeks after the start, three weeks in the middle."""
REVIEW_EVERY = timedelta(days=91)
BEFORE_END = timedelta(days=7)
AFTER_END = timedelta(days=91)


@dataclass(frozen=True)
class Dates:
    """What is known of somebody's time with the service. `left_on`: the day of the first list without them; None while they are on it."""

    started_on: date | None = None
    review_on: date | None = None
    ended_on: date | None = None
    left_on: date | None = None

    @classmethod
    def of(cls, person: Mapping[str, Any]) -> Dates:
        """The dates of a person as `store.people.known` gives them."""
        return cls(person["started_on"], person["review_on"], person["ended_on"], person["left_on"])


@dataclass(frozen=True)
class Occasion:
    """The days, from `first` to `last`, on which somebody is due at a touchpoint, and is asked once."""

    first: date
    last: date

    def meets(self, first: date, last: date) -> bool:
        """Whether any of these days is one of its own."""
        return self.first <= last and first <= self.last


def due(person: Dates, touchpoint: str, first: date, last: date) -> bool:
    """Whether somebody is due at a touchpoint on any day from `first` to `last`."""
    return occasion(person, touchpoint, first, last) is not None


def occasion(person: Dates, touchpoint: str, first: date, last: date) -> Occasion | None:
    """When somebody is due at a touchpoint between two days, the last time if several; None when they are not.

    Raises KeyError when there is no such touchpoint.
    """
    if person.left_on is not None and touchpoint != "follow_up":
        return None
    found = _OCCASIONS[touchpoint](person, first, last)
    return found if found and found.meets(first, last) else None


def _start(person: Dates, _first: date, _last: date) -> Occasion | None:
    if person.started_on is None:
        return None
    soonest, latest = (person.started_on + after for after in AFTER_START)
    if person.ended_on is not None:
        latest = min(latest, person.ended_on)
    return Occasion(soonest, latest) if soonest <= latest else None


def _review(person: Dates, _first: date, last: date) -> Occasion | None:
    """The day that is given, or the last of those every three months; none after the end."""
    day = person.review_on or _regular_review(person.started_on, min(last, person.ended_on or last))
    if day is None or (person.ended_on is not None and day > person.ended_on):
        return None
    return Occasion(day, day)


def _regular_review(started_on: date | None, last: date) -> date | None:
    if started_on is None or last - started_on < REVIEW_EVERY:
        return None
    return started_on + (last - started_on) // REVIEW_EVERY * REVIEW_EVERY


def _exit(person: Dates, _first: date, _last: date) -> Occasion | None:
    return _on(person.ended_on, -BEFORE_END)


def _follow_up(person: Dates, _first: date, _last: date) -> Occasion | None:
    """Counted from the day they left the list where nobody said when they ended."""
    return _on(person.ended_on or person.left_on, AFTER_END)


def _on(day: date | None, away: timedelta) -> Occasion | None:
    return Occasion(day + away, day + away) if day else None


def _census(person: Dates, first: date, last: date) -> Occasion | None:
    """Everybody who is with the service on some of these days: the whole window is one occasion."""
    there = (person.started_on or first) <= last and (person.ended_on or last) >= first
    return Occasion(first, last) if there else None


_OCCASIONS = {"start": _start, "review": _review, "exit": _exit, "follow_up": _follow_up, "census": _census}
