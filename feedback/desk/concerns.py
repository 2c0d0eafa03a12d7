"""Concerns, for the safeguarding lead and deputy alone: listed without their text, opened one at a time and on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback import clock, store
from feedback.questionnaire import loading
from feedback.store import concerns, council, events, surveys
from feedback.store.concerns import Concern, OpenedConcern

SIZE = 25
EVERYTHING = "all"


@dataclass(frozen=True)
class Raised:
    """One concern in a list: where it was raised, and nothing that was written."""

    concern: Concern
    survey: str
    site: str


@dataclass(frozen=True)
class Opened:
    """One concern in clear. `question` is what was asked; `name` and `how` of the contact are in `found`."""

    found: OpenedConcern
    survey: str
    site: str
    question: str


def listed(page: int, actor: str, *, waiting_only: bool) -> tuple[Sequence[Raised], int]:
    """Page `page` (from 1) of the concerns, those that wait first, and how many there are; records who looked."""
    found, total = concerns.page(page, SIZE, waiting_only=waiting_only)
    sites = council.place_names("site")
    with store.transaction():
        events.record(clock.now(), actor, "concern.listed", EVERYTHING, count=len(found))
    return [Raised(concern, surveys.by_id(concern.survey_id).title, sites.get(concern.site_id or 0, "")) for concern in found], total


def raised(concern_id: str) -> Raised | None:
    """What may be known of a concern before it is opened; None when there is none."""
    concern = concerns.by_id(concern_id)
    if concern is None:
        return None
    return Raised(concern, surveys.by_id(concern.survey_id).title, council.place_names("site").get(concern.site_id or 0, ""))


def open_concern(concern_id: str, actor: str) -> Opened | None:
    """A concern in clear, or None when there is none. Who opened it is recorded, and when it was first opened is kept."""
    with store.transaction():
        found = concerns.opened(concern_id)
        if found is None:
            return None
        concerns.mark_opened(concern_id, clock.minute())
        events.record(clock.now(), actor, "concern.opened", concern_id)
        if found.name or found.how:
            events.record(clock.now(), actor, "contact.opened", concern_id)
    concern = found.concern
    survey = surveys.by_id(concern.survey_id)
    return Opened(found, survey.title, council.place_names("site").get(concern.site_id or 0, ""), _question(concern))


def waiting() -> Mapping[str, int]:
    """How many concerns nobody has opened, by level."""
    return concerns.waiting()


def _question(concern: Concern) -> str:
    """The question as it was last asked; its code when no version asks it any more."""
    for version in reversed(surveys.versions(concern.survey_id)):
        for question in loading.load(version.definition).questions():
            if question.code == concern.question:
                return question.text
    return concern.question
