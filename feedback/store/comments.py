"""Comments and their readings. Free text is encrypted, and stands apart from the counts."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from sqlalchemy import (
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store import concern_steps, counts, person_readings
from feedback.store.codes import KINDS, SENTIMENTS, a_quarter, one_of
from feedback.store.concerns import Concern
from feedback.store.database import Model, changed, db, insert_rows, table_of
from feedback.store.encryption import seal, unseal
from feedback.store.responses import Response

MACHINE = "machine"
NOT_READ = "not_read"
"""Instead of a person's word: comments that no person has read."""
UNTOLD = "unclear"
"""Instead of the machine's guess about a comment that ever raised a concern."""


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


class Found(Protocol):
    """What a machine takes a comment to mean: `sum` are words with their weights that add up to its score."""

    @property
    def sentiment(self) -> str: ...  # noqa: D102
    @property
    def polarity(self) -> float: ...  # noqa: D102
    @property
    def confidence(self) -> float: ...  # noqa: D102
    @property
    def sum(self) -> Sequence[tuple[str, float]]: ...  # noqa: D102
    @property
    def engine(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Guess:
    """What a machine took a comment to mean. `reasons`: (word, weight), the rest under the word "" last; they add up to its score."""

    sentiment: str
    polarity: float
    confidence: float
    reasons: Sequence[tuple[str, float]]


@dataclass(frozen=True)
class ReadComment:
    """A comment as an officer sees it: never its day, site, team or the other answers.

    `guess` is None for a comment that ever raised a concern: no page shows what a machine takes it to mean. `word` is the person's
    reading that is reported, "" where there is none.
    """

    id: str
    survey_id: int
    quarter: str
    question: str
    kind: str
    off_path: bool
    text: str
    guess: Guess | None
    word: str


class Tallied(NamedTuple):
    """How many comments to one question were read alike. `word` is a person's, None where nobody has read them.

    Of those that raised a concern once nobody is told what the machine took them to mean: until a person reads one it counts as UNTOLD.
    """

    question: str
    word: str | None
    guess: str
    off_path: bool
    total: int


_INSERT_COMMENT = insert(table_of(Comment))
_INSERT_READING = insert(table_of(Reading))
FLAGGED = exists().where(Concern.comment_id == Comment.id)
_IN_THE_LANE = Concern.level.in_(("red", "amber")) & Concern.handed_back_on.is_(None)
_WITH_THE_LEAD = exists().where(Concern.comment_id == Comment.id, or_(_IN_THE_LANE, Concern.id.in_(concern_steps.hidden())))
"""Also one that was handed back or is blue, while somebody is shut out of it: on the desk they might read it."""
_WORD = person_readings.reported(Comment.id)
OF_MACHINE = (Reading.comment_id == Comment.id) & (Reading.reader == MACHINE)


def add_all(comments: Sequence[Mapping[str, object]], readings: Sequence[Mapping[str, object]]) -> None:
    """Keep comments (texts sealed) and their readings (reasons sealed)."""
    if comments:
        insert_rows(_INSERT_COMMENT, comments)
    if readings:
        insert_rows(_INSERT_READING, readings)


def read_on_the_desk() -> ColumnElement[bool]:
    """Comments of any survey and quarter that officers read: not one that the safeguarding lead alone must see."""
    return ~_WITH_THE_LEAD


def _on_the_desk(survey_id: int, quarters: Sequence[str]) -> list[ColumnElement[bool]]:
    """Comments that officers read: not one that the safeguarding lead alone must see.

    A comment with a red or amber concern is left out whole until it is handed back, so that no page tells others that it raised
    one. Those of a response set aside stay: texts that vanished together would be known to be one person's.
    """
    return [Comment.survey_id == survey_id, Comment.quarter.in_(quarters), ~_WITH_THE_LEAD]


def page(
    survey_id: int,
    quarters: Sequence[str],
    number: int,
    size: int,
    question: str | None = None,
    guess: str | None = None,
    word: str | None = None,
) -> tuple[Sequence[ReadComment], int]:
    """Page `number` (from 1) of the comments on the desk, in order of the random ids, and how many there are.

    `guess`: what the machine took them to mean. `word`: what a person did, or NOT_READ.
    """
    where = _on_the_desk(survey_id, quarters)
    if question:
        where.append(Comment.question == question)
    if guess:
        where += [Reading.sentiment == guess, ~FLAGGED]
    if word:
        where.append(~person_readings.is_read(Comment.id) if word == NOT_READ else _WORD.in_([word]))
    total = db.session.scalar(select(func.count()).select_from(Comment).join(Reading, OF_MACHINE).where(*where)) or 0
    return _read(_as_read().where(*where).order_by(Comment.id).limit(size).offset((number - 1) * size)), total


def by_ids(comment_ids: Collection[str]) -> Sequence[ReadComment]:
    """Those of these comments (a few hundred at most) that lie on the desk, in order of the random ids."""
    return _read(_as_read().where(Comment.id.in_(comment_ids), ~_WITH_THE_LEAD).order_by(Comment.id))


def _as_read() -> Select[Comment, Reading, bool, str]:
    return select(Comment, Reading, FLAGGED.label("flagged"), _WORD.label("word")).join(Reading, OF_MACHINE)


def _read(query: Select[Comment, Reading, bool, str]) -> Sequence[ReadComment]:
    return [
        ReadComment(
            id=comment.id,
            survey_id=comment.survey_id,
            quarter=comment.quarter,
            question=comment.question,
            kind=comment.kind,
            off_path=comment.off_path,
            text=unseal(comment.text),
            guess=None if flagged else _guess(reading),
            word=word or "",
        )
        for comment, reading, flagged, word in db.session.execute(query)
    ]


def _guess(reading: Reading) -> Guess:
    reasons = [(word, weight) for word, weight in json.loads(unseal(reading.reasons) or "[]")]
    return Guess(reading.sentiment, reading.polarity, reading.confidence, reasons)


def apart(number: int, size: int) -> tuple[Sequence[str], int]:
    """Page `number` (from 1) of the ids of comments on the desk that two officers read differently and have not agreed on, and how many."""
    query = select(Comment.id).where(Comment.id.in_(person_readings.apart()), ~_WITH_THE_LEAD)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return db.session.scalars(query.order_by(Comment.id).limit(size).offset((number - 1) * size)).all(), total


def flagged(comment_ids: Collection[str]) -> frozenset[str]:
    """Those of these comments (a few hundred at most) that ever raised a concern, whatever became of it."""
    query = select(Concern.comment_id).where(Concern.comment_id.in_(comment_ids))
    return frozenset(comment_id for comment_id in db.session.scalars(query) if comment_id)


def shown(survey_id: int, quarter: str) -> Sequence[Tallied]:
    """Comments that came with the shown responses of a quarter, by how they were read.

    They change only when the figures do, so a response set aside since is still among them. How they were read may change at once.
    """
    responses = select(Response.id).where(Response.survey_id == survey_id, Response.quarter == quarter, Response.shown.is_(True))
    guess = case((FLAGGED & _WORD.is_(None), UNTOLD), else_=Reading.sentiment).label("guess")
    columns = (Comment.question, _WORD.label("word"), guess, Comment.off_path)
    each = (
        select(*columns).join(Reading, OF_MACHINE).where(*_on_the_desk(survey_id, [quarter]), Comment.response_id.in_(responses)).subquery()
    )
    rows = db.session.execute(select(*each.c, func.count().label("total")).group_by(*each.c))
    return [Tallied(row.question, row.word, row.guess, row.off_path, row.total) for row in rows]


def reading_row(comment_id: str, found: Found, day: date) -> dict[str, object]:
    """What a machine takes a comment to mean, as a row; the words are sealed."""
    return {
        "comment_id": comment_id,
        "reader": MACHINE,
        "engine": found.engine,
        "sentiment": found.sentiment,
        "polarity": found.polarity,
        "confidence": found.confidence,
        "reasons": seal(json.dumps([[word, weight] for word, weight in found.sum]), day),
    }


def of_other_engine(engine: str, most: int) -> Sequence[tuple[str, str, str]]:
    """(id, kind, text in clear) of comments that no person has read and that another engine or word list read, at most so many."""
    query = select(Comment).join(Reading, OF_MACHINE).where(or_(Reading.engine < engine, Reading.engine > engine))
    unread = query.where(~person_readings.is_read(Comment.id)).limit(most)
    return [(comment.id, comment.kind, unseal(comment.text)) for comment in db.session.scalars(unread)]


def read_again(rows: Sequence[Mapping[str, object]]) -> None:
    """Keep these readings by machine in place of those that are there. Comments that are gone meanwhile stay gone."""
    for row in rows:
        mine = (Reading.comment_id == row["comment_id"], Reading.reader == MACHINE)
        changed(update(Reading).where(*mine).values({name: value for name, value in row.items() if name not in ("comment_id", "reader")}))


def outdate(response_id: str) -> None:
    """Mark that comments of a response came to the desk, left it, or raised a concern: what is told of them is counted again."""
    query = select(Comment.survey_id, Comment.quarter).where(Comment.response_id == response_id).distinct()
    for survey_id, quarter in db.session.execute(query).all():
        counts.outdate_comments(survey_id, quarter)


def forget(response_id: str) -> None:
    """Destroy the comments of a response, with their readings."""
    of_response = select(Comment.id).where(Comment.response_id == response_id)
    changed(delete(Reading).where(Reading.comment_id.in_(of_response)))
    changed(delete(Comment).where(Comment.response_id == response_id))


def count(survey_id: int, quarters: Sequence[str]) -> int:
    """How many comments of these quarters officers read."""
    query = select(func.count()).select_from(Comment).where(*_on_the_desk(survey_id, quarters))
    return db.session.scalar(query) or 0


def on_the_desk(comment_id: str) -> Comment | None:
    """One comment that officers read, its text sealed; None when there is none, and while the safeguarding lead alone must see it."""
    return db.session.scalar(select(Comment).where(Comment.id == comment_id, ~_WITH_THE_LEAD))


def that_raised_nothing(first: date, last: date) -> Sequence[str]:
    """The ids of comments sent between two days, both included, about which no concern was ever raised."""
    raised = exists().where(Concern.comment_id == Comment.id)
    query = select(Comment.id).join(Response, Response.id == Comment.response_id)
    return db.session.scalars(query.where(Response.sent_on.between(first, last), ~raised)).all()


def texts_since(day: date, most: int, officer_id: int) -> Sequence[str]:
    """The newest comments sent since a day, at most so many, in clear: for the program to try a list on, for nobody to read.

    Without those whose concern this officer is shut out of: trying patterns would tell them what stands there.
    """
    hidden = exists().where(Concern.comment_id == Comment.id, Concern.id.in_(concern_steps.hidden_from(officer_id)))
    query = select(Comment.text).join(Response, Response.id == Comment.response_id).where(Response.sent_on >= day, ~hidden)
    return [unseal(text) for text in db.session.scalars(query.order_by(Response.sent_on.desc(), Comment.id).limit(most))]
