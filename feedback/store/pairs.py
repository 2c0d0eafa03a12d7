"""Responses at the start and at the end that are tied to a link number: whose answers can be paired. Never joined to a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from feedback.store.database import db
from feedback.store.responses import Response

START, EXIT = "start", "exit"


class StartOrEnd(NamedTuple):
    """One such response. `quarter` is the one it counts in, `answers` is JSON text."""

    id: str
    link_number: int
    touchpoint: str
    sent_on: date
    quarter: str
    version_id: int
    answers: str


def starts_and_ends(survey_id: int, open_quarter: str) -> Sequence[StartOrEnd]:
    """The linked starts and ends of a survey, in no order: those that are shown, and of the open quarter all that count by now."""
    table = Response.__table__.c
    columns = [table[name] for name in StartOrEnd._fields]
    now = and_(Response.quarter == open_quarter, Response.set_aside.is_(None))
    before = and_(Response.quarter != open_quarter, Response.shown.is_(True))
    query = select(*columns).where(*_tied(survey_id), or_(now, before))
    return [StartOrEnd(*row) for row in db.session.execute(query)]


def any_there(survey_id: int) -> bool:
    """Whether the survey has a response at the start or at the end that counts, linked or not."""
    query = select(Response.id).where(Response.survey_id == survey_id, Response.touchpoint.in_((START, EXIT)), Response.set_aside.is_(None))
    return db.session.scalar(query.limit(1)) is not None


def stamp(survey_id: int, quarter: str) -> str:
    """Changes with every start or end that comes in this quarter, is set aside or comes back."""
    there = (*_tied(survey_id), Response.quarter == quarter)
    aside = select(Response.id).where(*there, Response.set_aside.is_not(None)).order_by(Response.id)
    return repr((db.session.scalar(select(func.count()).select_from(Response).where(*there)), db.session.scalars(aside).all()))


def _tied(survey_id: int) -> tuple[ColumnElement[bool], ...]:
    return Response.survey_id == survey_id, Response.touchpoint.in_((START, EXIT)), Response.link_number.is_not(None)
