"""What a device sealed, as intake understands it: which survey and version, which tablet, whose invitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from feedback.intake import receiving
from feedback.intake.keeping import Verdict
from feedback.intake.opening import KioskProof, SealedResponse
from feedback.intake.receiving import Arrival, Told
from feedback.intake.timing import Moment
from feedback.store import asks, kiosks, surveys
from feedback.store.kiosks import Kiosk
from feedback.store.surveys import Door

Reason = Literal["unreadable", "other_answers", "unknown_survey", "unknown_version", "not_open", "closed", "link_used", "not_valid"]
Outcome = Literal["kept", "known"] | Reason
OUTCOMES: Mapping[Verdict, Outcome] = {
    "new": "kept",
    "known": "known",
    "taken": "other_answers",
    "link_used": "link_used",
    "closed": "closed",
    "not_open": "not_open",
}
MOST_VERSIONS = 999_999


@dataclass(frozen=True)
class Understood:
    """`arrival` is None for a survey that nobody knows; `reason` says why it cannot be tried; `kiosk` is a tablet that proved itself."""

    arrival: Arrival | None
    kiosk: Kiosk | None
    reason: Reason | None = None

    @property
    def survey_id(self) -> int | None:
        """The survey it is for."""
        return self.arrival.door.survey_id if self.arrival else None

    @property
    def kiosk_id(self) -> str | None:
        """The tablet it came from."""
        return self.kiosk.id if self.kiosk else None


def understood(inside: SealedResponse, moment: Moment) -> Understood:
    """What a sealed form means."""
    kiosk = tablet(inside.kiosk)
    door = _door_of_version(inside)
    newest = door or surveys.door(inside.slug)
    if newest is None:
        return Understood(None, kiosk, "unknown_survey")
    arrival = Arrival(newest, inside.fields, way(kiosk), invited(inside.code, newest, moment.day), moment, _told(inside, kiosk))
    return Understood(arrival, kiosk, None if door else "unknown_version")


def tablet(proof: KioskProof | None) -> Kiosk | None:
    """The tablet that proves itself so; None when it does not."""
    return kiosks.proven(proof.id, proof.secret) if proof else None


def way(kiosk: Kiosk | None) -> str:
    """How something came that was sealed."""
    return "kiosk" if kiosk else "link"


def invited(code: str, door: Door, day: date) -> asks.Ask | None:
    """The invitation whose code a worker typed, in a confidential survey of its own and in time."""
    if not code or door.privacy != "confidential":
        return None
    ask = receiving.invitation_by_code(code)
    return ask if ask and ask.survey_id == door.survey_id and ask.expires_on >= day else None


def untied(arrival: Arrival) -> Arrival:
    """The same answers without the invitation that somebody else had used."""
    return replace(arrival, ask=None)


def _told(inside: SealedResponse, kiosk: Kiosk | None) -> Told:
    return Told(
        touchpoint=inside.touchpoint,
        helper=inside.helper,
        read_aloud=inside.read_aloud,
        site_id=kiosk.site_id if kiosk else None,
        team_id=kiosk.team_id if kiosk else None,
        by_revoked=bool(kiosk and kiosk.revoked_on),
    )


def _door_of_version(inside: SealedResponse) -> Door | None:
    number = inside.fields.get("version", "")
    known = number.isascii() and number.isdigit() and 0 < int(number[:9]) <= MOST_VERSIONS
    return surveys.door(inside.slug, int(number)) if known else None
