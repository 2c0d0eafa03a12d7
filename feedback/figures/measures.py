"""From counts to figures: how many of those who gave an opinion chose the answers that count, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from feedback.figures.intervals import Interval, wilson, wilson_finite
from feedback.figures.rounding import joined
from feedback.figures.spreads import Spread, spread_of, wanted_scores
from feedback.figures.tally import Tally
from feedback.questionnaire.definition import Choice, Option, Scale

Measure = Literal["top_2", "top", "bottom_2"]
"""top_2: the options marked positive. top: the best option. bottom_2: the two worst that are not positive."""

_LACKING: dict[Measure, str] = {
    "top_2": "is marked positive: mark at least one",
    "top": "has a score: give each a score",
    "bottom_2": "that is not positive has a score: give each a score",
}


@dataclass(frozen=True, kw_only=True)
class Figure(Spread):
    """`k` of `n` people gave the answers that `measure` counts; `said` tells which, as the end of "40 of 46 said …".

    `interval` is None when nobody gave an opinion: then there is no rate either.
    """

    measure: Measure
    said: str
    k: int
    interval: Interval | None

    @property
    def rate(self) -> float | None:
        """k / n, from 0 to 1; None when nobody gave an opinion."""
        return self.k / self.n if self.n else None


def figure(tally: Tally, question: Scale | Choice, measure: Measure = "top_2", population: int | None = None) -> Figure:
    """The figure of one question.

    Give `population`, the number of different people due, only when each response is another one of them: the interval
    then carries the finite population correction. Raises ValueError when no option fits the measure, or when more
    people answered than the population has.
    """
    spread = spread_of(tally, question)
    counted = _counted(question, measure)
    codes = {option.code for option in counted}
    k = sum(count.count for count in spread.distribution if count.code in codes)
    return Figure(
        **vars(spread),
        measure=measure,
        said=_said(question, measure, counted),
        k=k,
        interval=_interval(k, spread.n, population),
    )


def least_satisfied(question: Scale | Choice) -> frozenset[str]:
    """The codes that `bottom_2` counts: of the options that are not positive the two worst; none where none has a score."""
    return frozenset(_worst_two(question))


def _interval(k: int, n: int, population: int | None) -> Interval | None:
    if n == 0:
        return None
    return wilson(k, n) if population is None else wilson_finite(k, n, population)


def _counted(question: Scale | Choice, measure: Measure) -> tuple[Option, ...]:
    """The options that a measure counts, in the order asked."""
    if measure == "top_2":
        counted = {option.code for option in question.options if option.positive}
    else:
        counted = (_best if measure == "top" else _worst_two)(question)
    if not counted:
        raise ValueError(f'question "{question.code}" has no "{measure}", because no option {_LACKING[measure]}')
    return tuple(option for option in question.options if option.code in counted)


def _best(question: Scale | Choice) -> set[str]:
    scores = wanted_scores(question)
    return {code for code, value in scores.items() if value == max(scores.values())}


def _worst_two(question: Scale | Choice) -> set[str]:
    scores = wanted_scores(question)
    below = [option.code for option in question.options if option.code in scores and not option.positive]
    return set(sorted(below, key=lambda code: scores[code])[:2])


def _said(question: Scale | Choice, measure: Measure, counted: Sequence[Option]) -> str:
    if measure == "top_2" and isinstance(question, Scale) and question.finding:
        return question.finding
    labels = joined([f"“{option.label}”" for option in counted], "or")
    return f"{labels} to “{question.text.removesuffix('.')}”"
