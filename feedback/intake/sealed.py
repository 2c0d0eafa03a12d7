"""Sealed answers and offers: opened, then kept; what cannot be kept is held for an officer, so that a device may always let go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from feedback import clock, store
from feedback.intake import devices, offers, receiving
from feedback.intake.devices import Outcome, Understood
from feedback.intake.holding import TooMany, hold, hold_unreadable
from feedback.intake.opening import SealedOffer, SealedResponse, opened
from feedback.intake.timing import Moment, at_once, waited
from feedback.store import events, held, surveys
from feedback.store.held import Arrived

__all__ = ["State", "TooMany", "receive", "take_file"]

State = Literal["kept", "known", "held"]


def receive(sealed: str, queued: bool) -> State:  # noqa: FBT001
    """Keep what a device sealed; it may let go of it then. `queued`: it waited on the device. Raises TooMany.

    What is held already stays with the officers: a device that never heard so sends it again, and nothing is raised twice.
    """
    before = held.by_text(sealed)
    if before:
        return "known" if before.settled_as == "kept" else "held"
    inside = opened(sealed)
    match inside:
        case SealedResponse():
            return _response(sealed, inside, waited(inside.finished) if queued else at_once())
        case SealedOffer():
            return _offer(sealed, inside, waited(inside.made) if queued else at_once())
    hold_unreadable(sealed)
    return "held"


def take_file(text: str, actor: str) -> Mapping[State, int]:
    """Take in a saved file, a sealed text in each line, on record: how many were kept, known before and held. Raises TooMany part way."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    with store.transaction():
        events.record(clock.now(), actor, "response.sealed_imported", "file", items=len(lines))
    found: Counter[State] = Counter({"kept": 0, "known": 0, "held": 0})
    found.update(receive(line, queued=True) for line in lines)
    return dict(found)


def _response(sealed: str, inside: SealedResponse, moment: Moment) -> State:
    found = devices.understood(inside, moment)
    outcome = found.reason or _tried(found)
    if outcome in ("kept", "known"):
        return outcome
    hold(Arrived(sealed, outcome, clock.today(), found.survey_id, found.kiosk_id), found.arrival)
    return "held"


def _tried(found: Understood) -> Outcome:
    assert found.arrival
    try:
        return devices.OUTCOMES[receiving.keep_with_others(receiving.checked(found.arrival))]
    except receiving.Refused:
        return "not_valid"


def _offer(sealed: str, inside: SealedOffer, moment: Moment) -> State:
    outcome = offers.keep(inside, moment)
    if outcome in ("kept", "known"):
        return outcome
    survey, kiosk = surveys.by_slug(inside.slug), devices.tablet(inside.kiosk)
    hold(Arrived(sealed, outcome, clock.today(), survey.id if survey else None, kiosk.id if kiosk else None), None)
    return "held"
