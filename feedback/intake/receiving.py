"""A sent form: checked, then recorded. Every way it can be refused keeps what was typed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import cast

from flask import current_app
from werkzeug.datastructures import MultiDict

from feedback import clock, store
from feedback.figures.quarter import Quarter
from feedback.intake.asked import Asked, asked
from feedback.intake.keeping import Brought, Verdict, keep, standing
from feedback.intake.recording import Sent, rows_of
from feedback.intake.together import Together
from feedback.questionnaire.answers import collect
from feedback.questionnaire.fields import AnswerForm
from feedback.store import asks
from feedback.store import surveys as kept
from feedback.store.encryption import digest

_KEEPER = "feedback_keeper"


@dataclass(frozen=True)
class Arrival:
    """A form and the way it came. `door` is the survey with the version that was answered."""

    door: kept.Door
    form: MultiDict[str, str]
    way: str
    ask: asks.Ask | None = None


@dataclass(frozen=True)
class Receipt:
    """`known`: the same response was kept before, so nothing was done."""

    known: bool


class Refused(Exception):
    """The answers cannot be kept as they are. `form` holds everything typed and its errors, `problems` what belongs to no field."""

    def __init__(self, form: AnswerForm, problems: list[str], status: int) -> None:
        super().__init__("the answers cannot be kept as they are")
        self.form = form
        self.problems = problems
        self.status = status


class Conflict(Exception):
    """Another response was kept under this id, or the personal link was used before. `form` holds everything typed."""

    def __init__(self, form: AnswerForm) -> None:
        super().__init__("another response was kept before")
        self.form = form


class Closed(Exception):
    """The survey takes no more answers."""


class NotOpen(Exception):
    """The survey is a draft: nobody but its officers knows of it."""


def receive(arrival: Arrival) -> Receipt:
    """Keep a sent form. Raises Refused, Conflict, Closed or NotOpen; then nothing was kept.

    The door may have been remembered for a moment; whether the survey takes answers is asked in the transaction that keeps them.
    """
    what = _what_was_asked(arrival)
    form = what.form_class(arrival.form)
    problems = _problems(arrival, form)
    if problems or not form.validate():
        raise Refused(form, problems, 400 if problems else 422)
    verdict = _keeper().bring(_brought(arrival, _sent(arrival, what, form)))
    if verdict in {"taken", "link_used"}:
        raise Conflict(form)
    _refuse(verdict)
    return Receipt(known=verdict == "known")


def decline(door: kept.Door, way: str) -> None:
    """Keep that somebody said no, and nothing else. Raises Closed or NotOpen."""
    today = clock.today()
    with store.transaction():
        _refuse(standing(door.survey_id))
        asks.offer(asks.Offer(survey_id=door.survey_id, way=way, outcome="said_no", quarter=str(Quarter.of(today)), made_on=today))


def invitation(token: str) -> asks.Ask | None:
    """The invitation that this token opens, or None when it is unknown or out of date. Opening it changes nothing."""
    ask = asks.invitation(digest("invitation", token))
    return ask if ask and ask.expires_on >= clock.today() else None


def _keeper() -> Together[Brought, Verdict]:
    """One for the application: what several people send at the same moment is kept in one transaction."""
    return cast(Together[Brought, Verdict], current_app.extensions.setdefault(_KEEPER, Together(keep)))


def _brought(arrival: Arrival, sent: Sent) -> Brought:
    return Brought(rows_of(sent), sent.survey_id, sent.response_id, arrival.ask.invitation_id if arrival.ask else None)


def _refuse(verdict: Verdict | None) -> None:
    if verdict == "closed":
        raise Closed
    if verdict == "not_open":
        raise NotOpen


def _what_was_asked(arrival: Arrival) -> Asked:
    open_mode = arrival.door.privacy == "open"
    try:
        return asked(arrival.door.version_id, arrival.form.get("variant", ""), open_mode=open_mode)
    except LookupError:
        return asked(arrival.door.version_id, "", open_mode=open_mode)


def _problems(arrival: Arrival, form: AnswerForm) -> list[str]:
    problems = []
    if form.unknown:
        problems.append("Something on this page was not right. Check your answers and send again.")
    if not _is_uuid4(arrival.form.get("response_id", "")):
        problems.append("This page was not complete. Check your answers and send again.")
    return problems


def _is_uuid4(text: str) -> bool:
    try:
        return uuid.UUID(text).version == 4 and str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _sent(arrival: Arrival, what: Asked, form: AnswerForm) -> Sent:
    door, ask = arrival.door, arrival.ask
    return Sent(
        response_id=arrival.form["response_id"],
        survey_id=door.survey_id,
        privacy=door.privacy,
        version_id=door.version_id,
        variant=what.variant,
        language=what.language,
        questionnaire=what.whole,
        collected=collect(what.worded, what.whole, form.data),
        way=arrival.way,
        day=clock.today(),
        at=clock.minute(),
        touchpoint=ask.touchpoint if ask else "",
        link_number=ask.link_number if ask else None,
        bands=ask.bands if ask else {},
        demo=door.demo,
    )
