"""Who was asked in a quarter, how, and how many answered: counts over samples, invitations, offers and responses together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select

from feedback.store.asks import Invitation, Offer
from feedback.store.codes import BANDS
from feedback.store.database import db, table_of
from feedback.store.people import Person
from feedback.store.responses import Response
from feedback.store.samples import Member, Sample
from feedback.store.snapshots import Snapshot

Bands = Mapping[str, Mapping[str, int]]
"""{band: {code: people}}; those of whom a band is not known are in none."""


@dataclass(frozen=True)
class Invited:
    """People who were asked alike. `answered`: their answers count. `declined`: they said no by their link and did not answer."""

    touchpoint: str
    team: str
    channel: str
    people: int
    started: int = 0
    answered: int = 0
    declined: int = 0


def invited(survey_id: int, quarter: str) -> Sequence[Invited]:
    """Everybody whom samples of a quarter ask by a personal link."""
    alike = (Invitation.touchpoint, func.coalesce(Invitation.team, ""), Invitation.channel)
    answered = Invitation.response_id.is_not(None) & Invitation.response_id.not_in(_set_aside(survey_id))
    declined = Invitation.response_id.is_(None) & Invitation.declined_on.is_not(None)
    marks = (func.count(case((mark, 1))) for mark in (Invitation.started.is_(True), answered, declined))
    query = select(*alike, func.count(), *marks).where(*_asked_by_link(survey_id, quarter)).group_by(*alike)
    return [Invited(*tuple(row)) for row in db.session.execute(query)]


def members(survey_id: int, quarter: str) -> Sequence[Invited]:
    """Everybody whom samples of a quarter ask, with nothing of what they did: all that is known in an open survey."""
    alike = (Sample.touchpoint, func.coalesce(Member.team, ""), Member.channel)
    query = select(*alike, func.count()).join(Sample, Sample.id == Member.sample_id).where(*_drawn(survey_id, quarter)).group_by(*alike)
    return [Invited(*row) for row in db.session.execute(query)]


def reached(survey_id: int, quarter: str) -> Mapping[tuple[str, str], int]:
    """How many people are asked by which channel, and what became of the first message to them: {(channel, reached): people}."""
    alike = (Member.channel, Member.reached)
    query = select(*alike, func.count()).join(Sample, Sample.id == Member.sample_id).where(*_drawn(survey_id, quarter)).group_by(*alike)
    return {(channel, state): people for channel, state, people in db.session.execute(query)}


def offers(survey_id: int, quarter: str) -> Mapping[str, int]:
    """How many offers of a quarter ended how, without those of people whose invitation says so too: {outcome: n}."""
    where = (Offer.survey_id == survey_id, Offer.quarter == quarter, Offer.sample_id.is_(None))
    query = select(Offer.outcome, func.count()).where(*where).group_by(Offer.outcome)
    return dict(db.session.execute(query).all())


def unlinked(survey_id: int, quarter: str) -> int:
    """How many responses of a quarter count and belong to nobody who was asked by a personal link."""
    where = (Response.survey_id == survey_id, Response.quarter == quarter, Response.set_aside.is_(None), Response.link_number.is_(None))
    return db.session.scalar(select(func.count()).select_from(Response).where(*where)) or 0


def strangers(survey_id: int, quarters: Collection[str]) -> bool:
    """Whether a shown response of these quarters is of nobody whom their samples asked by a personal link."""
    asked = select(Invitation.link_number).where(
        Invitation.survey_id == survey_id, Invitation.quarter.in_(quarters), Invitation.sample_id.is_not(None)
    )
    theirs = Response.link_number.is_not(None) & Response.link_number.in_(asked)
    where = (Response.survey_id == survey_id, Response.quarter.in_(quarters), Response.shown.is_(True))
    return db.session.scalar(select(Response.id).where(*where, ~theirs).limit(1)) is not None


def sizes(survey_id: int, quarter: str) -> Sequence[tuple[int, int]]:
    """(sample id, people drawn) of each sample of a quarter, in the order in which they were drawn."""
    query = select(Sample.id, Sample.drawn).where(Sample.survey_id == survey_id, Sample.quarter == quarter)
    return [(sample_id, drawn) for sample_id, drawn in db.session.execute(query.order_by(Sample.id))]


def bands_by_link(sample_ids: Collection[int]) -> Bands:
    """The bands of those whom these samples ask by a personal link, as they were at the draw."""
    invitation = table_of(Invitation).c
    return _bands(select(*(invitation[band] for band in BANDS)).where(invitation.sample_id.in_(sample_ids)))


def bands_of_members(sample_ids: Collection[int]) -> Bands:
    """The bands of those whom these samples ask, as the cohort has them now."""
    person = table_of(Person).c
    query = select(*(person[band] for band in BANDS)).select_from(Member).join(Person, Person.id == Member.person_id)
    return _bands(query.where(Member.sample_id.in_(sample_ids), Member.drawn.is_(True)))


def stamp(survey_id: int, quarter: str) -> str:
    """Changes whenever the bands of those asked may have changed: with a draw, one taken back, a snapshot, or one undone."""
    drawn = select(Sample.id, Sample.seed, Sample.drawn).where(Sample.survey_id == survey_id, Sample.quarter == quarter)
    taken = select(func.count(), func.count(Snapshot.undone_on), func.max(Snapshot.id)).select_from(Snapshot)
    return repr((db.session.execute(drawn.order_by(Sample.id)).all(), db.session.execute(taken).one()))


def _set_aside(survey_id: int) -> Select[str]:
    return select(Response.id).where(Response.survey_id == survey_id, Response.set_aside.is_not(None))


def _asked_by_link(survey_id: int, quarter: str) -> tuple[ColumnElement[bool], ...]:
    return Invitation.survey_id == survey_id, Invitation.quarter == quarter, Invitation.sample_id.is_not(None)


def _drawn(survey_id: int, quarter: str) -> tuple[ColumnElement[bool], ...]:
    return Sample.survey_id == survey_id, Sample.quarter == quarter, Member.drawn.is_(True)


def _bands(people: Select[str | None]) -> Bands:
    """Counted in one pass over the people: each combination of bands once, which the rows are added up from."""
    alike = people.selected_columns
    counted: dict[str, dict[str, int]] = {band: {} for band in BANDS}
    for *values, total in db.session.execute(people.add_columns(func.count()).group_by(*alike)):
        for band, value in zip(BANDS, values, strict=True):
            if value is not None:
                counted[band][value] = counted[band].get(value, 0) + total
    return counted
