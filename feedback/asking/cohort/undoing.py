"""Undoing the newest snapshot of an audience: while nobody was sent anything because of it, everything goes back to what it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from feedback import clock, store
from feedback.asking.cohort.headings import DATES
from feedback.asking.cohort.refused import CohortRefused
from feedback.store import encryption, events, people, samples, snapshots, tokens
from feedback.store.snapshots import Snapshot

DAYS = (*DATES, "left_on")


def why_not(snapshot: Snapshot) -> str | None:
    """Why a snapshot cannot be undone, in words; None when it can."""
    if snapshot.undone_on:
        return "It was undone before."
    newest = snapshots.newest(snapshot.audience)
    if newest is None or newest.id != snapshot.id:
        return "Only the newest snapshot of an audience can be undone."
    if not snapshots.has_before(snapshot.id):
        return "It changed nobody, it is more than 30 days old, or a newer one was undone. Bring in another file instead."
    if snapshots.asked_since(snapshot.audience, snapshot.taken_on):
        return "People were sent messages since that day. Bring in another file instead."
    if samples.anybody_drawn(snapshots.added_by(snapshot.id)):
        return "People that it added stand in a sample. Take the sample back first."
    return None


def undo(snapshot_id: int, actor: str) -> Snapshot:
    """Undo a snapshot: those added go, those changed and ended become what they were, contacts too. Raises CohortRefused."""
    # Opening what was kept takes long for many: it comes before the transaction. What is kept of a snapshot never changes.
    before = {person_id: json.loads(encryption.unseal(kept)) if kept else None for person_id, kept in snapshots.before(snapshot_id)}
    with store.transaction():
        snapshot = snapshots.by_id(snapshot_id)
        if snapshot is None:
            raise CohortRefused("There is no such snapshot.")
        if reason := why_not(snapshot):
            raise CohortRefused(reason)
        people.remove([person_id for person_id, was in before.items() if was is None])
        _restore({person_id: was for person_id, was in before.items() if was is not None})
        snapshots.forget_before(snapshot.audience)
        snapshot.undone_on = clock.today()
        events.record(clock.now(), actor, "cohort.undone", snapshot_id, audience=snapshot.audience)
    return snapshot


def _restore(before: Mapping[int, Mapping[str, Any]]) -> None:
    people.change([{"id": person_id, **_dated(was["columns"])} for person_id, was in before.items()])
    contacts = {person_id: was["contact"] for person_id, was in before.items() if "contact" in was}
    people.forget_contacts(contacts)
    people.put_contacts([_contact(person_id, *contact) for person_id, contact in contacts.items() if contact])


def _dated(columns: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: date.fromisoformat(value) if name in DAYS and value else value for name, value in columns.items()}


def _contact(person_id: int, phone: str | None, email: str | None) -> Mapping[str, Any]:
    sealed = {name: one.encode() if one else None for name, one in (("phone", phone), ("email", email))}
    return {"person_id": person_id, **sealed, "stop_hash": tokens.stop_hash(tokens.stop_token(person_id))}
