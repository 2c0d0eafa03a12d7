"""Answers as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, fsum

from feedback.questionnaire.definition import RATING_HIGH, RATING_LOW, Answer, Number, Question, Rating, Scale
from feedback.questionnaire.instruments import Instrument


def score(question: Question, answer: Answer) -> float | None:
    """The number an answer stands for, higher always the more wanted; None when it is no opinion or has no number.

    A scale's answer has its option's score, turned round on a reversed scale; ratings and numbers are themselves.
    """
    match question:
        case Scale():
            return _scale_score(question, answer)
        case Rating() | Number():
            return float(answer) if isinstance(answer, int) else None
        case _:
            return None


def raw_score(instrument: Instrument, scores: Sequence[float | None]) -> float | None:
    """The sum or the mean of the items' scores, None for an item without an answer; None when fewer than `fewest` have one.

    A sum with items missing is what the others would make of all items: answered sum times items over answered, halves up.
    """
    answered = [score for score in scores if score is not None]
    return prorated(instrument, fsum(answered), len(answered))


def prorated(instrument: Instrument, total: float, answered: int) -> float | None:
    """`raw_score` from the total of the answered items and their number."""
    items = len(instrument.items)
    if answered < instrument.fewest:
        return None
    if instrument.how == "mean":
        return total / answered
    return total if answered == items else float(floor(total * items / answered + 0.5))


def reverse(value: float, low: float, high: float) -> float:
    """The value as far from the other end: 2 on 1 to 5 is 4."""
    return low + high - value


def scale100(value: float, low: float, high: float) -> float:
    """The value's place between low and high, as 0 to 100: 4 on 1 to 5 is 75. ValueError when low and high are one."""
    if high == low:
        raise ValueError(f"A scale from {low} to {high} has no length, so nothing has a place on it.")
    return (value - low) / (high - low) * 100


def ends(question: Scale | Rating | Number) -> tuple[float, float]:
    """The lowest and the highest number that an answer can stand for."""
    match question:
        case Scale():
            scores = [option.score for option in question.options if option.score is not None]
            return min(scores), max(scores)
        case Rating():
            return RATING_LOW, RATING_HIGH
        case Number():
            return question.least, question.most


def _scale_score(scale: Scale, answer: Answer) -> float | None:
    found = next((option.score for option in scale.options if option.code == answer), None)
    return reverse(found, *ends(scale)) if scale.reversed and found is not None else found
