"""The lists by which names, places and schools are known: redaction.json says what each of its lists is for."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from string import ascii_lowercase

from feedback.language.spelling import one_slip

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "redaction.json"
ORDINARY = FOLDER / "ordinary_words.txt"
"""Words of which nobody is thought to be called, one a line; training/ordinary_words.py writes it."""
SPELT_RIGHT = FOLDER / "spelt_right.txt"

SHORTEST_SLIP = 5
"""Letters of a name that is known with one slip in it."""
LONGEST_WORD = 40
"""Letters of the longest word that could be anybody's name."""
_REMEMBERED = 10_000
"""Words of comments whose kind is kept at hand."""
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "in")


@cache
def words(part: str) -> frozenset[str]:
    """One list of redaction.json."""
    return _lists()[part]


@cache
def listed(name: str) -> frozenset[str]:
    """The names of a file of this folder, without its headings."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def places() -> frozenset[str]:
    """The places of places.txt, some of them of several words."""
    lines = (FOLDER / "places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=_REMEMBERED)
def ordinary(form: str) -> bool:
    """Whether this is a word of the language, with an ending or without, and so nobody's unknown name."""
    known = ordinary_words()
    if form in known or form.isdigit() or len(form) > LONGEST_WORD:
        return True
    return any(_without(form, ending) in known for ending in _ENDINGS if form.endswith(ending))


@lru_cache(maxsize=_REMEMBERED)
def misspelt(form: str) -> bool:
    """Whether this is one slip away from an ordinary word, and so more likely that word than a name."""
    near = {form[:place] + form[place + 1 :] for place in range(len(form))}
    near |= {form[:place] + form[place + 1] + form[place] + form[place + 2 :] for place in range(len(form) - 1)}
    near |= {
        form[:place] + letter + form[place + rest :] for place in range(len(form) + 1) for letter in ascii_lowercase for rest in (0, 1)
    }
    return any(len(word) > 2 for word in near & ordinary_words())


@lru_cache(maxsize=_REMEMBERED)
def misspelt_name(form: str) -> bool:
    """Whether this is one slip away from a name and from no ordinary word: "jaydn"."""
    if len(form) < SHORTEST_SLIP or ordinary(form) or misspelt(form):
        return False
    return any(one_slip(form, name) for length in (-1, 0, 1) for name in _names_by_shape().get((form[0], len(form) + length), ()))


@lru_cache(maxsize=_REMEMBERED)
def is_name(form: str) -> bool:
    """Whether this is a name and no other word."""
    return form in _names() and (
        form in words("surely") or not (form in words("seldom") or form in words("words_too") or form in ordinary_words())
    )


@cache
def ends(*parts: str) -> frozenset[str]:
    """Some lists of redaction.json together."""
    return frozenset().union(*map(words, parts))


@lru_cache(maxsize=_REMEMBERED)
def may_be_name(form: str) -> bool:
    """Whether this is a name and another word too."""
    return form in _names() and not is_name(form)


def _without(form: str, ending: str) -> str:
    stem = form.removesuffix(ending)
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


@cache
def _lists() -> dict[str, frozenset[str]]:
    content: dict[str, list[str]] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return {part: frozenset(entries) for part, entries in content.items()}


@cache
def _names() -> frozenset[str]:
    return listed("first_names.txt") - words("never")


@cache
def _names_by_shape() -> dict[tuple[str, int], tuple[str, ...]]:
    """Names that are no other word, by their first letter and length."""
    shapes: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for name in _names():
        if len(name) >= SHORTEST_SLIP and is_name(name):
            shapes[name[0], len(name)].append(name)
    return {shape: tuple(found) for shape, found in shapes.items()}


@cache
def ordinary_words() -> frozenset[str]:
    """All ordinary words, without endings."""
    given = SPELT_RIGHT.read_text(encoding="utf-8").split() + (ORDINARY.read_text(encoding="utf-8").split() if ORDINARY.exists() else [])
    return frozenset(given) - words("surely") | words("never") | words("function") | words("speaking") | words("doing") | words("praise")
