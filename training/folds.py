"""What the model is worth on comments that it has not learnt from: figures from held-out folds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from feedback.language.judging import judge
from feedback.language.lexicon import lexicon
from feedback.language.model import KINDS, build
from training.fitting import Counted, fitted
from training.rows import CLASSES, THREE, Row

FOLDS, SEED, RESAMPLES = 5, 20261121, 2000

Labels = NDArray[np.int64]


def held_out(rows: Sequence[Row], comments: Sequence[Counted]) -> list[str]:
    """The sentiment of each comment, read by a model that saw neither it nor its group."""
    strata = [f"{row.source} {row.target}" for row in rows]
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    said = [""] * len(rows)
    for learn, test in splitter.split(rows, strata, [row.group for row in rows]):
        shipped = fitted([rows[place] for place in learn], [comments[place] for place in learn])
        models = {kind: build(shipped, kind) for kind in KINDS}
        for place in test:
            said[place] = judge(rows[place].text, models[rows[place].kind], lexicon()).sentiment
    return said


def figures(rows: Sequence[Row], said: Sequence[str]) -> dict[str, object]:
    """Macro-F1 of three classes with its 95 % interval, recall by class, and what went badly wrong. Shares are 0-1."""
    true = np.array([row.target for row in rows])
    read = np.array([THREE[sentiment] for sentiment in said])
    recalls = {label: _share((read == number)[true == number]) for number, label in enumerate(CLASSES)}
    return {
        "n": len(rows),
        "macro_f1": round(macro_f1(true, read), 3),
        "macro_f1_interval": _interval(true, read, [row.group for row in rows]),
        "accuracy": _share(read == true),
        "recall": recalls,
        "negative_shown_positive": _share((read == 2)[true == 0]),
        "positive_shown_negative": _share((read == 0)[true == 2]),
        "unclear": _share(np.array([sentiment == "unclear" for sentiment in said])),
    }


def macro_f1(true: Labels, read: Labels) -> float:
    """The mean over the three classes of the harmonic mean of precision and recall."""
    crossed = np.bincount(true * 3 + read, minlength=9).reshape(3, 3)
    both = crossed.sum(axis=0) + crossed.sum(axis=1)
    return float(np.mean(2 * np.diag(crossed) / np.maximum(both, 1)))


def _interval(true: Labels, read: Labels, groups: Sequence[str]) -> list[float]:
    """95 % percentile bootstrap over groups (Efron, 1979): repeats of one text are drawn together."""
    draw = np.random.default_rng(SEED)
    _, group = np.unique(np.array(groups), return_inverse=True)
    order = np.argsort(group, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(group))[:-1])
    scores = []
    for _ in range(RESAMPLES):
        drawn = np.concatenate([members[place] for place in draw.integers(0, len(members), len(members))])
        scores.append(macro_f1(true[drawn], read[drawn]))
    return [round(float(bound), 3) for bound in np.percentile(scores, [2.5, 97.5])]


def _share(marks: NDArray[np.bool_]) -> float:
    return round(float(marks.mean()), 3)
