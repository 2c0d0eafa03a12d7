"""How the lane did lately: opened in time, decided, raised for nothing. For those who work in it; nothing small is counted out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedback import clock
from feedback.desk import clocks
from feedback.store import concern_steps, concerns, second_looks
from feedback.store.accounts import Officer
from feedback.store.concerns import Concern

DAYS = 90
LEAST = 5
FOR_NOTHING = "mistaken"


@dataclass(frozen=True)
class Share:
    """So many of so many. `told` says whether there are enough to be counted out."""

    count: int
    of: int

    @property
    def told(self) -> bool:
        """Whether the whole is at least LEAST."""
        return self.of >= LEAST


@dataclass(frozen=True)
class Measures:
    """Of the last DAYS days. `in_time`: opened in time, of those opened or due. `decided`: of all raised. `for_nothing`: of those
    that words raised and that were decided. `missed`: what readers raised, and what the weekly look found among what it read."""

    in_time: Share
    decided: Share
    for_nothing: Share
    missed_by_readers: int
    missed: Share


def lately(officer: Officer) -> Measures:
    """The measures over the concerns that an officer may see."""
    since = clock.minute() - timedelta(days=DAYS)
    found = concerns.since(officer.id, since)
    ended = concerns.decided_as(officer.id, since)
    looked, missed = second_looks.missed_since(officer.id, since.date())
    return Measures(
        in_time=_in_time(found, clock.minute()),
        decided=Share(sum(one.decided_at is not None for one in found), len(found)),
        for_nothing=Share(ended.get(FOR_NOTHING, 0), sum(ended.values())),
        missed_by_readers=concerns.missed_since(officer.id, since),
        missed=Share(missed, looked),
    )


def _in_time(found: Sequence[Concern], now: datetime) -> Share:
    """By the level at which a concern was raised: a lead who changes it does not change what was due."""
    changed = concern_steps.firsts("level")
    due = {one.id: clocks.due_at(one, str(changed[one.id].said["from"]) if one.id in changed else "") for one in found}
    judged = [one for one in found if one.opened_at or due[one.id] < now]
    return Share(sum(one.opened_at is not None and one.opened_at <= due[one.id] for one in judged), len(judged))
