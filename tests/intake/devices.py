"""What devices seal, for tests."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from joserfc import jwe
from joserfc.jwk import ECKey
from werkzeug.datastructures import MultiDict

from feedback import clock, store
from feedback.asking import kiosks
from feedback.asking import surveys as life
from feedback.intake import sealing
from feedback.store import asks, council, held, links, responses, surveys
from feedback.store.encryption import digest
from feedback.store.sealing_keys import PublicKey
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, form

QUARTER = "2026/27 Q3"
CODE = "7H0K19ZZXV"


def seal(inside: object, key: PublicKey | None = None) -> str:
    """What a device sends of something; sealed to the newest key unless another is given."""
    to = key or sealing.public_key()
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": to.kid}
    return jwe.encrypt_compact(header, json.dumps(inside), ECKey.import_key(dict(to.jwk)))


def response(sent: MultiDict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    """A response as a device puts it inside."""
    fields = list((form(overall="good") if sent is None else sent).items(multi=True))
    inside = {"kind": "response", "slug": "views", "form": urlencode(fields), "finished": ago(), "touchpoint": "", "helper": ""}
    return inside | {"read_aloud": False, "code": "", "kiosk": None} | changes


def offer(key: str, **changes: Any) -> dict[str, Any]:
    """An offer as a device puts it inside."""
    inside = {"kind": "offer", "key": key, "slug": "views", "outcome": "said_no", "reason": "no_time", "touchpoint": "", "made": ago()}
    return inside | {"kiosk": None} | changes


def ago(**before: float) -> str:
    """The time of a device's clock so long before now."""
    return (clock.now() - timedelta(**before)).strftime("%Y-%m-%dT%H:%M:%SZ")


def only_response(survey_id: int) -> responses.Response:
    """The one response of a survey."""
    with store.transaction():
        found, total = responses.page(survey_id, QUARTER, 1, 5)
    assert total == 1
    return found[0]


def reasons() -> list[str]:
    """Why things are held."""
    return sorted(one.reason for one in held.page(1, 50)[0])


def enrolled(survey: surveys.Survey) -> tuple[dict[str, str], int, int]:
    """A tablet's proof of itself, its site and its team."""
    with store.transaction():
        site, team = council.add_place("site", "Mill Lane").id, council.add_place("team", "North").id
    made = kiosks.enrol("Blue tablet", site, team, [survey.id], ACTOR)
    return {"id": made.id, "secret": made.secret}, site, team


def invite(survey_id: int, **changes: Any) -> None:
    """Keep an invitation with CODE."""
    row: dict[str, Any] = {
        "survey_id": survey_id,
        "link_number": links.new_number(),
        "token_hash": digest("invitation", "t"),
        "quarter": QUARTER,
    }
    row |= {
        "code_hash": digest("invitation_code", CODE),
        "expires_on": TODAY + timedelta(days=5),
        "touchpoint": "exit",
        "age_band": "15-16",
    }
    with store.transaction():
        asks.invite_all([row | changes])


def close(survey: surveys.Survey, days_ago: int) -> None:
    """Close a survey so long ago."""
    with store.transaction():
        life.find(survey.slug).closed_on = TODAY - timedelta(days=days_ago)
