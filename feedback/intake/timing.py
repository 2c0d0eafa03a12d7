"""Which day a response belongs to: the server's own, or for what waited on a device the one on which it was finished."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from feedback import clock

BELIEVED = timedelta(days=30)
GRACE = timedelta(minutes=10)
"""A device's clock may go a little fast."""


@dataclass(frozen=True)
class Moment:
    """When a response was given, in business time: the day that is kept, and the minute for a concern alone."""

    day: date
    at: datetime
    timing: Literal["", "queued", "not_believed"] = ""


def at_once() -> Moment:
    """For what comes as it is sent: the server's clock decides."""
    return Moment(clock.today(), clock.minute())


def waited(finished: str) -> Moment:
    """For what waited on a device: the moment of finishing, if it can be right, else that of arrival."""
    instant, now = _instant(finished), clock.now()
    if instant is None or not now - BELIEVED <= instant <= now + GRACE:
        return replace(at_once(), timing="not_believed")
    return _finished(min(instant, now))


def held_since(finished: str, received_on: date) -> Moment:
    """For what was held for an officer: the day of finishing as it could be believed on the day when it was received."""
    instant = _instant(finished)
    found = _finished(instant) if instant else None
    if found is None or not received_on - BELIEVED <= found.day <= received_on:
        return Moment(received_on, clock.minute(), "not_believed")
    return found if found.day < received_on else replace(found, timing="")


def _finished(instant: datetime) -> Moment:
    moved = clock.business(instant)
    return Moment(moved.astimezone(clock.LONDON).date(), moved.replace(second=0, microsecond=0), "queued")


def _instant(text: str) -> datetime | None:
    """A time of a device's clock; None when it is none, or in no year that we can reckon with."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo and 2000 <= found.year <= 2100 else None
    except (ValueError, OverflowError):
        return None
