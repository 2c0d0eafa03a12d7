"""Fits the linear model to labelled comments, and rounds it into the content of weights.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from feedback.language.features import MARKS, evenness, features
from feedback.language.lexicon import lexicon
from feedback.language.model import KINDS, Shipped
from feedback.language.units import parts
from training.comparing import DECIMALS
from training.rows import NHS, Row

ENGINE = "feedback-2 (2026-11)"
REGULARISATION = 0.25
"""C of the logistic regression; larger trusts the training comments more. Chosen on folds, as are all numbers here."""
CLASS_WEIGHTS = {0: 1.3, 1: 1.6, 2: 1.0}
SERVICE_WEIGHT = 1.5
"""What a comment in the register of this service counts, beside 1 for an NHS comment."""
LEAST_WORDS, LEAST_PAIRS, LEAST_BY_KIND = 2, 2, 4
"""Comments that a word, a pair, a word under one kind of question must stand in to get a weight."""
BY_KIND_SHARE = 0.6
"""How freely a word may differ between kinds of question."""
LEANS = {"negative": 0.35, "neutral": 0.3}
"""Added to the log odds after fitting: a missed complaint costs more than a second look."""
ABSTAIN_BELOW = 0.45

Counted = tuple[dict[str, float], float, str]
"""Features of a comment, its evenness, and the kind of its question."""


def counted(row: Row) -> Counted:
    """A comment as the reading service counts it."""
    taken = parts(row.comment.text, lexicon())
    return features(taken, lexicon()), evenness(taken.units), row.comment.kind


def fitted(rows: Sequence[Row], comments: Sequence[Counted]) -> Shipped:
    """The content of weights.json for these comments: deterministic, the problem being convex and the order fixed."""
    names = _names(comments)
    place = {name: number for number, name in enumerate(names)}
    learner = LogisticRegression(C=REGULARISATION, class_weight=CLASS_WEIGHTS, max_iter=5000, tol=1e-7)
    targets = np.array([row.target for row in rows])
    learner.fit(_matrix(comments, place), targets, sample_weight=[1.0 if row.source == NHS else SERVICE_WEIGHT for row in rows])
    return _shipped(names, learner)


def _names(comments: Sequence[Counted]) -> list[str]:
    """Features that get a weight; "improve|more" is what the kind adds to "more"; "improve|" is the kind itself."""
    seen = Counter(name for found, _, _ in comments for name in found)
    kept = {name for name, times in seen.items() if times >= _least(name) and _worth_learning(name)}
    by_kind = Counter((kind, name) for found, _, kind in comments for name in found if name in kept and _single(name))
    kinds = {f"{kind}|{name}" for (kind, name), times in by_kind.items() if LEAST_BY_KIND <= times < seen[name]}
    return sorted(kept | kinds | {f"{kind}|" for kind in KINDS})


def _single(name: str) -> bool:
    return " " not in name.removeprefix("not ").removeprefix("#first ") and not name.startswith("#first ")


def _least(name: str) -> int:
    return LEAST_WORDS if _single(name) else LEAST_PAIRS


def _worth_learning(name: str) -> bool:
    """Topics ("court", "anger") say nothing about mood, and pairs do not reach across punctuation."""
    words = lexicon()
    if name in MARKS:
        return True
    parts = name.removeprefix("#first ").split(" ")
    topic = any(part in words.silent and part not in words.function_words for part in parts)
    return not topic and (" ".join(parts) in words.strengths or all(part.isalnum() for part in parts))


def _matrix(comments: Sequence[Counted], place: dict[str, int]) -> csr_matrix:
    lines, columns, values = [], [], []
    for line, (found, even, kind) in enumerate(comments):
        spread = {name: value / even for name, value in found.items()}
        spread |= {f"{kind}|{name}": BY_KIND_SHARE * value for name, value in spread.items()} | {f"{kind}|": 1.0}
        for name in spread.keys() & place.keys():
            lines.append(line)
            columns.append(place[name])
            values.append(spread[name])
    matrix = csr_matrix((values, (lines, columns)), shape=(len(comments), len(place)))
    matrix.sort_indices()
    return matrix


def _shipped(names: list[str], learner: LogisticRegression) -> Shipped:
    negative, neutral, positive = learner.coef_
    learnt = dict(zip(names, zip(negative - neutral, positive - neutral, strict=True), strict=True))
    against, between, speaking_for = learner.intercept_
    start = (against - between + LEANS["negative"] - LEANS["neutral"], speaking_for - between - LEANS["neutral"])
    return {
        "engine": ENGINE,
        "abstain_below": ABSTAIN_BELOW,
        "start": {kind: _rounded(start[0] + learnt[f"{kind}|"][0], start[1] + learnt[f"{kind}|"][1]) for kind in KINDS},
        "weights": _telling({name: pair for name, pair in learnt.items() if "|" not in name}),
        "by_kind": {kind: _telling(_of_kind(learnt, kind)) for kind in KINDS},
    }


def _of_kind(learnt: dict[str, tuple[float, float]], kind: str) -> dict[str, tuple[float, float]]:
    prefix = f"{kind}|"
    return {
        name.removeprefix(prefix): (BY_KIND_SHARE * pair[0], BY_KIND_SHARE * pair[1])
        for name, pair in learnt.items()
        if name.startswith(prefix) and name != prefix
    }


def _telling(learnt: dict[str, tuple[float, float]]) -> dict[str, list[float]]:
    rounded = {name: _rounded(*pair) for name, pair in sorted(learnt.items())}
    return {name: pair for name, pair in rounded.items() if any(pair)}


def _rounded(against: float, speaking_for: float) -> list[float]:
    return [round(float(against), DECIMALS) + 0.0, round(float(speaking_for), DECIMALS) + 0.0]
