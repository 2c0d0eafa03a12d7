"""Who is on duty when somebody may not be safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import a_day
from feedback.store.database import Model, db


class Duty(Model):
    """Who is on duty from one day to another, both included: a lead and a deputy. Days without a row are everybody's."""

    __tablename__ = "duty"
    __table_args__ = (a_day("from_on"), a_day("to_on"), CheckConstraint("from_on <= to_on", name="order"))

    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    lead_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))


def on(day: date) -> Duty | None:
    """The row of the rota for a day, or None."""
    return db.session.scalar(select(Duty).where(Duty.from_on <= day, Duty.to_on >= day).order_by(Duty.id).limit(1))


def by_id(duty_id: int) -> Duty | None:
    """A row of the rota, or None."""
    return db.session.get(Duty, duty_id)


def coming(from_day: date, most: int) -> Sequence[Duty]:
    """The rows of the rota that are not over on a day, the first of them first, at most so many."""
    return db.session.scalars(select(Duty).where(Duty.to_on >= from_day).order_by(Duty.from_on).limit(most)).all()


def overlapping(from_on: date, to_on: date) -> Duty | None:
    """A row of the rota that shares a day with these, or None. In a transaction nobody else adds one until it ends."""
    _lock()
    return db.session.scalar(select(Duty).where(Duty.from_on <= to_on, Duty.to_on >= from_on).order_by(Duty.from_on).limit(1))


def add(from_on: date, to_on: date, lead_id: int, deputy_id: int) -> Duty:
    """Put a row into the rota."""
    duty = Duty(from_on=from_on, to_on=to_on, lead_id=lead_id, deputy_id=deputy_id)
    db.session.add(duty)
    db.session.flush()
    return duty


def remove(duty_id: int) -> None:
    """Take a row out of the rota."""
    db.session.execute(delete(Duty).where(Duty.id == duty_id))


def _lock() -> None:
    """On SQLite a transaction that writes is alone anyway."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("duty"))))
