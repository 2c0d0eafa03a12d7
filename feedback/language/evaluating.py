"""What readings are worth beside people's labels: figures with their intervals.

There are three classes: mixed and unclear count as neutral, in labels and in readings. Counts are arrays of shape (..., 3, 3):
labelled by read, in the order of CLASSES.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from feedback.language.judging import Reading
from feedback.language.labelled import Labelled

CLASSES = ("negative", "neutral", "positive")
THREE: Mapping[str, int] = {"negative": 0, "neutral": 1, "mixed": 1, "unclear": 1, "positive": 2}
"""Place in CLASSES of each of the five sentiments."""
RESAMPLES, SEED = 2000, 20261121
BINS = 10
"""Equal bins of confidence between 0 and 1."""

Numbers = NDArray[np.float64]


class Judged(NamedTuple):
    """A labelled comment and its reading."""

    comment: Labelled
    reading: Reading

    @property
    def labelled(self) -> int:
        """Place in CLASSES of the label."""
        return THREE[self.comment.label]

    @property
    def read(self) -> int:
        """Place in CLASSES of the reading."""
        return THREE[self.reading.sentiment]


class Share(NamedTuple):
    """A figure between 0 and 1 with its 95 % interval; NaN where there is nothing to divide by."""

    value: float
    low: float
    high: float


class Scores(NamedTuple):
    """What some readings are worth. `recall` and `precision` are by class."""

    n: int
    macro_f1: Share
    right: Share
    recall: Mapping[str, Share]
    precision: Mapping[str, Share]
    negative_shown_positive: Share
    positive_shown_negative: Share
    unclear: float


class Bin(NamedTuple):
    """Readings of about the same confidence: how many, their mean confidence, and the share that was right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


def scores(judged: Sequence[Judged]) -> Scores:
    """The figures, with percentile bootstrap intervals (Efron, 1979) over groups: repeats of one text are drawn together."""
    kinds, drawn = _resampled(judged)
    crossed = kinds.sum(axis=0)

    def share(figure: Callable[[Numbers], Numbers]) -> Share:
        return _share(figure, crossed, drawn)

    return Scores(
        n=len(judged),
        macro_f1=share(macro_f1),
        right=share(lambda found: _divided(_correct(found).sum(axis=-1), found.sum(axis=(-2, -1)))),
        recall={label: share(_recall(place, place)) for place, label in enumerate(CLASSES)},
        precision={label: share(_precision(place)) for place, label in enumerate(CLASSES)},
        negative_shown_positive=share(_recall(0, 2)),
        positive_shown_negative=share(_recall(2, 0)),
        unclear=sum(one.reading.sentiment == "unclear" for one in judged) / len(judged),
    )


def macro_f1(crossed: Numbers) -> Numbers:
    """The mean over the three classes of the harmonic mean of precision and recall; a class that is nowhere counts as 0."""
    both = crossed.sum(axis=-1) + crossed.sum(axis=-2)
    return np.asarray(np.mean(2 * _correct(crossed) / np.maximum(both, 1), axis=-1))


def _resampled(judged: Sequence[Judged]) -> tuple[Numbers, Numbers]:
    """The counts of each group, and those of RESAMPLES draws of as many groups. Groups with the same counts are one to the draw."""
    groups: defaultdict[str, Numbers] = defaultdict(lambda: np.zeros((3, 3)))
    for one in judged:
        groups[one.comment.group][one.labelled, one.read] += 1
    kinds, times = np.unique(np.array(list(groups.values())), axis=0, return_counts=True)
    drawn = np.random.default_rng(SEED).multinomial(len(groups), times / len(groups), RESAMPLES)
    return kinds * times[:, None, None], np.tensordot(drawn, kinds, axes=1)


def _share(figure: Callable[[Numbers], Numbers], crossed: Numbers, drawn: Numbers) -> Share:
    values = figure(drawn)
    known = values[~np.isnan(values)]
    low, high = np.percentile(known, [2.5, 97.5]) if known.size else (np.nan, np.nan)
    return Share(float(figure(crossed)), float(low), float(high))


def _correct(crossed: Numbers) -> Numbers:
    return np.asarray(np.diagonal(crossed, axis1=-2, axis2=-1))


def _recall(labelled: int, read: int) -> Callable[[Numbers], Numbers]:
    return lambda crossed: _divided(crossed[..., labelled, read], crossed[..., labelled, :].sum(axis=-1))


def _precision(place: int) -> Callable[[Numbers], Numbers]:
    return lambda crossed: _divided(crossed[..., place, place], crossed[..., :, place].sum(axis=-1))


def _divided(part: Numbers, whole: Numbers) -> Numbers:
    return np.asarray(np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) > 0))


def confusion(judged: Iterable[Judged]) -> Mapping[tuple[str, str], int]:
    """How many comments have a label and a reading, of five each."""
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in judged:
        found[one.comment.label, one.reading.sentiment] += 1
    return found


def calibration(judged: Iterable[Judged]) -> list[Bin]:
    """How often readings of each confidence are right; what was read as unclear is no guess and left out."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in judged:
        if one.reading.sentiment != "unclear":
            confidence = one.reading.confidence
            bins[min(BINS - 1, int(confidence * BINS))].append((confidence, one.labelled == one.read))
    return [_bin(place, bins[place]) for place in sorted(bins)]


def _bin(place: int, guesses: list[tuple[float, bool]]) -> Bin:
    n = len(guesses)
    confidence, right = sum(guess[0] for guess in guesses) / n, sum(guess[1] for guess in guesses) / n
    return Bin(place / BINS, (place + 1) / BINS, n, confidence, right)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error (Naeini and others, 2015): the mean distance of confidence and share right. NaN without guesses."""
    n = sum(one.n for one in bins)
    return sum(one.n * abs(one.confidence - one.right) for one in bins) / n if n else float("nan")


def breakdowns(judged: Sequence[Judged]) -> Iterator[tuple[str, Mapping[str, Scores]]]:
    """Scores by whatever the file tells apart: (by what, value → scores)."""
    ways: Mapping[str, Callable[[Judged], str]] = {
        "kind of question": lambda one: one.comment.kind,
        "respondent": lambda one: one.comment.respondent,
        "register": lambda one: one.comment.register,
        "emoji": lambda one: "with emoji" if has_emoji(one.comment.text) else "without",
    }
    for name, way in ways.items():
        parts: defaultdict[str, list[Judged]] = defaultdict(list)
        for one in judged:
            parts[way(one)].append(one)
        if len(parts) > 1:
            yield name, {value or "not said": scores(parts[value]) for value in sorted(parts)}


def has_emoji(text: str) -> bool:
    """Whether a text has a pictograph; emoticons of punctuation are none."""
    return not text.isascii() and any(unicodedata.category(letter) == "So" for letter in text)


def worst(judged: Iterable[Judged], most: int) -> list[Judged]:
    """Positives read as negative and negatives read as positive, the most confident first."""
    turned = [one for one in judged if abs(one.labelled - one.read) == 2]
    return sorted(turned, key=lambda one: (-one.reading.confidence, one.comment.text))[:most]
