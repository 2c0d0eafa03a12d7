"""From counts to figures: how many of those who gave an opinion chose the answers that count, and how sure that is.

The base of a figure holds opinions alone. Skipped, not asked, "not sure" and "rather not say" are counted apart, and
the question says whether "not sure" belongs in its base.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Literal

from feedback.figures.columns import Countable
from feedback.figures.intervals import Interval, mean_interval, wilson, wilson_finite
from feedback.figures.tally import Counts, Tally
from feedback.questionnaire.definition import (
    ABSENT,
    DECLINED,
    NOT_SURE,
    RATHER_NOT_SAY,
    RATING_HIGH,
    RATING_LOW,
    SKIPPED,
    Choice,
    Choices,
    Goals,
    Number,
    Option,
    Rating,
    Scale,
)

Measure = Literal["top_2", "top", "bottom_2"]
"""top_2: the options marked positive. top: the best option. bottom_2: the two worst that are not positive."""


@dataclass(frozen=True)
class Count:
    """How many people gave one answer."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How the answers to one question are spread: `n` people gave an opinion, the rest are counted by why not.

    `distribution` counts people by option or value. `other` are answers with no score and answers whose option this
    questionnaire does not know. n and the five counts outside it add up to the responses (see `not_sure_counts`).
    A mean is None below two values, and is only to be shown beside the distribution.
    """

    question: str
    text: str
    n: int
    distribution: tuple[Count, ...]
    skipped: int
    not_asked: int
    not_sure: int
    rather_not_say: int
    other: int
    mean: float | None
    sd: float | None
    mean_interval: Interval | None


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


def spread_of(tally: Tally, question: Countable) -> Spread:
    """How the answers to a question are spread, people by option or value."""
    counts = tally.of(question.code)
    distribution = tuple(Count(code, label, counts.get(code, 0)) for code, label in _values(question, counts))
    several = isinstance(question, Choices | Goals)
    n = tally.answered.get(question.code, 0) if several else sum(count.count for count in distribution)
    return _spread(question.code, question.text, n, distribution, _left_out(tally, question, counts, n), _scores(question, distribution))


def goal_spreads(tally: Tally, question: Goals) -> tuple[Spread, ...]:
    """How the ratings of each goal are spread, among those who chose it."""
    return tuple(_goal_spread(tally.of(f"{question.code}.{goal.code}"), question.code, goal) for goal in question.options)


def wanted_scores(question: Scale) -> dict[str, float]:
    """Scores by option code, higher always better: a reversed question's score x becomes low + high - x."""
    scores = {option.code: option.score for option in question.options if option.score is not None}
    if not question.reversed:
        return scores
    edges = min(scores.values(), default=0) + max(scores.values(), default=0)
    return {code: edges - score for code, score in scores.items()}


def _goal_spread(counts: Counts, question: str, goal: Option) -> Spread:
    distribution = _rating_counts(counts)
    n = sum(count.count for count in distribution)
    outside = {"skipped": counts.get(SKIPPED, 0), "not_asked": 0, "not_sure": 0, "rather_not_say": 0}
    outside["other"] = sum(counts.values()) - n - outside["skipped"]
    return _spread(f"{question}.{goal.code}", goal.label, n, distribution, outside, _numbers(distribution))


def _rating_counts(counts: Counts) -> tuple[Count, ...]:
    return tuple(Count(str(value), str(value), counts.get(str(value), 0)) for value in range(RATING_LOW, RATING_HIGH + 1))


def _values(question: Countable, counts: Counts) -> Sequence[tuple[str, str]]:
    """Codes and labels of the answers that are in the base."""
    if isinstance(question, Rating):
        return [(str(value), str(value)) for value in range(RATING_LOW, RATING_HIGH + 1)]
    if isinstance(question, Number):
        return [(value, value) for value in sorted((value for value in counts if value.removeprefix("-").isdecimal()), key=int)]
    return [(option.code, option.label) for option in question.options if _is_opinion(question, option)]


def _is_opinion(question: Scale | Choice | Choices | Goals, option: Option) -> bool:
    if isinstance(question, Scale) and option.code == NOT_SURE:
        return question.not_sure_counts
    scored = option.score is not None or not isinstance(question, Scale)
    return scored and option.code not in DECLINED


def _left_out(tally: Tally, question: Countable, counts: Counts, n: int) -> dict[str, int]:
    """Those outside the base, by why. Responses that hold nothing about the question were not asked it."""
    several = isinstance(question, Choices | Goals)
    inside = {code for code, _ in _values(question, counts)}
    apart = {"skipped": counts.get(SKIPPED, 0), "rather_not_say": counts.get(RATHER_NOT_SAY, 0)}
    unsure = counts.get(NOT_SURE, 0)
    known = inside | ABSENT | DECLINED
    other = 0 if several else sum(count for value, count in counts.items() if value not in known)
    unsure_outside = 0 if NOT_SURE in inside else unsure
    not_asked = tally.responses - n - sum(apart.values()) - unsure_outside - other
    return {**apart, "not_sure": unsure, "other": other, "not_asked": not_asked}


def _scores(question: Countable, distribution: Sequence[Count]) -> list[tuple[float, int]]:
    if isinstance(question, Rating | Number):
        return _numbers(distribution)
    scores: Mapping[str, float] = wanted_scores(question) if isinstance(question, Scale) else {}
    return [(scores[count.code], count.count) for count in distribution if count.code in scores]


def _numbers(distribution: Sequence[Count]) -> list[tuple[float, int]]:
    return [(float(count.code), count.count) for count in distribution]


def _spread(
    code: str, text: str, n: int, distribution: tuple[Count, ...], left_out: Mapping[str, int], scores: Sequence[tuple[float, int]]
) -> Spread:
    mean, sd, values = _moments(scores)
    interval = None if mean is None or sd is None else mean_interval(mean, sd, values)
    return Spread(question=code, text=text, n=n, distribution=distribution, mean=mean, sd=sd, mean_interval=interval, **left_out)


def _moments(scores: Sequence[tuple[float, int]]) -> tuple[float | None, float | None, int]:
    """Mean, standard deviation (divided by n - 1) and number of scored values; no mean below two values."""
    values = sum(count for _, count in scores)
    if values < 2:
        return None, None, values
    mean = fsum(score * count for score, count in scores) / values
    squares = fsum((score - mean) ** 2 * count for score, count in scores)
    return mean, sqrt(squares / (values - 1)), values


def _interval(k: int, n: int, population: int | None) -> Interval | None:
    if n == 0:
        return None
    return wilson(k, n) if population is None else wilson_finite(k, n, population)


def _counted(question: Scale | Choice, measure: Measure) -> tuple[Option, ...]:
    counted = tuple(option for option in question.options if option.positive) if measure == "top_2" else _by_score(question, measure)
    if not counted:
        wanted = "is marked positive: mark at least one" if measure == "top_2" else "has a score: give each a score"
        raise ValueError(f'question "{question.code}" has no "{measure}", because no option {wanted}')
    return counted


def _by_score(question: Scale | Choice, measure: Measure) -> tuple[Option, ...]:
    scores = wanted_scores(question) if isinstance(question, Scale) else {}
    best = max(scores.values(), default=0)
    worst = sorted(
        (option for option in question.options if option.code in scores and not option.positive), key=lambda option: scores[option.code]
    )
    codes = {code for code, score in scores.items() if score == best} if measure == "top" else {option.code for option in worst[:2]}
    return tuple(option for option in question.options if option.code in codes)


def _said(question: Scale | Choice, measure: Measure, counted: Sequence[Option]) -> str:
    if measure == "top_2" and isinstance(question, Scale) and question.finding:
        return question.finding
    labels = [f"“{option.label}”" for option in counted]
    chosen = f"{', '.join(labels[:-1])} or {labels[-1]}" if len(labels) > 1 else labels[0]
    return f"{chosen} to “{question.text.removesuffix('.')}”"
