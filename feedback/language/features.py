"""What the linear model counts in a comment: words, pairs, sums over the list, and marks. The same code trains and reads."""

from __future__ import annotations

from itertools import product

from feedback.language.lexicon import Lexicon
from feedback.language.units import Parts, Unit

SHORT, LONG = 2, 25
"""Units up to which a comment is short, and from which it is long."""

_SUMS = tuple(f"#{side}{place}" for side in ("good", "bad", "not good", "not bad") for place in ("", " after but", " at first"))
_SUM_OF = {
    (good, negated, early): f"#{'not ' if negated else ''}{'good' if good else 'bad'}{' at first' if early else ''}"
    for good, negated, early in product((True, False), repeat=3)
}
MARKS = frozenset({*_SUMS, "#both", "#both and but", "#good mocked", "#!", "#?", "#short", "#long", "#nothing"})
"""The features that are no words."""


def features(parts: Parts, words: Lexicon) -> dict[str, float]:
    """Values by name. Words and pairs count once; names that begin with # are sums or marks.

    Units carry their negation ("not help"); function words and pairs stand as they were written.
    """
    found = dict.fromkeys(parts.pairs, 1.0)
    # In the order of the comment: a sum over a set would end in another last digit each time that Python starts.
    found.update(dict.fromkeys(filter(words.function_words.__contains__, parts.tokens), 1.0))
    for unit in parts.units:
        found[unit.name] = 1.0
    _add_sums(found, parts.units)
    if "#good" in found and not words.mocking.isdisjoint(parts.tokens):
        found["#good mocked"] = found["#good"]
    _add_marks(found, parts, words)
    return found


def evenness(made: list[Unit]) -> float:
    """What every sum is divided by, so that a long comment does not shout: 1 for six units, 2 for 33."""
    return float((3 + len(made)) ** 0.5) / 3


def sum_of(unit: Unit) -> str:
    """The name of the sum that a unit's strength goes to."""
    return _SUM_OF[unit.strength > 0, unit.negated, unit.early]


def sides(made: list[Unit]) -> tuple[float, float]:
    """The strength that speaks for and against, as two sums of at least 0.

    A negated word speaks for the other side; what was thought at first speaks for none.
    """
    telling = [unit for unit in made if unit.strength and not unit.early]
    good = sum(abs(unit.strength) for unit in telling if (unit.strength > 0) != unit.negated)
    return good, sum(abs(unit.strength) for unit in telling) - good


def _add_sums(found: dict[str, float], made: list[Unit]) -> None:
    strong = [unit for unit in made if unit.strength]
    for unit in strong:
        name = sum_of(unit)
        found[name] = found.get(name, 0.0) + abs(unit.strength)
        if unit.turned and not unit.early:
            found[name + " after but"] = found.get(name + " after but", 0.0) + abs(unit.strength)
    if len(strong) > 1 and (both := min(sides(strong))):
        found["#both"] = both
        if any(unit.turned for unit in strong):
            found["#both and but"] = both


def _add_marks(found: dict[str, float], parts: Parts, words: Lexicon) -> None:
    if "!" in parts.tokens:
        found["#!"] = 1.0
    if "?" in parts.tokens:
        found["#?"] = 1.0
    if len(parts.units) <= SHORT:
        found["#short"] = 1.0
        if words.gist(parts.tokens) in words.nothing:
            found["#nothing"] = 1.0
    elif len(parts.units) > LONG:
        found["#long"] = 1.0
    if parts.units:
        found[f"#first {parts.units[0].name}"] = 1.0
