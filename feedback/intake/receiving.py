"""A sent form: checked, then recorded. Every way it can be refused keeps what was typed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import current_app
from werkzeug.datastructures import MultiDict

from feedback import clock, store
from feedback.figures.quarter import Quarter
from feedback.intake import codes
from feedback.intake.asked import Asked, asked
from feedback.intake.keeping import Brought, Verdict, keep, refusal
from feedback.intake.recording import Sent, kept_id, rows_of, withdrawal_hash
from feedback.intake.timing import Moment, at_once
from feedback.intake.together import Together
from feedback.questionnaire.answers import collect
from feedback.questionnaire.fields import AnswerForm
from feedback.questionnaire.messages import Message
from feedback.store import asks, tokens, unfinished
from feedback.store import surveys as kept

_KEEPER = "feedback_keeper"


@dataclass(frozen=True)
class Told:
    """What a device says of how it was answered, and where the tablet stands that proved itself."""

    touchpoint: str = ""
    helper: str = ""
    read_aloud: bool = False
    site_id: int | None = None
    team_id: int | None = None
    by_revoked: bool = False


@dataclass(frozen=True)
class Arrival:
    """A form and the way it came. `door` is the survey with the version that was answered.

    `moment` is now when it is not said; `looked_at`: an officer brings it in.
    """

    door: kept.Door
    form: MultiDict[str, str]
    way: str
    ask: asks.Ask | None = None
    moment: Moment | None = None
    told: Told = Told()
    looked_at: bool = False


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
    what = what_was_asked(arrival)
    form = what.form_class(arrival.form)
    verdict = keep_with_others(_checked(arrival, what, form))
    if verdict in {"taken", "link_used"}:
        raise Conflict(form)
    _refuse(verdict)
    return Receipt(known=verdict == "known")


def checked(arrival: Arrival) -> Brought:
    """A form ready to be kept. Raises Refused."""
    what = what_was_asked(arrival)
    return _checked(arrival, what, what.form_class(arrival.form))


def keep_with_others(brought: Brought) -> Verdict:
    """Keep a response in one transaction with what other people send at the same moment. Not inside a transaction: it may be theirs."""
    keeper = cast(Together[Brought, Verdict], current_app.extensions.setdefault(_KEEPER, Together(keep)))
    return keeper.bring(brought)


def what_was_asked(arrival: Arrival) -> Asked:
    """What the version asks in the variant that was sent; as it was published when there is no such variant."""
    open_mode = arrival.door.privacy == "open"
    try:
        return asked(arrival.door.version_id, arrival.form.get("variant", ""), open_mode=open_mode)
    except LookupError:
        return asked(arrival.door.version_id, "", open_mode=open_mode)


def decline(door: kept.Door, way: str, ask: asks.Ask | None = None) -> None:
    """Keep that somebody said no, and nothing else: what they chose so far by personal link goes too. Raises Closed or NotOpen."""
    today = clock.today()
    with store.transaction():
        _refuse(refusal(kept.standing(door.survey_id), today))
        made = {"survey_id": door.survey_id, "sample_id": ask.sample_id if ask else None, "way": way, "made_on": today}
        asks.offer(asks.Offer(**made, outcome="said_no", quarter=str(Quarter.of(today))))
        if ask:
            unfinished.forget(ask.invitation_id)
            asks.decline(ask.invitation_id, today)


def invitation(token: str, day: date | None = None) -> asks.Ask | None:
    """The invitation that this token or typed code opens on a day (today when it is not said); None when it is unknown or out of date.

    Both are looked for, whatever was given: the work for a link that opens nothing is the same for every one.
    """
    by_link, by_code = asks.invitation(tokens.token_hash(token)), invitation_by_code(token)
    ask = by_link or by_code
    return ask if ask and ask.expires_on >= (day or clock.today()) else None


def invitation_by_code(typed: str) -> asks.Ask | None:
    """The invitation with this code, as somebody typed it; None when there is none."""
    return asks.by_code(tokens.code_hash(codes.read(typed, codes.INVITATION_LENGTH) or ""))


def _checked(arrival: Arrival, what: Asked, form: AnswerForm) -> Brought:
    problems = _problems(arrival, form)
    if problems or not form.validate():
        raise Refused(form, problems, 400 if problems else 422)
    sent = _sent(arrival, what, form)
    invitation_id = arrival.ask.invitation_id if arrival.ask else None
    return Brought(rows_of(sent), sent.survey_id, sent.response_id, invitation_id, arrival.looked_at)


def _refuse(verdict: Verdict | None) -> None:
    if verdict == "closed":
        raise Closed
    if verdict == "not_open":
        raise NotOpen


def _problems(arrival: Arrival, form: AnswerForm) -> list[str]:
    problems: list[str] = []
    if form.unknown:
        problems.append(Message("Something on this page was not right. Check your answers and send again."))
    if not _is_uuid4(arrival.form.get("response_id", "")):
        problems.append(Message("This page was not complete. Check your answers and send again."))
    return problems


def _is_uuid4(text: str) -> bool:
    try:
        return uuid.UUID(text).version == 4 and str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _sent(arrival: Arrival, what: Asked, form: AnswerForm) -> Sent:
    door, ask, told, moment = arrival.door, arrival.ask, arrival.told, arrival.moment or at_once()
    return Sent(
        response_id=kept_id(arrival.form["response_id"]),
        withdrawal=withdrawal_hash(codes.withdrawal_code(arrival.form["response_id"])),
        survey_id=door.survey_id,
        privacy=door.privacy,
        version_id=door.version_id,
        variant=what.variant,
        language=what.language,
        questionnaire=what.whole,
        collected=collect(what.worded, what.whole, form.data),
        way=arrival.way,
        day=moment.day,
        at=moment.at,
        timing=moment.timing,
        touchpoint=ask.touchpoint if ask else told.touchpoint,
        helper=told.helper,
        read_aloud=told.read_aloud,
        site_id=told.site_id,
        team_id=told.team_id,
        by_revoked=told.by_revoked,
        link_number=ask.link_number if ask else None,
        bands=ask.bands if ask else {},
        demo=door.demo,
    )
