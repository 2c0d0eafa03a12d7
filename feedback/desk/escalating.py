"""An alert that nobody acts on is passed on: to the head of service, then to whoever is on call. Each step once for each concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from feedback import clock, store
from feedback.desk import clocks
from feedback.store import accounts, alerts, concern_steps, council
from feedback.store.alerts import Unopened
from feedback.working_time import passed

HEAD = ("head",)
STEPS: Mapping[str, Sequence[tuple[str, float]]] = {"red": (("head", 1), ("on_call", 2)), "amber": (("head", 4),)}
"""Level → steps, and after how many working hours in which nobody has opened the concern."""


def write_due(now: Callable[[], datetime] = clock.now) -> int:
    """Write the alerts that are due by now; how many messages that makes. Safe to call again at any time, by anybody.

    A concern of which nobody could be told at first is alerted of here, as soon as somebody can be.
    """
    if not alerts.unopened():
        return 0
    with store.transaction():
        if not alerts.hold_unopened():
            return 0
        found, at, today = alerts.unopened(), now(), clock.today()
        written = alerts.write_first([{"id": one.concern_id, "level": one.level} for one in found if not one.told], at, today)
        waiting = [one for one in found if one.told or not written]
        return written + sum(_write(step, ids, at, today) for step, ids in _due(waiting, clock.business(at)).items())


def _due(found: Sequence[Unopened], now: datetime) -> Mapping[str, Sequence[str]]:
    """{step: concerns that are due for it and have not had it} at a business instant."""
    hours, due = clocks.hours(), defaultdict(list)
    for one in found:
        waited, done = passed(hours, one.known_at, now), {told.step for told in one.told}
        for step, after in STEPS[one.level]:
            if step not in done and waited >= timedelta(hours=after):
                due[step].append(one.concern_id)
    return due


def _write(step: str, concern_ids: Sequence[str], now: datetime, today: date) -> int:
    """The lead and the deputy on duty are alerted once more with the head. Who is shut out of one concern hears of the others."""
    if step == "on_call":
        return alerts.write_on_call(concern_ids, council.current(), now, today)
    written = 0
    for hidden, together in concern_steps.by_hidden(concern_ids).items():
        again = {one.id: one for one in (*accounts.active_with(HEAD), *alerts.on_duty(today, hidden))}
        written += alerts.pass_on(step, together, again.values(), now, today)
    return written
