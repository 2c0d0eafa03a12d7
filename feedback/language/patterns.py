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
from collections.abc import Iterable, Mapping

_PART = re.compile(r"!?\([^)]*\)\??|\{[a-z]+\}\??|\.\.\.|[^\s(){}]+")
_GAP = "..."
_BETWEEN = r"(?:[^ .]+ ){0,4}"


MOST_CHARACTERS, MOST_GAPS, MOST_OPTIONAL = 300, 3, 4
"""What bounds the time that one pattern can take: each gap tries five places, each optional part two."""
_ALLOWED = re.compile(r"[a-z0-9 (){}|!?._]*")
_WORD = re.compile(r"[a-z0-9]+")


class PatternError(ValueError):
    """A pattern that cannot be understood or used; the message quotes it and says what to do."""


def in_plain_words(pattern: str, spellings: Mapping[str, str]) -> str:
    """A pattern as somebody types it, in the words that comments are put into: "can't cope" is "can not cope"."""
    bare = re.sub("['’‘`]", "", pattern.lower()).replace("…", " ... ")
    return re.sub(r"\{\w+\}|[a-z0-9]+", lambda found: spellings.get(found.group(), found.group()), " ".join(bare.split()))


def check(pattern: str, forms: dict[str, list[str]], common: Iterable[str]) -> None:
    """Raises PatternError for a pattern that nobody should add: unreadable, too long to try, or found in almost every comment."""
    if len(pattern) > MOST_CHARACTERS:
        raise PatternError(f"The pattern “{pattern[:40]}…” is longer than {MOST_CHARACTERS} characters. Make it several patterns.")
    if not _ALLOWED.fullmatch(pattern):
        raise PatternError(f"The pattern “{pattern}” has a character that means nothing here. Use words and ( | ) {{ }} ... ! ? alone.")
    parts = _parts(pattern)
    if parts.count(_GAP) > MOST_GAPS or sum(part.endswith("?") for part in parts) > MOST_OPTIONAL:
        raise PatternError(f"The pattern “{pattern}” leaves too much open. Keep to {MOST_GAPS} gaps and {MOST_OPTIONAL} optional parts.")
    for part in parts:
        _check_part(part, forms, pattern)
    anchors(pattern, forms, common)
    usual = frozenset(common)
    if all(any(usual.issuperset(choice.split()) for choice in choices) for choices in _needed(parts, forms, pattern)):
        raise PatternError(f"The pattern “{pattern}” would be found in many harmless comments. Add a word that says what is meant.")


def _check_part(part: str, forms: dict[str, list[str]], pattern: str) -> None:
    bare = part.removeprefix("!").removesuffix("?")
    if part != _GAP and not all(choice.split() and all(map(_WORD.fullmatch, choice.split())) for choice in _choices(bare, forms, pattern)):
        raise PatternError(f"The pattern “{pattern}” cannot be read at “{part}”. Put words between the brackets and the bars.")


def compiled(pattern: str, forms: dict[str, list[str]]) -> re.Pattern[str]:
    """The pattern as an expression over plain text (words with one space around each)."""
    return re.compile("(?<= )" + "".join(_expression(part, forms, pattern) for part in _parts(pattern)))


def anchors(pattern: str, forms: dict[str, list[str]], common: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Sets of words, of each of which at least one stands in every text that the pattern can match, the rarest set first."""
    usual = frozenset(common)
    needed = _needed(_parts(pattern), forms, pattern)
    if not needed:
        raise PatternError(f"The pattern “{pattern}” needs at least one word that must be there.")
    rarest = [frozenset(_rarest(choice, usual) for choice in choices) for choices in needed]
    return tuple(sorted(rarest, key=lambda words: sum(100 if word in usual else 1 for word in words)))


def _needed(parts: list[str], forms: dict[str, list[str]], pattern: str) -> list[list[str]]:
    """The choices of each part that must be there."""
    return [_choices(part, forms, pattern) for part in parts if part != _GAP and part[0] != "!" and part[-1] != "?"]


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
    return [" ".join(choice.split()) for choice in bare[1:-1].split("|")] if bare.startswith("(") else [bare]


def _expression(part: str, forms: dict[str, list[str]], pattern: str) -> str:
    if part == _GAP:
        return _BETWEEN
    choices = "|".join(re.escape(choice) for choice in sorted(_choices(part, forms, pattern), key=len, reverse=True))
    if part.startswith("!"):
        return f"(?!(?:{choices}) )"
    return f"(?:(?:{choices}) )" + ("?" if part.endswith("?") else "")


def _rarest(choice: str, usual: frozenset[str]) -> str:
    return min(choice.split(), key=lambda word: (word in usual, -len(word)))
