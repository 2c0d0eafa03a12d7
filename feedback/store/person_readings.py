"""The word of the people who read: what each comment was taken to mean by the first reader, the second, and both together.

The primary key holds that two officers never overwrite each other: a place is taken once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    String,
    delete,
    exists,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from feedback.store.codes import PLACES, SENTIMENTS, a_day, one_of
from feedback.store.database import Model, changed, db, insert_new, insert_unless_known

Place = Literal["first", "second", "agreed"]


class PersonReading(Model):
    """One officer's word on one comment. `place`: first, second (chosen comments, by somebody else), agreed (where the two differed).

    The reading that is reported is the agreed one, else the first. `guess_seen`: the machine's guess stood on the page.
    """

    __tablename__ = "person_reading"
    __table_args__ = (one_of("sentiment", SENTIMENTS), one_of("place", PLACES), a_day("read_on"), {"sqlite_with_rowid": False})

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[str] = mapped_column(String(6), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    sentiment: Mapped[str] = mapped_column(String(8))
    guess_seen: Mapped[bool]
    read_on: Mapped[date]


Words = Mapping[str, PersonReading]
"""The words on one comment by their place."""

_INSERT_UNLESS_KNOWN = insert_unless_known(PersonReading, "comment_id", "place")
_FIRST, _SECOND, _AGREED = (aliased(PersonReading, name=place) for place in PLACES)


def take(rows: Sequence[Mapping[str, object]]) -> int:
    """Keep readings, rows with all columns, where their place is free; how many were kept."""
    return len(insert_new(_INSERT_UNLESS_KNOWN, rows)) if rows else 0


def change(comment_id: str, place: Place, officer_id: int, sentiment: str, *, guess_seen: bool) -> None:
    """Put another word in a place that this officer holds. Once the guess was seen, it stays seen."""
    query = update(PersonReading).where(*_mine(comment_id, place, officer_id))
    changed(query.values(sentiment=sentiment, guess_seen=or_(PersonReading.guess_seen.is_(True), literal(guess_seen))))


def leave(comment_id: str, place: Place, officer_id: int) -> bool:
    """Take an officer's word back. False when they hold no such place."""
    return changed(delete(PersonReading).where(*_mine(comment_id, place, officer_id))) == 1


def _mine(comment_id: str, place: Place, officer_id: int) -> tuple[ColumnElement[bool], ...]:
    return PersonReading.comment_id == comment_id, PersonReading.place == place, PersonReading.officer_id == officer_id


def of(comment_ids: Collection[str]) -> Mapping[str, Words]:
    """The words on each of these comments (a few hundred at most) that has any."""
    return _by_comment(select(PersonReading).where(PersonReading.comment_id.in_(comment_ids)))


def held(comment_id: str) -> Words:
    """The words on one comment, which nobody else can change or take back until the transaction ends."""
    query = select(PersonReading).where(PersonReading.comment_id == comment_id).order_by(PersonReading.place).with_for_update()
    return _by_comment(query).get(comment_id, {})


def _by_comment(query: Select[PersonReading]) -> Mapping[str, Words]:
    found: dict[str, dict[str, PersonReading]] = {}
    for one in db.session.scalars(query.execution_options(populate_existing=True)):
        found.setdefault(one.comment_id, {})[one.place] = one
    return found


def is_read(comment_id: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether a person has read the comment with this id."""
    return exists().where(_FIRST.comment_id == comment_id, _FIRST.place == "first")


def reported(comment_id: SQLColumnExpression[str]) -> ScalarSelect[str]:
    """The person's word on the comment with this id that is reported, NULL where there is none: the agreed one, else the first.

    "agreed" stands before "first" in the alphabet, and the second reader's word alone is never reported.
    """
    where = (PersonReading.comment_id == comment_id, PersonReading.place != "second")
    return select(PersonReading.sentiment).where(*where).order_by(PersonReading.place).limit(1).scalar_subquery()


def waits_for_second(comment_id: SQLColumnExpression[str], officer_id: int) -> ColumnElement[bool]:
    """Whether a comment was read once, and not by this officer."""
    once = exists().where(_FIRST.comment_id == comment_id, _FIRST.place == "first", _FIRST.officer_id != officer_id)
    return once & ~exists().where(_SECOND.comment_id == comment_id, _SECOND.place == "second")


def apart() -> Select[str]:
    """The ids of comments that two officers read differently and have not agreed on."""
    query = select(_FIRST.comment_id).join(_SECOND, (_SECOND.comment_id == _FIRST.comment_id) & (_SECOND.place == "second"))
    agreed = exists().where(_AGREED.comment_id == _FIRST.comment_id, _AGREED.place == "agreed")
    return query.where(_FIRST.place == "first", _FIRST.sentiment != _SECOND.sentiment, ~agreed)
