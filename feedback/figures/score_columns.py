"""Scores of instruments as columns: worked out from the columns of their items, so that counting them reads no document twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan

import numpy as np
import numpy.typing as npt

from feedback.figures.columns import Column
from feedback.questionnaire.definition import NOT_ASKED, Question, Questionnaire, Scale
from feedback.questionnaire.instruments import Instrument
from feedback.questionnaire.scoring import prorated, score

UNSCORED = "unscored"
"""Kept in place of a score where too few items were answered; NOT_ASKED where not one was asked."""

Scores = npt.NDArray[np.float64]


def key_of(instrument: Instrument) -> str:
    """The key that an instrument's scores are counted under. No question's code has a colon."""
    return f"score:{instrument.code}"


def value_of(number: float) -> str:
    """A score as it is counted: whole numbers without a point, others to a millionth."""
    return str(int(number)) if float(number).is_integer() else repr(round(number, 6))


def score_columns(questionnaire: Questionnaire, found: Sequence[Column]) -> Iterator[Column]:
    """A column for each instrument, from the columns of all questions. Raises ValueError when a sum has no conversion."""
    if not questionnaire.instruments:
        return
    columns = {column.key: column for column in found}
    questions = {question.code: question for question in questionnaire.questions()}
    for instrument in questionnaire.instruments:
        yield _column(instrument, [(questions[code], columns[code]) for code in instrument.items])


def converted(instrument: Instrument, raw: float) -> float:
    """The score that a sum stands for: by the conversion table where there is one. Raises ValueError for a sum that is not in it."""
    table = {line.raw: line.score for line in instrument.conversion}
    if not table:
        return raw
    if raw not in table:
        raise ValueError(f'instrument "{instrument.code}": its conversion has no line for {value_of(raw)}; add it, or look at the answers')
    return table[raw]


def _column(instrument: Instrument, items: Sequence[tuple[Question, Column]]) -> Column:
    """Few different totals come out of however many responses, so each is worked out once."""
    scores = np.stack([_scores(question, column) for question, column in items])
    asked = np.stack([_asked(column) for _, column in items]).any(axis=0)
    answered = np.where(asked, (~np.isnan(scores)).sum(axis=0), -1)
    totals = np.nansum(scores, axis=0).round(9)
    different, numbers = np.unique(np.stack([totals, answered]), axis=1, return_inverse=True)
    values = tuple(_value(instrument, float(total), int(number)) for total, number in different.T)
    return Column(key_of(instrument), items[0][1].rows, numbers.reshape(-1).astype(np.intp), values)


def _value(instrument: Instrument, total: float, answered: int) -> str:
    if answered < 0:
        return NOT_ASKED
    raw = prorated(instrument, total, answered)
    return UNSCORED if raw is None else value_of(converted(instrument, raw))


def _scores(question: Question, column: Column) -> Scores:
    """Each response's number for one item, NaN where it has none."""
    numbers = np.array([_number(question, value) for value in column.values], dtype=np.float64)
    return numbers[column.codes]


def _asked(column: Column) -> npt.NDArray[np.bool_]:
    return np.array([value != NOT_ASKED for value in column.values], dtype=np.bool_)[column.codes]


def _number(question: Question, text: str) -> float:
    """The number that an answer stands for. Ratings and numbers are counted as text, which is turned back."""
    if isinstance(question, Scale):
        found = score(question, text)
        return nan if found is None else found
    return float(text) if text.removeprefix("-").isdecimal() else nan
