"""Officers' changes to the word, phrase and emoji list: checked in words they understand, and applied to the list and the model.

A change is an entry and its strength from -3 (terrible) to 3 (excellent), or None to take a shipped entry out. It counts at once:
what training had learnt of the entry, and of pairs with it, is left out, so that the strength alone speaks.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from feedback.language.lexicon import Lexicon, Listed, build, lexicon, shipped, spelt_right
from feedback.language.model import Model, leans
from feedback.language.spelling import Speller, forms

STRONGEST = 3.0
LONGEST, MOST_WORDS = 60, 8
"""Characters and words of an entry."""

Changes = Mapping[str, float | None]


def name_of(entry: str) -> str:
    """An entry as the list writes it: lower case, no apostrophes, one space between words."""
    return " ".join(forms(entry))


def check_words(changes: Changes) -> list[str]:
    """What is wrong with these changes, a sentence or two each; empty when they can be used."""
    problems = [problem for entry, strength in changes.items() for problem in _problems(entry, strength)]
    names = Counter(filter(None, map(name_of, changes)))
    return problems + [f"“{name}” is there {times} times. Keep one." for name, times in names.items() if times > 1]


def _problems(entry: str, strength: float | None) -> Iterator[str]:
    words = name_of(entry).split()
    if not words:
        yield "An entry is empty. Write a word, a phrase or an emoji." if not entry.strip() else f"“{entry}” has nothing to look for."
    elif len(entry) > LONGEST or len(words) > MOST_WORDS:
        yield f"“{entry[:LONGEST]}” is too long. An entry has at most {MOST_WORDS} words and {LONGEST} characters."
    elif strength is None:
        if name_of(entry) not in lexicon().strengths:
            yield f"“{entry}” is not on the list that came with the service, so it cannot be taken out. Remove the line instead."
    else:
        if not -STRONGEST <= strength <= STRONGEST:
            yield f"The strength of “{entry}” is {strength:g}. It goes from -3 (terrible) to 3 (excellent)."
        yield from _unreachable(entry, words)


def _unreachable(entry: str, words: list[str]) -> Iterator[str]:
    """Why an entry would never be found in a comment."""
    listed = lexicon()
    for word in words:
        meant = listed.respelt.get(word, word)
        if meant != word:
            yield f"“{word}” is always read as “{meant}”. Write “{entry.lower().replace(word, meant)}” instead."
    if len(words) == 1 and words[0] in listed.negators | listed.contrasts | listed.function_words:
        yield f"“{entry}” joins or turns other words and has no mood of its own. Write the phrase that it stands in."


def edited(changes: Changes) -> Lexicon:
    """The shipped list with these changes."""
    wanted = {name_of(entry): strength for entry, strength in changes.items()}
    listed = shipped()
    kept = {entry: value for entry, value in (listed["words"] | listed["emoji"]).items() if name_of(entry) not in wanted}
    added = {name: strength for name, strength in wanted.items() if strength is not None}
    whole = listed | Listed(  # type: ignore[typeddict-item]
        words=kept | added,
        emoji={},
        topics=_without(listed["topics"], added),
        says_nothing=_without(listed["says_nothing"], added),
        nothing=_without(listed["nothing"], added),
    )
    return _with_shipped_spelling(build(whole, spelt_right(), frozenset()), wanted)


def _without(entries: list[str], added: Collection[str]) -> list[str]:
    return [entry for entry in entries if entry not in added]


def _with_shipped_spelling(words: Lexicon, wanted: Collection[str]) -> Lexicon:
    """No slip is corrected to a word that officers added: nobody checked which ordinary words are its neighbours."""
    strong = lexicon().strong.difference(wanted)
    return dataclasses.replace(words, strong=strong, speller=Speller(strong, words.respelt))


def unlearnt(model: Model, changes: Changes) -> Model:
    """The model without what it had learnt of these entries, alone, negated, as a first word or in a pair."""
    names = {name_of(entry) for entry in changes}
    weights = {name: pair for name, pair in model.weights.items() if not _is_about(name, names)}
    return dataclasses.replace(model, weights=weights, leans=leans(weights))


def _is_about(name: str, names: Collection[str]) -> bool:
    bare = name.removeprefix("#first ")
    if bare in names or bare.removeprefix("not ") in names:
        return True
    return not name.startswith("#") and any(word in names for word in name.split(" "))
