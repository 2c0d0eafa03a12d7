"""The weekly second look: comments that raised nothing, read once more by a safeguarding lead. Unflagged never means safe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Integer, case, exists, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store import concern_steps
from feedback.store.codes import a_day
from feedback.store.comments import Comment
from feedback.store.concerns import Concern
from feedback.store.database import Model, changed, db, insert_new, insert_unless_known
from feedback.store.encryption import unseal


class SecondLook(Model):
    """One comment of one week's sample, drawn on `week_on` (a Monday). `missed`: it raised a concern at the second look."""

    __tablename__ = "second_look"
    __table_args__ = (a_day("week_on"), a_day("looked_on"), {"sqlite_with_rowid": False})

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    week_on: Mapped[date]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    looked_on: Mapped[date | None]
    missed: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True)
class Week:
    """One week's sample: how many comments it has, how many of them were read, and how many of those raised a concern."""

    drawn: int
    read: int
    missed: int


@dataclass(frozen=True)
class ToRead:
    """A comment of a sample, in clear, with nothing of its response but survey, quarter and question."""

    comment_id: str
    week_on: date
    survey_id: int
    quarter: str
    question: str
    text: str


_INSERT_UNLESS_KNOWN = insert_unless_known(SecondLook, "comment_id")
_LOOKED = SecondLook.looked_on.is_not(None)


def draw(week_on: date, comment_ids: Sequence[str]) -> None:
    """Keep the sample of a week; a comment that stands in one already stays there."""
    rows = [{"comment_id": one, "week_on": week_on, "officer_id": None, "looked_on": None, "missed": False} for one in comment_ids]
    if rows:
        insert_new(_INSERT_UNLESS_KNOWN, rows)


def weeks(since: date, officer_id: int = 0) -> Mapping[date, Week]:
    """The samples drawn since then, by their Monday. What an officer is shut out of is not said to have raised a concern."""
    read, missed = (func.sum(case((found, 1), else_=0)).cast(Integer) for found in (_LOOKED, _missed(officer_id)))
    query = select(SecondLook.week_on, func.count(), read, missed).where(SecondLook.week_on >= since).group_by(SecondLook.week_on)
    return {week_on: Week(drawn, seen, raised) for week_on, drawn, seen, raised in db.session.execute(query)}


def to_read(since: date) -> ToRead | None:
    """The next comment that nobody has looked at, of the oldest sample first; None when all are read."""
    query = select(SecondLook, Comment).join(Comment, Comment.id == SecondLook.comment_id)
    query = query.where(SecondLook.looked_on.is_(None), SecondLook.week_on >= since)
    row = db.session.execute(query.order_by(SecondLook.week_on, SecondLook.comment_id).limit(1)).first()
    if row is None:
        return None
    look, comment = row
    return ToRead(comment.id, look.week_on, comment.survey_id, comment.quarter, comment.question, unseal(comment.text))


def week_of(comment_id: str) -> date | None:
    """The Monday of the sample that a comment stands in; None when it stands in none."""
    return db.session.scalar(select(SecondLook.week_on).where(SecondLook.comment_id == comment_id))


def mark(comment_id: str, officer_id: int, day: date, *, missed: bool) -> bool:
    """Keep who looked at a comment and what came of it. False, and nothing is done, when it is in no sample or was looked at."""
    query = update(SecondLook).where(SecondLook.comment_id == comment_id, SecondLook.looked_on.is_(None))
    return changed(query.values(officer_id=officer_id, looked_on=day, missed=missed)) == 1


def unmark(comment_id: str, officer_id: int) -> bool:
    """Take back that this officer saw nothing in a comment. False when they did not, or when it raised a concern."""
    mine = (SecondLook.comment_id == comment_id, SecondLook.officer_id == officer_id, SecondLook.missed.is_(False))
    return changed(update(SecondLook).where(*mine).values(officer_id=None, looked_on=None)) == 1


def missed_since(officer_id: int, day: date) -> tuple[int, int]:
    """How many comments were looked at since then, and how many of them raised a concern that an officer may see."""
    query = select(func.count(), func.coalesce(func.sum(case((_missed(officer_id), 1), else_=0)), 0).cast(Integer))
    looked, missed = db.session.execute(query.where(SecondLook.looked_on >= day)).one()
    return looked, missed


def _missed(officer_id: int) -> ColumnElement[bool]:
    hidden = exists().where(Concern.comment_id == SecondLook.comment_id, Concern.id.in_(concern_steps.hidden_from(officer_id)))
    return SecondLook.missed.is_(True) & ~hidden
