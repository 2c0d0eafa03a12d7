"""Responses into the tables: answers, comments with a first reading each, concerns, and invitations that are used up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from typing import Literal, cast

from feedback import clock, store
from feedback.intake.recording import Rows
from feedback.store import alerts, asks, comments, concerns, responses, surveys, unfinished
from feedback.store.surveys import Standing

Verdict = Literal["new", "known", "taken", "link_used", "closed", "not_open"]
"""new: kept. known: kept before, with the same body. taken: another body has this id. The rest: why nothing was kept."""

GRACE = timedelta(days=1)
"""Somebody who has the page open while a survey closes may still send, until the end of the next day."""

AT_ONCE = 1000
"""Responses in one statement: enough to be quick, few enough to hold in memory."""


@dataclass(frozen=True)
class Brought:
    """One response ready to be kept, and the invitation that it came by. `looked_at`: an officer takes it though the survey is closed."""

    rows: Rows
    survey_id: int
    response_id: str
    invitation_id: int | None = None
    looked_at: bool = False

    @property
    def day(self) -> date:
        """The day it was given."""
        return cast(date, self.rows.response["sent_on"])


def keep(brought: Sequence[Brought]) -> list[Verdict]:
    """Keep responses in one transaction: a verdict for each, in their order. One id may come twice."""
    with store.transaction():
        standing = {survey_id: surveys.standing(survey_id) for survey_id in {one.survey_id for one in brought}}
        refused = [_refused(one, standing[one.survey_id]) for one in brought]
        welcome = [one for one, why in zip(brought, refused, strict=True) if not why]
        new = responses.add_new([_row(one, standing[one.survey_id].frozen) for one in welcome])
        verdicts = [_known_or(why, one) if why else _verdict(one, new) for one, why in zip(brought, refused, strict=True)]
        new_rows = [one.rows for one, verdict in zip(brought, verdicts, strict=True) if verdict == "new"]
        write(new_rows)
        alert(new_rows)
    return verdicts


def refusal(standing: Standing, day: date) -> Literal["closed", "not_open"] | None:
    """Why a survey takes nothing that was given on this day; None when it does."""
    if standing.closed_on and standing.closed_on + GRACE < day:
        return "closed"
    return "not_open" if standing.state == "draft" else None


def keep_all(rows: Iterable[Rows]) -> int:
    """Keep many responses, all or nothing, and say how many. Their ids must be new: look them up first.

    The demo's alert nobody here: it is loaded with what became of them.
    """
    waiting, total = iter(rows), 0
    with store.transaction():
        while batch := list(islice(waiting, AT_ONCE)):
            responses.add_all([row.response for row in batch])
            write(batch)
            alert([row for row in batch if not row.response["demo"]])
            total += len(batch)
    return total


def write(rows: Sequence[Rows]) -> None:
    """What belongs to responses that are in their table already, in the transaction under way."""
    comments.add_all(_all(row.comments for row in rows), _all(row.readings for row in rows))
    concerns.add_all(_all(row.concerns for row in rows), _all(row.contacts for row in rows))


def alert(rows: Sequence[Rows]) -> None:
    """Alert whoever is on duty of what these responses raised, in the same transaction."""
    alerts.write_first(_all(row.concerns for row in rows), clock.now(), clock.today())


def _refused(one: Brought, standing: Standing) -> Verdict | None:
    why = refusal(standing, one.day)
    return None if one.looked_at and why == "closed" else why


def _row(one: Brought, frozen: frozenset[str]) -> dict[str, object]:
    """What was issued about a frozen quarter never changes: what comes later is kept, and counts nowhere."""
    row = one.rows.response
    return row | {"set_aside": "late"} if row["quarter"] in frozen else row


def _known_or(why: Verdict, one: Brought) -> Verdict:
    """A device that never heard that its answers were kept may send them again after the survey has closed."""
    return "known" if responses.kept_digest(one.response_id) == one.rows.response["digest"] else why


def _verdict(one: Brought, new: set[str]) -> Verdict:
    """Takes its id out of `new`: the same id once more is no longer new."""
    if one.response_id not in new:
        known = (one.rows.response["digest"], responses.TAKEN_BACK)
        return "known" if responses.kept_digest(one.response_id) in known else "taken"
    new.remove(one.response_id)
    if one.invitation_id is not None and not asks.use(one.invitation_id, one.response_id):
        responses.remove(one.response_id)
        return "link_used"
    if one.invitation_id is not None:
        unfinished.forget(one.invitation_id)
    return "new"


def _all(found: Iterable[list[dict[str, object]]]) -> list[dict[str, object]]:
    return list(chain.from_iterable(found))
