"""The outbox: a message is a row, written in the transaction that causes it, and sent by the worker.

It holds no number, no address and no link: those are looked up when it is sent. Only a test to oneself carries where it goes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import one_of
from feedback.store.database import Model, changed, db, table_of
from feedback.store.instants import Instant

State = Literal["waiting", "trying", "accepted", "delivered", "failed", "stopped"]
STATES = ("waiting", "trying", "accepted", "delivered", "failed", "stopped")
KINDS = ("invitation", "reminder", "test")
CHANNELS = ("sms", "email")
REASONS = (
    "",
    "answered",
    "opted_out",
    "declined",
    "closed",
    "expired",
    "no_contact",
    "not_an_address",
    "not_allowed",
    "unknown_there",
    "full_or_off",
    "blocked",
    "refused",
    "gave_up",
)
"""Why a message was stopped (the first six) or failed (the rest)."""


class Message(Model):
    """One message to one person. `id` is the reference that the provider gets, so that it can be asked about it.

    waiting → trying → accepted → delivered | failed; or waiting → stopped. A row that is trying while nobody holds the outbox
    was cut off in mid-attempt: its end is unknown. The instants are emptied at the end: what stays is the day it was written.
    """

    __tablename__ = "message"
    __table_args__ = (
        one_of("kind", KINDS),
        one_of("channel", CHANNELS),
        one_of("state", STATES),
        one_of("why", REASONS),
        UniqueConstraint("sample_id", "person_id", "number"),
        Index(None, "state", "next_try_at"),
        Index(None, "person_id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    sample_id: Mapped[int | None] = mapped_column(ForeignKey("sample.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int] = mapped_column(default=0)
    channel: Mapped[str] = mapped_column(String(5))
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    why: Mapped[str] = mapped_column(String(16), default="")
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None] = mapped_column(Instant)
    tried_at: Mapped[datetime | None] = mapped_column(Instant)
    provider_id: Mapped[str | None] = mapped_column(String(64), index=True)
    address: Mapped[bytes | None] = mapped_column(LargeBinary)
    written_on: Mapped[date]


def write_all(rows: Sequence[Mapping[str, Any]]) -> None:
    """Put messages into the outbox: mappings of id, sample_id, person_id, kind, number, channel, next_try_at, address, written_on."""
    if rows:
        db.session.execute(insert(table_of(Message)), [{"state": "waiting", "why": "", "tries": 0} | dict(row) for row in rows])


def by_id(message_id: str) -> Message | None:
    """The message with this id, or None."""
    return db.session.get(Message, message_id)


def due(now: datetime, most: int, states: Collection[str] = ("waiting",)) -> Sequence[Message]:
    """At most so many messages in these states whose time has come, those that wait longest first."""
    query = select(Message).where(Message.state.in_(states), Message.next_try_at <= now).order_by(Message.next_try_at, Message.id)
    return db.session.scalars(query.limit(most).execution_options(populate_existing=True)).all()


def cut_off(most: int) -> Sequence[Message]:
    """Messages that are trying. Whoever holds the outbox and has begun nothing knows that their attempts were cut off."""
    query = select(Message).where(Message.state == "trying").order_by(Message.id).limit(most)
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def change(rows: Sequence[Mapping[str, Any]]) -> None:
    """Put columns in place: mappings with "id" and the same columns each."""
    if rows:
        db.session.execute(update(Message), list(rows))


def stop_waiting(person_id: int, why: str) -> int:
    """Stop whatever waits for a person; how many that was."""
    where = (Message.person_id == person_id, Message.state == "waiting")
    return changed(update(Message).where(*where).values(state="stopped", why=why, next_try_at=None))


def stop_sample(sample_id: int, why: str) -> int:
    """Stop whatever waits of a sample; how many that was."""
    where = (Message.sample_id == sample_id, Message.state == "waiting")
    return changed(update(Message).where(*where).values(state="stopped", why=why, next_try_at=None))


def counts(sample_id: int) -> Mapping[tuple[str, str], int]:
    """How many messages of a sample are where: {(kind, state): n}."""
    query = select(Message.kind, Message.state, func.count()).where(Message.sample_id == sample_id).group_by(Message.kind, Message.state)
    return {(kind, state): total for kind, state, total in db.session.execute(query)}


def waiting() -> int:
    """How many messages are still to be sent."""
    return db.session.scalar(select(func.count()).select_from(Message).where(Message.state.in_(("waiting", "trying")))) or 0


def failures(number: int, size: int) -> tuple[Sequence[Message], int]:
    """Page `number` (from 1) of the messages that failed, the newest day first, and how many there are."""
    query = select(Message).where(Message.state == "failed")
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Message.written_on.desc(), Message.id)
    return db.session.scalars(ordered.limit(size).offset((number - 1) * size)).all(), total
