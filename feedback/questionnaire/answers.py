"""From the fields of a checked form to what is kept: coded answers, comments, a wish to be contacted, bands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from feedback.questionnaire.definition import (
    NOT_ASKED,
    SKIPPED,
    Answer,
    Choice,
    Comment,
    Contact,
    Goals,
    Question,
    Questionnaire,
    Statement,
)
from feedback.questionnaire.visibility import path

UNCODED = (Comment, Contact, Statement)


@dataclass(frozen=True)
class Written:
    """A comment. `off_path`: typed, but its question was not asked in the end; it is kept and read all the same."""

    text: str
    off_path: bool


@dataclass(frozen=True)
class ContactGiven:
    """A wish to be contacted; either part may be empty, both when only the box was ticked."""

    name: str
    how: str


@dataclass(frozen=True)
class Collected:
    """What one person sent, by question code; `bands` by the name of the band, and only those answered."""

    coded: dict[str, Answer]
    comments: dict[str, Written]
    contact: ContactGiven | None
    bands: dict[str, str]


def collect(asked: Questionnaire, whole: Questionnaire, data: Mapping[str, Any]) -> Collected:
    """Sort the `data` of a valid AnswerForm made for `asked` (`whole`, or one of its variants).

    Every question of `whole` but comments, contact and statements has an entry in `coded`: the answer, "skipped" when
    it was asked, or "not_asked" when it was off the path, is not in this variant or had no field in the form.
    """
    answers = dict(given(asked, data))
    on_path = path(asked, answers)
    asked_codes = on_path & data.keys()
    kept = {code: answer for code, answer in answers.items() if code in asked_codes}
    coded = [question.code for question in whole.questions() if not isinstance(question, UNCODED)]
    return Collected(
        coded={code: kept.get(code, SKIPPED if code in asked_codes else NOT_ASKED) for code in coded},
        comments={code: Written(text, off_path=code not in on_path) for code, text in _written(whole, data)},
        contact=_contact(whole, data),
        bands=_bands(asked, kept),
    )


def given(asked: Questionnaire, data: Mapping[str, Any]) -> Iterator[tuple[str, Answer]]:
    """The coded answers in the data of a form, on the path or not; nothing for a question without an answer."""
    for question in asked.questions():
        if not isinstance(question, UNCODED):
            answer = _answer(question, data)
            if answer is not None:
                yield question.code, answer


def _answer(question: Question, data: Mapping[str, Any]) -> Answer | None:
    """The answer in its kept form, or None when there is none; 0 is an answer."""
    value = data.get(question.code)
    if value is None or value in ("", []):
        return None
    if isinstance(question, Goals):
        return {goal: data.get(f"{question.code}.{goal}") for goal in value}
    answer: Answer = value
    return answer


def _written(whole: Questionnaire, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for question in whole.questions():
        if isinstance(question, Comment) and data.get(question.code):
            yield question.code, data[question.code]


def _contact(whole: Questionnaire, data: Mapping[str, Any]) -> ContactGiven | None:
    """A cry for help is never dropped, on the path or off it."""
    for question in whole.questions():
        if isinstance(question, Contact):
            name, how = data.get(f"{question.code}.name") or "", data.get(f"{question.code}.how") or ""
            if name or how or data.get(question.code):
                return ContactGiven(name, how)
    return None


def _bands(asked: Questionnaire, kept: Mapping[str, Answer]) -> dict[str, str]:
    filling = (question for question in asked.questions() if isinstance(question, Choice) and question.band)
    return {str(question.band): str(kept[question.code]) for question in filling if question.code in kept}
