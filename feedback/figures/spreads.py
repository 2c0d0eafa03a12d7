"""How the answers to one question are spread, and who is outside its base.

The base holds opinions alone. Skipped, not asked, "not sure" and "rather not say" are counted apart, and the question
says whether "not sure" belongs in its base.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import fsum, sqrt

from feedback.figures.columns import Countable
from feedback.figures.intervals import Interval, mean_interval
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
from feedback.questionnaire.scoring import ends, scale100, score


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
    Mean, median and deviation are None below two values, and only to be shown beside the distribution. `mean100` is the mean
    placed between the lowest and the highest answer of a scale or rating as 0 to 100, higher always better.
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
    median: float | None = None
    mean100: float | None = None


def spread_of(tally: Tally, question: Countable) -> Spread:
    """How the answers to a question are spread, people by option or value."""
    counts = tally.of(question.code)
    distribution = tuple(Count(code, label, counts.get(code, 0)) for code, label in _values(question, counts))
    several = isinstance(question, Choices | Goals)
    n = tally.answered.get(question.code, 0) if several else sum(count.count for count in distribution)
    left_out = _left_out(tally, question, counts, n)
    found = spread(question.code, question.text, n, distribution, left_out, _scores(question, distribution))
    return replace(found, mean100=_mean100(question, found.mean))


def goal_spreads(tally: Tally, question: Goals) -> tuple[Spread, ...]:
    """How the ratings of each goal are spread, among those who chose it."""
    return tuple(_goal_spread(tally.of(f"{question.code}.{goal.code}"), question.code, goal) for goal in question.options)


def spread(
    code: str, text: str, n: int, distribution: tuple[Count, ...], left_out: Mapping[str, int], values: Sequence[tuple[float, int]]
) -> Spread:
    """A spread from its counts: `left_out` by the names of the fields, `values` with how many people have each."""
    mean, sd, total = _moments(values)
    return Spread(
        question=code,
        text=text,
        n=n,
        distribution=distribution,
        mean=mean,
        sd=sd,
        mean_interval=None if mean is None or sd is None else mean_interval(mean, sd, total),
        median=_median(values, total),
        **left_out,
    )


def wanted_scores(question: Countable) -> dict[str, float]:
    """Scores of a scale by option code, higher always better; options that are no opinion have none. Other questions have none."""
    if not isinstance(question, Scale):
        return {}
    scores = {option.code: score(question, option.code) for option in question.options}
    return {code: value for code, value in scores.items() if value is not None}


def _goal_spread(counts: Counts, question: str, goal: Option) -> Spread:
    distribution = _rating_counts(counts)
    n = sum(count.count for count in distribution)
    outside = {"skipped": counts.get(SKIPPED, 0), "not_asked": 0, "not_sure": 0, "rather_not_say": 0}
    outside["other"] = sum(counts.values()) - n - outside["skipped"]
    return spread(f"{question}.{goal.code}", goal.label, n, distribution, outside, _numbers(distribution))


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
    scores = wanted_scores(question)
    return [(scores[count.code], count.count) for count in distribution if count.code in scores]


def _numbers(distribution: Sequence[Count]) -> list[tuple[float, int]]:
    return [(float(count.code), count.count) for count in distribution]


def _moments(scores: Sequence[tuple[float, int]]) -> tuple[float | None, float | None, int]:
    """Mean, standard deviation (divided by n - 1) and number of scored values; no mean below two values."""
    values = sum(count for _, count in scores)
    if values < 2:
        return None, None, values
    mean = fsum(value * count for value, count in scores) / values
    squares = fsum((value - mean) ** 2 * count for value, count in scores)
    return mean, sqrt(squares / (values - 1)), values


def _median(values: Sequence[tuple[float, int]], total: int) -> float | None:
    """The middle value, or the mean of the two in the middle; None below two values."""
    if total < 2:
        return None
    in_order = sorted(values)
    upto = list(accumulate(count for _, count in in_order))
    return fsum(in_order[bisect_left(upto, place)][0] for place in ((total + 1) // 2, total // 2 + 1)) / 2


def _mean100(question: Countable, mean: float | None) -> float | None:
    return scale100(mean, *ends(question)) if mean is not None and isinstance(question, Scale | Rating) else None
