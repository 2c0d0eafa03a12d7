"""Break-glass: from a concern to the person behind it. With a reason, on record, and the other lead or deputy is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedback import clock, store
from feedback.desk import lane
from feedback.desk.lane import Refused
from feedback.store import alerts, concern_steps, events, links, people
from feedback.store.accounts import Officer
from feedback.store.codes import BANDS
from feedback.store.concern_steps import Done
from feedback.store.concerns import Concern
from feedback.store.encryption import unseal
from feedback.store.people import Contact, Person

SHORTEST_REASON = 20
LEVELS = ("red", "amber")


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as far as this service knows: no name. `phone` and `email` are empty where there is none."""

    reference: str
    audience: str
    team: str
    bands: Mapping[str, str]
    phone: str
    email: str


def why_not(concern: Concern) -> str:
    """Why nobody can open who is behind a concern, and what to do instead; empty when somebody can."""
    if concern.level not in LEVELS:
        return "Who somebody is can be opened for red and amber alone. If it is worse than it looked, change its level first."
    if not links.linked(concern.response_id):
        return "It did not come by a personal link, so nobody is known to be behind it. Trace it by the place, the minute and the staff."
    return ""


def break_glass(concern_id: str, reason: str, officer: Officer) -> Identity:
    """Who is behind a concern. The reason is sealed with the step. Raises NoConcern and Refused; then nothing was opened."""
    if len(reason) < SHORTEST_REASON:
        raise Refused(f"Write why you need to know, in at least {SHORTEST_REASON} letters.", "reason")
    with store.transaction():
        concern = lane.held(concern_id, officer)
        if why := why_not(concern):
            raise Refused(why)
        found = _behind(concern)
        concern_steps.add(concern_id, Done("identity", officer.id, clock.minute(), {"reason": reason}), clock.today())
        events.record(clock.now(), officer.email, "identity.opened", concern_id)
        alerts.write("identity", concern_id, lane.others_of(concern_id, officer), clock.now(), clock.today())
    return found


def _behind(concern: Concern) -> Identity:
    person_id = links.break_glass(concern.response_id)
    person = people.by_ids([person_id])[person_id] if person_id is not None else None
    if person is None:
        raise Refused("Nobody is known to be behind it any more. Trace it by the place, the minute and the staff.")
    return _said_of(person, people.contacts([person.id]).get(person.id))


def _said_of(person: Person, contact: Contact | None) -> Identity:
    phone, email = (contact.phone, contact.email) if contact else (None, None)
    return Identity(
        reference=person.reference,
        audience=person.audience,
        team=person.team or "",
        bands={band: found for band in BANDS if (found := getattr(person, band))},
        phone=unseal(phone) if phone else "",
        email=unseal(email) if email else "",
    )
