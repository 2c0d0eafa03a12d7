"""Snapshots of the cohort: what each import did, what it replaced, and what is brought in but not yet taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import AUDIENCES, a_day, one_of
from feedback.store.database import Model, changed, db, table_of
from feedback.store.samples import Sample
from feedback.store.surveys import Survey


class Snapshot(Model):
    """One import that was taken. `not_taken` lists headings of columns that were dropped; `mapping` is offered the next time:
    {"columns": {heading: field}, "words": {field: {word: code}} encrypted, or ""}."""

    __tablename__ = "snapshot"
    __table_args__ = (one_of("audience", AUDIENCES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    audience: Mapped[str] = mapped_column(String(20))
    taken_on: Mapped[date]
    taken_by: Mapped[str] = mapped_column(String(255))
    people: Mapped[int]
    added: Mapped[int]
    updated: Mapped[int]
    ended: Mapped[int]
    not_taken: Mapped[list[str]] = mapped_column(JSON, default=list)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    undone_on: Mapped[date | None]


class Before(Model):
    """What a snapshot replaced: a person's columns and contact before it, encrypted; None for somebody it added.

    Only the newest snapshot of an audience has these: only it can be undone.
    """

    __tablename__ = "snapshot_before"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    columns: Mapped[bytes | None] = mapped_column(LargeBinary)


class Draft(Model):
    """A file that was brought in and is not yet taken: what was dropped from it was never stored. Gone after a day.

    `content` is encrypted. `done` of `total` rows while the worker takes it; `problem` in words when that failed.
    """

    __tablename__ = "snapshot_draft"
    __table_args__ = (one_of("audience", AUDIENCES), one_of("state", ("mapping", "taking", "taken", "failed")), a_day("made_on"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    audience: Mapped[str] = mapped_column(String(20))
    made_on: Mapped[date]
    made_by: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(8), default="mapping")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(300), default="")
    snapshot_id: Mapped[int | None]


def add(snapshot: Snapshot) -> Snapshot:
    """Keep a snapshot; its id is set."""
    db.session.add(snapshot)
    db.session.flush()
    return snapshot


def by_id(snapshot_id: int) -> Snapshot | None:
    """The snapshot with this id, or None."""
    return db.session.get(Snapshot, snapshot_id)


def newest(audience: str) -> Snapshot | None:
    """The newest snapshot of an audience that was not undone, or None."""
    query = select(Snapshot).where(Snapshot.audience == audience, Snapshot.undone_on.is_(None))
    return db.session.scalar(query.order_by(Snapshot.id.desc()).limit(1))


def latest(most: int = 50) -> Sequence[Snapshot]:
    """The newest snapshots of all audiences, undone ones too."""
    return db.session.scalars(select(Snapshot).order_by(Snapshot.id.desc()).limit(most)).all()


def keep_before(rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what a snapshot replaced: mappings of snapshot_id, person_id, columns."""
    if rows:
        db.session.execute(insert(table_of(Before)), list(rows))


def before(snapshot_id: int) -> Iterator[tuple[int, bytes | None]]:
    """(person id, what they were before) of a snapshot."""
    query = select(Before.person_id, Before.columns).where(Before.snapshot_id == snapshot_id)
    yield from ((person_id, columns) for person_id, columns in db.session.execute(query).all())


def has_before(snapshot_id: int) -> bool:
    """Whether what a snapshot replaced is still kept."""
    return db.session.scalar(select(Before.person_id).where(Before.snapshot_id == snapshot_id).limit(1)) is not None


def added_by(snapshot_id: int) -> Sequence[int]:
    """The ids of the people whom a snapshot added, as long as what it replaced is kept."""
    return db.session.scalars(select(Before.person_id).where(Before.snapshot_id == snapshot_id, Before.columns.is_(None))).all()


def before_older(day: date) -> bool:
    """Whether anything is kept that a snapshot from before a day replaced."""
    query = select(Before.person_id).join(Snapshot, Snapshot.id == Before.snapshot_id).where(Snapshot.taken_on < day)
    return db.session.scalar(query.limit(1)) is not None


def forget_before_older(day: date) -> None:
    """Let go of what snapshots from before a day replaced."""
    older = select(Snapshot.id).where(Snapshot.taken_on < day)
    changed(delete(Before).where(Before.snapshot_id.in_(older)))


def forget_before(audience: str) -> None:
    """Let go of what earlier snapshots of an audience replaced."""
    older = select(Snapshot.id).where(Snapshot.audience == audience)
    changed(delete(Before).where(Before.snapshot_id.in_(older)))


def add_draft(draft: Draft) -> Draft:
    """Keep what was brought in."""
    db.session.add(draft)
    db.session.flush()
    return draft


def draft(draft_id: str) -> Draft | None:
    """The draft with this id as it stands now, or None."""
    return db.session.get(Draft, draft_id, populate_existing=True)


@dataclass(frozen=True)
class Unfinished:
    """A draft that nobody has taken or thrown away, without what it holds."""

    id: str
    audience: str
    state: str
    made_on: date


def unfinished() -> Sequence[Unfinished]:
    """Every draft that is not taken, the oldest day first."""
    query = select(Draft.id, Draft.audience, Draft.state, Draft.made_on).where(Draft.state != "taken")
    return [Unfinished(*row) for row in db.session.execute(query.order_by(Draft.made_on, Draft.id))]


def asked_since(audience: str, day: date) -> bool:
    """Whether a sample of an audience was sent to on this day or later."""
    query = select(Sample.id).join(Survey, Survey.id == Sample.survey_id).where(Survey.audience == audience, Sample.written_on >= day)
    return db.session.scalar(query.limit(1)) is not None


def to_take() -> Sequence[str]:
    """Ids of the drafts that the worker is to take."""
    return db.session.scalars(select(Draft.id).where(Draft.state == "taking")).all()


def change_draft(draft_id: str, values: Mapping[str, Any]) -> None:
    """Put columns of a draft in place."""
    changed(update(Draft).where(Draft.id == draft_id).values(dict(values)))


def remove_draft(draft_id: str) -> None:
    """Let go of a draft."""
    changed(delete(Draft).where(Draft.id == draft_id))


def forget_replaced(audience: str, made_by: str) -> int:
    """Let go of this officer's drafts of an audience that nobody has begun to take: they have chosen another file; of how many."""
    own = (Draft.audience == audience, Draft.made_by == made_by)
    return changed(delete(Draft).where(*own, Draft.state.in_(("mapping", "failed"))))


def forget_drafts(before_day: date) -> int:
    """Let go of drafts that were made before a day; of how many."""
    return changed(delete(Draft).where(Draft.made_on < before_day))
