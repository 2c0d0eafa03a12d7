"""Scores put into bands: those that are published, or stretches of equal width where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from feedback.figures.spreads import Count
from feedback.questionnaire.definition import Number, Questionnaire, Rating, Scale, options_of
from feedback.questionnaire.instruments import Instrument, ScoreBand
from feedback.questionnaire.scoring import ends, score

MOST_CLASSES = 10
"""Into how many stretches scores without bands are put at most."""
_HALF = 0.5
"""A mean of answers from 1 to 5 would all but lie in one stretch of a whole point."""


class Range(NamedTuple):
    """The lowest and the highest score there can be, and whether all are whole numbers."""

    low: float
    high: float
    whole: bool

    @property
    def length(self) -> float:
        """How many whole numbers it holds, or how long it is."""
        return self.high - self.low + self.whole


def band_of(bands: Sequence[ScoreBand], score: float) -> ScoreBand | None:
    """The band that a score is in: the last that begins at or below it; None below the first, or without bands."""
    return next((band for band in reversed(bands) if band.least <= score), None)


def in_classes(questionnaire: Questionnaire, instrument: Instrument, scores: Mapping[float, int]) -> tuple[Count, ...]:
    """People by stretches of equal width over all that can come out, named by what is in them."""
    classes = tuple(_classes(possible(questionnaire, instrument)))
    people: Counter[str] = Counter()
    for value, count in scores.items():
        people[(band_of(classes, value) or classes[0]).code] += count
    return tuple(Count(one.code, one.label, people[one.code]) for one in classes)


def _classes(found: Range) -> Iterator[ScoreBand]:
    width = _HALF if not found.whole and found.length <= _HALF * MOST_CLASSES else max(1, ceil(found.length / MOST_CLASSES))
    for place in range(max(1, ceil(found.length / width))):
        start = found.low + width * place
        yield ScoreBand(code=f"from_{place}", label=_label(start, width, found), least=start)


def _label(start: float, width: float, found: Range) -> str:
    if found.whole:
        last = min(start + width - 1, found.high)
        return f"{start:g}" if last == start else f"{start:g} to {last:g}"
    return f"{start:g} to {found.high:g}" if start + width >= found.high else f"{start:g} to under {start + width:g}"


def possible(questionnaire: Questionnaire, instrument: Instrument) -> Range:
    """What scores can come out."""
    if instrument.conversion:
        scores = [line.score for line in instrument.conversion]
        return Range(min(scores), max(scores), all(value.is_integer() for value in scores))
    questions = {question.code: question for question in questionnaire.questions()}
    items = [question for code in instrument.items if isinstance(question := questions[code], Scale | Rating | Number)]
    lows, highs = zip(*(ends(item) for item in items), strict=True)
    if instrument.how == "mean":
        return Range(min(lows), max(highs), whole=False)
    steps = [found for item in items for option in options_of(item) if (found := score(item, option.code)) is not None]
    return Range(sum(lows), sum(highs), all(step.is_integer() for step in steps))
