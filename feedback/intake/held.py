"""What was held for a look: an officer brings it in after all, or leaves it out."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Literal

from feedback import clock, store
from feedback.intake import devices, keeping, offers, raising, receiving
from feedback.intake.devices import Outcome
from feedback.intake.keeping import Verdict
from feedback.intake.opening import SealedOffer, SealedResponse, opened
from feedback.intake.receiving import Arrival
from feedback.intake.recording import kept_id
from feedback.intake.timing import held_since
from feedback.store import events, held
from feedback.store.held import Held


def bring_in(held_id: str, actor: str) -> Outcome | Literal["settled"]:
    """Try again to keep it: "kept", "known" (kept before), "settled" (somebody was quicker), or the reason that still stands.

    An officer who has looked may bring in what a closed survey would not take, what came by an invitation that was used (then it
    is tied to nobody), and what came under the id of another response (then it is given its own). Raises LookupError.
    """
    with store.transaction():
        row = _waiting(held_id)
        if row is None:
            return "settled"
        outcome = _again(row)
        if outcome in ("kept", "known"):
            _settle(held_id, "kept", "tried again", actor)
        return outcome


def leave_out(held_id: str, reason: str, actor: str) -> bool:
    """Take it off the list without keeping it, on record with the reason. False when somebody settled it. Raises LookupError."""
    with store.transaction():
        if _waiting(held_id) is None:
            return False
        _settle(held_id, "left_out", reason, actor)
    return True


def _waiting(held_id: str) -> Held | None:
    row = held.to_settle(held_id)
    if row is None:
        raise LookupError(f"nothing is held as {held_id}")
    return None if row.settled_as else row


def _settle(held_id: str, how: str, reason: str, actor: str) -> None:
    held.settle(held_id, how)
    events.record(clock.now(), actor, "held.settled", held_id, how=how, reason=reason)


def _again(row: Held) -> Outcome:
    inside = opened(held.received(row.id))
    match inside:
        case SealedResponse():
            return _response(row, inside)
        case SealedOffer():
            return offers.keep(inside, held_since(inside.made, row.received_on), looked_at=True)
    return "unreadable"


def _response(row: Held, inside: SealedResponse) -> Outcome:
    found = devices.understood(inside, held_since(inside.finished, row.received_on))
    if found.arrival is None or found.reason:
        return found.reason or "unknown_survey"
    try:
        return devices.OUTCOMES[_kept(replace(found.arrival, looked_at=True))]
    except receiving.Refused:
        return "not_valid"


def _kept(arrival: Arrival) -> Verdict:
    """Kept as it came, or else without its invitation, or else under an id of its own."""
    held_as = kept_id(arrival.form["response_id"])
    verdict = _tried(arrival, held_as)
    if verdict == "link_used":
        arrival = devices.untied(arrival)
        verdict = _tried(arrival, held_as)
    return _tried(_under_its_own_id(arrival), held_as) if verdict == "taken" else verdict


def _under_its_own_id(arrival: Arrival) -> Arrival:
    form = arrival.form.copy()
    form["response_id"] = str(uuid.uuid4())
    return replace(devices.untied(arrival), form=form)


def _tried(arrival: Arrival, held_as: str) -> Verdict:
    brought = receiving.checked(arrival)
    (verdict,) = keeping.keep([replace(brought, rows=raising.without_raised(brought.rows, held_as))])
    if verdict == "new":
        raising.tie_raised(brought.rows, held_as)
    return verdict
