"""What an answer document says that can be compared between start and end: scores of questions, of goals and of instruments."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeGuard

from pydantic_core import from_json

from feedback.figures.instruments import reliable_points, scoring_of
from feedback.figures.people_paired import Sent
from feedback.figures.score_classes import possible
from feedback.figures.score_columns import converted, key_of
from feedback.questionnaire.definition import NOT_ASKED, RATING_HIGH, RATING_LOW, Goals, Question, Questionnaire, Rating, Scale
from feedback.questionnaire.instruments import Instrument
from feedback.questionnaire.scoring import ends, raw_score, score

TOGETHER, GOALS = "questions:", "goals:"
"""Keys of all questions and of all goals at once: no question can have such a code."""

_GOAL = "."


class Given(NamedTuple):
    """What one answer or one instrument says, higher always the more wanted, on a scale from `low` to `high`.

    `scored` tells how an instrument is scored; only what is scored alike on one scale can be subtracted.
    """

    score: float
    low: float
    high: float
    scored: Hashable = None

    def like(self, other: Given) -> bool:
        """Whether the two can be subtracted."""
        return self[1:] == other[1:]


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


class Reader:
    """Reads answer documents of these versions, each once. `reliable` is from how many points a change of an instrument is reliable."""

    def __init__(self, versions: Mapping[int, Questionnaire]) -> None:
        self._readers = {version: _readers(questionnaire) for version, questionnaire in versions.items()}
        self._asked = {version: len(comparable(questionnaire)) for version, questionnaire in versions.items()}
        self.reliable = {key: points for version in sorted(versions) for key, points in _reliable(versions[version])}
        self._known: dict[str, Mapping[str, Given]] = {}

    def asked(self, sent: Sent) -> int:
        """How many questions the version of a response asks that can be compared."""
        return self._asked[sent.version]

    def given(self, sent: Sent) -> Mapping[str, Given]:
        """What a response says, by question code, "<question>.<goal>" or the key of an instrument; nothing where there is no opinion."""
        if sent.id not in self._known:
            document = from_json(sent.answers, allow_inf_nan=False)
            self._known[sent.id] = {key: given for read in self._readers[sent.version] for key, given in read(document).items()}
        return self._known[sent.id]


def _readers(questionnaire: Questionnaire) -> list[_Read]:
    goals = [_goals(question) for question in questionnaire.questions() if isinstance(question, Goals)]
    instruments = [_instrument(questionnaire, instrument) for instrument in questionnaire.instruments]
    return [*(_question(question) for question in comparable(questionnaire).values()), *goals, *instruments]


def _reliable(questionnaire: Questionnaire) -> Iterator[tuple[str, float]]:
    for instrument in questionnaire.instruments:
        if instrument.published:
            yield key_of(instrument), reliable_points(instrument.published.sd, instrument.published.reliability)


def _question(question: Scale | Rating) -> _Read:
    low, high = ends(question)
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


def _instrument(questionnaire: Questionnaire, instrument: Instrument) -> _Read:
    questions = {question.code: question for question in questionnaire.questions()}
    items = [questions[code] for code in instrument.items]
    among, scored = possible(questionnaire, instrument), scoring_of(questionnaire, instrument)

    def read(document: Document) -> Mapping[str, Given]:
        raw = raw_score(instrument, [score(item, document.get(item.code, NOT_ASKED)) for item in items])
        return {} if raw is None else {key_of(instrument): Given(converted(instrument, raw), among.low, among.high, scored)}

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
