"""A comment as units: words, known phrases and emoji, each with what negates it and which side of a "but" it stands on."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from feedback.language.lexicon import TOKEN, Lexicon, lexicon
from feedback.language.spelling import Speller

MOST_CHARACTERS = 5_000
"""What is read of one comment; the survey takes no more, and a longer text (an import) has said what it says by then."""
SCOPE = 4
"""Words that a "not" reaches, unless punctuation or "but" comes first."""

_STOPS = frozenset(".,!?;:()…/–—")
_UNSEEN = {ord(mark): None for mark in "’‘`´\u200b\u200c\u200d\u2060\ufeff\ufe0f"}


class Unit(NamedTuple):
    """`name` is the word, phrase or emoji, beginning with "not " when negated; `strength` is the list's, unturned.

    `turned` is true after a contrast ("but").
    """

    name: str
    strength: float
    negated: bool
    turned: bool


class Parts(NamedTuple):
    """A comment taken apart: its tokens, the pairs of neighbouring tokens, and its units."""

    tokens: list[str]
    pairs: list[str]
    units: list[Unit]


def parts(text: str, words: Lexicon) -> Parts:
    """The parts of a comment's first MOST_CHARACTERS."""
    found = tokens(text)
    pairs = list(map(" ".join, pairwise(found)))
    return Parts(found, pairs, units(found, pairs, words))


@cache
def _speller() -> Speller:
    words = lexicon()
    return Speller(words.strong, words.respelt)


def tokens(text: str) -> list[str]:
    """Lower-case words as the list spells them, punctuation marks and emoji, in order."""
    cut = text[:MOST_CHARACTERS].lower()
    if not cut.isascii():
        cut = unicodedata.normalize("NFKC", cut.translate(_UNSEEN))
    found = TOKEN.findall(cut.replace("'", "").replace("\n", " . "))
    respelt, corrected = lexicon().respelt, _speller().corrected
    spelt = [respelt.get(form) or corrected(form) for form in found]
    return " ".join(spelt).split(" ") if spelt else []


def units(found: list[str], pairs: list[str], words: Lexicon) -> list[Unit]:
    """The units of a comment's tokens. Function words and topics make none, but a negation reaches across them."""
    made: list[Unit] = []
    reach, turned = 0, False
    for name in _with_phrases(found, pairs, words):
        if name in words.silent:
            reach = reach and reach - 1
        elif name in _STOPS:
            reach = 0
        elif name in words.negators:
            reach = SCOPE
            made.append(Unit(name, 0.0, False, turned))
        elif name in words.contrasts:
            reach, turned = 0, True
        else:
            made.append(Unit(f"not {name}" if reach else name, words.strengths.get(name, 0.0), reach > 0, turned))
            reach = reach and reach - 1
    return made


def _with_phrases(found: list[str], pairs: list[str], words: Lexicon) -> list[str]:
    """The tokens, with every phrase of the list as one name; the longest phrase wins, then the first."""
    if words.phrases.keys().isdisjoint(pairs):
        return found
    names: list[str] = []
    place = 0
    while place < len(found):
        phrases = words.phrases.get(pairs[place], ()) if place < len(pairs) else ()
        phrase = next((phrase for phrase in phrases if tuple(found[place : place + len(phrase)]) == phrase), None)
        names.append(" ".join(phrase) if phrase else found[place])
        place += len(phrase) if phrase else 1
    return names
