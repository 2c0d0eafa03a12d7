"""Answers that an officer types in from paper: looked at first, then kept like any others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from werkzeug.datastructures import MultiDict

from feedback import clock, store
from feedback.intake import keeping, receiving
from feedback.intake.receiving import Arrival, Closed, Conflict, NotOpen, Receipt, Told
from feedback.intake.recording import kept_id
from feedback.intake.timing import Moment
from feedback.questionnaire import telling
from feedback.questionnaire.answers import collect
from feedback.store import asks, events
from feedback.store.surveys import Door

WAY = "paper"
LONGEST_AGO = timedelta(days=90)
"""Paper that lay about longer than this is not typed in any more."""

Wrong = Literal["unknown", "other_survey", "used", "expired"]


@dataclass(frozen=True)
class Paper:
    """One filled form: `fields` as the page of questions posts them, the day it was given, who helped, and the code on it, or ""."""

    door: Door
    fields: MultiDict[str, str]
    day: date
    helper: str = ""
    code: str = ""


class CodeRefused(Exception):
    """The code on a paper cannot be used. `why` says which way; officers may know."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why)
        self.why = why


def look(paper: Paper) -> Sequence[telling.Told]:
    """What was typed, in words. Nothing is kept. Raises receiving.Refused and CodeRefused."""
    arrival = _arrival(paper)
    receiving.checked(arrival)
    what = receiving.what_was_asked(arrival)
    data = what.form_class(paper.fields).data
    sections = [section for section in what.worded.sections if paper.door.privacy == "open" or not section.only_open]
    return telling.told(sections, data, collect(what.worded, what.whole, data))


def keep(paper: Paper, actor: str) -> Receipt:
    """Keep it, on record; the same paper sent twice is kept once. Raises Refused, CodeRefused, Conflict, Closed and NotOpen."""
    arrival = _arrival(paper)
    brought = receiving.checked(arrival)
    with store.transaction():
        (verdict,) = keeping.keep([brought])
        if verdict == "new":
            events.record(clock.now(), actor, "paper.keyed", paper.door.survey_id, slug=paper.door.slug)
    match verdict:
        case "taken":
            raise Conflict(receiving.what_was_asked(arrival).form_class(paper.fields))
        case "link_used":
            raise CodeRefused("used")
        case "closed":
            raise Closed
        case "not_open":
            raise NotOpen
    return Receipt(known=verdict == "known")


def _arrival(paper: Paper) -> Arrival:
    ask = _invited(paper) if paper.code else None
    return Arrival(paper.door, paper.fields, WAY, ask, Moment(paper.day, clock.minute()), Told(helper=paper.helper))


def _invited(paper: Paper) -> asks.Ask:
    """The invitation with the code on a paper. One that was used by this very paper fits: it is being sent again."""
    ask = receiving.invitation_by_code(paper.code)
    if ask is None:
        raise CodeRefused("unknown")
    if ask.survey_id != paper.door.survey_id:
        raise CodeRefused("other_survey")
    if ask.response_id and ask.response_id != kept_id(paper.fields.get("response_id", "")):
        raise CodeRefused("used")
    if ask.expires_on < paper.day:
        raise CodeRefused("expired")
    return ask
