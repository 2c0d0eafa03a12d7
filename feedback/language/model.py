"""The linear model: weights that can be read and reviewed (weights.json), and the sum that they make."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

SOURCE = Path(__file__).with_name("weights.json")
KINDS = ("praise", "improve", "general")

Pair = tuple[float, float]
"""How much more a thing speaks for negative than for neutral, and for positive than for neutral (log odds)."""


class Shipped(TypedDict):
    """The content of weights.json. `start` is by kind of question; `by_kind` is added to `weights`."""

    engine: str
    abstain_below: float
    start: dict[str, list[float]]
    weights: dict[str, list[float]]
    by_kind: dict[str, dict[str, list[float]]]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for one kind of question. `abstain_below` is the least confidence that is worth a guess.

    `leans` says how far each feature leans to positive (above 0) or to negative (below 0).
    """

    engine: str
    kind: str
    start: Pair
    weights: dict[str, Pair]
    leans: dict[str, float]
    abstain_below: float

    def odds(self, features: dict[str, float], evenness: float) -> Pair:
        """Log odds of negative and of positive, each against neutral: start + sum(weight * value) / evenness."""
        weights = self.weights
        negative = positive = 0.0
        for name, value in features.items():
            if name not in weights:
                continue
            against, speaking_for = weights[name]
            negative += against * value
            positive += speaking_for * value
        return self.start[0] + negative / evenness, self.start[1] + positive / evenness


def chances(negative: float, positive: float) -> tuple[float, float, float]:
    """Chances of negative, neutral, positive for these log odds: a softmax."""
    most = max(negative, positive, 0.0)
    parts = math.exp(negative - most), math.exp(-most), math.exp(positive - most)
    whole = sum(parts)
    return parts[0] / whole, parts[1] / whole, parts[2] / whole


@cache
def model(kind: str) -> Model:
    """The shipped model for a kind of question; ValueError for a kind that is not praise, improve or general."""
    return build(_shipped(), kind)


@cache
def _shipped() -> Shipped:
    shipped: Shipped = json.loads(SOURCE.read_text(encoding="utf-8"))
    return shipped


def build(shipped: Shipped, kind: str) -> Model:
    """A Model from the content of weights.json: what holds for every kind, and what this kind adds."""
    if kind not in KINDS:
        raise ValueError(f"The kind of question is {kind!r}. Use one of: {', '.join(KINDS)}.")
    weights = {name: (against, speaking_for) for name, (against, speaking_for) in shipped["weights"].items()}
    for name, (against, speaking_for) in shipped["by_kind"][kind].items():
        before = weights.get(name, (0.0, 0.0))
        weights[name] = (before[0] + against, before[1] + speaking_for)
    start = shipped["start"][kind]
    return Model(shipped["engine"], kind, (start[0], start[1]), weights, leans(weights), shipped["abstain_below"])


def leans(weights: Mapping[str, Pair]) -> dict[str, float]:
    """How far each feature leans to positive (above 0) or to negative (below 0)."""
    return {name: speaking_for - against for name, (against, speaking_for) in weights.items()}
