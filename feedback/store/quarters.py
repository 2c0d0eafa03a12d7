"""Quarters that are frozen: what was issued about them never changes again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import a_quarter
from feedback.store.database import Model, db


class FrozenQuarter(Model):
    """One survey's quarter, frozen on a day."""

    __tablename__ = "frozen_quarter"
    __table_args__ = (a_quarter(),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True, autoincrement=False)
    quarter: Mapped[str] = mapped_column(String(10), primary_key=True)
    frozen_on: Mapped[date]


def is_frozen(survey_id: int, quarter: str) -> bool:
    """Whether this survey's quarter is frozen."""
    query = select(FrozenQuarter.quarter).where(FrozenQuarter.survey_id == survey_id, FrozenQuarter.quarter == quarter)
    return db.session.scalar(query) is not None
