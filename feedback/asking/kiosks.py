"""The life of a kiosk: a tablet is enrolled, checks in, and is revoked when it is lost or done with."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from feedback import clock, store
from feedback.store import council, events, kiosks, surveys
from feedback.store.codes import TOUCHPOINTS
from feedback.store.kiosks import Kiosk
from feedback.store.surveys import Survey

SECRET_BYTES = 32
LONGEST_NAME = 80


class KioskError(Exception):
    """A tablet cannot be enrolled. The message says why and what to do."""


@dataclass(frozen=True)
class Enrolled:
    """What the tablet is given, this once: the service keeps a digest of the secret alone."""

    id: str
    secret: str


def enrol(name: str, site_id: int | None, team_id: int | None, survey_ids: Collection[int], actor: str) -> Enrolled:
    """Keep a new kiosk that collects for these surveys. Raises KioskError."""
    _check(name, survey_ids)
    made = Enrolled(str(uuid.uuid4()), secrets.token_urlsafe(SECRET_BYTES))
    with store.transaction():
        kiosks.add(
            Kiosk(
                id=made.id,
                name=name.strip(),
                site_id=site_id,
                team_id=team_id,
                secret_hash=kiosks.digest_of(made.secret),
                enrolled_on=clock.today(),
                enrolled_by=actor,
            ),
            sorted(set(survey_ids)),
        )
        slugs = sorted(surveys.by_id(survey_id).slug for survey_id in set(survey_ids))
        events.record(clock.now(), actor, "kiosk.enrolled", made.id, name=name.strip(), surveys=", ".join(slugs))
    return made


def revoke(kiosk_id: str, actor: str) -> bool:
    """Revoke a kiosk: what it still sends is taken, and marked. False when it is unknown or was revoked before."""
    with store.transaction():
        kiosk = kiosks.by_id(kiosk_id)
        if kiosk is None or not kiosks.revoke(kiosk_id, clock.today()):
            return False
        events.record(clock.now(), actor, "kiosk.revoked", kiosk_id, name=kiosk.name)
    return True


def check_in(kiosk_id: str, secret: str, waiting: int, running: str) -> Kiosk | None:
    """Keep that a kiosk is there, by its day alone; None when there is no such kiosk or the secret is wrong."""
    kiosk = kiosks.proven(kiosk_id, secret)
    if kiosk is None:
        return None
    today = clock.today()
    if (kiosk.last_seen, kiosk.waiting, kiosk.running) != (today, waiting, running):
        with store.transaction():
            kiosks.saw(kiosk_id, today, waiting, running)
    return kiosk


def given(kiosk: Kiosk) -> dict[str, object]:
    """What a tablet shows the worker who holds it: its place, and the surveys that are open."""
    return {
        "name": kiosk.name,
        "site": council.place_names("site").get(kiosk.site_id or 0, ""),
        "team": council.place_names("team").get(kiosk.team_id or 0, ""),
        "surveys": [_in_hand(survey) for survey in kiosks.surveys_of(kiosk.id) if survey.state == "open"],
        "idle_seconds": council.current().idle_seconds,
    }


def _in_hand(survey: Survey) -> dict[str, object]:
    touchpoints = [code for code in TOUCHPOINTS if code]
    return {"slug": survey.slug, "title": survey.title, "audience": survey.audience, "privacy": survey.privacy, "touchpoints": touchpoints}


def _check(name: str, survey_ids: Collection[int]) -> None:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise KioskError(f"Give the tablet a name of {LONGEST_NAME} letters at most.")
    if not survey_ids:
        raise KioskError("Choose at least one survey for the tablet.")
