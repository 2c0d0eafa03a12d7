"""What an officer decided about quoting a comment: the redacted words that may be quoted, encrypted, or that it must not be.

One rule says what may be quoted, `_may_be_quoted`, and every query that gives words away asks it: when a decision is made and
each time that words are read, so that a concern raised later takes a quote out at once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, LargeBinary, Select, String, case, cast, delete, exists, false, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.questionnaire import consent
from feedback.questionnaire.definition import QuoteConsent
from feedback.store import person_readings, surveys
from feedback.store.codes import QUOTING, a_day, one_of
from feedback.store.comment_themes import CommentTheme
from feedback.store.comments import Comment, read_on_the_desk
from feedback.store.concerns import Concern
from feedback.store.database import Model, changed, db, insert_new, insert_unless_known, table_of
from feedback.store.encryption import seal, unseal
from feedback.store.responses import Response
from feedback.store.surveys import Survey

CRITICAL = ("negative", "mixed")
PRAISE = "positive"


class Redaction(Model):
    """One decision on one comment. `text`: the redacted words; `spans`: what was taken out, as JSON of [start, end, kind]; both sealed.

    state: approved (may be quoted) or kept_back. `compliment`: approved praise for the compliments page.
    """

    __tablename__ = "redaction"
    __table_args__ = (one_of("state", QUOTING), a_day("decided_on"), Index(None, "state"), {"sqlite_with_rowid": False})

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(String(9))
    compliment: Mapped[bool] = mapped_column(default=False)
    text: Mapped[bytes] = mapped_column(LargeBinary)
    spans: Mapped[bytes] = mapped_column(LargeBinary)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    decided_on: Mapped[date]


@dataclass(frozen=True)
class Chosen:
    """Which comments of a survey are meant; None is every one. `sentiment`: what a person took it to mean."""

    survey_id: int
    quarter: str | None = None
    theme: str | None = None
    sentiment: str | None = None


@dataclass(frozen=True)
class Candidate:
    """A comment in clear, as somebody wrote it, that may be quoted once an officer approves it. For the desk alone."""

    id: str
    quarter: str
    question: str
    sentiment: str
    text: str


@dataclass(frozen=True)
class Quote:
    """Redacted words with all that may stand beside them. `sentiment`: what a person took the comment to mean."""

    id: str
    quarter: str
    audience: str
    sentiment: str
    compliment: bool
    text: str


@dataclass(frozen=True)
class Compliment:
    """Approved praise, its words still sealed. `person`: the same for all comments of one person; never to be shown."""

    id: str
    quarter: str
    audience: str
    team_id: int | None
    person: str
    words: bytes


@dataclass(frozen=True)
class Decision:
    """What was decided about one comment, in clear. `spans`: JSON of [start, end, kind]."""

    state: str
    compliment: bool
    text: str
    spans: str
    officer_id: int
    decided_on: date


Rows = Select[*tuple[Any, ...]]
_INSERT_UNLESS_KNOWN = insert_unless_known(Redaction, "comment_id")
_id = table_of(Comment).c.id
_word = person_readings.reported(_id)
_UNFLAGGED = ~exists().where(Concern.comment_id == Comment.id)
_DECIDED = exists().where(Redaction.comment_id == Comment.id)
_NEWEST = (Comment.quarter.desc(), Comment.id)
_SAYS_LITTLE = case((_word.in_(("positive", *CRITICAL)), 0), else_=1)


def _may_be_quoted(of_surveys: Iterable[int]) -> ColumnElement[bool]:
    """The rule, as a condition on Comment joined to its Response.

    A person has read the comment; it never raised a concern, of any level, handed back or not; its response counts, so it was
    not set aside nor taken back; and whoever wrote it agreed, where the survey asks.
    """
    agreed = or_(false(), *(_agreed(survey_id) for survey_id in of_surveys))
    return agreed & _UNFLAGGED & person_readings.is_read(_id) & Response.set_aside.is_(None)


def _agreed(survey_id: int) -> ColumnElement[bool]:
    """Responses of a survey whose words may be quoted: all, while no version of it asks for consent, else those that gave it."""
    asked = {version.id: consent.asked_in(version.definition) for version in surveys.versions(survey_id)}
    of_survey = Response.survey_id == survey_id
    given = [_given(version_id, one) for version_id, one in asked.items() if one]
    return of_survey & or_(*given) if given else of_survey


def _given(version_id: int, asked: QuoteConsent) -> ColumnElement[bool]:
    """Answers are one flat document in compact JSON, so a code and its answer stand in it in one way only."""
    allowing = (json.dumps({asked.question: code}, separators=(",", ":"))[1:-1] for code in asked.allows)
    return (Response.version_id == version_id) & or_(*(Response.answers.contains(one, autoescape=True) for one in allowing))


def may_be_quoted(comment_id: str) -> bool:
    """Whether the rule lets this comment be quoted once an officer approves its redacted words."""
    survey_id = db.session.scalar(select(Comment.survey_id).where(Comment.id == comment_id))
    if survey_id is None:
        return False
    query = _joined(select(Comment.id)).where(Comment.id == comment_id, _may_be_quoted([survey_id]))
    return db.session.scalar(query) is not None


def word_on(comment_id: str) -> str:
    """What a person took a comment to mean, as it is reported. Raises LookupError when nobody has read it."""
    word = db.session.scalar(select(_word).select_from(Comment).where(Comment.id == comment_id))
    if word is None:
        raise LookupError(f"nobody has read comment {comment_id}")
    return word


def of(comment_id: str) -> Decision | None:
    """What was decided about a comment, or None."""
    row = db.session.scalar(select(Redaction).where(Redaction.comment_id == comment_id).execution_options(populate_existing=True))
    if row is None:
        return None
    return Decision(row.state, row.compliment, unseal(row.text), unseal(row.spans), row.officer_id, row.decided_on)


def decided(comment_ids: Collection[str]) -> frozenset[str]:
    """Those of these comments (a few hundred at most) about which somebody has decided."""
    return frozenset(db.session.scalars(select(Redaction.comment_id).where(Redaction.comment_id.in_(comment_ids))))


def decide(comment_id: str, decision: Decision) -> bool:
    """Keep a decision, sealed. False, and nothing is kept, when somebody decided already."""
    row = {
        "comment_id": comment_id,
        "state": decision.state,
        "compliment": decision.compliment,
        "text": seal(decision.text, decision.decided_on),
        "spans": seal(decision.spans, decision.decided_on),
        "officer_id": decision.officer_id,
        "decided_on": decision.decided_on,
    }
    return bool(insert_new(_INSERT_UNLESS_KNOWN, [row]))


def undo(comment_id: str) -> bool:
    """Take a decision back: the words may no longer be quoted. False when there is none."""
    return changed(delete(Redaction).where(Redaction.comment_id == comment_id)) == 1


def undecided(chosen: Chosen, number: int, size: int) -> tuple[Sequence[Candidate], int]:
    """Page `number` (from 1) of the comments that may be quoted and nobody has decided about, and how many there are.

    Newest quarter first; within it those that praise or criticise before those that say little.
    """
    query = _joined(select(Comment, _word)).where(Comment.survey_id == chosen.survey_id, *_matching(chosen), ~_DECIDED)
    query = query.where(_may_be_quoted([chosen.survey_id]))
    rows, total = _page(query.order_by(Comment.quarter.desc(), _SAYS_LITTLE, Comment.id), number, size)
    return [Candidate(one.id, one.quarter, one.question, word, unseal(one.text)) for one, word in rows], total


def approved_page(chosen: Chosen, number: int, size: int) -> tuple[Sequence[Quote], int]:
    """Page `number` (from 1) of the quotes that may be used, newest quarter first, and how many there are."""
    rows, total = _page(_approved(chosen).order_by(*_NEWEST), number, size)
    return [_quote(*row) for row in rows], total


def kept_back_page(chosen: Chosen, number: int, size: int) -> tuple[Sequence[Quote], int]:
    """Page `number` (from 1) of the comments that must not be quoted, in the words left of them, and how many there are."""
    query = _decided("kept_back", chosen).where(read_on_the_desk())
    rows, total = _page(query.order_by(*_NEWEST), number, size)
    return [_quote(*row) for row in rows], total


def approved(survey_id: int, quarters: Sequence[str]) -> Sequence[Quote]:
    """The quotes of these quarters of a survey, newest first and else in no order: the only way to words that may leave the desk."""
    rows = db.session.execute(_approved(Chosen(survey_id)).where(Comment.quarter.in_(quarters)).order_by(*_NEWEST))
    return [_quote(*row) for row in rows]


def counts(chosen: Chosen) -> tuple[int, int]:
    """How many quotes may be used, and how many of them a person took to be negative or mixed."""
    found = _approved(chosen).subquery()
    critical = func.count(case((found.c.word.in_(CRITICAL), 1)))
    total, critical_ones = db.session.execute(select(func.count(), critical).select_from(found)).one()
    return total, critical_ones


def compliments() -> Sequence[Compliment]:
    """All praise that may be shown, of every survey, in the order of the random ids. Some hundreds a year."""
    person = func.coalesce(cast(Response.link_number, String), Response.id)
    query = select(Comment.id, Comment.quarter, Survey.audience, Response.team_id, person, Redaction.text)
    query = _joined(query).join(Survey, Survey.id == Comment.survey_id).join(Redaction, Redaction.comment_id == Comment.id)
    allowed = _may_be_quoted(survey.id for survey in surveys.everyone())
    query = query.where(Redaction.state == "approved", Redaction.compliment.is_(True), _word == PRAISE, allowed)
    return [Compliment(*row) for row in db.session.execute(query.order_by(Comment.id))]


def _joined(query: Rows) -> Rows:
    return query.select_from(Comment).join(Response, Response.id == Comment.response_id)


def _decided(state: str, chosen: Chosen) -> Rows:
    """Few of a survey's comments are decided about: the sum keeps SQLite from going through all of them instead."""
    columns = (Comment.id, Comment.quarter, Survey.audience, _word.label("word"), Redaction.compliment, Redaction.text)
    query = _joined(select(*columns)).join(Survey, Survey.id == Comment.survey_id).join(Redaction, Redaction.comment_id == Comment.id)
    return query.where(Redaction.state == state, Comment.survey_id + 0 == chosen.survey_id, *_matching(chosen))


def _approved(chosen: Chosen) -> Rows:
    return _decided("approved", chosen).where(_may_be_quoted([chosen.survey_id]))


def _matching(chosen: Chosen) -> list[ColumnElement[bool]]:
    """What is chosen but the survey."""
    where = []
    if chosen.quarter:
        where.append(Comment.quarter == chosen.quarter)
    if chosen.theme:
        where.append(exists().where(CommentTheme.comment_id == Comment.id, CommentTheme.theme == chosen.theme))
    if chosen.sentiment:
        where.append(_word == chosen.sentiment)
    return where


def _page(query: Rows, number: int, size: int) -> tuple[Sequence[Any], int]:
    total = db.session.scalar(query.order_by(None).with_only_columns(func.count())) or 0
    return db.session.execute(query.limit(size).offset((number - 1) * size)).all(), total


def _quote(comment_id: str, quarter: str, audience: str, word: str, compliment: bool, text: bytes) -> Quote:  # noqa: FBT001 - a column
    return Quote(comment_id, quarter, audience, word, compliment, unseal(text))


def in_clear(compliments: Collection[Compliment]) -> Mapping[str, str]:
    """The words of these compliments by id."""
    return {one.id: unseal(one.words) for one in compliments}
