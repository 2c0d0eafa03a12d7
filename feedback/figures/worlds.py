"""Other worlds that print the same: what somebody could still believe who has read everything that is issued.

A breakdown divides the people of a rolling year into groups. Of a group the band of its size is printed and, of each question, a
coarse share. A world is one way to put the same people into groups: the figures of everybody are the same in all of them. A number
may be told only while enough worlds that print alike differ in it.

A world is found by moving people from one group to another. It is real when every question can then be answered as it is printed:
of each group the numbers that print alike are a range, and the ranges must add up to what everybody said. So what passes here is
safe; a world that is not found costs a row, never a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from feedback.figures.quarter import Quarters
from feedback.figures.rounding import band
from feedback.figures.shares import numbers_told_as, told_share

FEWEST_VALUES = 3
"""How many of a group gave an answer, and how many did not, must each be able to be so many different numbers."""
FARTHEST = 9
"""Bands are ten wide: moving more people changes what is printed."""

Moved = tuple[int, ...]
"""How many people more (or fewer, below nought) are in each group; they add up to nought."""
Span = tuple[int, int]
"""The lowest and the highest number that prints alike; all between do too."""


class Cell(NamedTuple):
    """Of `n` people in a group who gave an opinion, `k` gave the answer that counts."""

    n: int
    k: int


class Asked(NamedTuple):
    """What the groups answered to one question: a cell each."""

    question: str
    cells: tuple[Cell, ...]


class Panel(NamedTuple):
    """One rolling year of a breakdown: how large its groups are, and what they said."""

    quarters: Quarters
    sizes: tuple[int, ...]
    answers: tuple[Asked, ...]


@dataclass
class Print:
    """What is printed of a panel: positions of the groups whose size is told, and by question of those whose share is."""

    panel: Panel
    told: set[int]
    said: dict[str, set[int]]


class Worlds:
    """The worlds of windows that hold the same people, or nearly: whoever moves in one moves in all of them."""

    def __init__(self, prints: Sequence[Print], threshold: int) -> None:
        """All of one breakdown. `threshold`: the fewest people that anything is told of.

        `alike` are the worlds found so far. They stay worlds while more is held back; whoever tells something again that was held back
        must put back what was found before.
        """
        self._prints = prints
        self._threshold = threshold
        self.alike: set[Moved] = set()
        self._groups = len(prints[0].panel.sizes)

    def size_varies(self, group: int) -> bool:
        """Whether a group may be of different sizes, the largest at least `threshold` people above the smallest."""
        most = least = 0
        for moved in self._moves(group, self._threshold):
            more = moved[group]
            if not least <= more <= most and self._is_alike(moved):
                most, least = max(most, more), min(least, more)
                if most - least >= self._threshold:
                    return True
        return False

    def answers_vary(self, one: Print, asked: Asked, group: int) -> bool:
        """Whether the people of a group who gave the answer that counts may be three numbers, and those who gave another one too.

        Where everybody's figure leaves fewer numbers of them, because nearly all agree, no more are asked for.
        """
        everybody, total = sum(cell.n for cell in asked.cells), sum(cell.k for cell in asked.cells)
        gave: set[int] = set()
        others: set[int] = set()
        for moved in self._moves(group, FARTHEST):
            for n, (low, high) in self._told_of(one, asked, moved, group):
                if self._is_alike(moved):
                    gave.update(range(low, high + 1))
                    others.update(n - k for k in range(low, high + 1))
            if len(gave) >= min(FEWEST_VALUES, total + 1) and len(others) >= min(FEWEST_VALUES, everybody - total + 1):
                return True
        return False

    def _moves(self, group: int, farthest: int) -> Iterator[Moved]:
        """Nobody, then people into or out of a group, from or to one other or two others: few first. Every size prints alike."""
        yield (0,) * self._groups
        room = [self._room(one) for one in range(self._groups)]
        others = [other for other in range(self._groups) if other != group]
        partners = [*((other, other) for other in others), *combinations(others, 2)]
        for distance in range(1, farthest + 1):
            for more in (distance, -distance):
                if not room[group][0] <= more <= room[group][1]:
                    continue
                for one, other in partners:
                    moved = [0] * self._groups
                    moved[group] = more
                    moved[one] -= more - more // 2
                    moved[other] -= more // 2
                    if all(room[changed][0] <= moved[changed] <= room[changed][1] for changed in (one, other)):
                        yield tuple(moved)

    def _room(self, group: int) -> Span:
        """By how many people a group may change, so that its size is printed as it is in every window."""
        spans: list[Span] = []
        for one in self._prints:
            size = one.panel.sizes[group]
            low, high = band(size, self._threshold) if group in one.told else (0, sum(one.panel.sizes))
            spans.append((low - size, high - size))
        return max(low for low, _ in spans), min(high for _, high in spans)

    def _is_alike(self, moved: Moved) -> bool:
        """Whether every share can be as printed."""
        if moved in self.alike:
            return True
        if any(next(self._spans(one, asked, moved), None) is None for one in self._prints for asked in one.panel.answers):
            return False
        self.alike.add(moved)
        return True

    def _told_of(self, one: Print, asked: Asked, moved: Moved, group: int) -> Iterator[tuple[int, Span]]:
        """The opinions that a group may have, with the numbers of them that may count, given what everybody said."""
        total = sum(cell.k for cell in asked.cells)
        for opinions, spans in self._spans(one, asked, moved):
            low, high = spans[group]
            lowest, highest = sum(span[0] for span in spans) - low, sum(span[1] for span in spans) - high
            yield opinions[group], (max(low, total - highest), min(high, total - lowest))

    def _spans(self, one: Print, asked: Asked, moved: Moved) -> Iterator[tuple[Sequence[int], Sequence[Span]]]:
        """The opinions and the numbers of each group that print alike and add up: those who move gave an opinion, or none of them did."""
        cells, told = asked.cells, one.said.get(asked.question, ())
        total = sum(cell.k for cell in cells)
        for shift in (moved, (0,) * len(moved)) if any(moved) else (moved,):
            opinions: list[int] = []
            spans: list[Span] = []
            for group, (cell, more, size, others) in enumerate(zip(cells, shift, one.panel.sizes, moved, strict=True)):
                n = cell.n + more
                span = span_alike(cell.n, cell.k, n, self._threshold) if group in told else (0, n)
                if span is None or not 0 <= n <= size + others:
                    break
                opinions.append(n)
                spans.append(span)
            else:
                if sum(low for low, _ in spans) <= total <= sum(high for _, high in spans):
                    yield opinions, spans


def _same_band(one: int, other: int, threshold: int) -> bool:
    return min(one, other) >= threshold and band(one, threshold) == band(other, threshold)


@lru_cache(maxsize=65536)
def span_alike(n: int, k: int, other: int, threshold: int) -> Span | None:
    """Of `other` people the numbers that print like k of n; None where none does."""
    if not _same_band(n, other, threshold):
        return None
    return numbers_told_as(told_share(k, n), other)
