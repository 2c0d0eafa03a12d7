"""Taking answers back: whoever has the code of a response may, until its quarter is frozen. Nobody records who did, or when."""

from __future__ import annotations

from typing import Literal

from feedback import store
from feedback.intake import codes
from feedback.intake.recording import withdrawal_hash
from feedback.store import comments, quarters, responses
from feedback.store.responses import Response

Standing = Literal["unknown", "frozen", "there", "taken_back"]
"""unknown: no answers have this code. frozen: they stand in something that was issued. there: they can be taken back."""


def standing(typed: str) -> Standing:
    """What can be done with this code, as somebody typed it."""
    return _standing(_found(typed))


def take_back(typed: str) -> Standing:
    """Destroy the answers with this code, if that can be done: then, and when it was done before, the answer is "taken_back".

    A Concern that they raised stays with the safeguarding lead.
    """
    with store.transaction():
        found = _found(typed)
        standing = _standing(found)
        if found is None or standing != "there":
            return standing
        comments.forget(found.id)
        responses.take_back(found.id)
    return "taken_back"


def _found(typed: str) -> Response | None:
    code = codes.read(typed, codes.WITHDRAWAL_LENGTH)
    return responses.by_withdrawal(withdrawal_hash(code)) if code else None


def _standing(found: Response | None) -> Standing:
    """What came late stands in nothing that was issued, so it can always be taken back."""
    if found is None:
        return "unknown"
    if found.set_aside == "withdrawn":
        return "taken_back"
    if found.set_aside != "late" and quarters.is_frozen(found.survey_id, found.quarter):
        return "frozen"
    return "there"
