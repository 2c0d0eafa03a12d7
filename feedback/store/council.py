"""The council that runs this service: its names and words, sites and teams, and the help lines that it offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from feedback.store.codes import REGIONS, one_of
from feedback.store.database import Model, db, table_of


class Council(Model):
    """One row. `public_name` is what respondents see: neutral, so that nothing says what the service is.

    `languages_checked`: languages whose translation of our own words a person has checked; no other is offered beside English.
    `idle_seconds`: after so long without a touch a tablet wipes the answers on it. From the hour `quiet_from` to the hour
    `quiet_to` in London no message is sent; never quiet when they are the same. Working hours go from the hour `work_from` to the
    hour `work_to` on working days of `region`. `second_share`: percent of comments that a second officer reads too; `guess_hidden`:
    readers see the machine's guess after they have chosen. `known_…`: names that a quote must not hold.
    """

    __tablename__ = "council"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("quiet_from BETWEEN 0 AND 23", name="quiet_from"),
        CheckConstraint("quiet_to BETWEEN 0 AND 23", name="quiet_to"),
        CheckConstraint("work_from BETWEEN 0 AND 23", name="work_from"),
        CheckConstraint("work_to BETWEEN 1 AND 24", name="work_to"),
        CheckConstraint("second_share BETWEEN 0 AND 100", name="second_share"),
        one_of("region", REGIONS),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    name: Mapped[str] = mapped_column(String(120), default="")
    service_name: Mapped[str] = mapped_column(String(120), default="")
    public_name: Mapped[str] = mapped_column(String(60), default="Council feedback")
    accent: Mapped[str] = mapped_column(String(7), default="#0b6b6b")
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    logo_type: Mapped[str | None] = mapped_column(String(40))
    care_words: Mapped[str] = mapped_column(String(80), default="children in our care")
    contact_email: Mapped[str] = mapped_column(String(255), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    data_protection_email: Mapped[str] = mapped_column(String(255), default="")
    safeguarding_name: Mapped[str] = mapped_column(String(120), default="")
    safeguarding_email: Mapped[str] = mapped_column(String(255), default="")
    safeguarding_phone: Mapped[str] = mapped_column(String(40), default="")
    help_lines: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    help_checked_on: Mapped[date | None]
    privacy_extra: Mapped[str] = mapped_column(Text, default="")
    languages_checked: Mapped[list[str]] = mapped_column(JSON, default=list)
    idle_seconds: Mapped[int] = mapped_column(default=60)
    quiet_from: Mapped[int] = mapped_column(default=19)
    quiet_to: Mapped[int] = mapped_column(default=9)
    work_from: Mapped[int] = mapped_column(default=9)
    work_to: Mapped[int] = mapped_column(default=17)
    region: Mapped[str] = mapped_column(String(3), default="ENG")
    on_call_name: Mapped[str] = mapped_column(String(120), default="")
    on_call_email: Mapped[str] = mapped_column(String(255), default="")
    on_call_phone: Mapped[str] = mapped_column(String(40), default="")
    second_share: Mapped[int] = mapped_column(default=20)
    guess_hidden: Mapped[bool] = mapped_column(default=False)
    known_staff: Mapped[list[str]] = mapped_column(JSON, default=list)
    known_places: Mapped[list[str]] = mapped_column(JSON, default=list)
    known_schools: Mapped[list[str]] = mapped_column(JSON, default=list)
    demo: Mapped[bool] = mapped_column(default=False)

    @property
    def ready(self) -> bool:
        """Whether the first day's questions that respondents depend on are answered."""
        return bool(self.name and self.service_name and self.public_name and self.safeguarding_name and self.help_checked_on)


class Place(Model):
    """What a site and a team have in common: a name, and whether it is still in use."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    removed: Mapped[bool] = mapped_column(default=False)


class Site(Place):
    """Where young people meet the service."""

    __tablename__ = "site"


class Team(Place):
    """A team of the service."""

    __tablename__ = "team"


_BLANK: dict[str, Any] = {
    column.key: column.default.arg for column in table_of(Council).columns if isinstance(column.default, ScalarElementColumnDefault)
}
_BLANK |= {"help_lines": [], "languages_checked": [], "known_staff": [], "known_places": [], "known_schools": []}
PLACES: Mapping[str, type[Place]] = {"site": Site, "team": Team}


def current() -> Council:
    """The council; an empty one, not kept, before the first day."""
    return db.session.get(Council, 1) or Council(**_BLANK)


def change(values: Mapping[str, object]) -> None:
    """Keep these columns of the council."""
    council = db.session.get(Council, 1)
    if council is None:
        council = Council(id=1)
        db.session.add(council)
    for column, value in values.items():
        setattr(council, column, value)
    db.session.flush()


def places(kind: str) -> Sequence[Place]:
    """Sites or teams ('site' or 'team') in use, by name."""
    table = PLACES[kind]
    return db.session.query(table).filter_by(removed=False).order_by(table.name).all()


def place_names(kind: str) -> Mapping[int, str]:
    """The name of every site or team by its id, those out of use too: what was kept with one still names it."""
    table = PLACES[kind]
    return {place.id: place.name for place in db.session.query(table)}


def add_place(kind: str, name: str) -> Place:
    """Add a site or team, or bring back a removed one of that name."""
    table = PLACES[kind]
    place = db.session.query(table).filter_by(name=name).first() or table(name=name)
    place.removed = False
    db.session.add(place)
    db.session.flush()
    return place


def remove_place(kind: str, place_id: int) -> Place | None:
    """Take a site or team out of use; responses keep it."""
    place = db.session.query(PLACES[kind]).filter_by(id=place_id).first()
    if place is not None:
        place.removed = True
        db.session.flush()
    return place
