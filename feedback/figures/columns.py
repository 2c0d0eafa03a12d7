"""Many answer documents turned into columns of small whole numbers, so that counting is one pass of numpy for each.

Documents are read one at a time and given up again: memory holds the numbers, never a hundred thousand documents.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic_core import from_json

from feedback.questionnaire.definition import (
    ABSENT,
    DECLINED,
    NOT_ASKED,
    SKIPPED,
    Choice,
    Choices,
    Goals,
    Number,
    Question,
    Questionnaire,
    Rating,
    Scale,
)

Numbers = npt.NDArray[np.intp]
Document = dict[str, Any]
Countable = Scale | Choice | Choices | Rating | Number | Goals

ANSWERED = "answered"
_NO_OPINION = ABSENT | DECLINED
_SKIPPED = frozenset({SKIPPED})
_AT_ONCE = 200
"""Few documents at a time: they are gone before Python's collector of cycles walks over them, which costs more as they pile up."""


@dataclass(frozen=True)
class Column:
    """What was found about one thing: the response in position `rows[i]` has `values[codes[i]]`.

    `key` is a question's code, `<question>.<goal>` for the rating of one goal, or ANSWERED for the people who gave at
    least one opinion to a question with several answers, where `values` names the question.
    """

    key: str
    rows: Numbers
    codes: Numbers
    values: tuple[str, ...]


def countable(questionnaire: Questionnaire) -> Iterator[Countable]:
    """The questions whose answers are codes or numbers, in the order asked."""
    return (question for question in questionnaire.questions() if isinstance(question, Countable))


def columns(questionnaire: Questionnaire, answers: Iterable[str]) -> tuple[Column, ...]:
    """The columns of answer documents. Raises ValueError that says which document or which question is wrong."""
    gatherers = [_gatherer(question) for question in countable(questionnaire)]
    first = 0
    for documents in _read(answers):
        for gatherer in gatherers:
            gatherer.add(documents, first)
        first += len(documents)
    return tuple(column for gatherer in gatherers for column in gatherer.columns())


def _read(answers: Iterable[str]) -> Iterator[list[Document]]:
    read: list[Document] = []
    for position, text in enumerate(answers):
        read.append(_document(text, position))
        if len(read) == _AT_ONCE:
            yield read
            read = []
    yield read


def _document(text: str, position: int) -> Document:
    try:
        document = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise ValueError(f"the answers in position {position} cannot be read: {error}") from None
    if not isinstance(document, dict):
        raise ValueError(f"the answers in position {position} are not a JSON object keyed by question code")
    return document


class _Vocabulary(dict[Hashable, int]):
    """Numbers each value in the order it is met."""

    def __missing__(self, value: Hashable) -> int:
        number = self[value] = len(self)
        return number


class _Found:
    """Rows and numbered values of one key, gathered piece by piece."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.vocabulary = _Vocabulary()
        self.rows: list[Numbers] = []
        self.codes: list[Numbers] = []

    def add(self, rows: Sequence[int] | range, values: Sequence[Hashable]) -> None:
        numbered = self.vocabulary
        try:
            codes = np.fromiter(map(numbered.__getitem__, values), np.intp, len(values))
        except TypeError:
            raise ValueError(f'question "{self.key}": an answer is a list or an object where one value belongs') from None
        self.rows.append(np.arange(rows.start, rows.stop) if isinstance(rows, range) else np.asarray(rows, dtype=np.intp))
        self.codes.append(codes)

    def column(self) -> Column:
        return Column(self.key, _joined(self.rows), _joined(self.codes), tuple(self._text(value) for value in self.vocabulary))

    def _text(self, value: Hashable) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise ValueError(f'question "{self.key}": {value!r} is neither a code nor a whole number')
        return str(value)


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.intp)


class _One:
    """Questions with one answer: a code or a number."""

    def __init__(self, question: Question) -> None:
        self._code = question.code
        self._found = _Found(question.code)

    def add(self, documents: list[Document], first: int) -> None:
        code = self._code
        values = [document.get(code, NOT_ASKED) for document in documents]
        self._found.add(range(first, first + len(values)), values)

    def columns(self) -> tuple[Column, ...]:
        return (self._found.column(),)


class _Several:
    """Questions with any number of answers. A person counts once for each option, however often it was given.

    Who gave an opinion and ticked "not sure" as well gave an opinion.
    """

    def __init__(self, question: Question) -> None:
        self._code = question.code
        self._chosen = _Found(question.code)
        self._answered = _Found(ANSWERED)

    def add(self, documents: list[Document], first: int) -> None:
        rows: list[int] = []
        values: list[Hashable] = []
        answered: list[int] = []
        for row, document in enumerate(documents, first):
            chosen = _chosen(document.get(self._code, NOT_ASKED), self._code)
            rows.extend([row] * len(chosen))
            values.extend(chosen)
            if not chosen <= _NO_OPINION:
                answered.append(row)
        self._chosen.add(rows, values)
        self._answered.add(answered, [self._code] * len(answered))

    def columns(self) -> tuple[Column, ...]:
        return (self._chosen.column(), self._answered.column())


def _chosen(answer: object, code: str) -> frozenset[str]:
    if isinstance(answer, str):
        return frozenset((answer,))
    if not isinstance(answer, list | dict) or any(isinstance(value, list | dict) for value in answer):
        raise ValueError(f'question "{code}": {answer!r} is not a list of codes')
    given = frozenset(answer)
    return given - _NO_OPINION or frozenset(sorted(given)[:1]) or _SKIPPED


class _Rated(_Several):
    """Goals: which were chosen, and the rating of each."""

    def __init__(self, question: Goals) -> None:
        super().__init__(question)
        self._ratings = {option.code: _Found(f"{question.code}.{option.code}") for option in question.options}

    def add(self, documents: list[Document], first: int) -> None:
        super().add(documents, first)
        given = [(row, goals) for row, document in enumerate(documents, first) if isinstance(goals := document.get(self._code), dict)]
        for goal, found in self._ratings.items():
            rated = [(row, SKIPPED if goals[goal] is None else goals[goal]) for row, goals in given if goal in goals]
            found.add([row for row, _ in rated], [rating for _, rating in rated])

    def columns(self) -> tuple[Column, ...]:
        return (*super().columns(), *(found.column() for found in self._ratings.values()))


_SEVERAL: dict[type, Callable[[Any], _One | _Several]] = {Choices: _Several, Goals: _Rated}


def _gatherer(question: Countable) -> _One | _Several:
    return _SEVERAL.get(type(question), _One)(question)
