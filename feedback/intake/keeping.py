"""Responses into the tables: answers, comments with a first reading each, concerns, and invitations that are used up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from typing import Literal

from feedback import clock, store
from feedback.intake.recording import Rows
from feedback.store import asks, comments, concerns, responses, surveys

Verdict = Literal["new", "known", "taken", "link_used", "closed", "not_open"]
"""new: kept. known: kept before, with the same body. taken: another body has this id. The rest: why nothing was kept."""

GRACE = timedelta(days=1)
"""Somebody who has the page open while a survey closes may still send, until the end of the next day."""

AT_ONCE = 1000
"""Responses in one statement: enough to be quick, few enough to hold in memory."""


@dataclass(frozen=True)
class Brought:
    """One response ready to be kept, and the invitation that it came by."""

    rows: Rows
    survey_id: int
    response_id: str
    invitation_id: int | None = None


def keep(brought: Sequence[Brought]) -> list[Verdict]:
    """Keep responses in one transaction: a verdict for each, in their order. One id may come twice."""
    with store.transaction():
        refused = {survey_id: standing(survey_id) for survey_id in {one.survey_id for one in brought}}
        welcome = [one for one in brought if not refused[one.survey_id]]
        new = responses.add_new([one.rows.response for one in welcome])
        verdicts: list[Verdict] = [refused[one.survey_id] or _verdict(one, new) for one in brought]
        write([one.rows for one, verdict in zip(brought, verdicts, strict=True) if verdict == "new"])
    return verdicts


def standing(survey_id: int) -> Literal["closed", "not_open"] | None:
    """Why this survey takes no answers now; None when it does."""
    state, closed_on = surveys.standing(survey_id)
    if closed_on and closed_on + GRACE < clock.today():
        return "closed"
    return "not_open" if state == "draft" else None


def keep_all(rows: Iterable[Rows]) -> int:
    """Keep many responses, all or nothing, and say how many. Their ids must be new: look them up first."""
    waiting, total = iter(rows), 0
    with store.transaction():
        while batch := list(islice(waiting, AT_ONCE)):
            responses.add_all([row.response for row in batch])
            write(batch)
            total += len(batch)
    return total


def write(rows: Sequence[Rows]) -> None:
    """What belongs to responses that are in their table already, in the transaction under way."""
    comments.add_all(_all(row.comments for row in rows), _all(row.readings for row in rows))
    concerns.add_all(_all(row.concerns for row in rows), _all(row.contacts for row in rows))


def _verdict(one: Brought, new: set[str]) -> Verdict:
    """Takes its id out of `new`: the same id once more is no longer new."""
    if one.response_id not in new:
        return "known" if responses.kept_digest(one.response_id) == one.rows.response["digest"] else "taken"
    new.remove(one.response_id)
    if one.invitation_id is not None and not asks.use(one.invitation_id, one.response_id):
        responses.remove(one.response_id)
        return "link_used"
    return "new"


def _all(found: Iterable[list[dict[str, object]]]) -> list[dict[str, object]]:
    return list(chain.from_iterable(found))
