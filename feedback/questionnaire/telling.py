"""What somebody answered, in the words of what they were asked: to be compared with the paper that it was typed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedback.questionnaire.answers import Collected
from feedback.questionnaire.definition import NOT_ASKED, Choices, Comment, Contact, Goals, Question, Section, Statement, options_of


@dataclass(frozen=True)
class Told:
    """One question and its answer in words, "" where there is none. `counts`: False for an answer that another answer rules out."""

    code: str
    question: str
    answer: str
    counts: bool = True


def told(sections: Iterable[Section], data: Mapping[str, Any], collected: Collected) -> Sequence[Told]:
    """Every question of these sections in the order asked, with what the `data` of a checked form say to it."""
    questions = (question for section in sections for question in section.questions if not isinstance(question, Statement))
    return [_told(question, data, collected) for question in questions]


def _told(question: Question, data: Mapping[str, Any], collected: Collected) -> Told:
    answer = _answer(question, data)
    return Told(question.code, question.text, answer, counts=not answer or collected.coded.get(question.code) != NOT_ASKED)


def _answer(question: Question, data: Mapping[str, Any]) -> str:
    value = data.get(question.code)
    labels = {option.code: option.label for option in options_of(question)}
    match question:
        case Contact():
            given = (data.get(f"{question.code}.name"), data.get(f"{question.code}.how"))
            return ". ".join(filter(None, ("Yes" if value or any(given) else "", *given)))
        case Goals():
            return "; ".join(_goal(labels[code], data.get(f"{question.code}.{code}")) for code in value or ())
        case Choices():
            return "; ".join(labels[code] for code in value or ())
        case Comment():
            return value or ""
    return "" if value is None else labels.get(value, str(value))


def _goal(label: str, number: int | None) -> str:
    return label if number is None else f"{label}: {number} out of 10"
