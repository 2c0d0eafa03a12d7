"""Samples: whom we ask on one occasion, with the frame that they were drawn from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Select, String, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import CHANNELS, REACHED, TOUCHPOINTS, a_quarter, one_of
from feedback.store.database import Model, changed, db, table_of
from feedback.store.people import Contact, Person

METHODS = ("census", "random", "stratified")
AT_ONCE = 500
BY_MESSAGE = ("sms", "email")


class Sample(Model):
    """One draw. With `seed`, `method`, `stratified_by` and the frame (its members) anybody can repeat it.

    Due at `touchpoint` between `due_from` and `due_to`. `resting`: how many were left out because they were asked in the last
    `rest_days` days, or on the same occasion before. `wanted`: how many were to be drawn; None for everybody. `reminder_days`: days
    after `written_on`, the day its messages were written (None while nothing was). `due_on`: until when it counts as asked in its
    quarter's figures.
    """

    __tablename__ = "sample"
    __table_args__ = (one_of("method", METHODS), one_of("touchpoint", TOUCHPOINTS), a_quarter())

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    touchpoint: Mapped[str] = mapped_column(String(10), default="")
    method: Mapped[str] = mapped_column(String(10))
    seed: Mapped[int] = mapped_column(BigInteger)
    quarter: Mapped[str] = mapped_column(String(10))
    due_on: Mapped[date]
    frame_size: Mapped[int]
    drawn: Mapped[int]
    drawn_on: Mapped[date | None]
    drawn_by: Mapped[str] = mapped_column(String(255), default="")
    due_from: Mapped[date | None]
    due_to: Mapped[date | None]
    stratified_by: Mapped[str] = mapped_column(String(20), default="")
    wanted: Mapped[int | None]
    rest_days: Mapped[int] = mapped_column(default=0)
    resting: Mapped[int] = mapped_column(default=0)
    reminder_days: Mapped[list[int]] = mapped_column(JSON, default=list)
    written_on: Mapped[date | None]


class Member(Model):
    """Somebody of a sample's frame, drawn or not. It has no tie to an invitation or to an answer.

    `channel` is how they were asked, `reached` what became of the first message to them.
    """

    __tablename__ = "member"
    __table_args__ = (one_of("channel", CHANNELS), one_of("reached", REACHED), Index(None, "person_id"))

    sample_id: Mapped[int] = mapped_column(ForeignKey("sample.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    stratum: Mapped[str] = mapped_column(String(20), default="")
    drawn: Mapped[bool]
    team: Mapped[str | None] = mapped_column(String(80))
    channel: Mapped[str] = mapped_column(String(6), default="")
    reached: Mapped[str] = mapped_column(String(10), default="")


@dataclass(frozen=True)
class Ways:
    """How somebody could be asked."""

    person_id: int
    opted_out: bool
    sms: bool
    email: bool


@dataclass(frozen=True)
class Filters:
    """Whom of a sample a list shows. `without_message`: only those who get no text and no e-mail."""

    reference: str = ""
    team: str = ""
    without_message: bool = False


@dataclass(frozen=True)
class Listed:
    """Somebody on a sample list."""

    person_id: int
    reference: str
    team: str | None
    language: str


def add(sample: Sample) -> Sample:
    """Keep a sample; its id is set."""
    db.session.add(sample)
    db.session.flush()
    return sample


def add_members(rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep the frame of a sample: mappings of sample_id, person_id, stratum, drawn, team."""
    if rows:
        db.session.execute(insert(table_of(Member)), [{"channel": "", "reached": ""} | dict(row) for row in rows])


def by_id(sample_id: int) -> Sample | None:
    """The sample with this id as it stands now, or None."""
    return db.session.get(Sample, sample_id, populate_existing=True)


def of_survey(survey_id: int) -> Sequence[Sample]:
    """The samples of a survey, the newest first."""
    return db.session.scalars(select(Sample).where(Sample.survey_id == survey_id).order_by(Sample.id.desc())).all()


def with_reminders() -> Sequence[Sample]:
    """Samples whose messages were written and that have reminders planned."""
    query = select(Sample).where(Sample.written_on.is_not(None)).order_by(Sample.id)
    rows = db.session.scalars(query.execution_options(populate_existing=True))
    return [sample for sample in rows if sample.reminder_days]


def drawn(sample_id: int) -> Sequence[int]:
    """The ids of the people whom a sample asks, in no order of meaning."""
    return db.session.scalars(select(Member.person_id).where(Member.sample_id == sample_id, Member.drawn)).all()


def frame(sample_id: int) -> Sequence[Member]:
    """Everybody of a sample's frame."""
    return db.session.scalars(select(Member).where(Member.sample_id == sample_id)).all()


def asked_since(audience_ids: Collection[int], day: date) -> frozenset[int]:
    """Who of these people was drawn into a sample, or sent its messages, on this day or later."""
    lately = (Sample.drawn_on >= day) | (Sample.written_on >= day)
    query = select(Member.person_id).join(Sample, Sample.id == Member.sample_id).where(Member.drawn, lately)
    return frozenset(db.session.scalars(query.distinct())) & frozenset(audience_ids)


def anybody_drawn(person_ids: Collection[int]) -> bool:
    """Whether any of these people stands in the frame of a sample."""
    listed = list(person_ids)
    for start in range(0, len(listed), AT_ONCE):
        query = select(Member.person_id).where(Member.person_id.in_(listed[start : start + AT_ONCE])).limit(1)
        if db.session.scalar(query) is not None:
            return True
    return False


def asked_at(survey_id: int, touchpoint: str) -> Sequence[tuple[int, date, date]]:
    """(person id, due_from, due_to) of everybody whom a survey's samples of a touchpoint ask."""
    query = select(Member.person_id, Sample.due_from, Sample.due_to).join(Sample, Sample.id == Member.sample_id)
    found = db.session.execute(query.where(Sample.survey_id == survey_id, Sample.touchpoint == touchpoint, Member.drawn))
    return [(person_id, first, last) for person_id, first, last in found if first and last]


def ways(sample_id: int) -> Sequence[Ways]:
    """How each person whom a sample asks could be asked. Nothing is decrypted."""
    query = (
        select(Member.person_id, Person.opted_out_on.is_not(None), Contact.phone.is_not(None), Contact.email.is_not(None))
        .join(Person, Person.id == Member.person_id)
        .outerjoin(Contact, Contact.person_id == Member.person_id)
        .where(Member.sample_id == sample_id, Member.drawn)
    )
    return [Ways(row[0], *map(bool, row[1:])) for row in db.session.execute(query)]


def write(sample_id: int, day: date, channels: Mapping[int, str], reminder_days: Sequence[int]) -> None:
    """Keep that a sample's messages were written, how each person is asked ({person id: channel}), and when they are reminded."""
    changed(update(Sample).where(Sample.id == sample_id).values(written_on=day, reminder_days=list(reminder_days)))
    rows = [
        {"sample_id": sample_id, "person_id": person_id, "channel": channel, "reached": "waiting" if channel in BY_MESSAGE else ""}
        for person_id, channel in channels.items()
    ]
    if rows:
        db.session.execute(update(Member), rows)


def stop_reminders(sample_id: int) -> None:
    """Keep that nobody of a sample is reminded any more."""
    changed(update(Sample).where(Sample.id == sample_id).values(reminder_days=[]))


def reach(sample_id: int, person_ids: Collection[int], reached: str) -> None:
    """Keep what became of the message to these people."""
    listed = list(person_ids)
    for start in range(0, len(listed), AT_ONCE):
        where = (Member.sample_id == sample_id, Member.person_id.in_(listed[start : start + AT_ONCE]))
        changed(update(Member).where(*where).values(reached=reached))


def remove(sample_id: int) -> None:
    """Take a sample back with its frame. Its invitations must be gone before."""
    changed(delete(Member).where(Member.sample_id == sample_id))
    changed(delete(Sample).where(Sample.id == sample_id))


def on_the_list(sample_id: int, filters: Filters, number: int, size: int) -> tuple[Sequence[Listed], int]:
    """Page `number` (from 1) of the people whom a sample asks, by team and reference, and how many there are."""
    query = _listed(sample_id, filters)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return [Listed(*row) for row in db.session.execute(query.limit(size).offset((number - 1) * size))], total


def references(sample_id: int) -> Sequence[tuple[str, str, bool]]:
    """(reference, stratum, drawn) of everybody of a sample's frame, by reference: what a draw is repeated from."""
    query = select(Person.reference, Member.stratum, Member.drawn).join(Person, Person.id == Member.person_id)
    found = db.session.execute(query.where(Member.sample_id == sample_id).order_by(Person.reference))
    return [(reference, stratum, drawn) for reference, stratum, drawn in found]


def teams(sample_id: int) -> Sequence[str]:
    """The teams of the people whom a sample asks, by name."""
    query = select(Member.team).where(Member.sample_id == sample_id, Member.drawn, Member.team.is_not(None)).distinct()
    return [team for team in db.session.scalars(query.order_by(Member.team)) if team]


def channels(sample_id: int) -> Mapping[tuple[str, str], int]:
    """How many people whom a sample asks are asked how, and what became of the first message: {(channel, reached): n}."""
    query = select(Member.channel, Member.reached, func.count()).where(Member.sample_id == sample_id, Member.drawn)
    return {(channel, reached): total for channel, reached, total in db.session.execute(query.group_by(Member.channel, Member.reached))}


def invited(survey_id: int) -> Mapping[str, int]:
    """How many people were asked by samples, by quarter: {quarter: drawn}."""
    query = select(Sample.quarter, func.sum(Sample.drawn)).where(Sample.survey_id == survey_id).group_by(Sample.quarter)
    return {quarter: int(total) for quarter, total in db.session.execute(query)}


def different(survey_id: int, quarters: Collection[str]) -> int:
    """How many different people samples of these quarters asked: somebody asked twice counts once."""
    query = select(func.count(Member.person_id.distinct())).join(Sample, Sample.id == Member.sample_id)
    return db.session.scalar(query.where(Sample.survey_id == survey_id, Sample.quarter.in_(quarters), Member.drawn)) or 0


def _listed(sample_id: int, filters: Filters) -> Select[int, str, str | None, str]:
    query = (
        select(Member.person_id, Person.reference, Member.team, Person.language)
        .join(Person, Person.id == Member.person_id)
        .where(Member.sample_id == sample_id, Member.drawn)
        .order_by(Member.team, Person.reference)
    )
    if filters.team:
        query = query.where(Member.team == filters.team)
    if filters.without_message:
        query = query.where(Member.channel.not_in(BY_MESSAGE))
    if filters.reference:
        query = query.where(Person.reference.icontains(filters.reference, autoescape=True))
    return query
