"""Taking a draft: all of its rows or none. Small ones in the request, larger ones by the worker, which may be killed and begin again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from flask import current_app

from feedback import clock, queue, store
from feedback.asking.cohort import drafting
from feedback.asking.cohort.comparing import Change, Difference
from feedback.asking.cohort.headings import CONTACTS
from feedback.asking.cohort.refused import CohortRefused
from feedback.store import encryption, events, people, snapshots, tokens
from feedback.store.snapshots import Draft, Snapshot

IN_A_REQUEST = 5_000
"""Rows. More are taken by the worker."""
TOLD_EVERY = 5_000
"""Rows between two words on how far it is."""
UNDONE_WITHIN = timedelta(days=30)
"""So long an undo is possible. What a snapshot replaced, old contacts among it, is destroyed then."""
CHANGED_MEANWHILE = "Somebody took or undid another snapshot meanwhile, so this would not do what you were shown. Look again."
NOT_OPENED = "The file can no longer be opened: the key that it was encrypted with is gone. Choose the file again."
BROKE_OFF = "It broke off, and nothing was changed. Try again; if it happens again, tell the people who run this service."

Sealed = tuple[bytes | None, bytes | None]


@dataclass(frozen=True)
class Plan:
    """A difference, ready to be written: the contacts of those added and changed are sealed already, in the same order."""

    difference: Difference
    rows: int
    added: Sequence[Sealed]
    changed: Sequence[Sealed | None]


def take(draft_id: str, after: int, actor: str) -> None:
    """Take a draft as it was shown when `after` was the newest snapshot (0: none). Raises CohortRefused when that is out of date.

    Whether it was taken, is being taken by the worker, or failed, the draft says afterwards.
    """
    with store.transaction():
        draft = snapshots.draft(draft_id)
        if draft is None or draft.state in ("taking", "taken"):
            return
        if drafting.newest(draft.audience) != after:
            raise CohortRefused(CHANGED_MEANWHILE)
        mapping = {**draft.mapping, "after": after, "by": actor}
        snapshots.change_draft(draft_id, {"state": "taking", "done": 0, "problem": "", "mapping": mapping})
        total = draft.total
    if total <= IN_A_REQUEST:
        _take(draft_id)
    else:
        queue.wake()


def take_waiting() -> int:
    """Take every draft that waits for the worker, and let go of what can no longer be undone; how many drafts it worked at."""
    waiting = list(snapshots.to_take())
    for draft_id in waiting:
        _take(draft_id)
    oldest = clock.today() - UNDONE_WITHIN
    if snapshots.before_older(oldest):
        with store.transaction():
            snapshots.forget_before_older(oldest)
    return len(waiting)


def _take(draft_id: str) -> None:
    try:
        draft = snapshots.draft(draft_id)
        if draft is not None and draft.state == "taking":
            plan = _plan(draft)
            with store.transaction():
                _write(draft_id, plan)
    except CohortRefused as refused:
        _fail(draft_id, str(refused))
    except InvalidToken:
        _fail(draft_id, NOT_OPENED)
    except Exception as failed:
        # Never the message: it may hold a row. The draft stays for its day and can be tried again.
        current_app.logger.error("a snapshot could not be taken: %s", type(failed).__name__)
        _fail(draft_id, BROKE_OFF)


def _fail(draft_id: str, problem: str) -> None:
    with store.transaction():
        draft = snapshots.draft(draft_id)
        if draft is not None and draft.state == "taking":
            snapshots.change_draft(draft_id, {"state": "failed", "problem": problem[:300]})


def _plan(draft: Draft) -> Plan:
    """Everything that takes long comes before the transaction: while it lasts nobody's answers can be kept."""
    found = drafting.read(draft)
    if found.faults:
        raise CohortRefused("Some rows cannot be taken, so none was. Look at the file again.")
    difference = drafting.compared(draft, found)
    day, told = clock.today(), _teller(draft.id)
    added = [_sealed((row.get("phone"), row.get("email")), day) for row in told(difference.added, 0)]
    changed = [_sealed(one.contact, day) if one.contact else None for one in told(difference.changed, len(added))]
    return Plan(difference, len(found.rows), added, changed)


def _teller(draft_id: str) -> Callable[[Sequence[Any], int], Iterator[Any]]:
    """Pass things on, and say every so often how many were: in a transaction of its own, for whoever looks."""

    def told(things: Sequence[Any], before: int) -> Iterator[Any]:
        for number, thing in enumerate(things, start=before + 1):
            yield thing
            if number % TOLD_EVERY == 0:
                with store.transaction():
                    snapshots.change_draft(draft_id, {"done": number})

    return told


def _sealed(contact: tuple[str | None, str | None], day: date) -> Sealed:
    phone, email = (encryption.seal(one, day) if one else None for one in contact)
    return phone, email


def _write(draft_id: str, plan: Plan) -> None:
    draft = snapshots.draft(draft_id)
    if draft is None or draft.state != "taking":
        return
    if drafting.newest(draft.audience) != draft.mapping["after"]:
        raise CohortRefused(CHANGED_MEANWHILE)
    snapshot = snapshots.add(_snapshot(draft, plan))
    snapshots.forget_before(draft.audience)
    ids = _add(draft.audience, plan)
    snapshots.keep_before([*_nothing_before(snapshot.id, ids), *_before(snapshot.id, plan)])
    _change(plan)
    people.change([{"id": person["id"], "left_on": snapshot.taken_on} for person in plan.difference.ended])
    numbers = {name: getattr(snapshot, name) for name in ("added", "updated", "ended")}
    events.record(clock.now(), snapshot.taken_by, "cohort.taken", snapshot.id, audience=draft.audience, **numbers)
    # What was brought in is destroyed at once.
    snapshots.change_draft(draft_id, {"state": "taken", "done": plan.rows, "content": b"", "snapshot_id": snapshot.id})


def _snapshot(draft: Draft, plan: Plan) -> Snapshot:
    return Snapshot(
        audience=draft.audience,
        taken_on=clock.today(),
        taken_by=draft.mapping["by"],
        people=plan.rows,
        added=len(plan.difference.added),
        updated=len(plan.difference.changed),
        ended=len(plan.difference.ended),
        not_taken=[one.heading for one in drafting.content(draft).not_taken],
        mapping=drafting.as_json(drafting.mapped(draft)),
    )


def _add(audience: str, plan: Plan) -> Sequence[int]:
    """Keep new people with their contacts; their ids."""
    blank = {**dict.fromkeys(people.COLUMNS), "language": "en", "audience": audience}
    rows = [{**blank, **{name: value for name, value in row.items() if name not in CONTACTS}} for row in plan.difference.added]
    people.add_rows(rows)
    ids = people.ids(audience)
    added = [ids[row["reference"]] for row in rows]
    people.put_contacts([_contact(person_id, sealed) for person_id, sealed in zip(added, plan.added, strict=True) if any(sealed)])
    return added


def _change(plan: Plan) -> None:
    changed = plan.difference.changed
    people.change([{"id": one.before["id"], "left_on": None, **one.told} for one in changed])
    new = {one.before["id"]: sealed for one, sealed in zip(changed, plan.changed, strict=True) if sealed is not None}
    people.forget_contacts([person_id for person_id, sealed in new.items() if not any(sealed)])
    people.put_contacts([_contact(person_id, sealed) for person_id, sealed in new.items() if any(sealed)])


def _contact(person_id: int, sealed: Sealed) -> Mapping[str, Any]:
    return {"person_id": person_id, "phone": sealed[0], "email": sealed[1], "stop_hash": tokens.stop_hash(tokens.stop_token(person_id))}


def _nothing_before(snapshot_id: int, ids: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    return ({"snapshot_id": snapshot_id, "person_id": person_id, "columns": None} for person_id in ids)


def _before(snapshot_id: int, plan: Plan) -> Iterator[Mapping[str, Any]]:
    """What those who change or end were before, encrypted; their contact, as it was kept, only where it is replaced."""
    replaced = people.contacts([one.before["id"] for one in plan.difference.changed if one.contact])
    everybody = [(one.before, one) for one in plan.difference.changed] + [(person, None) for person in plan.difference.ended]
    for person, change in everybody:
        whole = {"columns": _plain(person), **_old_contact(change, replaced)}
        yield {"snapshot_id": snapshot_id, "person_id": person["id"], "columns": encryption.seal(json.dumps(whole), clock.today())}


def _plain(person: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in person.items() if name != "id"}


def _old_contact(change: Change | None, replaced: Mapping[int, people.Contact]) -> Mapping[str, Any]:
    """{} where it stays as it is; None for somebody who had none."""
    if change is None or not change.contact:
        return {}
    old = replaced.get(change.before["id"])
    return {"contact": old and [one.decode() if one else None for one in (old.phone, old.email)]}
