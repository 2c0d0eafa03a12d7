"""The list of signs of harm: what is shipped in screening.json, and what a safeguarding lead changed of it.

Changes are JSON, `{"added": [{"level", "category", "pattern"}], "removed": ["pattern", …]}`; an empty text is none.
Patterns are in the small language of `patterns`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, TypedDict

from feedback.language.lexicon import lexicon
from feedback.language.patterns import PatternError, check, in_plain_words, words

SOURCE = Path(__file__).with_name("screening.json")

Level = Literal["red", "amber", "blue"]
LEVELS: tuple[Level, ...] = ("red", "amber", "blue")
"""The most urgent first."""
LEARNT = "learnt"
CATEGORIES: Mapping[str, str] = {
    "suicide": "Suicide",
    "sexual_abuse": "Sexual abuse or exploitation",
    "physical_abuse": "Physical or domestic abuse",
    "staff_conduct": "Conduct of staff or a carer",
    "exploitation": "Criminal exploitation",
    "weapon": "Weapon, or harm to others",
    "self_harm": "Self-harm",
    "home": "Unsafe home, neglect or homeless",
    "missing": "Missing",
    "substances": "Drugs or alcohol",
    "forced_marriage": "Forced marriage or honour-based harm",
    "radicalisation": "Radicalisation",
    "online_harm": "Harm online",
    "bullying": "Bullying or hate",
    "pregnancy": "Pregnancy",
    "complaint": "Complaint",
    "discrimination": "Discrimination",
    "privacy": "Privacy",
    "contact": "Wants to be contacted",
    LEARNT: "The words as a whole",
}
"""What a sign may be about, in words for officers. The last is not for the list: it is what only the scorer raises."""
LISTED_CATEGORIES = tuple(category for category in CATEGORIES if category != LEARNT)
MOST_ADDED = 500


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


@cache
def shipped() -> Shipped:
    """The list as it is shipped and shown, read once. Nobody may change it."""
    listed: Shipped = json.loads(SOURCE.read_text(encoding="utf-8"))
    return listed


def changed(changes: str) -> Shipped:
    """The list with these changes, which `check_signs` found fine, in the plain words that comments are put into.

    An added pattern that was fine for an earlier list and is no more (its {forms} went) is left out: no response may be lost to it.
    """
    wanted: dict[str, Any] = json.loads(changes or "{}")
    gone = frozenset(wanted.get("removed", ()))
    readable = [sign for sign in wanted.get("added", ()) if not list(_wrong_pattern(sign["pattern"]))]
    added = [Listed(level=sign["level"], category=sign["category"], patterns=[sign["pattern"]]) for sign in readable]
    return _plain([*(_without(listed, gone) for listed in shipped()["signs"]), *added])


def _without(listed: Listed, gone: frozenset[str]) -> Listed:
    return _with_patterns(listed, [pattern for pattern in listed["patterns"] if pattern not in gone])


def _with_patterns(listed: Listed, patterns: list[str]) -> Listed:
    return Listed(level=listed["level"], category=listed["category"], patterns=patterns)


def _plain(signs: list[Listed]) -> Shipped:
    source = shipped()
    spelt = partial(in_plain_words, spellings=source["spellings"])
    return Shipped(
        signs=[_with_patterns(listed, [spelt(pattern) for pattern in listed["patterns"]]) for listed in signs],
        forms={name: list(dict.fromkeys(map(spelt, words))) for name, words in source["forms"].items()},
        spellings=source["spellings"],
        current=[spelt(pattern) for pattern in source["current"]],
        before_historic=[spelt(pattern) for pattern in source["before_historic"]],
        after_historic=[spelt(pattern) for pattern in source["after_historic"]],
        before_softened=[spelt(pattern) for pattern in source["before_softened"]],
        anywhere_softened=[spelt(pattern) for pattern in source["anywhere_softened"]],
    )


def check_signs(changes: Mapping[str, Any]) -> list[str]:
    """What is wrong with changes, in words for officers; empty when they are fine. Never raises for parsed JSON."""
    added, removed = changes.get("added", []), changes.get("removed", [])
    if not isinstance(added, list) or not isinstance(removed, list) or set(changes) - {"added", "removed"}:
        return ["The changes cannot be read. Give the signs that are added and the patterns that are taken out, each as a list."]
    if len(added) > MOST_ADDED:
        return [f"{len(added):,} signs are added. Keep to {MOST_ADDED}: take out those that others cover."]
    patterns = [sign.get("pattern") if isinstance(sign, dict) else None for sign in added]
    return [*_wrong_added(added), *_twice(patterns, removed), *_wrong_removed(removed)]


def sign_words(signs: list[Listed], forms: dict[str, list[str]]) -> frozenset[str]:
    """Every word that some pattern of these signs names."""
    return frozenset(word for listed in signs for pattern in listed["patterns"] for word in words(pattern, forms))


def _wrong_added(added: list[Any]) -> Iterator[str]:
    for sign in added:
        if not isinstance(sign, dict) or not isinstance(sign.get("pattern"), str) or set(sign) != {"level", "category", "pattern"}:
            yield "A sign that is added needs a level, a category and a pattern, and nothing else."
            continue
        pattern = sign["pattern"]
        if sign["level"] not in LEVELS:
            yield f"“{pattern}”: the level “{sign['level']}” is not known. Choose {', '.join(LEVELS)}."
        if sign["category"] not in LISTED_CATEGORIES:
            yield f"“{pattern}”: the category “{sign['category']}” is not known. Choose one of the list."
        yield from _wrong_pattern(pattern)


def _wrong_pattern(pattern: str) -> Iterator[str]:
    try:
        check(in_plain_words(pattern, shipped()["spellings"]), shipped()["forms"], lexicon().function_words)
    except PatternError as error:
        yield str(error)


def _twice(patterns: list[Any], removed: list[Any]) -> Iterator[str]:
    there = {pattern for pattern in _shipped_patterns() if pattern not in removed}
    for pattern in patterns:
        if isinstance(pattern, str):
            if pattern in there:
                yield f"“{pattern}” is on the list already. Leave it out."
            there.add(pattern)


def _wrong_removed(removed: list[Any]) -> Iterator[str]:
    listed = _shipped_patterns()
    for pattern in removed:
        if not isinstance(pattern, str) or pattern not in listed:
            yield f"“{pattern}” is not on the shipped list, so it cannot be taken out. Copy the pattern as it stands there."


@cache
def _shipped_patterns() -> frozenset[str]:
    return frozenset(pattern for listed in shipped()["signs"] for pattern in listed["patterns"])
