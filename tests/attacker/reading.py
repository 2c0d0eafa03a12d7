"""What somebody learns from a printed table: each line of text as a linear fact about counts of people.

Only what is printed is read: the text of bases, shares, sentences and splits. That a row is held back is taken to say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Literal

from feedback.figures.quarter import Quarters
from feedback.figures.released import CONFIDENTIAL, ReleasedRow, ReleasedTable
from feedback.figures.shares import STEPS

EVERYBODY = ""
"""The group that a figure of a whole audience is about."""
REST = "(not known)"
"""Those of whom nobody knows which group they are in: they are in the whole, and in no row."""

Side = Literal["people", "gave an opinion", "yes"]

_NUMBER = re.compile(r"[0-9]+")
_BAND = re.compile(r"([0-9]+)–([0-9]+)")
_PERCENT = re.compile(r"(about )?([0-9]+) %")
_OF = re.compile(r"([0-9]+) of ([0-9]+) ")
_CELL = re.compile(r"([0-9]+) \(.*\)")


@dataclass(frozen=True)
class Count:
    """How many people of a group, in a window, are one thing. `question` is empty for people whatever they answered."""

    quarters: Quarters
    group: str
    question: str
    side: Side


@dataclass(frozen=True)
class Fact:
    """`low` <= the sum of coefficient times count <= `high`. A fact with `or_nobody` holds also where every count is 0."""

    terms: tuple[tuple[int, Count], ...]
    low: float
    high: float
    or_nobody: bool = False


@dataclass(frozen=True)
class Printed:
    """A released table with what its heading says it is about. `breakdown` is empty for a whole audience, `question` for who people are."""

    quarters: Quarters
    breakdown: str
    question: str
    table: ReleasedTable


def facts(printed: Printed) -> Iterator[Fact]:
    """Everything that one table says. Raises ValueError for a text that is not understood, so that no text goes unread."""
    for row in printed.table.rows:
        if row.mark != CONFIDENTIAL:
            yield from _READ[printed.table.kind](printed, row)


def _of_whole(printed: Printed, row: ReleasedRow) -> Iterator[Fact]:
    gave, yes = _counts(printed, EVERYBODY, row.code)
    base = int(row.base)
    yield _exactly(gave, base)
    if base == 0:
        return
    counted = _OF.match(row.sentence)
    if counted:
        yield _exactly(yes, int(counted[1]))
    else:
        yield _in_a_word(row.share_text, gave, yes, base)
    yield from _outside(printed, row, base)


def _outside(printed: Printed, row: ReleasedRow, base: int) -> Iterator[Fact]:
    """Who gave no opinion is printed beside a split, and makes with the base the number of people."""
    if row.distribution and "not sure" not in row.left_out:
        others = sum(map(int, _NUMBER.findall(row.left_out)))
        yield _exactly(Count(printed.quarters, EVERYBODY, "", "people"), base + others)


def _of_group(printed: Printed, row: ReleasedRow) -> Iterator[Fact]:
    gave, yes = _counts(printed, row.code, printed.question)
    low, high = _understood(_BAND, row.base).groups()
    yield Fact(((1, gave),), int(low), int(high))
    percent = _PERCENT.fullmatch(row.share_text)
    if not percent:
        yield _in_a_word(row.share_text, gave, yes, int(high))
        return
    step, share = _step(int(high)) if percent[1] else 1, int(percent[2])
    # Halves go up: share - step/2 <= 100 yes / gave < share + step/2, in whole numbers.
    yield Fact(((200, yes), (step - 2 * share, gave)), 0, inf)
    yield Fact(((200, yes), (-step - 2 * share, gave)), -inf, -1)


def _step(most: int) -> int:
    """The published rule: to how many per cents "about" is meant, by the size of the group."""
    return next((step for below, step in STEPS if most < below), 1)


def _of_people(printed: Printed, row: ReleasedRow) -> Iterator[Fact]:
    people = Count(printed.quarters, row.code, "", "people")
    counted = _CELL.fullmatch(row.share_text)
    if counted:
        yield _exactly(people, int(counted[1]))
        yield _exactly(Count(printed.quarters, EVERYBODY, "", "people"), int(row.base))
    else:
        low, high = _understood(_BAND, row.share_text).groups()
        yield Fact(((1, people),), int(low), int(high))


def _in_a_word(word: str, gave: Count, yes: Count, most: int) -> Fact:
    """`most`: the high end of the band. Two, or the last half step before nobody and everybody, are told in these words."""
    aside = max(2, _step(most) * most // 200)
    if word == "most":
        return Fact(((2, yes), (-1, gave)), 1, inf)
    if word == "half or fewer":
        return Fact(((2, yes), (-1, gave)), -inf, 0)
    if word == "all or nearly all":
        return Fact(((1, gave), (-1, yes)), 0, aside)
    if word == "few or none":
        return Fact(((1, yes),), 0, aside)
    raise ValueError(f"nobody has taught the attacker what “{word}” means")


def _counts(printed: Printed, group: str, question: str) -> tuple[Count, Count]:
    return Count(printed.quarters, group, question, "gave an opinion"), Count(printed.quarters, group, question, "yes")


def _exactly(count: Count, value: int) -> Fact:
    return Fact(((1, count),), value, value)


def _understood(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError(f"nobody has taught the attacker what “{text}” means")
    return found


_READ = {"whole": _of_whole, "groups": _of_group, "people": _of_people}
