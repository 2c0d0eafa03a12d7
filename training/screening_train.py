"""Builds feedback/language/scorer.json from the labelled comments, or checks that what is shipped is what they give.

python -m training.screening_train            writes the weights, and screening_figures.json with each writer left out in turn
python -m training.screening_train --check    builds both again and compares; says what differs and exits 1
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import cache
from math import inf
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from feedback.language.scorer import SOURCE, Scorer, Weights, chunks, features, shipped_senses
from feedback.language.screening import screen_of
from training.screening_rows import WRITERS, Comment, comments

FIGURES = Path(__file__).with_name("screening_figures.json")
SENSES = shipped_senses()
MOST_FEATURES, LEAST_COMMENTS = 8_000, 2
INVERSE_PENALTY, ORDINARY_WEIGHT = 10.0, 0.2
"""Chosen with each writer left out in turn; twice or half of either changes recall by less than two points."""
OTHERS, INNOCENT_RAISED = WRITERS[:3], 0.11
"""Share of innocent comments of other writers, each left out, that list and scorer together may raise: it sets the threshold."""
RAISED = ("red", "amber")
STEP = 0.02


class Share(TypedDict):
    """Of how many comments which share is raised: by the list, by the scorer, by either."""

    n: int
    listed: float
    learnt: float
    either: float


Figures = dict[str, dict[str, Share]]


def fitted(known: Sequence[Comment]) -> Weights:
    """The weights from these comments, with a threshold of 0."""
    rows = [(words, comment) for comment in known if comment.level != "blue" for words in _parts(comment)]
    target = np.array([comment.level in RAISED for _, comment in rows])
    weight = np.array([ORDINARY_WEIGHT if comment.level == "ordinary" else 1.0 for _, comment in rows])
    texts = [words for words, _ in rows]
    first = TfidfVectorizer(analyzer=_names, min_df=LEAST_COMMENTS, binary=True)
    counted = first.fit_transform(texts)
    kept = _strongest(first, counted, _model().fit(counted, target, sample_weight=weight).coef_[0])
    vectors = TfidfVectorizer(analyzer=_names, vocabulary=kept, binary=True)
    counted = vectors.fit_transform(texts)
    model = _model().fit(counted, target, sample_weight=weight)
    level = _model().fit(counted[target], [comment.level == "red" for _, comment in rows if comment.level in RAISED])
    return Weights(
        bias=round(float(model.intercept_[0]), 2),
        red_bias=round(float(level.intercept_[0]), 2),
        threshold=0.0,
        weights={
            name: (round(float(rarity), 1), round(float(raises), 2), round(float(red), 2))
            for name, rarity, raises, red in zip(kept, vectors.idf_, model.coef_[0], level.coef_[0], strict=True)
        },
    )


def _model() -> LogisticRegression:
    return LogisticRegression(C=INVERSE_PENALTY, solver="liblinear", max_iter=3000, random_state=20261121)


def _strongest(vectors: TfidfVectorizer, counted: Any, weights: Any) -> list[str]:
    """The features that matter most over all comments, sorted by name."""
    spread = np.sqrt(np.asarray(counted.power(2).mean(axis=0)).ravel())
    names = vectors.get_feature_names_out()
    return sorted(names[place] for place in np.argsort(-np.abs(weights) * spread, kind="stable")[:MOST_FEATURES])


def _parts(comment: Comment) -> list[Sequence[str]]:
    """A long innocent comment is innocent in each part; a long disclosure may stand in any, so its beginning is taken."""
    found = list(chunks(_plain(comment.text).split()))
    return found[:1] if comment.level in RAISED else found


@cache
def _plain(text: str) -> str:
    return screen_of("").plain(text)


def _names(words: Sequence[str]) -> set[str]:
    return features(words, SENSES)


def left_out(known: Sequence[Comment]) -> tuple[dict[str, list[float]], dict[str, list[Comment]]]:
    """By writer: the scores of their labelled comments with weights from everybody else's, and those comments."""
    scores, theirs = {}, {}
    for writer in WRITERS:
        model = Scorer(fitted([comment for comment in known if comment.writer != writer]), SENSES)
        theirs[writer] = [comment for comment in known if comment.writer == writer and comment.level != "ordinary"]
        scores[writer] = [max(map(model.score, chunks(_plain(comment.text).split())), default=-9.0) for comment in theirs[writer]]
    return scores, theirs


def threshold(scores: dict[str, list[float]], theirs: dict[str, list[Comment]]) -> float:
    """The score above which innocent comments of writers left out stand that make up INNOCENT_RAISED with those that the list raises."""
    innocent = [
        inf if screen_of("").listed(_plain(comment.text)) else score
        for writer in OTHERS
        for score, comment in zip(scores[writer], theirs[writer], strict=True)
        if comment.level == "none"
    ]
    return round(float(sorted(innocent, reverse=True)[int(len(innocent) * INNOCENT_RAISED)]), 2)


def figures(scores: dict[str, list[float]], theirs: dict[str, list[Comment]], above: float) -> Figures:
    """By writer and level, what is raised when the scorer has not learnt from that writer (the list was tuned on all)."""
    found: Figures = {}
    for writer in WRITERS:
        listed = [bool(screen_of("").listed(_plain(comment.text))) for comment in theirs[writer]]
        learnt = [score > above for score in scores[writer]]
        found[writer] = {
            level: _share([(a, b) for a, b, comment in zip(listed, learnt, theirs[writer], strict=True) if comment.level == level])
            for level in ("red", "amber", "blue", "none")
        }
    return found


def _share(raised: Sequence[tuple[bool, bool]]) -> Share:
    n = len(raised)
    return Share(
        n=n,
        listed=round(sum(a for a, _ in raised) / max(n, 1), 3),
        learnt=round(sum(b for _, b in raised) / max(n, 1), 3),
        either=round(sum(a or b for a, b in raised) / max(n, 1), 3),
    )


def built() -> tuple[Weights, Figures]:
    """The weights from all comments, and the figures with each writer left out."""
    known = comments()
    scores, theirs = left_out(known)
    above = threshold(scores, theirs)
    return Weights(fitted(known), threshold=above), figures(scores, theirs, above)


def written(weights: Weights) -> str:
    """The weights as they are kept: one feature a line."""
    lines = (f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in sorted(weights["weights"].items()))
    head = {name: value for name, value in weights.items() if name != "weights"}
    return json.dumps(head, indent=1)[:-2] + ',\n "weights": {\n' + ",\n".join(lines) + "\n }\n}\n"


def differences(shipped: Weights, rebuilt: Weights) -> list[str]:
    """What differs by more than a step of rounding."""
    wrong = [name for name in ("bias", "red_bias", "threshold") if abs(shipped[name] - rebuilt[name]) > STEP]  # type: ignore[literal-required]
    before, after = shipped["weights"], rebuilt["weights"]
    names = sorted(before.keys() | after.keys())
    return wrong + [name for name in names if not _alike(before.get(name), after.get(name))]


def _alike(before: Sequence[float] | None, after: Sequence[float] | None) -> bool:
    if before is None or after is None:
        return False
    return all(abs(a - b) <= STEP for a, b in zip(before[1:], after[1:], strict=True)) and abs(before[0] - after[0]) <= 0.11


def main(check: bool) -> int:  # noqa: FBT001 the command's one switch
    """0 when written, or when what is shipped is what the comments give; else 1."""
    weights, found = built()
    if not check:
        SOURCE.write_text(written(weights), encoding="utf-8")
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        print(json.dumps(found))
        print(f"Wrote {len(weights['weights']):,} weights ({SOURCE.stat().st_size // 1000} kB), threshold {weights['threshold']}.")
        return 0
    wrong = differences(json.loads(SOURCE.read_text(encoding="utf-8")), weights)
    if json.loads(FIGURES.read_text(encoding="utf-8")) != found:
        wrong.append("screening_figures.json")
    print("\n".join(wrong[:20]) or "The shipped scorer is what the comments give.")
    return 1 if wrong else 0


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Build the scorer of the first screen, or check it.")
    asked.add_argument("--check", action="store_true", help="compare with what is shipped; exit 1 on a difference")
    sys.exit(main(asked.parse_args().check))
