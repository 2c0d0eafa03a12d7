"""The clock of a concern in working time, and whether something is wrong with the alerts: the red banner. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feedback import clock
from feedback.store import alerts, concern_steps, council, worker
from feedback.store.alerts import Unopened
from feedback.store.concerns import Concern
from feedback.working_time import Hours, due

WITHIN: Mapping[str, float] = {"red": 1, "amber": 4}
"""Level → working hours within which somebody opens it. Blue has one working day."""

STANDS_STILL = timedelta(minutes=10)
"""The worker looks each minute and tries an alert each minute: what waits so long goes nowhere by itself."""
REACHED = ("accepted", "delivered")
UNDER_WAY = ("waiting", "trying")
TELLING = ("first", "head", "on_call")
"""The steps that tell somebody that a concern waits."""


@dataclass(frozen=True)
class Trouble:
    """How many concerns nobody may have been told of, how many wait past their time, and whether alerts stand still. Counts only.

    `hidden`: the accounts that must see none of them, whom nobody should ring.
    """

    untold: int
    late: int
    standing: bool
    hidden: frozenset[int] = frozenset()


def hours() -> Hours:
    """The council's working hours."""
    found = council.current()
    return Hours(found.work_from, found.work_to, found.region)


def within(level: str, working: Hours) -> float:
    """The working hours within which a concern of a level is opened."""
    return WITHIN.get(level) or max(1, working.work_to - working.work_from)


def due_at(concern: Concern, level: str = "") -> datetime:
    """Until when a concern is to be opened, from when it was raised; as one of another level when given."""
    working = hours()
    return due(working, concern.raised_at, within(level or concern.level, working))


def overdue(found: Sequence[Unopened], now: datetime) -> int:
    """How many of these wait past their time at a business instant, from when somebody could know of them."""
    working = hours()
    # When each was due, not how long it waits: the days since are not gone through.
    return sum(due(working, one.known_at, within(one.level, working)) <= now for one in found)


def trouble(viewer_id: int = 0) -> Trouble | None:
    """What is wrong with the alerts of red and amber concerns that nobody has opened; None when nothing is.

    Concerns that a viewer is shut out of are left out: everybody else's page tells of them.
    """
    found = alerts.unopened(viewer_id)
    if not found:
        return None
    now = clock.business(clock.now())
    seen = worker.looked_at()
    looks = seen is not None and clock.now() - seen < STANDS_STILL
    told = Trouble(
        untold=sum(map(_untold, found)),
        late=overdue(found, now),
        standing=any(_stands_still(one, now, looks=looks) for one in found),
    )
    return replace(told, hidden=_hidden(found)) if told.untold or told.late or told.standing else None


def _hidden(found: Sequence[Unopened]) -> frozenset[int]:
    return frozenset.intersection(*concern_steps.by_hidden(one.concern_id for one in found))


def _untold(one: Unopened) -> bool:
    """Whether no alert could be written or one has failed; those that were stopped count where nobody else was written to."""
    states = _states(one)
    return "failed" in states or states <= {"stopped"}


def _stands_still(one: Unopened, now: datetime, *, looks: bool) -> bool:
    """Whether an alert waits that nobody sends: because the worker is not there, or nobody was reached for too long."""
    waits = [told.at for told in one.told if told.state in UNDER_WAY]
    if not waits or not looks:
        return bool(waits)
    return _states(one).isdisjoint(REACHED) and now - min(waits) >= STANDS_STILL


def _states(one: Unopened) -> set[str]:
    return {told.state for told in one.told if told.step in TELLING}
