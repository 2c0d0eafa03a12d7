"""The one clock. Business dates may be moved by FEEDBACK_TODAY; sessions and tokens always use the real time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The real instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The business date in Europe/London."""
    moved: date | None = current_app.config["FEEDBACK_SETTINGS"].today
    return moved or now().astimezone(LONDON).date()


def business(instant: datetime) -> datetime:
    """The business instant of a real one: as long before the business date, at this time of day, as it is before now."""
    if current_app.config["FEEDBACK_SETTINGS"].today is None:
        return instant
    real = now()
    return instant + (datetime.combine(today(), real.astimezone(LONDON).time(), LONDON) - real)


def minute() -> datetime:
    """The business date with the real time of day, in UTC, cut to the minute."""
    instant = now().astimezone(LONDON)
    return datetime.combine(today(), instant.time().replace(second=0, microsecond=0), LONDON).astimezone(UTC)
