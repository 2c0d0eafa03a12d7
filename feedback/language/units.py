"""A comment as units: words, known phrases and emoji, each with what negates it and which side of a "but" it stands on."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from feedback.language.lexicon import Lexicon, Phrase
from feedback.language.spelling import forms

MOST_CHARACTERS = 5_000
"""What is read of one comment; the survey takes no more, and a longer text (an import) has said what it says by then."""
SCOPE = 4
"""Words that a "not" reaches, unless punctuation or "but" comes first."""

_STOPS = frozenset(".,!?;:()…/–—")


class Unit(NamedTuple):
    """`name` is the word, phrase or emoji, beginning with "not " when negated; `strength` is the list's, unturned.

    `turned` is true after a contrast ("but"); `early` after "at first", up to a contrast or punctuation.
    """

    name: str
    strength: float
    negated: bool
    turned: bool
    early: bool = False


class Parts(NamedTuple):
    """A comment taken apart: its tokens, the pairs of neighbouring tokens, and its units."""

    tokens: list[str]
    pairs: list[str]
    units: list[Unit]


def parts(text: str, words: Lexicon) -> Parts:
    """The parts of a comment's first MOST_CHARACTERS."""
    found = tokens(text, words)
    pairs = list(map(" ".join, pairwise(found)))
    return Parts(found, pairs, units(found, pairs, words))


def tokens(text: str, words: Lexicon) -> list[str]:
    """Lower-case words as the list spells them, punctuation marks and emoji, in order."""
    respelt, corrected = words.respelt, words.speller.corrected
    spelt = [respelt.get(form) or corrected(form) for form in forms(text[:MOST_CHARACTERS])]
    return " ".join(spelt).split(" ") if spelt else []


def units(found: list[str], pairs: list[str], words: Lexicon) -> list[Unit]:
    """The units of a comment's tokens. Function words and topics make none, but a negation reaches across them."""
    made: list[Unit] = []
    reach, turned, early = 0, False, False
    for name in _with_phrases(found, pairs, words):
        if name in words.silent:
            reach = reach and reach - 1
        elif name in _STOPS:
            reach, early = 0, False
        elif name in words.negators:
            reach = SCOPE
            made.append(Unit(name, 0.0, False, turned))
        elif name in words.contrasts:
            reach, turned, early = 0, True, False
        else:
            early = early or name in words.befores
            reach = 0 if name in words.negations else reach
            made.append(Unit(f"not {name}" if reach else name, words.strengths.get(name, 0.0), reach > 0, turned, early))
            reach = reach and reach - 1
    return made


def _with_phrases(found: list[str], pairs: list[str], words: Lexicon) -> list[str]:
    """The tokens, with every phrase of the list as one name; the longest phrase wins, then the first."""
    names: list[str] = []
    done = 0
    for place in [place for place, pair in enumerate(pairs) if pair in words.phrases]:
        phrase = _phrase_at(place, found, words.phrases[pairs[place]]) if place >= done else ()
        if phrase:
            names += [*found[done:place], " ".join(phrase)]
            done = place + len(phrase)
    return names + found[done:]


def _phrase_at(place: int, found: list[str], phrases: tuple[Phrase, ...]) -> Phrase:
    for phrase in phrases:
        if tuple(found[place : place + len(phrase)]) == phrase:
            return phrase
    return ()
