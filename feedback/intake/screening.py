"""Which concerns a response raises: by what was written, by answers that are signs, and by asking to talk to someone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.intake import lists
from feedback.language.screening import Sign, screen_of
from feedback.questionnaire.answers import Collected
from feedback.questionnaire.definition import Answer, Contact, Option, Question, Questionnaire, options_of
from feedback.store.encryption import seal

_SEVEREST_FIRST = {"red": 0, "amber": 1, "blue": 2}


@dataclass(frozen=True)
class Found:
    """Rows for the tables of concerns and of the contacts that came with them; comments are tied by question code."""

    concerns: list[dict[str, object]]
    contacts: list[dict[str, object]]


def screen(questionnaire: Questionnaire, collected: Collected, comment_ids: Mapping[str, str | None], day: date) -> Found:
    """Every concern of one response, before it is tied to it. One concern a comment and one an answer, at the level of its severest sign.

    The list of signs is the one that counts now. The id of a comment is None where the comment itself is not kept.
    """
    concerns = [*_by_comments(collected, comment_ids, day), *_by_answers(questionnaire, collected, day)]
    contacts: list[dict[str, object]] = []
    if collected.contact:
        concern = _row("contact", _contact_code(questionnaire), "blue", "asked_to_talk", day)
        concerns.append(concern)
        name, how = collected.contact.name, collected.contact.how
        contacts.append({"concern_id": concern["id"], "name": seal(name, day), "how": seal(how, day)})
    return Found(concerns, contacts)


def _contact_code(questionnaire: Questionnaire) -> str:
    return next(question.code for question in questionnaire.questions() if isinstance(question, Contact))


def _by_comments(collected: Collected, comment_ids: Mapping[str, str | None], day: date) -> Iterator[dict[str, object]]:
    looked = screen_of(lists.current("signs").content)
    for question, written in collected.comments.items():
        signs = looked.signs(written.text)
        if signs:
            first = min(signs, key=lambda sign: _SEVEREST_FIRST[sign.level])
            row = _row("comment", question, first.level, first.category, day, written.text, _seen(signs))
            yield row | {"comment_id": comment_ids[question]}


def _by_answers(questionnaire: Questionnaire, collected: Collected, day: date) -> Iterator[dict[str, object]]:
    for question in questionnaire.questions():
        raising = _raising(question, collected.coded.get(question.code, ""))
        if raising:
            level = min((option.raises for option in raising if option.raises), key=_SEVEREST_FIRST.__getitem__)
            chosen = "\n".join(option.label for option in raising)
            yield _row("answer", question.code, level, "not_safe", day, f"{question.text}\n{chosen}")


def _raising(question: Question, answer: Answer) -> list[Option]:
    """The options that were chosen and are signs by themselves."""
    chosen = [answer] if isinstance(answer, str) else answer if isinstance(answer, list) else []
    return [option for option in options_of(question) if option.raises and option.code in chosen]


def _seen(signs: Sequence[Sign]) -> str:
    return "; ".join(f"{sign.level} {sign.category}: {sign.seen}" for sign in signs)


def _row(source: str, question: str, level: str, category: str, day: date, text: str = "", seen: str = "") -> dict[str, object]:
    return {
        "id": str(uuid.uuid4()),
        "comment_id": None,
        "question": question,
        "source": source,
        "level": level,
        "category": category,
        "text": seal(text, day),
        "seen": seal(seen, day),
        "opened_at": None,
    }
