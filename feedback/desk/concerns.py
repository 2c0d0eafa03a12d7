"""Concerns, for the safeguarding lead and deputy alone: listed without their text, opened one at a time and on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from feedback import clock, store
from feedback.desk import clocks, lane
from feedback.desk.questions import as_last_asked
from feedback.store import concern_steps, concerns, council, events, links, responses, surveys
from feedback.store.accounts import Officer
from feedback.store.concern_steps import Done, Step
from feedback.store.concerns import Concern, OpenedConcern, Shown
from feedback.working_time import passed

SIZE = 25
EVERYTHING = "all"
STAFF = "staff_conduct"


@dataclass(frozen=True)
class Raised:
    """One concern in a list: where it was raised, and nothing that was written. `left`: of the time in which somebody should open it,
    in working time, below nothing when it is past; `due_at`: the end of it."""

    concern: Concern
    survey: str
    site: str
    left: timedelta
    due_at: datetime


@dataclass(frozen=True)
class Came:
    """How a response came: the day it was sent, its way, and whether a person is known to be behind it."""

    sent_on: date
    way: str
    linked: bool


@dataclass(frozen=True)
class Told:
    """A step in the life of a concern, and who took it."""

    step: Step
    who: str


@dataclass(frozen=True)
class Opened:
    """One concern in clear. `question` is what was asked; `name` and `how` of the contact are in `found`.

    `came` is None where no response is kept: it was held for an officer, or taken back.
    """

    raised: Raised
    found: OpenedConcern
    question: str
    came: Came | None
    steps: Sequence[Told]

    @property
    def about_staff(self) -> bool:
        """Whether a sign says that it may be about a member of staff or a carer, also where another sign is graver."""
        return STAFF in (self.raised.concern.category, *self.found.seen.replace(":", " ").split())


def listed(officer: Officer, shown: Shown, page: int) -> tuple[Sequence[Raised], int]:
    """Page `page` (from 1) of the concerns that an officer may see, and how many there are; records who looked."""
    found, total = concerns.page(officer.id, shown, page, SIZE)
    sites, titles = council.place_names("site"), {survey.id: survey.title for survey in surveys.everyone()}
    with store.transaction():
        events.record(clock.now(), officer.email, "concern.listed", EVERYTHING, count=len(found))
    return [_raised(concern, titles[concern.survey_id], sites) for concern in found], total


def raised(concern_id: str, officer: Officer) -> Raised:
    """What may be known of a concern before it is opened. Raises NoConcern."""
    concern = concerns.by_id(concern_id, officer.id)
    if concern is None:
        raise lane.NoConcern(concern_id)
    return _raised(concern, surveys.by_id(concern.survey_id).title, council.place_names("site"))


def open_concern(concern_id: str, officer: Officer) -> Opened:
    """A concern in clear. Who opened it is recorded; who did so first, and when, is kept. Raises NoConcern."""
    with store.transaction():
        found = concerns.opened(concern_id, officer.id)
        if found is None:
            raise lane.NoConcern(concern_id)
        if concerns.mark_opened(concern_id, clock.minute()):
            concern_steps.add(concern_id, Done("opened", officer.id, clock.minute(), {}), clock.today())
        events.record(clock.now(), officer.email, "concern.opened", concern_id)
        if found.name or found.how:
            events.record(clock.now(), officer.email, "contact.opened", concern_id)
    known = raised(concern_id, officer)
    names = lane.names()
    steps = [Told(step, names.get(step.officer_id, "")) for step in concern_steps.of(concern_id)]
    return Opened(known, found, as_last_asked(known.concern.survey_id, known.concern.question), _came(known.concern), steps)


def waiting(officer: Officer) -> Mapping[str, int]:
    """How many concerns that an officer may see nobody has opened, by level."""
    return concerns.waiting(officer.id)


def undecided(officer: Officer) -> int:
    """How many concerns that an officer may see are opened and not decided."""
    return sum(concerns.undecided(officer.id).values())


def _raised(concern: Concern, title: str, sites: Mapping[int, str]) -> Raised:
    return Raised(concern, title, sites.get(concern.site_id or 0, ""), _left(due := clocks.due_at(concern)), due)


def _left(due: datetime) -> timedelta:
    now, hours = clock.minute(), clocks.hours()
    return passed(hours, now, due) if now < due else -passed(hours, due, now)


def _came(concern: Concern) -> Came | None:
    found = responses.by_id(concern.response_id)
    return Came(found.sent_on, found.way, links.linked(found.id)) if found else None
