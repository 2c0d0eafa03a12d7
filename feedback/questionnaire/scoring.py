"""Answers as numbers."""

from __future__ import annotations

from feedback.questionnaire.definition import Answer, Number, Question, Rating, Scale


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


def reverse(value: float, low: float, high: float) -> float:
    """The value as far from the other end: 2 on 1 to 5 is 4."""
    return low + high - value


def scale100(value: float, low: float, high: float) -> float:
    """The value's place between low and high, as 0 to 100: 4 on 1 to 5 is 75. ValueError when low and high are one."""
    if high == low:
        raise ValueError(f"A scale from {low} to {high} has no length, so nothing has a place on it.")
    return (value - low) / (high - low) * 100


def ends(scale: Scale) -> tuple[float, float]:
    """The lowest and the highest score that a scale's options have."""
    scores = [option.score for option in scale.options if option.score is not None]
    return min(scores), max(scores)


def _scale_score(scale: Scale, answer: Answer) -> float | None:
    found = next((option.score for option in scale.options if option.code == answer), None)
    return reverse(found, *ends(scale)) if scale.reversed and found is not None else found
