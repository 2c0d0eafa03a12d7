"""The append-only record: who did what to which id. Each kind has its exact keys; anything else raises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import JSON, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.database import Model, db
from feedback.store.instants import Instant

KEYS: Mapping[str, frozenset[str]] = {
    "survey.created": frozenset({"slug", "audience", "privacy", "questionnaire"}),
    "survey.version_published": frozenset({"slug", "version"}),
    "survey.opened": frozenset({"slug"}),
    "survey.closed": frozenset({"slug"}),
    "response.set_aside": frozenset({"reason", "note"}),
    "response.restored": frozenset({"note"}),
    "response.exported": frozenset({"slug", "rows", "reason"}),
    "figures.issued": frozenset({"slug", "period", "audience", "rows"}),
    "response.imported": frozenset({"slug", "rows"}),
    "response.sealed_imported": frozenset({"items"}),
    "kiosk.enrolled": frozenset({"name", "surveys"}),
    "kiosk.revoked": frozenset({"name"}),
    "held.settled": frozenset({"how", "reason"}),
    "key.rotated": frozenset(),
    "cohort.taken": frozenset({"audience", "added", "updated", "ended"}),
    "cohort.undone": frozenset({"audience"}),
    "sample.drawn": frozenset({"slug", "touchpoint", "method", "frame", "drawn"}),
    "sample.taken_back": frozenset({"slug"}),
    "sample.listed": frozenset({"slug", "how"}),
    "sample.sent": frozenset({"slug", "messages", "reminders"}),
    "sample.stopped": frozenset({"slug", "messages"}),
    "message.tested": frozenset({"slug", "channel"}),
    "message.repeated": frozenset({"messages"}),
    "paper.keyed": frozenset({"slug"}),
    "language.checked": frozenset({"language", "checked"}),
    "comment.listed": frozenset({"slug", "quarter", "question", "sentiment", "word", "page", "count"}),
    "comment.read": frozenset({"slug"}),
    "reading.settings_changed": frozenset({"second_share", "guess_hidden"}),
    "concern.listed": frozenset({"count"}),
    "concern.opened": frozenset(),
    "contact.opened": frozenset(),
    "concern.decided": frozenset(),
    "concern.level_changed": frozenset(),
    "concern.access_changed": frozenset(),
    "concern.handed_over": frozenset(),
    "concern.handed_back": frozenset(),
    "concern.taken_back": frozenset(),
    "concern.raised": frozenset(),
    "identity.opened": frozenset(),
    "second_look.read": frozenset({"week"}),
    "second_look.undone": frozenset({"week"}),
    "miss.listed": frozenset({"count"}),
    "list.changed": frozenset({"kind", "version"}),
    "words.tried": frozenset({"comments"}),
    "theme.listed": frozenset({"slug", "theme", "page", "count"}),
    "theme.proposed": frozenset({"slug", "theme", "count"}),
    "alert.tested": frozenset({"messages"}),
    "duty.added": frozenset({"lead", "deputy", "first", "last"}),
    "duty.removed": frozenset({"lead", "deputy", "first", "last"}),
    "quote.listed": frozenset({"slug", "shown", "page", "count"}),
    "quote.opened": frozenset({"slug"}),
    "quote.approved": frozenset({"slug"}),
    "quote.kept_back": frozenset({"slug"}),
    "quote.undone": frozenset({"slug"}),
    "council.changed": frozenset({"fields"}),
    "place.added": frozenset({"kind", "name"}),
    "place.removed": frozenset({"kind", "name"}),
    "officer.created": frozenset({"role"}),
    "officer.changed": frozenset({"fields"}),
    "officer.signed_in": frozenset(),
    "officer.locked_out": frozenset(),
    "demo.loaded": frozenset({"part"}),
}
"""Kind → the keys of its detail. No event about answering exists: its time would tell who answered."""


class Event(Model):
    """One thing that somebody did. Rows are never changed or removed: triggers refuse it."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(64))
    detail: Mapped[dict[str, object]] = mapped_column(JSON)


def record(at: datetime, actor: str, kind: str, subject_id: str | int, /, **detail: object) -> None:
    """Write one event in the current transaction. `actor` is an officer's email address, or 'command'.

    Raises ValueError when the kind is unknown or its keys are not exactly those of KEYS.
    """
    if KEYS.get(kind) != frozenset(detail):
        raise ValueError(f"event {kind!r} with keys {sorted(detail)}: KEYS says {sorted(KEYS.get(kind, ()))}")
    db.session.add(Event(at=at, actor=actor, kind=kind, subject_id=str(subject_id), detail=detail))
    db.session.flush()


def latest(kinds: Sequence[str], subject_id: str | None = None, most: int = 50) -> Sequence[Event]:
    """The newest events of these kinds, newest first; of one subject when given."""
    query = select(Event).where(Event.kind.in_(kinds)).order_by(Event.id.desc()).limit(most)
    if subject_id is not None:
        query = query.where(Event.subject_id == subject_id)
    return db.session.scalars(query).all()


def page(number: int, size: int) -> tuple[Sequence[Event], int]:
    """Page `number` (from 1) of all events, newest first, and how many there are in all."""
    total = db.session.query(Event).count()
    query = select(Event).order_by(Event.id.desc()).limit(size).offset((number - 1) * size)
    return db.session.scalars(query).all(), total
