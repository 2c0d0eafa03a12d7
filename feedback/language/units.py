"""A comment as units: words, known phrases and emoji, each with what negates it and which side of a "but" it stands on."""

from __future__ import annotations

import unicodedata
from functools import cache
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


def units(found: list[str], words: Lexicon) -> list[Unit]:
    """The units of a comment's tokens. Function words and topics make none, but a negation reaches across them."""
    made: list[Unit] = []
    reach, turned, place = 0, False, 0
    while place < len(found):
        token = found[place]
        name, length = _longest(found, place, words) if token in words.phrases else (token, 1)
        place += length
        if name in _STOPS:
            reach = 0
        elif name in words.contrasts:
            reach, turned = 0, True
        elif name in words.negators:
            reach = SCOPE
            made.append(Unit(name, 0.0, False, turned))
        else:
            if name not in words.silent:
                made.append(Unit("not " + name if reach else name, words.strengths.get(name, 0.0), reach > 0, turned))
            reach = max(reach - 1, 0)
    return made


def _longest(found: list[str], place: int, words: Lexicon) -> tuple[str, int]:
    """The longest phrase of the list that begins here, else the token itself; and how many tokens it takes."""
    for phrase in words.phrases[found[place]]:
        if tuple(found[place : place + len(phrase)]) == phrase:
            return " ".join(phrase), len(phrase)
    return found[place], 1
