"""The first screen for harm. It orders the queue of a safeguarding lead; every comment is still read by a person.

It looks for what people say when they, or somebody else, may not be safe (screening.json), whatever the mood of a comment.
Something that reads as past, or as a session, a song or a joke, goes down one level and is never removed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from feedback.language.lexicon import lexicon
from feedback.language.patterns import anchors, compiled
from feedback.language.plain import Plainer
from feedback.language.scorer import scorer
from feedback.language.sign_list import CATEGORIES, LEARNT, LEVELS, Level, Shipped, changed, check_signs, sign_words

__all__ = ["CATEGORIES", "LEVELS", "Level", "Screen", "Sign", "check_signs", "screen", "screen_of"]

_BEFORE, _AFTER = 4, 6
"""Words before and after a sign that are looked at for "used to", "a session about", "that's done now"."""


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
    return screen_of("").signs(text)


@lru_cache(maxsize=4)
def screen_of(changes: str) -> Screen:
    """The screen with these changes of the list (JSON that `check_signs` found fine; "" for the list as it is shipped)."""
    return Screen(changed(changes))


class _Looked(NamedTuple):
    level: Level
    category: str
    pattern: str
    needed: tuple[frozenset[str], ...]


class Screen:
    """The patterns of one list, ready to look with. A pattern is tried only where one of its rarest words stands."""

    def __init__(self, shipped: Shipped) -> None:
        self._forms = forms = shipped["forms"]
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._looked: list[_Looked] = []
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        usual = lexicon().function_words
        for listed in shipped["signs"]:
            for pattern in listed["patterns"]:
                rarest, *others = anchors(pattern, forms, usual)
                for word in rarest:
                    self._by_word[word].add(len(self._looked))
                self._looked.append(_Looked(listed["level"], listed["category"], pattern, tuple(others)))
        self._plainer = Plainer(sign_words(shipped["signs"], forms), shipped["spellings"], lexicon().respelt)
        self._current = _any(shipped["current"], forms)
        self._before_historic, self._after_historic = _any(shipped["before_historic"], forms), _any(shipped["after_historic"], forms)
        self._before_softened, self._softened = _any(shipped["before_softened"], forms), _any(shipped["anywhere_softened"], forms)

    def signs(self, text: str) -> tuple[Sign, ...]:
        """See `screen`."""
        plain = self.plain(text)
        listed = self.listed(plain)
        if any(sign.level != "blue" or sign.historic or sign.softened for sign in listed):
            return listed
        learnt = scorer().raised(plain)
        return (Sign(learnt.level, LEARNT, learnt.seen), *listed) if learnt else listed

    def plain(self, text: str) -> str:
        """The text in plain words, as the list and the scorer look at it."""
        return self._plainer.plain(text)

    def listed(self, plain: str) -> tuple[Sign, ...]:
        """What the list alone sees in plain words, the most urgent first."""
        urgent: dict[str, Sign] = {}
        for sign in self._found(plain):
            known = urgent.get(sign.category)
            if known is None or LEVELS.index(sign.level) < LEVELS.index(known.level):
                urgent[sign.category] = sign
        return tuple(sorted(urgent.values(), key=lambda sign: LEVELS.index(sign.level)))

    def _found(self, plain: str) -> Iterator[Sign]:
        there = set(plain.split())
        for number in sorted({number for word in self._by_word.keys() & there for number in self._by_word[word]}):
            looked = self._looked[number]
            if any(map(there.isdisjoint, looked.needed)):
                continue
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
        level = LEVELS[min(LEVELS.index(looked.level) + (historic or softened), len(LEVELS) - 1)]
        return Sign(level, looked.category, match.group().strip(), historic, softened)


def _any(listed: list[str], forms: dict[str, list[str]]) -> re.Pattern[str]:
    return re.compile("|".join(compiled(pattern, forms).pattern for pattern in listed))


def _around(match: re.Match[str]) -> tuple[str, str, str]:
    """The few words before a match, the few after it, and the sentence that it stands in; never more than some hundred characters."""
    plain = match.string
    before = plain[max(0, match.start() - 200) : match.start()].rpartition(" . ")[2]
    after = plain[match.end() : match.end() + 200].partition(". ")[0]
    near_before = " " + " ".join(before.split()[-_BEFORE:]) + " "
    near_after = " " + " ".join(after.split()[:_AFTER]) + " "
    return near_before, near_after, f" {before.strip()} {match.group().strip()} {after.strip()} "
