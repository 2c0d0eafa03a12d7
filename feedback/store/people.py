"""The cohort: a Person is a pseudonymous reference and a few bands. The link table opens only by break-glass."""

from __future__ import annotations

import secrets
from datetime import date

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import AUDIENCES, bands, one_of
from feedback.store.database import Model, db

LINK_NUMBER_BITS = 62


class Person(Model):
    """Somebody the service works with: no name, no birth date, no postcode, no offence."""

    __tablename__ = "person"
    __table_args__ = (one_of("audience", AUDIENCES), *bands(), UniqueConstraint("audience", "reference"))

    id: Mapped[int] = mapped_column(primary_key=True)
    audience: Mapped[str] = mapped_column(String(20))
    reference: Mapped[str] = mapped_column(String(64))
    age_band: Mapped[str | None] = mapped_column(String(20))
    sex: Mapped[str | None] = mapped_column(String(20))
    ethnicity: Mapped[str | None] = mapped_column(String(20))
    order_type: Mapped[str | None] = mapped_column(String(20))
    care_experience: Mapped[str | None] = mapped_column(String(20))
    needs: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(5), default="en")
    team: Mapped[str | None] = mapped_column(String(80))
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    demo: Mapped[bool] = mapped_column(default=False)


class Link(Model):
    """From a link number to its Person. Nothing joins this table but break-glass."""

    __tablename__ = "link"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)


class Contact(Model):
    """A Person's phone and e-mail, encrypted, kept apart and destroyed first."""

    __tablename__ = "contact"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    phone: Mapped[bytes | None] = mapped_column(LargeBinary)
    email: Mapped[bytes | None] = mapped_column(LargeBinary)


def new_link_number() -> int:
    """A random number that says nothing about when or for whom it was drawn."""
    return secrets.randbits(LINK_NUMBER_BITS)


def add_all(people: list[Person]) -> None:
    """Keep people; their ids are set."""
    db.session.add_all(people)
    db.session.flush()


def link_all(numbers: dict[int, int]) -> None:
    """Keep link numbers: {person id: number}."""
    db.session.add_all(Link(number=number, person_id=person_id) for person_id, number in numbers.items())
    db.session.flush()
