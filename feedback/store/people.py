"""The cohort: a Person is a pseudonymous reference and a few bands. Whom a link number belongs to stands in links.py."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import AUDIENCES, BANDS, bands, one_of
from feedback.store.database import Model, changed, db, table_of

AT_ONCE = 500
"""Ids in one statement."""


class Person(Model):
    """Somebody the service works with: no name, no birth date, no postcode, no offence.

    `started_on`, `review_on` and `ended_on` are what touchpoints are worked out from; `ended_on` may lie ahead. `left_on`: the day
    of the first snapshot without them. `opted_out_on`: since then no message is written to them, whatever a newer snapshot says.
    """

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
    review_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    left_on: Mapped[date | None]
    opted_out_on: Mapped[date | None]
    demo: Mapped[bool] = mapped_column(default=False)


class Contact(Model):
    """A Person's phone and e-mail, encrypted, kept apart and destroyed first.

    `stop_hash` (see `tokens.stop_token`) stays when they go: the link in an older message still stops those to come.
    """

    __tablename__ = "contact"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    phone: Mapped[bytes | None] = mapped_column(LargeBinary)
    email: Mapped[bytes | None] = mapped_column(LargeBinary)
    stop_hash: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)


_THERE = Contact.phone.is_not(None) | Contact.email.is_not(None)
_GONE = {"phone": None, "email": None}

COLUMNS = ("reference", *BANDS, "language", "team", "started_on", "review_on", "ended_on")
"""What a snapshot says of a person."""


def add_all(people: list[Person]) -> None:
    """Keep people; their ids are set."""
    db.session.add_all(people)
    db.session.flush()


def add_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep many people, all with the same columns. Their ids are found with `ids`."""
    if rows:
        db.session.execute(insert(table_of(Person)), list(rows))


def ids(audience: str) -> Mapping[str, int]:
    """The id of every person of an audience by reference, those who left too."""
    query = select(Person.reference, Person.id).where(Person.audience == audience)
    return dict(db.session.execute(query).all())


def known(audience: str) -> Iterator[Mapping[str, Any]]:
    """Every person of an audience as a mapping of COLUMNS with id and left_on, in no order."""
    table = table_of(Person).c
    query = select(*(table[name] for name in ("id", "left_on", *COLUMNS))).where(table.audience == audience)
    for row in db.session.connection().execute(query):
        yield dict(row._mapping)


def current(audience: str) -> Sequence[Mapping[str, Any]]:
    """People of an audience that nobody took out of the cohort, as `known` gives them with opted_out_on, by reference."""
    table = table_of(Person).c
    columns = ("id", "left_on", "opted_out_on", *COLUMNS)
    query = select(*(table[name] for name in columns)).where(table.audience == audience, table.left_on.is_(None))
    return [dict(row._mapping) for row in db.session.connection().execute(query.order_by(table.reference))]


def by_ids(person_ids: Collection[int]) -> Mapping[int, Person]:
    """These people as they stand now; those who were taken out are left out."""
    queries = (select(Person).where(Person.id.in_(some)).execution_options(populate_existing=True) for some in _batches(person_ids))
    return {person.id: person for query in queries for person in db.session.scalars(query)}


def change(rows: Sequence[Mapping[str, Any]]) -> None:
    """Put columns in place: mappings with "id" and the same columns each."""
    if rows:
        db.session.execute(update(Person), list(rows))


def remove(person_ids: Collection[int]) -> None:
    """Take people out with their contacts: an import is undone. Nobody may have asked them anything."""
    for some in _batches(person_ids):
        changed(delete(Contact).where(Contact.person_id.in_(some)))
        changed(delete(Person).where(Person.id.in_(some)))


def page(audience: str, text: str, number: int, size: int) -> tuple[Sequence[Person], int]:
    """Page `number` (from 1) of the people of an audience with `text` in their reference or team, by reference; how many there are."""
    query = select(Person).where(Person.audience == audience, Person.left_on.is_(None))
    if text:
        query = query.where(Person.reference.icontains(text, autoescape=True) | Person.team.icontains(text, autoescape=True))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return db.session.scalars(query.order_by(Person.reference).limit(size).offset((number - 1) * size)).all(), total


def sizes() -> Mapping[str, int]:
    """How many people each audience has in the cohort now."""
    query = select(Person.audience, func.count()).where(Person.left_on.is_(None)).group_by(Person.audience)
    return dict(db.session.execute(query).all())


def counts(audience: str, column: str) -> Mapping[str | None, int]:
    """How many people of the cohort have each value of a band, of `team` or of `language`."""
    values = table_of(Person).c[column]
    query = select(values, func.count()).where(Person.audience == audience, Person.left_on.is_(None)).group_by(values)
    return dict(db.session.execute(query).all())


def contacts(person_ids: Collection[int]) -> Mapping[int, Contact]:
    """The contacts of these people, still encrypted; those without one are left out."""
    found = (db.session.scalars(select(Contact).where(Contact.person_id.in_(some), _THERE)) for some in _batches(person_ids))
    return {contact.person_id: contact for rows in found for contact in rows}


def sealed_contacts(audience: str) -> Iterator[tuple[int, bytes | None, bytes | None]]:
    """(person id, phone, e-mail) of everybody of an audience with a contact, still encrypted, those who left too."""
    query = select(Contact.person_id, Contact.phone, Contact.email).join(Person, Person.id == Contact.person_id)
    for row in db.session.connection().execute(query.where(Person.audience == audience, _THERE)):
        yield row[0], row[1], row[2]


def reachable(audience: str) -> Mapping[int, tuple[bool, bool]]:
    """For everybody with a contact: whether it has a phone, whether it has an e-mail. Nothing is decrypted."""
    query = select(Contact.person_id, Contact.phone.is_not(None), Contact.email.is_not(None)).join(Person, Person.id == Contact.person_id)
    rows = db.session.execute(query.where(Person.audience == audience, _THERE))
    return {person_id: (bool(phone), bool(email)) for person_id, phone, email in rows}


def put_contacts(rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep contacts (person_id, phone, email, stop_hash) in place of those that these people had."""
    for some in _batches([row["person_id"] for row in rows]):
        changed(delete(Contact).where(Contact.person_id.in_(some)))
    if rows:
        db.session.execute(insert(table_of(Contact)), list(rows))


def forget_contacts(person_ids: Collection[int]) -> None:
    """Destroy the phones and e-mails of these people."""
    for some in _batches(person_ids):
        changed(update(Contact).where(Contact.person_id.in_(some)).values(_GONE))


def forget_contacts_of_those_who_left(before: date) -> int:
    """Destroy the contacts of people who left the cohort before a day; of how many."""
    gone = select(Person.id).where(Person.left_on < before)
    return changed(update(Contact).where(Contact.person_id.in_(gone), _THERE).values(_GONE))


def by_stop_hash(stop_hash: str) -> Person | None:
    """The person whose messages carry the stop token of this hash, or None."""
    return db.session.scalar(select(Person).join(Contact, Contact.person_id == Person.id).where(Contact.stop_hash == stop_hash))


def opt_out(person_id: int, day: date | None) -> None:
    """Keep that a person wants no messages from this day on; None takes it back."""
    changed(update(Person).where(Person.id == person_id).values(opted_out_on=day))


def _batches(person_ids: Collection[int]) -> Iterator[Sequence[int]]:
    listed = list(person_ids)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))
