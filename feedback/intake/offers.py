"""Offers made in person, as tablets report them: kept once, with no tie to anybody's answers."""

from __future__ import annotations

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.intake import devices
from feedback.intake.devices import Outcome
from feedback.intake.keeping import refusal
from feedback.intake.opening import SealedOffer
from feedback.intake.timing import Moment
from feedback.store import asks, surveys
from feedback.store.surveys import Survey


def keep(inside: SealedOffer, moment: Moment, *, looked_at: bool = False) -> Outcome:
    """Keep an offer, or say why not. `looked_at`: an officer brings it in, so a closed survey takes it too."""
    with store.transaction():
        survey = surveys.by_slug(inside.slug)
        if survey is None:
            return "unknown_survey"
        why = refusal(surveys.standing(survey.id), moment.day)
        if why and not (looked_at and why == "closed"):
            return why
        return "kept" if asks.offer_once(_row(inside, survey, moment)) else "known"


def _row(inside: SealedOffer, survey: Survey, moment: Moment) -> dict[str, object]:
    return {
        "key": inside.key,
        "survey_id": survey.id,
        "way": devices.way(devices.tablet(inside.kiosk)),
        "outcome": inside.outcome,
        "reason": inside.reason or None,
        "quarter": str(Quarter.of(moment.day)),
        "made_on": moment.day,
    }
