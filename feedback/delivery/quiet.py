"""Quiet hours: when no message goes out, because a text in the night frightens."""

from __future__ import annotations

from datetime import datetime, timedelta


def until(at: datetime, first: int, last: int) -> datetime | None:
    """When the quiet hours that `at` (a time in London) falls into end; None when it falls into none.

    They run from the hour `first` to the hour `last`, over midnight where `last` is the smaller one; never when both are the same.
    """
    if first == last or (at.hour - first) % 24 >= (last - first) % 24:
        return None
    end = at.replace(hour=last, minute=0, second=0, microsecond=0)
    return end if end > at else end + timedelta(days=1)
