"""Offers made in person, as tablets report them: kept once, with no tie to anybody's answers."""

from __future__ import annotations

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.intake import devices
from feedback.intake.devices import Outcome
from feedback.intake.keeping import refusal
from feedback.intake.opening import SealedOffer
from feedback.intake.timing import Moment
from feedback.store import asks, surveys, unfinished
from feedback.store.asks import Ask
from feedback.store.surveys import Door


def keep(inside: SealedOffer, moment: Moment, *, looked_at: bool = False) -> Outcome:
    """Keep an offer, or say why not. `looked_at`: an officer brings it in, so a closed survey takes it too."""
    with store.transaction():
        door = surveys.door(inside.slug)
        if door is None:
            return "unknown_survey"
        why = refusal(surveys.standing(door.survey_id), moment.day)
        if why and not (looked_at and why == "closed"):
            return why
        ask = devices.invited(inside.code, door, moment.day) if inside.outcome == "said_no" else None
        if not asks.offer_once(_row(inside, door, moment) | {"sample_id": ask.sample_id if ask else None}):
            return "known"
        if ask:
            _note_a_no(ask, moment)
    return "kept"


def _note_a_no(ask: Ask, moment: Moment) -> None:
    """Nobody reminds a person who said no. The offer itself has no tie to them; whoever could not be asked is asked again."""
    unfinished.forget(ask.invitation_id)
    asks.decline(ask.invitation_id, moment.day)


def _row(inside: SealedOffer, door: Door, moment: Moment) -> dict[str, object]:
    return {
        "key": inside.key,
        "survey_id": door.survey_id,
        "way": devices.way(devices.tablet(inside.kiosk)),
        "outcome": inside.outcome,
        "reason": inside.reason or None,
        "quarter": str(Quarter.of(moment.day)),
        "made_on": moment.day,
    }
