"""POST /messages/receipt: what GOV.UK Notify tells of a message. It is believed for its token alone, and its `to` is never looked at."""

from __future__ import annotations

import hmac

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from feedback.delivery import receipts
from feedback.settings import Settings

pages = Blueprint("api", __name__)
LONGEST = 64
"""Of an id or a status: ours and Notify's are shorter."""


@pages.post("/messages/receipt")
def receipt() -> ResponseReturnValue:
    """401 without the token, 404 where none is set, 400 for what is no receipt; else 200, also for a message that is not ours."""
    token = _token()
    if token is None:
        return {"status": "no receipts are taken here"}, 404
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        return {"status": "the token is missing or wrong"}, 401
    reference, provider_id, status = (_text(name) for name in ("reference", "id", "status"))
    if not provider_id or not status:
        return {"status": "not a receipt"}, 400
    receipts.take(reference, provider_id, status)
    return {"status": "ok"}


def _token() -> str | None:
    settings: Settings = current_app.config["FEEDBACK_SETTINGS"]
    return settings.messages.notify.receipts if settings.messages.notify else None


def _text(name: str) -> str:
    """A field of the receipt; empty for what can be none of ours."""
    said = request.get_json(silent=True)
    text = said.get(name) if isinstance(said, dict) else None
    return text if isinstance(text, str) and len(text) <= LONGEST and text.isprintable() else ""
