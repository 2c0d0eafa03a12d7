"""Comments in clear, for the program to look through and for officers to read a few of: what they are about, not who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, select

from feedback.store.comments import Comment, read_on_the_desk
from feedback.store.concerns import Concern
from feedback.store.database import db
from feedback.store.encryption import unseal


@dataclass(frozen=True)
class Passage:
    """A comment in clear, with where it belongs and nothing else of its response."""

    id: str
    survey_id: int
    quarter: str
    question: str
    kind: str
    text: str


def page(number: int, size: int, *where: ColumnElement[bool]) -> tuple[Sequence[Passage], int]:
    """Page `number` (from 1) of the comments that officers read, newest quarter first and else in no order; and how many there are."""
    query = _query(*where)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return _clear(query.limit(size).offset((number - 1) * size)), total


def recent(quarters: Sequence[str], most: int, *where: ColumnElement[bool]) -> Sequence[Passage]:
    """Comments of these quarters that officers read, newest quarter first and else in no order, at most so many."""
    return _clear(_query(Comment.quarter.in_(quarters), *where).limit(most))


def never_raised(quarters: Sequence[str], most: int) -> Sequence[Passage]:
    """As `recent`, without those that ever raised a concern: what a machine takes such a comment to mean is shown to nobody."""
    return recent(quarters, most, ~exists().where(Concern.comment_id == Comment.id))


def by_id(comment_id: str) -> Passage | None:
    """One comment that officers read, in clear, or None."""
    return next(iter(_clear(_query(Comment.id == comment_id))), None)


def _query(*where: ColumnElement[bool]) -> Select[Comment]:
    return select(Comment).where(read_on_the_desk(), *where).order_by(Comment.quarter.desc(), Comment.id)


def _clear(query: Select[Comment]) -> Sequence[Passage]:
    return [Passage(one.id, one.survey_id, one.quarter, one.question, one.kind, unseal(one.text)) for one in db.session.scalars(query)]
