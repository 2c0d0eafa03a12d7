"""The first screen for harm. It orders the queue of a safeguarding lead; every comment is still read by a person.

It looks for what people say when they, or somebody else, may not be safe (screening.json), whatever the mood of a comment.
Something that reads as past, or as a session, a song or a joke, goes down one level and is never removed.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

from feedback.language.lexicon import lexicon
from feedback.language.patterns import anchors, compiled, words
from feedback.language.plain import Plainer

SOURCE = Path(__file__).with_name("screening.json")

Level = Literal["red", "amber", "blue"]
_LEVELS: tuple[Level, ...] = ("red", "amber", "blue")
_BEFORE, _AFTER = 4, 6
"""Words before and after a sign that are looked at for "used to", "a session about", "that's done now"."""


class Listed(TypedDict):
    """Patterns of one level and category."""

    level: Level
    category: str
    patterns: list[str]


class Shipped(TypedDict):
    """The content of screening.json; the patterns are explained in `patterns`."""

    signs: list[Listed]
    forms: dict[str, list[str]]
    spellings: dict[str, str]
    current: list[str]
    before_historic: list[str]
    after_historic: list[str]
    before_softened: list[str]
    anywhere_softened: list[str]


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that a person must look at: `seen` are the words as understood.

    `historic` (it reads as past) and `softened` (it reads as a session, a song, a joke or a denial) say why a level is one lower.
    """

    level: Level
    category: str
    seen: str
    historic: bool = False
    softened: bool = False


def screen(text: str) -> tuple[Sign, ...]:
    """The signs in a comment, at most one for each category, the most urgent first. Never raises for any text."""
    return _screen().signs(text)


class _Looked(NamedTuple):
    level: Level
    category: str
    pattern: str


class Screen:
    """The patterns of one list, ready to look with. A pattern is tried only where one of its rarest words stands."""

    def __init__(self, shipped: Shipped) -> None:
        self._forms = forms = shipped["forms"]
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._looked: list[_Looked] = []
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        for listed in shipped["signs"]:
            for pattern in listed["patterns"]:
                for word in anchors(pattern, forms, lexicon().function_words):
                    self._by_word[word].add(len(self._looked))
                self._looked.append(_Looked(listed["level"], listed["category"], pattern))
        self._plainer = Plainer(_words(shipped), shipped["spellings"], lexicon().respelt)
        self._current = _any(shipped["current"], forms)
        self._before_historic, self._after_historic = _any(shipped["before_historic"], forms), _any(shipped["after_historic"], forms)
        self._before_softened, self._softened = _any(shipped["before_softened"], forms), _any(shipped["anywhere_softened"], forms)

    def signs(self, text: str) -> tuple[Sign, ...]:
        """See `screen`."""
        plain = self._plainer.plain(text)
        urgent: dict[str, Sign] = {}
        for sign in self._found(plain):
            known = urgent.get(sign.category)
            if known is None or _LEVELS.index(sign.level) < _LEVELS.index(known.level):
                urgent[sign.category] = sign
        return tuple(sorted(urgent.values(), key=lambda sign: _LEVELS.index(sign.level)))

    def _found(self, plain: str) -> Iterator[Sign]:
        tried = {number for word in self._by_word.keys() & set(plain.split()) for number in self._by_word[word]}
        for number in sorted(tried):
            looked = self._looked[number]
            for match in self._expression(looked.pattern).finditer(plain):
                yield (sign := self._weighed(looked, match))
                if sign.level == looked.level:
                    break

    def _expression(self, pattern: str) -> re.Pattern[str]:
        """Compiled when it is first wanted: all of them at once take a quarter of a second."""
        if pattern not in self._compiled:
            self._compiled[pattern] = compiled(pattern, self._forms)
        return self._compiled[pattern]

    def _weighed(self, looked: _Looked, match: re.Match[str]) -> Sign:
        before, after, sentence = _around(match)
        current = self._current.search(sentence)
        historic = not current and bool(self._before_historic.search(before) or self._after_historic.search(after))
        softened = not current and bool(self._before_softened.search(before) or self._softened.search(sentence))
        level = _LEVELS[min(_LEVELS.index(looked.level) + (historic or softened), len(_LEVELS) - 1)]
        return Sign(level, looked.category, match.group().strip(), historic, softened)


@cache
def _screen() -> Screen:
    return Screen(_shipped())


def _shipped() -> Shipped:
    shipped: Shipped = json.loads(SOURCE.read_text(encoding="utf-8"))
    return shipped


def _any(listed: list[str], forms: dict[str, list[str]]) -> re.Pattern[str]:
    return re.compile("|".join(compiled(pattern, forms).pattern for pattern in listed))


def sign_words() -> frozenset[str]:
    """Every word that some pattern of the shipped list names."""
    return _words(_shipped())


def _words(shipped: Shipped) -> frozenset[str]:
    return frozenset(word for listed in shipped["signs"] for pattern in listed["patterns"] for word in words(pattern, shipped["forms"]))


def _around(match: re.Match[str]) -> tuple[str, str, str]:
    """The few words before a match, the few after it, and the sentence that it stands in; never more than some hundred characters."""
    plain = match.string
    before = plain[max(0, match.start() - 200) : match.start()].rpartition(" . ")[2]
    after = plain[match.end() : match.end() + 200].partition(". ")[0]
    near_before = " " + " ".join(before.split()[-_BEFORE:]) + " "
    near_after = " " + " ".join(after.split()[:_AFTER]) + " "
    return near_before, near_after, f" {before.strip()} {match.group().strip()} {after.strip()} "
