"""The council that runs this service: its names and words, sites and teams, and the help lines that it offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import JSON, CheckConstraint, LargeBinary, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.database import Model, db


class Council(Model):
    """One row. `public_name` is what respondents see: neutral, so that nothing says what the service is."""

    __tablename__ = "council"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

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
    demo: Mapped[bool] = mapped_column(default=False)

    @property
    def ready(self) -> bool:
        """Whether the first day's questions that respondents depend on are answered."""
        return bool(self.name and self.service_name and self.public_name and self.safeguarding_name and self.help_checked_on)


class Site(Model):
    """A place where young people meet the service."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    removed: Mapped[bool] = mapped_column(default=False)


class Team(Model):
    """A team of the service."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    removed: Mapped[bool] = mapped_column(default=False)


PLACES: Mapping[str, type[Site | Team]] = {"site": Site, "team": Team}


def current() -> Council:
    """The council; an empty one, not kept, before the first day."""
    return db.session.get(Council, 1) or Council(
        id=1, name="", service_name="", public_name="Council feedback", accent="#0b6b6b", care_words="children in our care", contact_email="",
        contact_phone="", data_protection_email="", safeguarding_name="", safeguarding_email="", safeguarding_phone="", help_lines=[], privacy_extra="",
        demo=False,
    )  # fmt: skip


def change(values: Mapping[str, object]) -> None:
    """Keep these columns of the council."""
    council = db.session.get(Council, 1)
    if council is None:
        council = Council(id=1)
        db.session.add(council)
    for column, value in values.items():
        setattr(council, column, value)
    db.session.flush()


def places(kind: str) -> Sequence[Site | Team]:
    """Sites or teams ('site' or 'team') in use, by name."""
    table = PLACES[kind]
    return db.session.scalars(select(table).where(table.removed.is_(False)).order_by(table.name)).all()


def add_place(kind: str, name: str) -> Site | Team:
    """Add a site or team, or bring back a removed one of that name."""
    table = PLACES[kind]
    place = db.session.scalar(select(table).where(table.name == name)) or table(name=name)
    place.removed = False
    db.session.add(place)
    db.session.flush()
    return place


def remove_place(kind: str, place_id: int) -> Site | Team | None:
    """Take a site or team out of use; responses keep it."""
    place = db.session.get(PLACES[kind], place_id)
    if place is not None:
        place.removed = True
        db.session.flush()
    return place
