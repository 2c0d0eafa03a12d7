"""Concerns of what is held for an officer: raised at once, and not again when it is brought in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from feedback import clock
from feedback.intake import receiving
from feedback.intake.asked import Asked
from feedback.intake.opening import UUID4
from feedback.intake.receiving import Arrival
from feedback.intake.recording import Rows, kept_id
from feedback.intake.screening import Found, screen
from feedback.intake.timing import at_once
from feedback.questionnaire.answers import Collected, Written, collect
from feedback.questionnaire.fields import fit_to_keep
from feedback.store import alerts, concerns
from feedback.store.concerns import OpenedConcern
from feedback.store.encryption import unseal

LONGEST_QUESTION = 40
Row = Mapping[str, object]
Said = tuple[str, str, str, str, str]
"""What a concern says: its source and question, the text, and the name and the way of somebody to be contacted."""


def raise_at_once(arrival: Arrival) -> None:
    """Screen a form that is not kept and raise what it says, in the transaction under way."""
    moment, response_id = arrival.moment or at_once(), _response_id(arrival)
    what = receiving.what_was_asked(arrival)
    written = _everything_written(arrival, what)
    found = screen(what.whole, written, dict.fromkeys(written.comments), moment.day)
    tie = {"survey_id": arrival.door.survey_id, "response_id": response_id, "site_id": arrival.told.site_id, "raised_at": moment.at}
    new = _without([row | tie for row in found.concerns], found.contacts, _said_before(concerns.of_response(response_id)))
    concerns.add_all(new.concerns, new.contacts)
    alerts.write_first(new.concerns, clock.now(), clock.today())


def without_raised(rows: Rows, held_as: str) -> Rows:
    """A response's rows without the concerns that were raised when it was held under the id `held_as`."""
    new = _without(rows.concerns, rows.contacts, _untied(held_as))
    return replace(rows, concerns=new.concerns, contacts=new.contacts)


def tie_raised(rows: Rows, held_as: str) -> None:
    """Tie the concerns that were raised when a response was held to the response, and to the comments, that are kept now."""
    before = _untied(held_as)
    for said, row in _said(rows.concerns, rows.contacts).items():
        if said in before:
            concerns.tie(before[said], str(row["response_id"]), cast(str | None, row["comment_id"]))


def _response_id(arrival: Arrival) -> str:
    """The id under which the response would be kept; one of its own where that of the form is none, because a concern must have one."""
    given = arrival.form.get("response_id", "")
    return kept_id(given) if UUID4.fullmatch(given) else str(uuid.uuid4())


def _everything_written(arrival: Arrival, what: Asked) -> Collected:
    """What was collected, and what was written under names that this version does not know."""
    form = what.form_class(arrival.form)
    collected = collect(what.worded, what.whole, form.data)
    strange = {fit_to_keep(name)[:LONGEST_QUESTION]: Written(_texts(arrival, name), off_path=True) for name in form.unknown}
    return replace(collected, comments=strange | collected.comments)


def _texts(arrival: Arrival, name: str) -> str:
    return "\n\n".join(map(fit_to_keep, arrival.form.getlist(name)))


def _without(rows: Sequence[Row], contacts: Sequence[Row], before: Mapping[Said, str]) -> Found:
    new = [dict(row) for said, row in _said(rows, contacts).items() if said not in before]
    ids = {row["id"] for row in new}
    return Found(new, [dict(contact) for contact in contacts if contact["concern_id"] in ids])


def _said(rows: Sequence[Row], contacts: Sequence[Row]) -> dict[Said, Row]:
    of_concern = {contact["concern_id"]: contact for contact in contacts}
    return {_said_in(row, of_concern.get(row["id"], {})): row for row in rows}


def _said_in(row: Row, contact: Row) -> Said:
    name, how = (unseal(cast(bytes, contact[part])) if contact else "" for part in ("name", "how"))
    return str(row["source"]), str(row["question"]), unseal(cast(bytes, row["text"])), name, how


def _untied(held_as: str) -> dict[Said, str]:
    return _said_before(one for one in concerns.of_response(held_as) if one.concern.comment_id is None)


def _said_before(raised: Iterable[OpenedConcern]) -> dict[Said, str]:
    return {(one.concern.source, one.concern.question, one.text, one.name, one.how): one.concern.id for one in raised}
