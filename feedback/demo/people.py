"""Keeping the demo's cohort: people, their link numbers, their contacts, and the snapshots that brought them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta

from feedback.demo import contacts
from feedback.demo.cohort import Somebody, parents, young_people
from feedback.demo.officers import address
from feedback.demo.seeds import OPEN, TODAY
from feedback.store import events, links, snapshots
from feedback.store import people as kept

NIGHTLY = timedelta(days=1)
"""The case system sends a snapshot each night: the first one without somebody comes the day after their last."""
AT = time(6, 30, tzinfo=UTC)


def load() -> None:
    """Keep everybody, with the link table and the contacts beside them, and the newest snapshot of each audience."""
    everybody = [*young_people(), *parents()]
    rows = [_row(person) for person in everybody]
    kept.add_all(rows)
    links.link_all({row.id: person.link_number for row, person in zip(rows, everybody, strict=True)})
    contacts.load([(row.id, person) for row, person in zip(rows, everybody, strict=True)])
    for audience in dict.fromkeys(person.audience for person in everybody):
        _snapshot(audience, [person for person in everybody if person.audience == audience])


def _row(person: Somebody) -> kept.Person:
    return kept.Person(
        audience=person.audience,
        reference=person.reference,
        language=person.language,
        team=person.team,
        started_on=person.started_on,
        ended_on=person.ended_on,
        left_on=person.ended_on + NIGHTLY if person.ended_on else None,
        demo=True,
        **person.bands,
    )


def _snapshot(audience: str, everybody: list[Somebody]) -> None:
    """The one of the demo's day: what it changed is what changed in the quarter so far."""
    now = Counter(person.ended_on is None for person in everybody)
    added = sum(person.started_on >= OPEN.first for person in everybody)
    ended = sum(person.ended_on is not None and person.ended_on >= OPEN.first for person in everybody)
    numbers = {"added": added, "updated": 0, "ended": ended}
    officer = address("voice_officer")
    taken = snapshots.Snapshot(audience=audience, taken_on=TODAY, taken_by=officer, people=now[True], **numbers)
    taken.mapping = {"columns": {}, "words": ""}
    events.record(datetime.combine(TODAY, AT), officer, "cohort.taken", snapshots.add(taken).id, audience=audience, **numbers)
