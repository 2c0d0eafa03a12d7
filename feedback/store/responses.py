"""Responses: one person's sent answers. Nothing here is finer than a day, and nothing tells their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    case,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import ASIDE, BANDS, HELPERS, TIMINGS, TOUCHPOINTS, WAYS, a_day, a_quarter, bands, one_of
from feedback.store.database import Model, changed, db, insert_new, insert_rows, insert_unless_known, table_of

_UNLINKED = "privacy = 'confidential' OR (link_number IS NULL AND way <> 'invitation')"
_OF_NOBODY = text("link_number IS NULL")


class Response(Model):
    """Coded answers as one JSON document keyed by question code, with the codes "skipped" and "not_asked" spelt out.

    `shown` says whether the figures include it: see `feedback.reporting.counting`.
    `digest` is keyed and covers all that was sent, so that an identical resend is known without keeping it. `withdrawal` is the
    keyed hash of the code with which the person may take it back. `by_revoked`: it came from a tablet that had been revoked.
    """

    __tablename__ = "response"
    __table_args__ = (
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"]),
        CheckConstraint(_UNLINKED, name="open_is_unlinked"),
        one_of("way", WAYS),
        one_of("helper", HELPERS),
        one_of("touchpoint", TOUCHPOINTS),
        one_of("set_aside", ASIDE),
        one_of("timing", TIMINGS),
        CheckConstraint("answers LIKE '{%}'", name="answers"),
        a_quarter(),
        a_day("sent_on"),
        *bands(),
        Index(None, "survey_id", "quarter", "shown", "set_aside"),
        Index(None, "sent_on"),
        Index("ix_response_unlinked", "survey_id", "quarter", "set_aside", sqlite_where=_OF_NOBODY, postgresql_where=_OF_NOBODY),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    survey_id: Mapped[int]
    privacy: Mapped[str] = mapped_column(String(12))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    variant: Mapped[str] = mapped_column(String(20), default="")
    language: Mapped[str] = mapped_column(String(5), default="en")
    assent: Mapped[str] = mapped_column(String(20))
    quarter: Mapped[str] = mapped_column(String(10))
    sent_on: Mapped[date]
    touchpoint: Mapped[str] = mapped_column(String(10), default="")
    way: Mapped[str] = mapped_column(String(10))
    helper: Mapped[str] = mapped_column(String(12), default="")
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    link_number: Mapped[int | None] = mapped_column(BigInteger)
    age_band: Mapped[str | None] = mapped_column(String(20))
    sex: Mapped[str | None] = mapped_column(String(20))
    ethnicity: Mapped[str | None] = mapped_column(String(20))
    order_type: Mapped[str | None] = mapped_column(String(20))
    care_experience: Mapped[str | None] = mapped_column(String(20))
    needs: Mapped[str | None] = mapped_column(String(20))
    answers: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    withdrawal: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)
    read_aloud: Mapped[bool] = mapped_column(default=False)
    timing: Mapped[str] = mapped_column(String(12), default="")
    by_revoked: Mapped[bool] = mapped_column(default=False)
    set_aside: Mapped[str | None] = mapped_column(String(12))
    shown: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)


TAKEN_BACK = ""
"""The digest of a response that was taken back: whatever comes under its id is known, and brings nothing back."""

AT_ONCE = 200
"""Rows turned into columns at a time: they are gone before Python's collector of cycles walks over them, which halves the cost."""

_OF_ITS_OWN = frozenset({"id", "link_number", "answers"})
"""Columns in which hardly two rows are alike. Of the others each value is held once, however many rows have it."""

_INSERT = insert(table_of(Response))
_INSERT_UNLESS_KNOWN = insert_unless_known(Response, "id")


@dataclass(frozen=True)
class QuarterCount:
    """Live counts of one quarter: responses that count, of those in an Easy Read or other variant, and those set aside."""

    quarter: str
    responses: int
    set_aside: int


def add_new(rows: Sequence[Mapping[str, object]]) -> set[str]:
    """Keep those of these responses whose id is not there yet, and say which ids that were. Rows with all columns."""
    return set(insert_new(_INSERT_UNLESS_KNOWN, rows)) if rows else set()


def remove(response_id: str) -> None:
    """Take a response out again, with its comments."""
    changed(delete(Response).where(Response.id == response_id))


def add_all(rows: Sequence[Mapping[str, object]]) -> None:
    """Keep many responses, all with the same columns."""
    if rows:
        insert_rows(_INSERT, rows)


def kept_digest(response_id: str) -> str | None:
    """The digest of the response with this id, or None."""
    return db.session.execute(select(Response.digest).where(Response.id == response_id)).scalar_one_or_none()


def by_withdrawal(withdrawal: str) -> Response | None:
    """The response that may be taken back with the code of this hash, or None."""
    return db.session.scalar(select(Response).where(Response.withdrawal == withdrawal).execution_options(populate_existing=True))


def take_back(response_id: str) -> None:
    """Destroy what a person answered and everything that tells them from others; leave what keeps a late copy away.

    `shown` stays, so that figures follow in steps.
    """
    nothing = {"answers": "{}", "digest": TAKEN_BACK, "set_aside": "withdrawn", "helper": "", "touchpoint": "", "read_aloud": False}
    ties = dict.fromkeys((*BANDS, "site_id", "team_id", "link_number"))
    changed(update(Response).where(Response.id == response_id).values(nothing | ties))


def known(ids: Sequence[str]) -> frozenset[str]:
    """Those of these ids (a few hundred at most) that a response has already."""
    return frozenset(db.session.scalars(select(Response.id).where(Response.id.in_(ids))))


def by_id(response_id: str) -> Response | None:
    """The response with this id, or None."""
    return db.session.get(Response, response_id)


def counts(survey_id: int) -> Sequence[QuarterCount]:
    """Counts of every quarter that has responses, oldest first."""
    aside = func.sum(case((Response.set_aside.is_not(None), 1), else_=0))
    query = select(Response.quarter, func.count(), aside).where(Response.survey_id == survey_id)
    rows = db.session.execute(query.group_by(Response.quarter).order_by(Response.quarter))
    return [QuarterCount(quarter, total - aside, aside) for quarter, total, aside in rows]


def days(survey_id: int, quarters: Sequence[str], way: str) -> Mapping[date, int]:
    """How many responses came by this way on each day, those set aside left out."""
    query = select(Response.sent_on, func.count()).where(
        Response.survey_id == survey_id, Response.quarter.in_(quarters), Response.way == way, Response.set_aside.is_(None)
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Response.sent_on))}


def aside_reasons(survey_id: int, quarters: Sequence[str]) -> Mapping[str, int]:
    """How many responses are set aside for each reason."""
    query = select(Response.set_aside, func.count()).where(
        Response.survey_id == survey_id, Response.quarter.in_(quarters), Response.set_aside.is_not(None)
    )
    return {str(reason): total for reason, total in db.session.execute(query.group_by(Response.set_aside))}


@dataclass(frozen=True)
class Coming:
    """How many responses that count came later than they were finished, with a clock that cannot be right, from a revoked tablet."""

    queued: int
    not_believed: int
    by_revoked: int


def coming(survey_id: int, quarters: Sequence[str]) -> Coming:
    """How the responses of these quarters came."""
    marks = (Response.timing == "queued", Response.timing == "not_believed", Response.by_revoked.is_(True))
    query = select(*(func.count(case((mark, 1))) for mark in marks)).where(
        Response.survey_id == survey_id, Response.quarter.in_(quarters), Response.set_aside.is_(None)
    )
    row = db.session.execute(query).one()
    return Coming(row[0], row[1], row[2])


def page(survey_id: int, quarter: str, number: int, size: int) -> tuple[Sequence[Response], int]:
    """Page `number` (from 1) of a quarter's responses in order of their random ids, and how many there are."""
    where = (Response.survey_id == survey_id, Response.quarter == quarter)
    total = db.session.scalar(select(func.count()).select_from(Response).where(*where)) or 0
    query = select(Response).where(*where).order_by(Response.id).limit(size).offset((number - 1) * size)
    return db.session.scalars(query).all(), total


def aside(survey_id: int, ids: Sequence[str]) -> Mapping[str, str | None]:
    """The reason for which each of these responses is set aside, None for one that counts; those of other surveys are left out."""
    query = select(Response.id, Response.set_aside).where(Response.survey_id == survey_id, Response.id.in_(ids))
    return {row.id: row.set_aside for row in db.session.execute(query)}


def quarters_of(survey_id: int, ids: Sequence[str]) -> frozenset[str]:
    """The quarters of these responses of a survey."""
    return frozenset(db.session.scalars(select(Response.quarter).where(Response.survey_id == survey_id, Response.id.in_(ids))))


def in_quarter(quarter: str) -> Mapping[int, int]:
    """How many responses of a quarter count, by survey."""
    query = select(Response.survey_id, func.count().label("total")).where(Response.quarter == quarter, Response.set_aside.is_(None))
    return {row.survey_id: row.total for row in db.session.execute(query.group_by(Response.survey_id))}


def set_aside(response_id: str, reason: str | None) -> bool:
    """Set a response aside, or bring it back with None. False when there is no such response."""
    query = update(Response).where(Response.id == response_id).values(set_aside=reason)
    return changed(query) == 1


def pending(survey_id: int, quarter: str) -> Sequence[str]:
    """Ids, in random order, of responses that are shown though set aside or not shown though they count."""
    query = select(Response.id).where(Response.survey_id == survey_id, Response.quarter == quarter, _out_of_line())
    return db.session.scalars(query.order_by(Response.id)).all()


def _out_of_line() -> ColumnElement[bool]:
    return (Response.shown.is_(True) & Response.set_aside.is_not(None)) | (Response.shown.is_(False) & Response.set_aside.is_(None))


def show(ids: Sequence[str], most: int = 500) -> None:
    """Bring `shown` into line for these responses: true when they count, false when they are set aside."""
    for start in range(0, len(ids), most):
        query = update(Response).where(Response.id.in_(ids[start : start + most]))
        changed(query.values(shown=Response.set_aside.is_(None)))


def show_all(survey_id: int, quarters: Sequence[str]) -> None:
    """Bring `shown` into line for every response of these quarters."""
    query = update(Response).where(Response.survey_id == survey_id, Response.quarter.in_(quarters), _out_of_line())
    changed(query.values(shown=Response.set_aside.is_(None)))


def shown_frame(survey_id: int, quarter: str) -> pd.DataFrame:
    """The shown responses of a quarter, a row each, in no order.

    Columns: id, sent_on, link_number, version_id, variant, helper, way, team_id, the bands, and answers (JSON text). All are columns
    of objects: a column of link numbers with gaps would become fractions and lose digits.
    """
    table = Response.__table__.c
    columns = [
        table[name] for name in ("id", "sent_on", "link_number", "version_id", "variant", "helper", "way", "team_id", *BANDS, "answers")
    ]
    query = select(*columns).where(table.survey_id == survey_id, table.quarter == quarter, Response.shown.is_(True))
    found: dict[str, list[object]] = {column.name: [] for column in columns}
    known: dict[object, object] = {}
    for rows in db.session.connection().execute(query).partitions(AT_ONCE):
        for (name, values), of_column in zip(found.items(), zip(*rows, strict=True), strict=True):
            values.extend(of_column if name in _OF_ITS_OWN else map(known.setdefault, of_column, of_column))
    return pd.DataFrame(found, dtype=object)


def export_rows(survey_id: int) -> Sequence[Response]:
    """Every response of a survey that counts, in order of the random ids."""
    query = select(Response).where(Response.survey_id == survey_id, Response.set_aside.is_(None))
    return db.session.scalars(query.order_by(Response.id)).all()
