"""What the linear model counts in a comment: words, pairs, sums over the list, and marks. The same code trains and reads."""

from __future__ import annotations

import itertools

from feedback.language.lexicon import Lexicon
from feedback.language.units import Unit

SHORT, LONG = 2, 25
"""Units up to which a comment is short, and from which it is long."""

_SUMS = tuple(f"#{side}{place}" for side in ("good", "bad", "not good", "not bad") for place in ("", " after but"))
MARKS = frozenset({*_SUMS, "#both", "#both and but", "#!", "#?", "#short", "#long", "#nothing"})
"""The features that are no words."""


def features(tokens: list[str], made: list[Unit], words: Lexicon) -> dict[str, float]:
    """Values by name. Words and pairs count once; names that begin with # are sums or marks.

    Units carry their negation ("not help"); function words and pairs stand as they were written.
    """
    names = [unit.name for unit in made]
    names += [token for token in tokens if token in words.function_words]
    names += map(" ".join, itertools.pairwise(tokens))
    return dict.fromkeys(names, 1.0) | _sums(made) | _marks(tokens, made, words)


def evenness(made: list[Unit]) -> float:
    """What every sum is divided by, so that a long comment does not shout: 1 for six units, 2 for 33."""
    return float((3 + len(made)) ** 0.5) / 3


def sum_of(unit: Unit) -> str:
    """The name of the sum that a unit's strength goes to."""
    side = "good" if unit.strength > 0 else "bad"
    return f"#not {side}" if unit.negated else f"#{side}"


def sides(made: list[Unit]) -> tuple[float, float]:
    """The strength that speaks for and against, as two sums of at least 0; a negated word speaks for the other side."""
    good = sum(abs(unit.strength) for unit in made if unit.strength and (unit.strength > 0) != unit.negated)
    return good, sum(abs(unit.strength) for unit in made) - good


def _sums(made: list[Unit]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for unit in made:
        if unit.strength:
            name = sum_of(unit)
            sums[name] = sums.get(name, 0.0) + abs(unit.strength)
            if unit.turned:
                sums[name + " after but"] = sums.get(name + " after but", 0.0) + abs(unit.strength)
    if len(sums) > 1 and (both := min(sides(made))):
        sums["#both"] = both
        if any(unit.turned for unit in made):
            sums["#both and but"] = both
    return sums


def _marks(tokens: list[str], made: list[Unit], words: Lexicon) -> dict[str, float]:
    marks = {f"#{mark}": 1.0 for mark in "!?" if mark in tokens}
    if len(made) <= SHORT:
        marks["#short"] = 1.0
        if words.gist(tokens) in words.nothing:
            marks["#nothing"] = 1.0
    elif len(made) > LONG:
        marks["#long"] = 1.0
    if made:
        marks[f"#first {made[0].name}"] = 1.0
    return marks
