"""What an answer document says that can be compared between start and end: scores of questions, of goals and of instruments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeGuard

from pydantic_core import from_json

from feedback.figures.people_paired import Sent
from feedback.questionnaire.definition import RATING_HIGH, RATING_LOW, Goals, Question, Questionnaire, Rating, Scale
from feedback.questionnaire.scoring import ends, score

TOGETHER, GOALS = "questions:", "goals:"
"""Keys of all questions and of all goals at once: no question can have such a code."""

_GOAL = "."


class Given(NamedTuple):
    """What one answer stands for, higher always the more wanted, on a scale from `low` to `high`."""

    score: float
    low: float
    high: float


Document = Mapping[str, Any]
_Read = Callable[[Document], Mapping[str, Given]]


def is_goal(key: str) -> bool:
    """Whether a key is that of one goal: "<question>.<goal>"."""
    return _GOAL in key


def is_question(key: str) -> bool:
    """Whether a key is the code of a question."""
    return _GOAL not in key and ":" not in key


def comparable(questionnaire: Questionnaire) -> dict[str, Scale | Rating]:
    """The questions of which the same person's answers can be subtracted, by code, in the order asked."""
    return {question.code: question for question in questionnaire.questions() if _has_length(question)}


def ends_of(question: Scale | Rating) -> tuple[float, float]:
    """The lowest and the highest score that an answer can have."""
    return ends(question) if isinstance(question, Scale) else (RATING_LOW, RATING_HIGH)


class Reader:
    """Reads answer documents of these versions, each once."""

    def __init__(self, versions: Mapping[int, Questionnaire]) -> None:
        self._readers = {version: _readers(questionnaire) for version, questionnaire in versions.items()}
        self._asked = {version: len(comparable(questionnaire)) for version, questionnaire in versions.items()}
        self._known: dict[str, Mapping[str, Given]] = {}

    def asked(self, sent: Sent) -> int:
        """How many questions the version of a response asks that can be compared."""
        return self._asked[sent.version]

    def given(self, sent: Sent) -> Mapping[str, Given]:
        """What a response says, by question code, or "<question>.<goal>"; nothing where there is no opinion."""
        if sent.id not in self._known:
            document = from_json(sent.answers, allow_inf_nan=False)
            self._known[sent.id] = {key: given for read in self._readers[sent.version] for key, given in read(document).items()}
        return self._known[sent.id]


def _readers(questionnaire: Questionnaire) -> list[_Read]:
    goals = [_goals(question) for question in questionnaire.questions() if isinstance(question, Goals)]
    return [*(_question(question) for question in comparable(questionnaire).values()), *goals]


def _question(question: Scale | Rating) -> _Read:
    low, high = ends_of(question)
    answers: Sequence[str | int] = (
        [option.code for option in question.options] if isinstance(question, Scale) else range(RATING_LOW, RATING_HIGH + 1)
    )
    scores: dict[str | int, Given] = {
        answer: Given(found, low, high) for answer in answers if (found := score(question, answer)) is not None
    }

    def read(document: Document) -> Mapping[str, Given]:
        answer = document.get(question.code)
        found = scores.get(answer) if isinstance(answer, str | int) else None
        return {question.code: found} if found else {}

    return read


def _goals(question: Goals) -> _Read:
    known = {option.code for option in question.options}

    def read(document: Document) -> Mapping[str, Given]:
        rated = document.get(question.code)
        chosen = rated.items() if isinstance(rated, dict) else ()
        return {
            f"{question.code}{_GOAL}{goal}": Given(float(rating), RATING_LOW, RATING_HIGH)
            for goal, rating in chosen
            if goal in known and isinstance(rating, int)
        }

    return read


def _has_length(question: Question) -> TypeGuard[Scale | Rating]:
    """A scale with one score only, or none, has no length."""
    if isinstance(question, Scale):
        return len({option.score for option in question.options if option.score is not None}) > 1
    return isinstance(question, Rating)
