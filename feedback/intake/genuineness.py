"""Which responses are real: set aside what is a test, a duplicate or not genuine, and bring it back. A concern is never hidden by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from feedback import clock, store
from feedback.figures.bursts import bursts
from feedback.store import events, quarters, responses

REASONS = {"test": "A test", "duplicate": "A duplicate of another response", "not_genuine": "Not genuine"}
FOR_GOOD = {"late": "Came after its quarter was frozen", "withdrawn": "Taken back by the person"}
"""Reasons that no officer gives, and none can undo."""

OPEN_LINK = "link"


class Frozen(ValueError):
    """A quarter was issued, so which of its responses count can no longer change. The message says which."""


def set_aside(survey_id: int, ids: Sequence[str], reason: str, note: str, actor: str) -> int:
    """Leave these responses of a survey out of the figures, and record who did it and why; how many were not aside before.

    Raises ValueError for an unknown reason, LookupError when one of them is not a response of this survey, and Frozen when one
    belongs to a frozen quarter: then none is changed.
    """
    if reason not in REASONS:
        raise ValueError(f"'{reason}' is not a reason: use one of {', '.join(REASONS)}")
    with store.transaction():
        counting = [response_id for response_id, aside in _known(survey_id, ids).items() if aside is None]
        for response_id in counting:
            responses.set_aside(response_id, reason)
            events.record(clock.now(), actor, "response.set_aside", response_id, reason=reason, note=note)
    return len(counting)


def bring_back(survey_id: int, ids: Sequence[str], note: str, actor: str) -> int:
    """Count these responses again, and record who did it; how many were aside. Raises LookupError and Frozen as `set_aside` does.

    What is aside for good stays so.
    """
    with store.transaction():
        aside = [response_id for response_id, reason in _known(survey_id, ids).items() if reason in REASONS]
        for response_id in aside:
            responses.set_aside(response_id, None)
            events.record(clock.now(), actor, "response.restored", response_id, note=note)
    return len(aside)


def busy_days(survey_id: int, quarter: str) -> tuple[date, ...]:
    """Days on which the open link brought far more responses than on others."""
    return bursts(responses.days(survey_id, [quarter], OPEN_LINK))


def _known(survey_id: int, ids: Sequence[str]) -> Mapping[str, str | None]:
    known = responses.aside(survey_id, ids)
    if len(known) < len(set(ids)):
        raise LookupError("one of these responses is not in this survey")
    _refuse_frozen(survey_id, ids)
    return known


def _refuse_frozen(survey_id: int, ids: Sequence[str]) -> None:
    frozen = [quarter for quarter in sorted(responses.quarters_of(survey_id, ids)) if quarters.is_frozen(survey_id, quarter)]
    if frozen:
        raise Frozen(f"{frozen[0]} is frozen: its figures were issued, so its responses can no longer be set aside or brought back")
