"""What scripts of our pages say to the server: sealed answers, the key to seal with, and a tablet that checks in. All of it is JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from feedback.asking import kiosks
from feedback.intake import sealed, sealing
from feedback.respondent.replies import HEADERS
from feedback.store.kiosks import Kiosk

STATUSES: Mapping[sealed.State, int] = {"kept": 201, "known": 200, "held": 202}
LATER_SECONDS = 3600
UUID = re.compile(r"[0-9a-f-]{36}")
STAMP = re.compile(r"[\w.-]{0,24}", re.ASCII)
MOST_WAITING = 1_000_000


def add_to(blueprint: Blueprint) -> None:
    """The addresses of all three."""
    blueprint.add_url_rule("/sealed", "take_sealed", take_sealed, methods=["POST"])
    blueprint.add_url_rule("/sealing-key", "sealing_key", sealing_key)
    blueprint.add_url_rule("/kiosk", "check_in", check_in, methods=["POST"])


def take_sealed() -> Response:
    """Sealed answers or a sealed offer. The device lets go of it after 200, 201 or 202."""
    body = _body()
    text, queued = body.get("sealed"), body.get("queued")
    if not (isinstance(text, str) and text and text.isascii() and isinstance(queued, bool)):
        raise BadRequest
    try:
        state = sealed.receive(text, queued)
    except sealed.TooMany:
        later = _json({"state": "later"}, 503)
        later.headers["Retry-After"] = str(LATER_SECONDS)
        return later
    return _json({"state": state}, STATUSES[state])


def sealing_key() -> Response:
    """The public key to seal to."""
    return _json(_key(), 200)


def check_in() -> Response:
    """A tablet says that it is there, and is told what it collects for."""
    body = _body()
    kiosk_id, secret, waiting, running = (body.get(name) for name in ("id", "secret", "waiting", "running"))
    if not (_is(kiosk_id, UUID) and _is(running, STAMP) and isinstance(secret, str) and secret.isascii()):
        raise BadRequest
    if type(waiting) is not int or not 0 <= waiting <= MOST_WAITING:
        raise BadRequest
    kiosk = kiosks.check_in(str(kiosk_id), secret, waiting, str(running))
    return _json(_told(kiosk), 200) if kiosk else _json({"revoked": True}, 403)


def _told(kiosk: Kiosk) -> dict[str, Any]:
    """What a tablet is told when it checks in."""
    return {"revoked": kiosk.revoked_on is not None, **kiosks.given(kiosk), "key": _key()}


def _key() -> dict[str, Any]:
    key = sealing.public_key()
    return {"kid": key.kid, "jwk": dict(key.jwk)}


def _is(value: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))


def _body() -> dict[str, Any]:
    """The JSON object that was sent. Raises 400, 413 and 415."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise BadRequest from None
    if not isinstance(body, dict):
        raise BadRequest
    return body


def _json(data: Mapping[str, object], status: int) -> Response:
    response = Response(json.dumps(data), status, mimetype="application/json")
    response.headers.update({name: value for name, value in HEADERS if name != "Content-Type"})
    return response
