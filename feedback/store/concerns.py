"""Concerns: what a safeguarding lead must see. The one place that keeps a minute and a site, so that somebody can be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import ColumnElement, ForeignKey, Index, LargeBinary, Select, String, case, exists, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store import concern_steps
from feedback.store.codes import LEVELS, a_day, one_of
from feedback.store.database import Model, changed, db, insert_rows, table_of
from feedback.store.encryption import unseal
from feedback.store.instants import Instant

Shown = Literal["waiting", "open", "all"]
"""Which concerns to list. waiting: nobody opened them. open: opened, and not decided."""

SOURCES = ("comment", "contact", "answer", "reader")
"""What raised it: the words of a comment, a wish to talk, the answer to a question, or somebody who read the comment."""


class Concern(Model):
    """Raised in the transaction that stores the response. What quotes a comment is encrypted and kept apart from level and category."""

    __tablename__ = "concern"
    __table_args__ = (
        one_of("level", LEVELS),
        one_of("source", SOURCES),
        a_day("handed_back_on"),
        Index(None, "comment_id"),
        Index(None, "opened_at"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    response_id: Mapped[str] = mapped_column(String(36))
    comment_id: Mapped[str | None] = mapped_column(String(36))
    question: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(8))
    level: Mapped[str] = mapped_column(String(5))
    category: Mapped[str] = mapped_column(String(40))
    text: Mapped[bytes] = mapped_column(LargeBinary)
    seen: Mapped[bytes] = mapped_column(LargeBinary)
    raised_at: Mapped[datetime] = mapped_column(Instant)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    handed_back_on: Mapped[date | None]


class ContactRequest(Model):
    """A name and a way to reach somebody who asked to talk, encrypted; reached only from its Concern."""

    __tablename__ = "contact_request"

    concern_id: Mapped[str] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    how: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class OpenedConcern:
    """A concern as the safeguarding lead reads it, in clear."""

    concern: Concern
    text: str
    seen: str
    name: str
    how: str


_INSERT_CONCERN = insert(table_of(Concern))
_INSERT_CONTACT = insert(table_of(ContactRequest))
_URGENCY = case({"red": 0, "amber": 1, "blue": 2}, value=Concern.level)
_UNOPENED = Concern.opened_at.is_(None)
_UNDECIDED = Concern.decided_at.is_(None)
_ORDER = (
    case((_UNOPENED, 0), (_UNDECIDED, 1), else_=2),
    case((_UNDECIDED, _URGENCY), else_=0),
    case((_UNDECIDED, Concern.raised_at)),
    Concern.raised_at.desc(),
    Concern.id,
)
"""Those that wait, then those to decide: red before amber before blue, oldest first. Then those that are decided, newest first."""
_SHOWN: Mapping[Shown, tuple[ColumnElement[bool], ...]] = {"waiting": (_UNOPENED,), "open": (~_UNOPENED, _UNDECIDED), "all": ()}


def add_all(concerns: Sequence[Mapping[str, object]], contacts: Sequence[Mapping[str, object]]) -> None:
    """Keep concerns and the contacts that came with them, all texts sealed."""
    if concerns:
        insert_rows(_INSERT_CONCERN, concerns)
    if contacts:
        insert_rows(_INSERT_CONTACT, contacts)


def visible_to(officer_id: int) -> ColumnElement[bool]:
    """Concerns that an account is not shut out of. Every list, count and opening asks this."""
    return Concern.id.not_in(concern_steps.hidden_from(officer_id))


def page(officer_id: int, shown: Shown, number: int, size: int) -> tuple[Sequence[Concern], int]:
    """Page `number` (from 1) of the concerns that an officer may see, in the order of _ORDER, and how many there are."""
    query = select(Concern).where(visible_to(officer_id), *_SHOWN[shown])
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return db.session.scalars(query.order_by(*_ORDER).limit(size).offset((number - 1) * size)).all(), total


def waiting(officer_id: int) -> Mapping[str, int]:
    """How many concerns that an officer may see nobody has opened, by level."""
    return _by_level(officer_id, "waiting")


def undecided(officer_id: int) -> Mapping[str, int]:
    """How many concerns that an officer may see are opened and not decided, by level."""
    return _by_level(officer_id, "open")


def _by_level(officer_id: int, shown: Shown) -> Mapping[str, int]:
    query = select(Concern.level, func.count().label("total")).where(visible_to(officer_id), *_SHOWN[shown]).group_by(Concern.level)
    return {row.level: row.total for row in db.session.execute(query)}


def since(officer_id: int, at: datetime) -> Sequence[Concern]:
    """The concerns raised since then that an officer may see."""
    return db.session.scalars(select(Concern).where(visible_to(officer_id), Concern.raised_at >= at)).all()


def by_id(concern_id: str, officer_id: int) -> Concern | None:
    """The concern with this id, nothing in clear; None when there is none, and for an account that is shut out of it."""
    return db.session.scalar(_one(concern_id, officer_id))


def held(concern_id: str, officer_id: int) -> Concern | None:
    """Like `by_id`, and nobody else can change it until the transaction ends."""
    return db.session.scalar(_one(concern_id, officer_id).with_for_update())


def _one(concern_id: str, officer_id: int) -> Select[Concern]:
    query = select(Concern).where(Concern.id == concern_id, visible_to(officer_id))
    return query.execution_options(populate_existing=True)


def opened(concern_id: str, officer_id: int) -> OpenedConcern | None:
    """One concern in clear; None as `by_id`. The caller records who looked."""
    concern = by_id(concern_id, officer_id)
    return _clear(concern) if concern else None


def _clear(concern: Concern) -> OpenedConcern:
    contact = db.session.get(ContactRequest, concern.id)
    name, how = (unseal(contact.name), unseal(contact.how)) if contact else ("", "")
    return OpenedConcern(concern, unseal(concern.text), unseal(concern.seen), name, how)


def of_response(response_id: str) -> Sequence[OpenedConcern]:
    """The concerns that a response raised, in clear: for the program to compare, for nobody to read."""
    return [_clear(concern) for concern in db.session.scalars(_raised_by(response_id).order_by(Concern.id))]


def beside(concern: Concern) -> Sequence[str]:
    """The ids of all concerns of the response that raised this one, its own among them: they are about one person.

    In a transaction nobody else changes who sees them until it ends.
    """
    query = select(Concern.id).where(Concern.response_id == concern.response_id)
    return db.session.scalars(query.order_by(Concern.id).with_for_update()).all()


def _raised_by(response_id: str) -> Select[Concern]:
    return select(Concern).where(Concern.response_id == response_id)


def raised_about(comment_id: str) -> bool:
    """Whether a comment ever raised a concern, of any level."""
    return db.session.scalar(select(exists().where(Concern.comment_id == comment_id))) or False


def by_readers(officer_id: int, most: int) -> Sequence[OpenedConcern]:
    """The newest opened concerns that a reader raised because the list missed them, in clear, of those that an officer may see."""
    query = (
        select(Concern).where(visible_to(officer_id), Concern.source == "reader", ~_UNOPENED).order_by(Concern.raised_at.desc(), Concern.id)
    )
    return [_clear(concern) for concern in db.session.scalars(query.limit(most))]


def missed_since(officer_id: int, at: datetime) -> int:
    """How many concerns readers have raised since then, of those that an officer may see."""
    query = select(func.count()).select_from(Concern).where(visible_to(officer_id), Concern.source == "reader", Concern.raised_at >= at)
    return db.session.scalar(query) or 0


def decided_as(officer_id: int, at: datetime) -> Mapping[str, int]:
    """How many concerns that words raised since then ended in which decision, of those that an officer may see."""
    newest = concern_steps.newest_decisions().subquery()
    query = select(newest.c.decision, func.count().label("total")).join(Concern, Concern.id == newest.c.concern_id)
    query = query.where(visible_to(officer_id), Concern.source == "comment", Concern.raised_at >= at).group_by(newest.c.decision)
    return {row.decision: row.total for row in db.session.execute(query)}


def tie(concern_id: str, response_id: str, comment_id: str | None) -> None:
    """Tie a concern to the response and the comment that were kept after it was raised."""
    changed(update(Concern).where(Concern.id == concern_id).values(response_id=response_id, comment_id=comment_id))


def mark_opened(concern_id: str, at: datetime) -> bool:
    """Keep when a concern was first opened, and say whether this was the first time; later openings change nothing."""
    query = update(Concern).where(Concern.id == concern_id, Concern.opened_at.is_(None))
    return changed(query.values(opened_at=at)) == 1


def mark_decided(concern_id: str, at: datetime) -> None:
    """Keep when a concern was first decided; later decisions change nothing here."""
    changed(update(Concern).where(Concern.id == concern_id, Concern.decided_at.is_(None)).values(decided_at=at))


def set_level(concern_id: str, level: str) -> None:
    """Give a concern another level."""
    changed(update(Concern).where(Concern.id == concern_id).values(level=level))


def hand_back(concern_id: str, day: date | None) -> None:
    """Keep that the comment of a concern stands on the readers' desk since this day; None takes it back into the lane."""
    changed(update(Concern).where(Concern.id == concern_id).values(handed_back_on=day))
