"""Surveys and their versions. A version never changes again: triggers refuse it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import AUDIENCES, PRIVACY, one_of
from feedback.store.database import Model, db, table_of
from feedback.store.quarters import FrozenQuarter

State = Literal["draft", "open", "closed"]


class Survey(Model):
    """Something run with one audience. Its state follows from its two dates; its privacy is fixed once it has opened."""

    __tablename__ = "survey"
    __table_args__ = (
        one_of("audience", AUDIENCES),
        one_of("privacy", PRIVACY),
        CheckConstraint("closed_on IS NULL OR opened_on IS NOT NULL", name="opened_before_closed"),
        UniqueConstraint("id", "privacy"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    audience: Mapped[str] = mapped_column(String(20))
    privacy: Mapped[str] = mapped_column(String(12))
    created_on: Mapped[date]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    demo: Mapped[bool] = mapped_column(default=False)

    @property
    def state(self) -> State:
        """draft, open or closed, derived from the dates."""
        return state_of(self.opened_on, self.closed_on)


class Version(Model):
    """A published questionnaire, as canonical JSON."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    published_on: Mapped[date]
    definition: Mapped[str] = mapped_column(Text)


_FOUND, _PUBLISHED = table_of(Survey).c, table_of(Version).c
_COLUMNS = ("id", "slug", "title", "audience", "privacy", "opened_on", "closed_on", "demo")
_DOOR = (
    select(*(_FOUND[name] for name in _COLUMNS), _PUBLISHED.id.label("version_id"), _PUBLISHED.number)
    .join(table_of(Version), _PUBLISHED.survey_id == _FOUND.id)
    .where(_FOUND.slug == bindparam("slug"))
    .order_by(_PUBLISHED.number.desc())
    .limit(1)
)
_FROZEN = table_of(FrozenQuarter)
_STANDING = (
    select(_FOUND.opened_on, _FOUND.closed_on, _FROZEN.c.quarter)
    .outerjoin(_FROZEN, _FROZEN.c.survey_id == _FOUND.id)
    .where(_FOUND.id == bindparam("id"))
)
_DOOR_OF_VERSION = _DOOR.where(_PUBLISHED.number == bindparam("number"))


@dataclass(frozen=True)
class Door:
    """What a way in needs to know of a survey: the survey and the version that answers it."""

    survey_id: int
    slug: str
    title: str
    audience: str
    privacy: str
    state: State
    closed_on: date | None
    version_id: int
    version: int
    demo: bool


@dataclass(frozen=True)
class Standing:
    """What a survey takes: its state, the day it was closed, and its quarters that are frozen."""

    state: State
    closed_on: date | None
    frozen: frozenset[str]


def add(survey: Survey) -> Survey:
    """Keep a new survey; its id is set."""
    db.session.add(survey)
    db.session.flush()
    return survey


def publish(survey: Survey, definition: str, day: date) -> Version:
    """Keep `definition` as the next version of the survey."""
    last = db.session.scalar(select(func.max(Version.number)).where(Version.survey_id == survey.id)) or 0
    version = Version(survey_id=survey.id, number=last + 1, published_on=day, definition=definition)
    db.session.add(version)
    db.session.flush()
    return version


def everyone() -> Sequence[Survey]:
    """All surveys by title."""
    return db.session.scalars(select(Survey).order_by(Survey.title, Survey.id)).all()


def page(text: str, number: int, size: int) -> tuple[Sequence[Survey], int]:
    """Page `number` (from 1) of the surveys with `text` in their title or address, by title, and how many there are."""
    query = select(Survey).where(Survey.title.icontains(text, autoescape=True) | Survey.slug.icontains(text, autoescape=True))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return db.session.scalars(query.order_by(Survey.title, Survey.id).limit(size).offset((number - 1) * size)).all(), total


def by_slug(slug: str) -> Survey | None:
    """The survey at this address, or None."""
    return db.session.scalar(select(Survey).where(Survey.slug == slug))


def by_id(survey_id: int) -> Survey:
    """The survey with this id. Raises LookupError."""
    survey = db.session.get(Survey, survey_id)
    if survey is None:
        raise LookupError(f"no survey {survey_id}")
    return survey


def versions(survey_id: int) -> Sequence[Version]:
    """All versions of a survey, oldest first; the last one is asked."""
    return db.session.scalars(select(Version).where(Version.survey_id == survey_id).order_by(Version.number)).all()


def definition(version_id: int) -> str:
    """The canonical JSON of a version."""
    return db.session.execute(select(Version.definition).where(Version.id == version_id)).scalar_one()


def door(slug: str, number: int | None = None) -> Door | None:
    """The survey at `slug` with its newest version, or with version `number`; None when there is none."""
    query, named = (_DOOR_OF_VERSION, {"slug": slug, "number": number}) if number else (_DOOR, {"slug": slug})
    row = db.session.connection().execute(query, named).first()
    if row is None:
        return None
    survey_id, found, title, audience, privacy, opened, closed, demo, version_id, version = row
    return Door(survey_id, found, title, audience, privacy, state_of(opened, closed), closed, version_id, version, demo)


def standing(survey_id: int) -> Standing:
    """How a survey stands at this moment, in one query: every sent response asks it."""
    rows = db.session.connection().execute(_STANDING, {"id": survey_id}).all()
    opened, closed, _ = rows[0]
    return Standing(state_of(opened, closed), closed, frozenset(row[2] for row in rows if row[2]))


def state_of(opened_on: date | None, closed_on: date | None) -> State:
    """draft, open or closed, from the two dates of a survey."""
    if closed_on:
        return "closed"
    return "open" if opened_on else "draft"
