"""Sent forms for tests: a survey from a starter, and a form filled in."""

from __future__ import annotations

import uuid

from werkzeug.datastructures import MultiDict

from feedback.asking import surveys as life
from feedback.intake.receiving import Arrival
from feedback.questionnaire import starters
from feedback.store import asks
from feedback.store import surveys as kept

ACTOR = "officer@example.org"


def open_survey(slug: str = "views", starter: str = "young_people", privacy: str = "confidential") -> kept.Survey:
    """An open survey made from a starter."""
    life.create(starters.get(starter), slug, "Your views", privacy, ACTOR)
    return life.open_survey(slug, ACTOR)


def door(slug: str = "views") -> kept.Door:
    """The way into a survey."""
    found = kept.door(slug)
    assert found is not None
    return found


def form(**answers: str | list[str]) -> MultiDict[str, str]:
    """A form as a browser sends it."""
    sent: dict[str, str | list[str]] = {"response_id": str(uuid.uuid4()), "version": "1", "variant": "", "start": "yes"}
    return MultiDict(sent | answers)


def arrival(sent: MultiDict[str, str], slug: str = "views", ask: asks.Ask | None = None) -> Arrival:
    """A form at the door of a survey."""
    return Arrival(door(slug), sent, "invitation" if ask else "link", ask)
