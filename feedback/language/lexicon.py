"""The word, phrase and emoji list: what each says about a service, and how young people spell it.

The list is `lexicon.json`, one entry a line, kept by officers. No apostrophes: "don't" and "dont" are one word.
Strengths run from -3 (terrible) to 3 (excellent); 0 marks a phrase that looks like an opinion and is none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

from feedback.language.spelling import Speller, forms

SOURCE = Path(__file__).with_name("lexicon.json")
SPELT_RIGHT = Path(__file__).with_name("spelt_right.txt")
"""Ordinary words that are nobody's misspelling, one a line; training/spelt_right.py writes it."""

Phrase = tuple[str, ...]


class Listed(TypedDict):
    """The content of lexicon.json. `spellings` gives the word that is meant for each form that is not it.

    `befores` ("at first") say what somebody thought once; `mocking` marks ("🙄") turn praise round.
    """

    words: dict[str, float]
    emoji: dict[str, float]
    spellings: dict[str, str]
    negators: list[str]
    contrasts: list[str]
    befores: list[str]
    mocking: list[str]
    topics: list[str]
    says_nothing: list[str]
    nothing: list[str]
    fillers: list[str]
    function_words: list[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The list in the form that reading needs. `phrases` groups phrases by their first two words, longest first.

    `silent` words make no unit; `unsaid` words give no reason; `negations` are phrases that begin with
    a negator, which no other reaches ("cant be trusted and dont care"); a slip in a `strong` word is corrected by `speller`.
    """

    strengths: dict[str, float]
    phrases: dict[str, tuple[Phrase, ...]]
    respelt: dict[str, str]
    negators: frozenset[str]
    negations: frozenset[str]
    contrasts: frozenset[str]
    befores: frozenset[str]
    mocking: frozenset[str]
    silent: frozenset[str]
    unsaid: frozenset[str]
    function_words: frozenset[str]
    says_nothing: frozenset[str]
    nothing: frozenset[str]
    fillers: frozenset[str]
    strong: frozenset[str]
    misspelt: frozenset[str]
    speller: Speller

    def gist(self, tokens: list[str]) -> str:
        """What is left of a short answer without punctuation and fillers: "Nothing really, thanks!" is "nothing really"."""
        return " ".join(token for token in tokens if token.isalnum() and token not in self.fillers)


@cache
def lexicon() -> Lexicon:
    """The shipped list."""
    words = shipped()
    return build(words, spelt_right(), strong_words(words))


@cache
def shipped() -> Listed:
    """The content of lexicon.json, read once."""
    listed: Listed = json.loads(SOURCE.read_text(encoding="utf-8"))
    return listed


@cache
def spelt_right() -> tuple[str, ...]:
    """The words of spelt_right.txt, read once."""
    return tuple(SPELT_RIGHT.read_text(encoding="utf-8").split())


def strong_words(listed: Listed) -> frozenset[str]:
    """Words that matter so much that a slip in them is corrected."""
    return frozenset(word for word, value in listed["words"].items() if abs(value) >= 2 and len(word) >= 5 and word.isalpha())


def build(listed: Listed, right: Iterable[str], strong: frozenset[str]) -> Lexicon:
    """A Lexicon from the content of lexicon.json, words that need no correction, and words that slips are corrected to."""
    strengths = {" ".join(forms(entry)): value for entry, value in (listed["words"] | listed["emoji"]).items()}
    respelt = {word: word for word in right} | _respelt(listed, strengths)
    return Lexicon(
        strengths=strengths,
        phrases=_phrases(strengths),
        respelt=respelt,
        negators=frozenset(listed["negators"]),
        negations=frozenset(entry for entry in strengths if entry.partition(" ")[0] in listed["negators"]),
        contrasts=frozenset(listed["contrasts"]),
        befores=frozenset(listed["befores"]),
        mocking=frozenset(listed["mocking"]),
        silent=frozenset(listed["function_words"] + listed["topics"]),
        unsaid=frozenset(listed["function_words"] + listed["topics"] + listed["negators"]),
        function_words=frozenset(listed["function_words"]),
        says_nothing=frozenset(listed["says_nothing"]),
        nothing=frozenset(listed["nothing"]),
        fillers=frozenset(listed["fillers"]),
        strong=strong,
        misspelt=frozenset(listed["spellings"]),
        speller=Speller(strong, respelt),
    )


def _phrases(strengths: dict[str, float]) -> dict[str, tuple[Phrase, ...]]:
    grouped: defaultdict[str, list[Phrase]] = defaultdict(list)
    for entry in strengths:
        words = tuple(entry.split(" "))
        if len(words) > 1:
            grouped[f"{words[0]} {words[1]}"].append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in grouped.items()}


def _respelt(listed: Listed, strengths: dict[str, float]) -> dict[str, str]:
    """Every form of the list that needs no spelling check, with the word that it stands for."""
    lists = [listed["negators"], listed["contrasts"], listed["befores"], listed["topics"], listed["says_nothing"], listed["nothing"]]
    entries = [*strengths, *listed["function_words"], *listed["fillers"], *(entry for part in lists for entry in part)]
    known = {word: word for entry in entries for word in entry.split(" ")} | {mark: mark for mark in ".,!?-&/0123456789"}
    return known | listed["spellings"]
