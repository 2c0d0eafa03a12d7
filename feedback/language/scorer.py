"""A learnt scorer beside the list of signs: it raises what the words of a comment as a whole make likely. It never removes a sign.

A linear model over the words, pairs of neighbours, and what words are about (scorer_senses.json: "uncle" is a man and family).
training/screening_train.py writes the weights; they can be read and compared line by line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf, sqrt
from operator import itemgetter
from pathlib import Path
from typing import Literal, TypedDict

SOURCE = Path(__file__).with_name("scorer.json")
SENSES = Path(__file__).with_name("scorer_senses.json")
CHUNK, STRIDE = 60, 40
"""Words that are scored together, and how far the next such run begins: a long comment is as bad as its worst part."""
REACH = 6
"""Words within which two senses make a pair."""
MOST_SEEN = 4


class Weights(TypedDict):
    """The content of scorer.json. Each feature has its rarity (idf), its weight for raising, and its weight for red against amber."""

    bias: float
    red_bias: float
    threshold: float
    weights: dict[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the scorer says of a comment: log odds that it should be raised, at which level, and the words that weighed most."""

    score: float
    level: Literal["red", "amber"]
    seen: str


class Scorer:
    """The weights, ready to score comments in plain words."""

    def __init__(self, weights: Weights, senses: Mapping[str, tuple[str, ...]]) -> None:
        self.threshold = weights["threshold"]
        self._bias, self._red_bias = weights["bias"], weights["red_bias"]
        self._weights, self._senses = weights["weights"], senses

    def raised(self, plain: str) -> Scored | None:
        """The score of the worst part where that is above the threshold, else None."""
        words = plain.split()
        score, worst = max(((self.score(chunk), chunk) for chunk in chunks(words)), key=itemgetter(0), default=(-inf, words))
        return Scored(score, self._level(worst), self._seen(worst)) if score > self.threshold else None

    def score(self, words: Sequence[str]) -> float:
        """Log odds that these words should be raised."""
        return self._weighed(words, self._bias, 1)

    def _level(self, words: Sequence[str]) -> Literal["red", "amber"]:
        return "red" if self._weighed(words, self._red_bias, 2) > 0 else "amber"

    def _weighed(self, words: Sequence[str], bias: float, column: int) -> float:
        squares = total = 0.0
        for name in features(words, self._senses) & self._weights.keys():
            values = self._weights[name]
            squares += values[0] * values[0]
            total += values[0] * values[column]
        return bias + total / (sqrt(squares) or 1.0)

    def _seen(self, words: Sequence[str]) -> str:
        """The words that weighed most, without which the score would be lowest, in the order of the comment."""
        without = {place: self.score([*words[:place], *words[place + 1 :]]) for place, word in enumerate(words) if word != "."}
        strongest = sorted(without, key=lambda place: (without[place], place))[:MOST_SEEN]
        return ", ".join(dict.fromkeys(words[place] for place in sorted(strongest)))


def chunks(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The runs of words that are scored together; one for a short comment, none for one without words."""
    for start in range(0, max(len(words) - (CHUNK - STRIDE), 1), STRIDE):
        if words[start : start + CHUNK]:
            yield words[start : start + CHUNK]


def features(words: Sequence[str], senses: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Words, neighbours, senses, a sense beside a word, and two senses near each other in a sentence."""
    meant = [senses.get(word, ()) for word in words]
    found = {*words, *map(" ".join, pairwise(words))}
    found.update(*meant)
    for place, about in enumerate(meant):
        if about:
            found.update([f"{sense} {word}" for word in words[place + 1 : place + 2] for sense in about])
            found.update([f"{word} {sense}" for word in words[max(place - 1, 0) : place] for sense in about])
            found.update(_pairs(words, meant, place))
    return found


def _pairs(words: Sequence[str], meant: Sequence[tuple[str, ...]], place: int) -> Iterator[str]:
    for other in range(place + 1, min(len(words), place + REACH)):
        if words[other] == ".":
            return
        for second in meant[other]:
            for first in meant[place]:
                yield f"{first} {second}"


def senses_of(listed: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What each word is about: the names of its senses, each beginning with #."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for sense, words in listed.items():
        for word in words:
            found[word].append(f"#{sense}")
    return {word: tuple(names) for word, names in found.items()}


@cache
def scorer() -> Scorer:
    """The shipped scorer, read once."""
    weights: Weights = json.loads(SOURCE.read_text(encoding="utf-8"))
    return Scorer(weights, shipped_senses())


def shipped_senses() -> dict[str, tuple[str, ...]]:
    """What each word of scorer_senses.json is about."""
    return senses_of(json.loads(SENSES.read_text(encoding="utf-8")))
