"""Who is alerted, and the rota: rows are added and removed on record, and the way to those on duty is tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feedback import clock, store
from feedback.store import accounts, alerts, events, rota
from feedback.store.accounts import Officer
from feedback.store.alerts import SEERS, Sent
from feedback.store.rota import Duty

SHOWN = 25
MOST_ROWS = 60
"""Coming rows of the rota that are listed: more than a year of weeks."""


class DutyError(Exception):
    """A row cannot be put into the rota. The message says why and what to do; `field` names what to mend."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Reach:
    """Somebody who is alerted, and by which channels an alert reaches them now."""

    officer: Officer
    channels: Sequence[str]


@dataclass(frozen=True)
class Shift:
    """A row of the rota with the names of its two people."""

    duty: Duty
    lead: str
    deputy: str


def reached_today() -> Sequence[Reach]:
    """Whom an alert of today goes to, and how."""
    return [Reach(one, list(alerts.reached(one).ways)) for one in alerts.on_duty(clock.today())]


def by_rota() -> bool:
    """Whether today's alerts go to the two of the rota; otherwise they go to every lead and deputy."""
    duty = rota.on(clock.today())
    return duty is not None and {one.id for one in alerts.on_duty(clock.today())} == {duty.lead_id, duty.deputy_id}


def candidates() -> Mapping[int, str]:
    """The officers who may be on duty, by id: the active leads and deputies."""
    return {one.id: _name(one) for one in accounts.active_with(SEERS)}


def shifts() -> Sequence[Shift]:
    """The rows of the rota that are not over, the first of them first."""
    return [_shift(duty) for duty in rota.coming(clock.today(), MOST_ROWS)]


def add_duty(first: date, last: date, lead_id: int, deputy_id: int, actor: str) -> Shift:
    """Put somebody on duty from one day to another, both included. Raises DutyError."""
    _check_days(first, last)
    known = candidates()
    if lead_id not in known or deputy_id not in known:
        raise DutyError("Choose people who are safeguarding lead or deputy", "lead" if lead_id not in known else "deputy")
    if lead_id == deputy_id:
        raise DutyError("Choose two different people, so that one can stand in for the other", "deputy")
    with store.transaction():
        other = rota.overlapping(first, last)
        if other is not None:
            raise DutyError(f"There is a row from {_day(other.from_on)} to {_day(other.to_on)} already. Choose other days.", "first")
        shift = _shift(rota.add(first, last, lead_id, deputy_id))
        _record(actor, "duty.added", shift)
    return shift


def remove_duty(duty_id: int, actor: str) -> Shift | None:
    """Take a row out of the rota; None when there is none."""
    with store.transaction():
        duty = rota.by_id(duty_id)
        if duty is None:
            return None
        shift = _shift(duty)
        rota.remove(duty_id)
        _record(actor, "duty.removed", shift)
    return shift


def test(actor: str) -> Sequence[str]:
    """Send a test alert to whoever is on duty today; the names of those whom it goes to."""
    with store.transaction():
        today = clock.today()
        found = [one for one in alerts.on_duty(today) if alerts.reached(one).ways]
        written = alerts.write_test(found, clock.now(), today)
        events.record(clock.now(), actor, "alert.tested", "", messages=written)
    return [_name(one) for one in found]


def newest(viewer: Officer) -> Sequence[Sent]:
    """The newest alerts, without those about a concern that the viewer is shut out of."""
    return alerts.newest(viewer.id, SHOWN)


def _check_days(first: date, last: date) -> None:
    if last < first:
        raise DutyError("The last day must be the first day or later", "last")
    if last < clock.today():
        raise DutyError("The last day must be today or later", "last")


def _shift(duty: Duty) -> Shift:
    lead, deputy = accounts.by_id(duty.lead_id), accounts.by_id(duty.deputy_id)
    return Shift(duty, _name(lead), _name(deputy))


def _name(officer: Officer | None) -> str:
    return (officer.full_name or officer.email) if officer else "somebody"


def _record(actor: str, kind: str, shift: Shift) -> None:
    days = {"first": shift.duty.from_on.isoformat(), "last": shift.duty.to_on.isoformat()}
    events.record(clock.now(), actor, kind, shift.duty.id, lead=shift.lead, deputy=shift.deputy, **days)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
