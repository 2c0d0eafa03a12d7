"""Comments and their readings. Free text is encrypted, and stands apart from the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Float, ForeignKey, Index, LargeBinary, String, delete, exists, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import KINDS, SENTIMENTS, a_quarter, one_of
from feedback.store.concerns import Concern
from feedback.store.database import Model, changed, db, insert_rows, table_of
from feedback.store.encryption import unseal
from feedback.store.responses import Response

MACHINE = "machine"


class Comment(Model):
    """One free-text answer. It carries its survey and quarter and nothing else of its response."""

    __tablename__ = "comment"
    __table_args__ = (one_of("kind", KINDS), a_quarter(), Index(None, "survey_id", "quarter"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    quarter: Mapped[str] = mapped_column(String(10))
    question: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(8))
    off_path: Mapped[bool] = mapped_column(default=False)
    text: Mapped[bytes] = mapped_column(LargeBinary)


class Reading(Model):
    """What a comment was taken to mean, by the machine or by an officer. The words that drove it are encrypted."""

    __tablename__ = "reading"
    __table_args__ = (one_of("sentiment", SENTIMENTS), {"sqlite_with_rowid": False})

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    reader: Mapped[str] = mapped_column(String(64), primary_key=True)
    engine: Mapped[str] = mapped_column(String(40))
    sentiment: Mapped[str] = mapped_column(String(8))
    polarity: Mapped[float] = mapped_column(Float)
    confidence: Mapped[float] = mapped_column(Float)
    reasons: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class ReadComment:
    """A comment as an officer sees it: never its day, site, team or the other answers. `reasons`: JSON of [word, weight] pairs."""

    id: str
    quarter: str
    question: str
    kind: str
    off_path: bool
    text: str
    sentiment: str
    polarity: float
    confidence: float
    reasons: str


_INSERT_COMMENT = insert(table_of(Comment))
_INSERT_READING = insert(table_of(Reading))
_WITH_THE_LEAD = exists().where(Concern.comment_id == Comment.id, Concern.level.in_(("red", "amber")))
_BY_MACHINE = (Reading.comment_id == Comment.id) & (Reading.reader == MACHINE)


def add_all(comments: Sequence[Mapping[str, object]], readings: Sequence[Mapping[str, object]]) -> None:
    """Keep comments (texts sealed) and their readings (reasons sealed)."""
    if comments:
        insert_rows(_INSERT_COMMENT, comments)
    if readings:
        insert_rows(_INSERT_READING, readings)


def _on_the_desk(survey_id: int, quarters: Sequence[str]) -> list[ColumnElement[bool]]:
    """Comments that officers read: not one that the safeguarding lead alone must see.

    A comment with a red or amber concern is left out whole, so that no page tells others that it raised one. Those of a
    response set aside stay: texts that vanished together would be known to be one person's.
    """
    return [Comment.survey_id == survey_id, Comment.quarter.in_(quarters), ~_WITH_THE_LEAD]


def page(
    survey_id: int, quarters: Sequence[str], number: int, size: int, question: str | None = None, sentiment: str | None = None
) -> tuple[Sequence[ReadComment], int]:
    """Page `number` (from 1) of the comments on the desk, in order of the random ids, and how many there are."""
    where = _on_the_desk(survey_id, quarters)
    if question:
        where.append(Comment.question == question)
    if sentiment:
        where.append(Reading.sentiment == sentiment)
    total = db.session.scalar(select(func.count()).select_from(Comment).join(Reading, _BY_MACHINE).where(*where)) or 0
    query = select(Comment, Reading).join(Reading, _BY_MACHINE).where(*where).order_by(Comment.id)
    rows = db.session.execute(query.limit(size).offset((number - 1) * size))
    return [_read(comment, reading) for comment, reading in rows], total


def _read(comment: Comment, reading: Reading) -> ReadComment:
    return ReadComment(
        id=comment.id,
        quarter=comment.quarter,
        question=comment.question,
        kind=comment.kind,
        off_path=comment.off_path,
        text=unseal(comment.text),
        sentiment=reading.sentiment,
        polarity=reading.polarity,
        confidence=reading.confidence,
        reasons=unseal(reading.reasons),
    )


def shown(survey_id: int, quarter: str) -> Sequence[tuple[str, str, bool, int]]:
    """Comments that came with the shown responses of a quarter: (question, sentiment, off path, how many).

    They change only when the figures do, so a response set aside since is still among them.
    """
    responses = select(Response.id).where(Response.survey_id == survey_id, Response.quarter == quarter, Response.shown.is_(True))
    query = select(Comment.question, Reading.sentiment, Comment.off_path, func.count()).join(Reading, _BY_MACHINE)
    query = query.where(Comment.survey_id == survey_id, Comment.quarter == quarter, Comment.response_id.in_(responses), ~_WITH_THE_LEAD)
    rows = db.session.execute(query.group_by(Comment.question, Reading.sentiment, Comment.off_path))
    return [(question, sentiment, off_path, total) for question, sentiment, off_path, total in rows]


def forget(response_id: str) -> None:
    """Destroy the comments of a response, with their readings."""
    of_response = select(Comment.id).where(Comment.response_id == response_id)
    changed(delete(Reading).where(Reading.comment_id.in_(of_response)))
    changed(delete(Comment).where(Comment.response_id == response_id))


def count(survey_id: int, quarters: Sequence[str]) -> int:
    """How many comments of these quarters officers read."""
    query = select(func.count()).select_from(Comment).where(*_on_the_desk(survey_id, quarters))
    return db.session.scalar(query) or 0
