"""A reader raises a concern about a comment: what the list of signs missed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from feedback import clock, store
from feedback.desk.questions import as_last_asked
from feedback.store import alerts, comments, concern_steps, concerns, events, responses, second_looks, surveys
from feedback.store.accounts import Officer
from feedback.store.codes import LEVELS
from feedback.store.comments import Comment
from feedback.store.encryption import seal, unseal


class OffTheDesk(LookupError):
    """There is no such comment on the desk: it never was, it was taken back, or it is in the safeguarding lane already."""


@dataclass(frozen=True)
class About:
    """A comment that somebody is about to raise a concern about, as the desk shows comments."""

    comment_id: str
    question: str
    quarter: str
    text: str


def about(comment_id: str, officer: Officer) -> About:
    """A comment on the desk in clear; that it was read is on record. Raises OffTheDesk."""
    comment = comments.on_the_desk(comment_id)
    if comment is None:
        raise OffTheDesk(comment_id)
    survey = surveys.by_id(comment.survey_id)
    with store.transaction():
        events.record(clock.now(), officer.email, "comment.read", comment_id, slug=survey.slug)
    return About(comment_id, as_last_asked(survey.id, comment.question), comment.quarter, unseal(comment.text))


def raise_concern(comment_id: str, level: str, category: str, note: str, officer: Officer) -> str:
    """Raise a concern about a comment, with what the reader says of it; its id. Raises OffTheDesk.

    A comment raised red or amber leaves the desk. Whoever is shut out of what the same response raised is shut out of this too.
    """
    if level not in LEVELS:
        raise ValueError(f"'{level}' is not a level: use one of {', '.join(LEVELS)}")
    with store.transaction():
        comment = comments.on_the_desk(comment_id)
        if comment is None:
            raise OffTheDesk(comment_id)
        row = _row(comment, level, category, f"{officer.full_name or officer.email}: {note}")
        away = _shut_out_of(comment.response_id)
        concerns.add_all([row], [])
        concern_steps.shut_out([str(row["id"])], away)
        comments.outdate(comment.response_id)
        second_looks.mark(comment_id, officer.id, clock.today(), missed=True)
        alerts.write_first([row], clock.now(), clock.today())
        # Under the comment: whoever is shut out of the concern may be the one who reads the record.
        events.record(clock.now(), officer.email, "concern.raised", comment_id)
    return str(row["id"])


def _shut_out_of(response_id: str) -> frozenset[int]:
    raised = (one.concern.id for one in concerns.of_response(response_id))
    return frozenset().union(*(concern_steps.shut_out_of(concern_id) for concern_id in raised))


def _row(comment: Comment, level: str, category: str, seen: str) -> dict[str, object]:
    response, today = responses.by_id(comment.response_id), clock.today()
    return {
        "id": str(uuid.uuid4()),
        "survey_id": comment.survey_id,
        "response_id": comment.response_id,
        "comment_id": comment.id,
        "question": comment.question,
        "source": "reader",
        "level": level,
        "category": category,
        "text": seal(unseal(comment.text), today),
        "seen": seal(seen, today),
        "raised_at": clock.minute(),
        "site_id": response.site_id if response else None,
        "opened_at": None,
    }
