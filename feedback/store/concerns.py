"""Concerns: what a safeguarding lead must see. The one place that keeps a minute and a site, so that somebody can be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, case, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import LEVELS, one_of
from feedback.store.database import Model, changed, db, insert_rows, table_of
from feedback.store.encryption import unseal
from feedback.store.instants import Instant

SOURCES = ("comment", "contact", "answer")


class Concern(Model):
    """Raised in the transaction that stores the response. What quotes a comment is encrypted and kept apart from level and category."""

    __tablename__ = "concern"
    __table_args__ = (one_of("level", LEVELS), one_of("source", SOURCES), Index(None, "comment_id"), Index(None, "opened_at"))

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
_ORDER = case({"red": 0, "amber": 1, "blue": 2}, value=Concern.level)


def add_all(concerns: Sequence[Mapping[str, object]], contacts: Sequence[Mapping[str, object]]) -> None:
    """Keep concerns and the contacts that came with them, all texts sealed."""
    if concerns:
        insert_rows(_INSERT_CONCERN, concerns)
    if contacts:
        insert_rows(_INSERT_CONTACT, contacts)


def page(number: int, size: int, *, waiting_only: bool = False) -> tuple[Sequence[Concern], int]:
    """Page `number` (from 1): unopened ones first, red before amber before blue, oldest first; and how many there are."""
    query = select(Concern)
    if waiting_only:
        query = query.where(Concern.opened_at.is_(None))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Concern.opened_at.is_not(None), _ORDER, Concern.raised_at)
    return db.session.scalars(ordered.limit(size).offset((number - 1) * size)).all(), total


def waiting() -> Mapping[str, int]:
    """How many concerns nobody has opened, by level."""
    query = select(Concern.level, func.count().label("total")).where(Concern.opened_at.is_(None)).group_by(Concern.level)
    return {row.level: row.total for row in db.session.execute(query)}


def by_id(concern_id: str) -> Concern | None:
    """The concern with this id, nothing in clear, or None."""
    return db.session.get(Concern, concern_id, populate_existing=True)


def opened(concern_id: str) -> OpenedConcern | None:
    """One concern in clear, or None. The caller records who looked."""
    concern = db.session.get(Concern, concern_id)
    if concern is None:
        return None
    contact = db.session.get(ContactRequest, concern_id)
    name, how = (unseal(contact.name), unseal(contact.how)) if contact else ("", "")
    return OpenedConcern(concern, unseal(concern.text), unseal(concern.seen), name, how)


def of_response(response_id: str) -> Sequence[OpenedConcern]:
    """The concerns that a response raised, in clear: for the program to compare, for nobody to read."""
    ids = db.session.scalars(select(Concern.id).where(Concern.response_id == response_id).order_by(Concern.id)).all()
    return [found for concern_id in ids if (found := opened(concern_id))]


def tie(concern_id: str, response_id: str, comment_id: str | None) -> None:
    """Tie a concern to the response and the comment that were kept after it was raised."""
    changed(update(Concern).where(Concern.id == concern_id).values(response_id=response_id, comment_id=comment_id))


def mark_opened(concern_id: str, at: datetime) -> None:
    """Keep when a concern was first opened; later openings change nothing."""
    query = update(Concern).where(Concern.id == concern_id, Concern.opened_at.is_(None))
    changed(query.values(opened_at=at))
