"""The list of words, phrases and emoji that say how good something is: what came with the service, and what officers changed of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from feedback.desk import list_versions
from feedback.language.edits import name_of
from feedback.language.lexicon import shipped
from feedback.language.reading import check_words
from feedback.store import lists

KIND: Literal["words"] = "words"
OUT, AS_IT_CAME = "out", "as_it_came"
"""Choices beside a strength: an entry of the shipped list is taken out, or stands again as it came. An own entry goes with either."""

STRENGTHS: Mapping[str, str] = {
    "3": "Very good",
    "2": "Good",
    "1": "A little good",
    "0": "Says nothing",
    "-1": "A little bad",
    "-2": "Bad",
    "-3": "Very bad",
}
Changes = Mapping[str, float | None]


class WordsWrong(ValueError):
    """The list cannot be changed so. The message says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """A word, phrase or emoji of the list. `strength` is None when it was taken out, `came` when it did not come with the service."""

    name: str
    strength: float | None
    came: float | None

    @property
    def own(self) -> bool:
        """Whether officers added it."""
        return self.came is None

    @property
    def changed(self) -> bool:
        """Whether officers added, changed or took it out."""
        return self.strength != self.came

    @property
    def words(self) -> str:
        """How good it is, in words."""
        return in_words(self.strength)

    @property
    def came_words(self) -> str:
        """How good it was when it came."""
        return in_words(self.came)


def in_words(strength: float | None) -> str:
    """A strength from -3 to 3 as one of STRENGTHS, the stronger where it lies between two; None is "Taken out"."""
    if strength is None:
        return "Taken out"
    rounded = int(abs(strength) + 0.5) or int(strength != 0)
    return STRENGTHS[str(rounded if strength > 0 else -rounded)]


def current() -> tuple[Changes, int]:
    """Officers' changes to the list as they stand now, and the version."""
    edited = lists.current(KIND)
    return changes_of(edited.content), edited.version


def changes_of(content: str) -> Changes:
    """The changes that a version holds."""
    changes: Changes = json.loads(content) if content else {}
    return changes


def written(changes: Changes) -> str:
    """The changes as a version keeps them: "" when there is none, so that it equals the list that came."""
    return json.dumps(dict(changes), ensure_ascii=False, sort_keys=True) if changes else ""


def entries(changes: Changes, search: str = "") -> list[Entry]:
    """The list in alphabetical order, own entries and those taken out among it; those that have what was searched for in them."""
    came = _came()
    sought = name_of(search)
    names = sorted(name for name in {*came, *changes} if sought in name)
    return [Entry(name, changes.get(name, came.get(name)), came.get(name)) for name in names]


def entry(changes: Changes, typed: str) -> Entry | None:
    """One entry as it stands, or None."""
    name, came = name_of(typed), _came()
    return Entry(name, changes.get(name, came.get(name)), came.get(name)) if name in came or name in changes else None


def changed(changes: Changes, typed: str, choice: str) -> Changes:
    """The changes with one more: `choice` is a key of STRENGTHS, OUT or AS_IT_CAME. Raises WordsWrong."""
    name, came = name_of(typed), _came()
    kept = {key: value for key, value in changes.items() if key != name}
    if choice == OUT and name in came:
        return _checked(kept | {name: None})
    if choice in (OUT, AS_IT_CAME):
        return kept
    # Checked as it was typed: what would never be found in a comment is explained with those words.
    _check({typed: float(choice)})
    # Shipped strengths lie between the choices too: the one that stands for such an entry leaves it as it came.
    return kept if name in came and in_words(came[name]) == STRENGTHS[choice] else _checked(kept | {name: float(choice)})


def save(changes: Changes, after: int, note: str, actor: str) -> int:
    """Keep the list with these changes as a new version; its number. Raises WordsWrong, and lists.Outdated."""
    return list_versions.keep(KIND, written(_checked(changes)), after, note, actor)


def go_back(number: int, after: int, actor: str) -> int:
    """Make a new version equal to an older one; 0 is the list that came. Raises NoSuchVersion, and lists.Outdated."""
    content = list_versions.content_of(KIND, number)
    note = f"Went back to version {number}" if number else "Went back to the list that came with the service"
    return list_versions.keep(KIND, content, after, note, actor)


def differences(before: Changes, after: Changes) -> Iterator[str]:
    """What differs between two lists, a few words for each entry: the note of a version."""
    came = _came()
    for name in sorted({*before, *after}):
        was, is_now = (changes.get(name, came.get(name)) for changes in (before, after))
        if was != is_now:
            yield f"“{name}”: {in_words(was).lower() if name in came or name in before else 'not there'} → {_now(name, is_now, came)}"


def _now(name: str, strength: float | None, came: Mapping[str, float]) -> str:
    return in_words(strength).lower() if strength is not None or name in came else "not there"


def _checked(changes: Mapping[str, float | None]) -> Changes:
    _check(changes)
    return changes


def _check(changes: Mapping[str, float | None]) -> None:
    problems = check_words(changes)
    if problems:
        raise WordsWrong(" ".join(problems))


@lru_cache(maxsize=1)
def _came() -> Mapping[str, float]:
    """The shipped list by the names under which entries are compared."""
    listed = shipped()
    return {name_of(entry): strength for entry, strength in (listed["words"] | listed["emoji"]).items()}
