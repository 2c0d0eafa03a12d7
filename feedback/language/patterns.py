"""The small language in which screening.json says what to look for, so that somebody who is no programmer can edit it.

been cutting            these words, one after another
(hit|hits) me           one of these, then "me"
{hit} me                one of the forms listed under "hit"
{hit} ... me            up to four words between
feel (very)? bad        "very" may be missing
jump off !(with|in)     the next word is neither
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PART = re.compile(r"!?\([^)]*\)\??|\{[a-z]+\}\??|\.\.\.|[^\s(){}]+")
_GAP = "..."
_BETWEEN = r"(?:[^ .]+ ){0,4}"


class PatternError(ValueError):
    """A pattern of screening.json that cannot be understood; the message quotes it."""


def compiled(pattern: str, forms: dict[str, list[str]]) -> re.Pattern[str]:
    """The pattern as an expression over plain text (words with one space around each)."""
    return re.compile("(?<= )" + "".join(_expression(part, forms, pattern) for part in _parts(pattern)))


def anchors(pattern: str, forms: dict[str, list[str]], common: Iterable[str]) -> frozenset[str]:
    """Words of which at least one stands in every text that the pattern can match, as rare as can be had."""
    usual = frozenset(common)
    needed = [_choices(part, forms, pattern) for part in _parts(pattern) if part != _GAP and part[0] != "!" and part[-1] != "?"]
    if not needed:
        raise PatternError(f"The pattern “{pattern}” needs at least one word that must be there.")
    rarest = [frozenset(_rarest(choice, usual) for choice in choices) for choices in needed]
    return min(rarest, key=lambda words: sum(100 if word in usual else 1 for word in words))


def words(pattern: str, forms: dict[str, list[str]]) -> frozenset[str]:
    """Every word that the pattern names."""
    choices = (choice for part in _parts(pattern) if part != _GAP for choice in _choices(part, forms, pattern))
    return frozenset(word for choice in choices for word in choice.split())


def _parts(pattern: str) -> list[str]:
    parts = _PART.findall(pattern)
    if "".join(parts).replace(" ", "") != pattern.replace(" ", ""):
        raise PatternError(f"The pattern “{pattern}” cannot be read. Check its brackets.")
    return parts


def _choices(part: str, forms: dict[str, list[str]], pattern: str) -> list[str]:
    bare = part.removeprefix("!").removesuffix("?")
    if bare.startswith("{"):
        if bare[1:-1] not in forms:
            raise PatternError(f"The pattern “{pattern}” uses {bare}, which is not among the forms.")
        return forms[bare[1:-1]]
    return bare[1:-1].split("|") if bare.startswith("(") else [bare]


def _expression(part: str, forms: dict[str, list[str]], pattern: str) -> str:
    if part == _GAP:
        return _BETWEEN
    choices = "|".join(re.escape(choice) for choice in sorted(_choices(part, forms, pattern), key=len, reverse=True))
    if part.startswith("!"):
        return f"(?!(?:{choices}) )"
    return f"(?:(?:{choices}) )" + ("?" if part.endswith("?") else "")


def _rarest(choice: str, usual: frozenset[str]) -> str:
    return min(choice.split(), key=lambda word: (word in usual, -len(word)))
