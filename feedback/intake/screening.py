"""Which concerns a response raises: by what was written, and by asking to talk to someone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from feedback.language import screening
from feedback.questionnaire.answers import Collected
from feedback.store.encryption import seal

_SEVEREST_FIRST = {"red": 0, "amber": 1, "blue": 2}


@dataclass(frozen=True)
class Found:
    """Rows for the tables of concerns and of the contacts that came with them; comments are tied by question code."""

    concerns: list[dict[str, object]]
    contacts: list[dict[str, object]]


def screen(collected: Collected, comment_ids: dict[str, str], common: dict[str, object], day: date, at: datetime) -> Found:
    """Every concern of one response. `common` holds survey_id, response_id and site_id. One concern a comment: its severest sign."""
    concerns = list(_by_comments(collected, comment_ids, day))
    contacts: list[dict[str, object]] = []
    if collected.contact:
        concern = _row("contact", collected.contact.question, None, "blue", "asked_to_talk", "", "", day)
        concerns.append(concern)
        name, how = collected.contact.name, collected.contact.how
        contacts.append({"concern_id": concern["id"], "name": seal(name, day), "how": seal(how, day)})
    return Found([concern | common | {"raised_at": at} for concern in concerns], contacts)


def _by_comments(collected: Collected, comment_ids: dict[str, str], day: date) -> Iterator[dict[str, object]]:
    for question, written in collected.comments.items():
        signs = screening.screen(written.text)
        if signs:
            first = min(signs, key=lambda sign: _SEVEREST_FIRST[sign.level])
            yield _row("comment", question, comment_ids[question], first.level, first.category, written.text, _seen(signs), day)


def _seen(signs: Sequence[screening.Sign]) -> str:
    return "; ".join(f"{sign.level} {sign.category}: {sign.seen}" for sign in signs)


def _row(source: str, question: str, comment_id: str | None, level: str, category: str, text: str, seen: str, day: date) -> dict[str, object]:
    return {
        "id": str(uuid.uuid4()),
        "comment_id": comment_id,
        "question": question,
        "source": source,
        "level": level,
        "category": category,
        "text": seal(text, day),
        "seen": seal(seen, day),
        "opened_at": None,
    }
