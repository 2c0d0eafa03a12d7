"""The list of signs of harm as a safeguarding lead edits it: each change is tried before it counts, and each version is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from feedback import clock, store
from feedback.desk import list_versions
from feedback.language.screening import Screen, screen_of
from feedback.language.sign_list import CATEGORIES, check_signs, shipped
from feedback.language.trying import Known, Trial, tried
from feedback.store import comments, concerns, events, lists
from feedback.store.accounts import Officer
from feedback.store.concerns import OpenedConcern

KIND: lists.Kind = "signs"
SIZE = 50
YEAR = timedelta(days=365)
MOST_TRIED = 5000
"""Comments that a change is tried on: the newest of a year. More would keep an officer waiting."""
MOST_MISSES = 50
Changes = Mapping[str, Any]
"""What was changed of the shipped list, in the shape that `language.sign_list` reads."""


class Wrong(ValueError):
    """A change cannot be made. The message says why, in words for officers."""


class LosesReds(ValueError):
    """A change would lose red comments of the known ones, and nobody said why it is worth it."""


class Sign(NamedTuple):
    """One pattern of the list. `own`: it was added here, the others came with the service."""

    level: str
    category: str
    pattern: str
    own: bool


@dataclass(frozen=True)
class Add:
    """Look for one more pattern."""

    level: str
    category: str
    pattern: str

    def made(self, changes: Changes) -> Changes:
        """The changes with this one."""
        sign = {"level": self.level, "category": self.category, "pattern": self.pattern}
        return {"added": [*changes["added"], sign], "removed": changes["removed"]}

    def told(self) -> str:
        """This change in words."""
        return f"Added, {self.level}, {CATEGORIES.get(self.category, self.category)}: “{self.pattern}”"


@dataclass(frozen=True)
class Remove:
    """No longer look for a pattern."""

    pattern: str

    def made(self, changes: Changes) -> Changes:
        """The changes with this one: an added pattern goes, a shipped one is marked as taken out."""
        kept = [sign for sign in changes["added"] if sign["pattern"] != self.pattern]
        if len(kept) < len(changes["added"]):
            return {"added": kept, "removed": changes["removed"]}
        if self.pattern not in {sign.pattern for sign in _signs(changes)}:
            raise Wrong("This pattern is not on the list any more. Somebody may have taken it out meanwhile.")
        return {"added": changes["added"], "removed": [*changes["removed"], self.pattern]}

    def told(self) -> str:
        """This change in words."""
        return f"Taken out: “{self.pattern}”"


@dataclass(frozen=True)
class Restore:
    """Go back to an earlier version; 0 is the list that came with the service."""

    number: int

    def made(self, _changes: Changes) -> Changes:
        """The changes that counted then. Raises list_versions.NoSuchVersion."""
        return _read(list_versions.content_of(KIND, self.number))

    def told(self) -> str:
        """This change in words."""
        return f"Back to version {self.number}" if self.number else "Back to the list that came with the service"


Change = Add | Remove | Restore


@dataclass(frozen=True)
class Effect:
    """On the comments of the last twelve months: of how many, how many more a change raises, and how many fewer. Nothing else."""

    of: int
    more: int
    fewer: int


@dataclass(frozen=True)
class Proposal:
    """A change, what it would do, and the version that it was made from."""

    change: Change
    after: int
    trial: Trial
    effect: Effect

    @property
    def lost_reds(self) -> Sequence[Known]:
        """The known red comments that nobody would see any more."""
        return _lost_reds(self.trial)


def page(search: str, category: str, number: int) -> tuple[Sequence[Sign], int]:
    """Page `number` (from 1) of the signs with `search` in their pattern, of one category when it is not empty; how many there are."""
    wanted = [sign for sign in _signs(_current()[0]) if search.lower() in sign.pattern and category in ("", sign.category)]
    wanted.sort(key=lambda sign: (not sign.own, list(CATEGORIES).index(sign.category)))
    return wanted[(number - 1) * SIZE : number * SIZE], len(wanted)


def propose(change: Change, officer: Officer) -> Proposal:
    """Try a change, and keep nothing. Raises Wrong."""
    content, after = _changed(change)
    before, now = screen_of(lists.current(KIND).content), screen_of(content)
    return Proposal(change, after, tried(before, now), _effect(before, now, officer))


def save(change: Change, after: int, reason: str, officer: Officer) -> int:
    """Keep a change that was made from version `after`; the number of the new one, which counts at once.

    `reason`: why it is worth losing red comments of the known ones; LosesReds without it. Raises Wrong, and lists.Outdated.
    """
    before = screen_of(lists.current(KIND).content)
    content, newest = _changed(change)
    if newest != after:
        raise lists.Outdated(KIND)
    if _lost_reds(tried(before, screen_of(content))) and not reason:
        raise LosesReds
    return list_versions.keep(KIND, content, after, f"{change.told()}. {reason}".strip(), officer.email)


def missed(officer: Officer) -> Sequence[OpenedConcern]:
    """What readers raised because the list missed it, newest first, of the opened concerns that an officer may see; on record."""
    found = concerns.by_readers(officer.id, MOST_MISSES)
    with store.transaction():
        events.record(clock.now(), officer.email, "miss.listed", KIND, count=len(found))
    return found


def _changed(change: Change) -> tuple[str, int]:
    """The list with a change, as it is kept, and the version that it was made from."""
    changes, after = _current()
    made = change.made(changes)
    if problems := check_signs(made):
        raise Wrong(" ".join(problems))
    return json.dumps(made, ensure_ascii=False, sort_keys=True), after


def _current() -> tuple[Changes, int]:
    edited = lists.current(KIND)
    return _read(edited.content), edited.version


def _read(content: str) -> Changes:
    known = json.loads(content) if content else {}
    return {"added": known.get("added", []), "removed": known.get("removed", [])}


def _signs(changes: Changes) -> Iterator[Sign]:
    gone = set(changes["removed"])
    for sign in changes["added"]:
        yield Sign(sign["level"], sign["category"], sign["pattern"], own=True)
    for listed in shipped()["signs"]:
        yield from (Sign(listed["level"], listed["category"], pattern, own=False) for pattern in listed["patterns"] if pattern not in gone)


def _lost_reds(trial: Trial) -> Sequence[Known]:
    return [known for known in trial.newly_missed if known.level == "red"]


def _effect(before: Screen, after: Screen, officer: Officer) -> Effect:
    texts = comments.texts_since(clock.today() - YEAR, MOST_TRIED, officer.id)
    raised = [(bool(before.signs(text)), bool(after.signs(text))) for text in texts]
    return Effect(len(texts), sum(now and not was for was, now in raised), sum(was and not now for was, now in raised))
