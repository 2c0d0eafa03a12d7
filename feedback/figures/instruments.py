"""Scores of instruments: worked out from the columns of their items, counted, put into bands; and when a change is reliable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from math import sqrt

from feedback.figures.score_classes import band_of, in_classes
from feedback.figures.score_columns import UNSCORED, key_of
from feedback.figures.spreads import Count, Spread, spread
from feedback.figures.tally import Tally
from feedback.questionnaire.definition import NOT_ASKED, Questionnaire, options_of
from feedback.questionnaire.instruments import Informant, Instrument
from feedback.questionnaire.scoring import score

NO_BAND = "no_band"
NO_BAND_LABEL = "Age not known, or without a published band"
RELIABLE = 1.96
"""A reliable change index beyond this, either way, is more than measurement error brings about in 95 of 100 people."""
GOAL_CHANGE = 2.45
"""Points on a goal's 0 to 10 from which a change is called reliable, unless the council sets another figure."""


def reliable_change_index(before: float, after: float, sd: float, reliability: float) -> float:
    """One person's change in standard errors of a difference, from the published deviation and reliability of an instrument.

    (after - before) / (sd * sqrt(2 * (1 - reliability))): Jacobson and Truax (1991), Journal of Consulting and Clinical
    Psychology 59, 12-19. Raises ValueError unless sd > 0 and 0 <= reliability < 1.
    """
    return (after - before) / _error_of_difference(sd, reliability)


def reliable_points(sd: float, reliability: float) -> float:
    """From how many points of the score a change is reliable; raises ValueError as `reliable_change_index` does."""
    return RELIABLE * _error_of_difference(sd, reliability)


def is_reliable(before: float, after: float, sd: float, reliability: float) -> bool:
    """Whether one person's change is beyond measurement error, either way."""
    return abs(reliable_change_index(before, after, sd, reliability)) > RELIABLE


def _error_of_difference(sd: float, reliability: float) -> float:
    if not (sd > 0 and 0 <= reliability < 1):
        raise ValueError(f"a deviation {sd} with a reliability of {reliability} gives no reliable change: take both from its publication")
    return sd * sqrt(2 * (1 - reliability))


def score_spread(questionnaire: Questionnaire, instrument: Instrument, whole: Tally, by_age: Mapping[str, Tally]) -> Spread:
    """How an instrument's scores are spread by band, with the mean of all of them; `whole` and `by_age` count the same people.

    Without bands for whoever answered, the scores stand in stretches of equal width. n are those who have a score.
    """
    scores = _scores_of(instrument, whole)
    n = scores.total()
    outside = {"skipped": whole.of(key_of(instrument)).get(UNSCORED, 0), "not_sure": 0, "rather_not_say": 0, "other": 0}
    outside["not_asked"] = whole.responses - n - outside["skipped"]
    if _has_bands(instrument, questionnaire.audience):
        distribution = _by_band(instrument, questionnaire.audience, scores, by_age)
    else:
        distribution = in_classes(questionnaire, instrument, scores)
    return spread(key_of(instrument), instrument.title, n, distribution, outside, sorted(scores.items()))


def scoring_of(questionnaire: Questionnaire, instrument: Instrument) -> Hashable:
    """What a score means: two versions in which this differs do not score alike, so their scores are not to be counted together."""
    questions = {question.code: question for question in questionnaire.questions()}
    items = tuple(
        (code, tuple((option.code, score(questions[code], option.code)) for option in options_of(questions[code])))
        for code in instrument.items
    )
    return items, instrument.edition, instrument.how, instrument.fewest, instrument.conversion


def _has_bands(instrument: Instrument, informant: Informant) -> bool:
    return any(one.edition == instrument.edition and one.informant in {informant, None} for one in instrument.band_sets)


def _by_band(instrument: Instrument, informant: Informant, scores: Counter[float], by_age: Mapping[str, Tally]) -> tuple[Count, ...]:
    """People by band: each by the bands of their own age."""
    known = {age: _scores_of(instrument, tally) for age, tally in by_age.items()}
    unknown = Counter(scores)
    for of_age in known.values():
        unknown.subtract(of_age)
    people: Counter[str] = Counter()
    for age, of_age in (*known.items(), (None, unknown)):
        bands = instrument.bands(informant, age)
        for value, count in of_age.items():
            band = band_of(bands, value)
            people[band.code if band else NO_BAND] += count
    return (*_bands_counted(instrument, informant, people), *([Count(NO_BAND, NO_BAND_LABEL, people[NO_BAND])] if people[NO_BAND] else []))


def _bands_counted(instrument: Instrument, informant: Informant, people: Mapping[str, int]) -> Iterator[Count]:
    labels: dict[str, str] = {}
    for one in instrument.band_sets:
        if one.edition == instrument.edition and one.informant in {informant, None}:
            labels |= {band.code: band.label for band in one.bands}
    yield from (Count(code, label, people.get(code, 0)) for code, label in labels.items())


def _scores_of(instrument: Instrument, tally: Tally) -> Counter[float]:
    counts = tally.of(key_of(instrument))
    return Counter({float(value): people for value, people in counts.items() if value not in {UNSCORED, NOT_ASKED}})
