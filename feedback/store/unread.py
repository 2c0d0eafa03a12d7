"""What waits on the readers' desk: comments that nobody has read, and those that a second officer reads too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from feedback.store import person_readings
from feedback.store.comments import FLAGGED, OF_MACHINE, Comment, Reading, read_on_the_desk
from feedback.store.database import db
from feedback.store.responses import Response

EVERY_PREFIX = 16**8
"""How many beginnings of eight digits an id may have."""
TENTHS = 10
AT_ONCE = 1000
"""Comments among which the next one is looked for: all that wait, but in a pile that nobody has read."""


@dataclass(frozen=True)
class Desk:
    """What one officer may be given to read: comments of these surveys and quarters, to one question when it is given.

    What was sent before `late_before` waits too long. `second_share`: percent of comments that a second officer reads.
    """

    officer_id: int
    surveys: Sequence[int]
    quarters: Sequence[str]
    late_before: date
    second_share: int
    question: str | None = None


@dataclass(frozen=True)
class Left:
    """How many comments nobody has read, how many of them wait too long, and how many wait for a second reader."""

    unread: int
    late: int
    second: int


def left(desk: Desk) -> Left:
    """What waits for an officer."""
    unread, in_time = _count(_unread(desk)), _count([*_unread(desk), _in_time(desk)])
    return Left(unread, unread - in_time, _count(_second(desk)))


def next_unread(desk: Desk, skipped: Collection[str]) -> str | None:
    """The id of the comment to read next; None when every one was read or skipped.

    What waits too long comes first, then what the machine is least sure of, in tenths, of AT_ONCE that wait. A comment that raised
    a concern stands with the least sure: nobody is told what the machine makes of it.
    """
    waiting = [*_unread(desk), Comment.id.not_in(skipped)]
    return _least_sure(desk, [*waiting, ~_in_time(desk)]) or _least_sure(desk, [*waiting, _in_time(desk)])


def next_second(desk: Desk, skipped: Collection[str]) -> str | None:
    """The id of a comment to read as the second reader, or None."""
    query = select(Comment.id).where(*_second(desk), Comment.id.not_in(skipped)).order_by(_shuffled(desk), Comment.id)
    return db.session.scalar(query.limit(1))


def is_chosen(comment_id: str, second_share: int) -> bool:
    """Whether a second officer reads this comment too: its random id decides, so nobody chooses and nothing is kept of it."""
    return comment_id[:8] < _up_to(second_share)


def is_late(desk: Desk, comment_id: str) -> bool:
    """Whether a comment that nobody has read waits too long."""
    query = select(_late(desk)).select_from(Comment).join(Response, Response.id == Comment.response_id)
    return bool(db.session.scalar(query.where(*_unread(desk), Comment.id == comment_id)))


def _count(where: list[ColumnElement[bool]]) -> int:
    return db.session.scalar(select(func.count()).select_from(Comment).where(*where)) or 0


def _least_sure(desk: Desk, where: list[ColumnElement[bool]]) -> str | None:
    """Ids are found first, in an index alone: to order a great pile would be to read all of it."""
    some = select(Comment.id).where(*where).limit(AT_ONCE).subquery()
    sure = case((FLAGGED, 0), else_=func.round(Reading.confidence * TENTHS))
    query = select(Comment.id).join(Reading, OF_MACHINE).where(Comment.id.in_(select(some.c.id)))
    return db.session.scalar(query.order_by(sure, _shuffled(desk), Comment.id).limit(1))


def _here(desk: Desk) -> list[ColumnElement[bool]]:
    where = [Comment.survey_id.in_(desk.surveys), Comment.quarter.in_(desk.quarters), read_on_the_desk()]
    return [*where, Comment.question == desk.question] if desk.question else where


def _unread(desk: Desk) -> list[ColumnElement[bool]]:
    return [*_here(desk), ~person_readings.is_read(Comment.id)]


def _second(desk: Desk) -> list[ColumnElement[bool]]:
    chosen = func.substr(Comment.id, 1, 8) < _up_to(desk.second_share)
    return [*_here(desk), chosen, person_readings.waits_for_second(Comment.id, desk.officer_id)]


def _up_to(second_share: int) -> str:
    """Ids that begin below this are chosen. As many of the beginnings as the share says; one more letter than any when it is all."""
    return f"{EVERY_PREFIX * second_share // 100:08x}" if second_share < 100 else "g"


def _late(desk: Desk) -> ColumnElement[bool]:
    return Response.sent_on < desk.late_before


def _in_time(desk: Desk) -> ColumnElement[bool]:
    """What was sent since is little beside the rest, so it is found by its day, and what is late is the rest."""
    return Comment.id.in_(select(Comment.id).join(Response, Response.id == Comment.response_id).where(~_late(desk)))


def _shuffled(desk: Desk) -> ColumnElement[str]:
    """Another order of the random ids for each officer, so that two who read at the same time are seldom given the same comment."""
    column: InstrumentedAttribute[str] = Comment.id
    return func.substr(column, 1 + desk.officer_id % 30)
