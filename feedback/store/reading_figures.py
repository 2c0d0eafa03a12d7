"""How comments were read: how many, how soon, how often a person's word differs from the machine's guess, and how two officers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Integer, case, func, select
from sqlalchemy.orm import aliased

from feedback.store import person_readings
from feedback.store.comments import OF_MACHINE, Comment, Reading, read_on_the_desk
from feedback.store.database import db
from feedback.store.person_readings import PersonReading
from feedback.store.responses import Response

Pairs = Counter[tuple[str, str]]
"""(first word, second word): how many comments."""


def comments(quarters: Sequence[str]) -> Mapping[str, int]:
    """How many comments lie on the desk, by quarter."""
    query = select(Comment.quarter, func.count().label("total")).where(Comment.quarter.in_(quarters), read_on_the_desk())
    return {row.quarter: row.total for row in db.session.execute(query.group_by(Comment.quarter))}


def days(quarters: Sequence[str]) -> Sequence[tuple[str, date, date, int]]:
    """(quarter, the day sent, the day first read by a person, how many comments)."""
    query = select(Comment.quarter, Response.sent_on, PersonReading.read_on, func.count())
    query = query.join(PersonReading, (PersonReading.comment_id == Comment.id) & (PersonReading.place == "first"))
    query = query.join(Response, Response.id == Comment.response_id).where(Comment.quarter.in_(quarters), read_on_the_desk())
    rows = db.session.execute(query.group_by(Comment.quarter, Response.sent_on, PersonReading.read_on))
    return [(quarter, sent_on, read_on, total) for quarter, sent_on, read_on, total in rows]


def changed(quarters: Sequence[str]) -> Mapping[str, int]:
    """By quarter: for how many comments the person's word differs from the machine's guess, those that once raised a concern among them."""
    each = select(Comment.quarter, Reading.sentiment.label("guess"), person_readings.reported(Comment.id).label("word"))
    each = each.join(Reading, OF_MACHINE).where(Comment.quarter.in_(quarters), read_on_the_desk())
    read = each.where(person_readings.is_read(Comment.id)).subquery()
    differ = func.sum(case((read.c.word != read.c.guess, 1), else_=0)).cast(Integer)
    return dict(db.session.execute(select(read.c.quarter, differ).group_by(read.c.quarter)).all())


def pairs(quarters: Sequence[str]) -> Mapping[str, Pairs]:
    """By quarter: what two officers took the same comments to mean, where the second saw neither the first word nor the guess."""
    first, second = (aliased(PersonReading, name=place) for place in ("first", "second"))
    query = select(Comment.quarter, first.sentiment, second.sentiment, func.count())
    query = query.join(first, (first.comment_id == Comment.id) & (first.place == "first"))
    query = query.join(second, (second.comment_id == Comment.id) & (second.place == "second"))
    query = query.where(Comment.quarter.in_(quarters), read_on_the_desk(), second.guess_seen.is_(False))
    found: dict[str, Pairs] = {}
    for quarter, one, other, total in db.session.execute(query.group_by(Comment.quarter, first.sentiment, second.sentiment)):
        found.setdefault(quarter, Counter())[one, other] += total
    return found
