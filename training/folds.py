"""What the model is worth on comments that it has not learnt from: readings and figures from held-out folds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from feedback.language.evaluating import Judged, Share, scores
from feedback.language.judging import judge
from feedback.language.lexicon import lexicon
from feedback.language.model import KINDS, build
from training.fitting import Counted, fitted
from training.rows import WRITERS, Row

FOLDS, SEED = 5, 20261121


def held_out(rows: Sequence[Row], comments: Sequence[Counted]) -> list[Judged]:
    """The reading of each comment by a model that saw neither it nor its group, nor anything else by its writer."""
    fold = _folds(rows)
    judged: dict[int, Judged] = {}
    for number in range(FOLDS):
        learn = np.flatnonzero(fold != number)
        shipped = fitted([rows[place] for place in learn], [comments[place] for place in learn])
        models = {kind: build(shipped, kind) for kind in KINDS}
        for place in np.flatnonzero(fold == number):
            comment = rows[place].comment
            judged[int(place)] = Judged(comment, judge(comment.text, models[comment.kind], lexicon()))
    return [judged[place] for place in range(len(rows))]


def _folds(rows: Sequence[Row]) -> NDArray[np.int64]:
    """The fold of each comment: all that one of WRITERS wrote is in one, the rest is spread evenly by source and label."""
    fold = np.empty(len(rows), np.int64)
    spread = [place for place, row in enumerate(rows) if row.source not in WRITERS]
    strata = [f"{rows[place].source} {rows[place].target}" for place in spread]
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for number, (_, test) in enumerate(splitter.split(spread, strata, [rows[place].comment.group for place in spread])):
        fold[np.array(spread)[test]] = number
    for place, row in enumerate(rows):
        if row.source in WRITERS:
            fold[place] = WRITERS.index(row.source)
    return fold


def figures(judged: Sequence[Judged]) -> dict[str, object]:
    """Macro-F1 of three classes with its 95 % interval, recall by class, and what went badly wrong. Shares are 0-1."""
    found = scores(judged)
    return {
        "n": found.n,
        "macro_f1": _rounded(found.macro_f1),
        "macro_f1_interval": [round(found.macro_f1.low, 3), round(found.macro_f1.high, 3)],
        "accuracy": _rounded(found.right),
        "recall": {label: _rounded(share) for label, share in found.recall.items()},
        "negative_shown_positive": _rounded(found.negative_shown_positive),
        "positive_shown_negative": _rounded(found.positive_shown_negative),
        "unclear": round(found.unclear, 3),
    }


def _rounded(share: Share) -> float:
    return round(share.value, 3)
