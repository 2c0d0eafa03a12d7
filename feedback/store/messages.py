"""The outbox: a message is a row, written in the transaction that causes it, and sent by the worker.

It holds no number, no address and no link: those are looked up when it is sent. Only a test to oneself and an alert carry where they go.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, ForeignKey, Index, LargeBinary, Select, String, UniqueConstraint, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import one_of
from feedback.store.database import Model, changed, db, table_of
from feedback.store.instants import Instant
from feedback.store.people import Person
from feedback.store.samples import Sample
from feedback.store.surveys import Survey

State = Literal["waiting", "trying", "accepted", "delivered", "failed", "stopped"]
STATES = ("waiting", "trying", "accepted", "delivered", "failed", "stopped")
KINDS = ("invitation", "reminder", "test", "alert")
ASKING = ("invitation", "reminder")
"""The kinds that ask people for an answer. A test goes to oneself, an alert to an officer."""

CHANNELS = ("sms", "email")
TO_SEND = ("waiting", "trying")
PASSING = ("not_allowed", "full_or_off", "refused", "gave_up")
"""Reasons to fail that may be gone by themselves. The others need a new contact, or another way of asking."""

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
    was cut off in mid-attempt: its end is unknown. The instants are emptied at the end: what stays is the day, `written_on`, on
    which it was written or last sent off.
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


def due(now: datetime, most: int, states: Collection[str], channels: Collection[str], kinds: Collection[str] = KINDS) -> Sequence[Message]:
    """At most so many messages in these states whose time has come, those that wait longest first.

    Inside a transaction PostgreSQL keeps them from everybody else until its end.
    """
    where = (Message.state.in_(states), Message.channel.in_(channels), Message.kind.in_(kinds), Message.next_try_at <= now)
    query = select(Message).where(*where).order_by(Message.next_try_at, Message.id).limit(most)
    return db.session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()


def next_at(states: Collection[str], channels: Collection[str], kinds: Collection[str] = KINDS) -> datetime | None:
    """When the first message in one of these states is due; None when there is none."""
    where = (Message.state.in_(states), Message.channel.in_(channels), Message.kind.in_(kinds))
    return db.session.scalar(select(func.min(Message.next_try_at)).where(*where))


def of_provider(message_id: str, provider_id: str) -> Message | None:
    """The message that a provider speaks of, by our reference or else by its own id; kept from others until the transaction ends."""
    for where in (Message.id == message_id, Message.provider_id == provider_id):
        query = select(Message).where(where).limit(1).with_for_update().execution_options(populate_existing=True)
        found = db.session.scalar(query)
        if found is not None:
            return found
    return None


def begin(message_ids: Collection[str], now: datetime, ask_at: datetime, today: date) -> None:
    """Keep that an attempt begins, and its day: reminders count from it. Whoever finds it not ended asks about it from `ask_at` on."""
    values = {"state": "trying", "why": "", "tries": Message.tries + 1, "tried_at": now, "next_try_at": ask_at, "written_on": today}
    changed(update(Message).where(Message.id.in_(message_ids)).values(values))


def ask_no_sooner(at: datetime) -> int:
    """Let nobody ask before this instant about attempts that are not ended; how many would have been asked about sooner."""
    return changed(update(Message).where(Message.state == "trying", Message.next_try_at < at).values(next_try_at=at))


def change(rows: Sequence[Mapping[str, Any]]) -> None:
    """Put columns in place: mappings with "id" and the same columns each."""
    if rows:
        db.session.execute(update(Message), list(rows))


def stop_waiting(person_id: int, why: str) -> int:
    """Stop whatever waits for a person; how many that was."""
    return _stop(Message.person_id == person_id, why)


def stop_sample(sample_id: int, why: str) -> int:
    """Stop whatever waits of a sample; how many that was."""
    return _stop(Message.sample_id == sample_id, why)


def counts(sample_id: int) -> Mapping[tuple[str, str], int]:
    """How many messages of a sample are where: {(kind, state): n}."""
    query = select(Message.kind, Message.state, func.count()).where(Message.sample_id == sample_id).group_by(Message.kind, Message.state)
    return {(kind, state): total for kind, state, total in db.session.execute(query)}


def waiting(kinds: Collection[str]) -> int:
    """How many messages of these kinds are still to be sent."""
    where = (Message.state.in_(TO_SEND), Message.kind.in_(kinds))
    return db.session.scalar(select(func.count()).select_from(Message).where(*where)) or 0


def still_trying(message_ids: Collection[str]) -> Sequence[Message]:
    """Those of these messages whose attempt nobody has ended meanwhile, kept from everybody else until the end of the transaction."""
    query = select(Message).where(Message.id.in_(message_ids), Message.state == "trying")
    return db.session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()


@dataclass(frozen=True)
class Failure:
    """A message that failed, for whoever puts it right. A test to oneself has no reference; `slug` and `title` are its survey's."""

    id: str
    kind: str
    channel: str
    why: str
    written_on: date
    reference: str | None
    sample_id: int | None
    touchpoint: str | None
    slug: str | None
    title: str | None


@dataclass(frozen=True)
class Waiting:
    """How many messages of a sample are still to be sent."""

    sample_id: int
    touchpoint: str
    slug: str
    title: str
    messages: int


def failures(text: str, since: date, number: int, size: int) -> tuple[Sequence[Failure], int]:
    """Page `number` (from 1) of the messages written since a day that failed, with `text` in their reference, newest first; how many."""
    where = [Message.state == "failed", Message.kind != "alert", Message.written_on >= since]
    if text:
        where.append(Person.reference.icontains(text, autoescape=True))
    joined = select(Message).outerjoin(Person, Person.id == Message.person_id).where(*where)
    total = db.session.scalar(select(func.count()).select_from(joined.subquery())) or 0
    query = _about_samples(
        select(Message.id, Message.kind, Message.channel, Message.why, Message.written_on, Person.reference).add_columns(
            Message.sample_id, Sample.touchpoint, Survey.slug, Survey.title
        )
    )
    ordered = query.outerjoin(Person, Person.id == Message.person_id).where(*where).order_by(Message.written_on.desc(), Message.id)
    return [Failure(*row) for row in db.session.execute(ordered.limit(size).offset((number - 1) * size))], total


def failed(since: date, reasons: Collection[str] = REASONS) -> int:
    """How many messages to people that were written since a day failed for these reasons."""
    where = (Message.state == "failed", Message.kind.in_(ASKING), Message.written_on >= since, Message.why.in_(reasons))
    return db.session.scalar(select(func.count()).select_from(Message).where(*where)) or 0


def waiting_by_sample() -> Sequence[Waiting]:
    """The samples with messages that are still to be sent, the newest first."""
    columns = (Message.sample_id, Sample.touchpoint, Survey.slug, Survey.title, func.count())
    query = _about_samples(select(*columns)).where(Message.state.in_(TO_SEND), Message.sample_id.is_not(None))
    grouped = query.group_by(*columns[:-1]).order_by(Message.sample_id.desc())
    return [Waiting(*row) for row in db.session.execute(grouped)]


def repeat(message_ids: Collection[str] | None, since: date, now: datetime, today: date) -> Sequence[Message]:
    """Let failed messages to people wait again: these, or all written since a day whose reason is a passing one when None is given.

    Which they were. They count as written now: whoever is reminded has had the first message for as long as everybody else.
    """
    where = [Message.state == "failed", Message.kind.in_(ASKING), Message.written_on >= since]
    where.append(Message.why.in_(PASSING) if message_ids is None else Message.id.in_(message_ids))
    found = db.session.scalars(select(Message).where(*where).with_for_update().execution_options(populate_existing=True)).all()
    anew = {"why": "", "tries": 0, "next_try_at": now, "written_on": today}
    # Of what we gave up nobody may have heard how it ended: the provider is asked first.
    change([{"id": one.id, "state": "trying" if one.why == "gave_up" else "waiting", "tried_at": now, **anew} for one in found])
    return found


def _stop(which: ColumnElement[bool], why: str) -> int:
    """What is over keeps no instants and no address."""
    values = {"state": "stopped", "why": why, "next_try_at": None, "tried_at": None, "address": None}
    return changed(update(Message).where(which, Message.state == "waiting").values(values))


def _about_samples(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    samples = query.select_from(Message).outerjoin(Sample, Sample.id == Message.sample_id)
    return samples.outerjoin(Survey, Survey.id == Sample.survey_id)
