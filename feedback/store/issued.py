"""The ledger: which figures were issued to whom, and how many people each was about. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import a_day
from feedback.store.database import Model, db, insert_rows, table_of


class Issued(Model):
    """One row of a released table. `base` is exact, whatever was printed: it is what the next release is compared with.

    `question` is empty where the row counts people, `breakdown` and `member_of` (a group) where it is about everybody.
    """

    __tablename__ = "issued"
    __table_args__ = (
        CheckConstraint("audience IN ('officers', 'board', 'public')", name="audience"),
        a_day("issued_on"),
        Index(None, "survey_id", "audience"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    audience: Mapped[str] = mapped_column(String(10))
    period: Mapped[str] = mapped_column(String(24))
    question: Mapped[str] = mapped_column(String(60))
    breakdown: Mapped[str] = mapped_column(String(60))
    member_of: Mapped[str] = mapped_column(String(60))
    base: Mapped[int]
    issued_on: Mapped[date]


class Line(NamedTuple):
    """One row of the ledger without whom it went to."""

    period: str
    question: str
    breakdown: str
    group: str
    base: int


_INSERT = insert(table_of(Issued))


def add(survey_id: int, audience: str, lines: Sequence[Line], day: date) -> None:
    """Write down what is issued now."""
    about = {"survey_id": survey_id, "audience": audience, "issued_on": day}
    rows = [
        about | {"period": one.period, "question": one.question, "breakdown": one.breakdown, "member_of": one.group, "base": one.base}
        for one in lines
    ]
    if rows:
        insert_rows(_INSERT, rows)


def before(survey_id: int, audience: str) -> Sequence[Line]:
    """Everything that this audience was issued about a survey, each once."""
    columns = (Issued.period, Issued.question, Issued.breakdown, Issued.member_of, Issued.base)
    query = select(*columns).where(Issued.survey_id == survey_id, Issued.audience == audience).distinct()
    return [Line(*row) for row in db.session.execute(query)]
