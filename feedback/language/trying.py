"""A change of the list of signs, tried against comments whose level is known before it takes effect."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from feedback.language.screening import LEVELS, Screen

SOURCE = Path(__file__).with_name("regression.csv")
INNOCENT = "none"


@dataclass(frozen=True, slots=True)
class Known:
    """An invented comment, and the level at which it should be raised: red, amber, blue or none."""

    text: str
    level: str
    category: str
    respondent: str


@dataclass(frozen=True, slots=True)
class Raised:
    """How many comments are raised, at any level, before and after a change, of how many."""

    before: int
    after: int
    of: int


@dataclass(frozen=True)
class Trial:
    """What a change does to the known comments. `levels` has red, amber and blue; `innocent` should stay low.

    `newly_raised` and `newly_missed` are the comments that only one of the two lists raises, innocent ones included.
    """

    levels: Mapping[str, Raised]
    innocent: Raised
    newly_raised: tuple[Known, ...]
    newly_missed: tuple[Known, ...]


def tried(before: Screen, after: Screen) -> Trial:
    """The trial of a list against the one before it."""
    known = regression()
    was, now = ([bool(screen.signs(comment.text)) for comment in known] for screen in (before, after))
    pairs = list(zip(known, was, now, strict=True))
    return Trial(
        levels={level: _raised(pairs, level) for level in LEVELS},
        innocent=_raised(pairs, INNOCENT),
        newly_raised=tuple(comment for comment, earlier, later in pairs if later and not earlier),
        newly_missed=tuple(comment for comment, earlier, later in pairs if earlier and not later),
    )


@cache
def regression() -> tuple[Known, ...]:
    """The comments of regression.csv, which nobody tuned the list on."""
    with SOURCE.open(encoding="utf-8-sig", newline="") as rows:
        return tuple(Known(row["text"], row["level"], row["category"], row["respondent"]) for row in csv.DictReader(rows))


def _raised(pairs: list[tuple[Known, bool, bool]], level: str) -> Raised:
    of_level = [(earlier, later) for comment, earlier, later in pairs if comment.level == level]
    return Raised(sum(earlier for earlier, _ in of_level), sum(later for _, later in of_level), len(of_level))
