"""Every world of a small panel, counted one by one: what somebody who reads the print could still believe."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from feedback.figures.measures import Figure
from feedback.figures.protecting import Held
from feedback.figures.quarter import Quarters
from feedback.figures.rows import group_row, member_row
from feedback.figures.spreads import Count
from feedback.figures.tables import Group
from feedback.figures.worlds import Asked, Cell, Panel, Print
from tests.figures.samples import Q2, figure_of

YEAR = Q2.rolling()
Values = tuple[Collection[int], Collection[int]]
"""How many may have given the answer that counts, and how many another one."""


def panel(sizes: Sequence[int], *answers: Sequence[tuple[int, int]], quarters: Quarters = YEAR) -> Panel:
    """Groups of these sizes; to each question the (k, n) of each group."""
    asked = tuple(Asked(f"q{number}", tuple(Cell(n, k) for k, n in cells)) for number, cells in enumerate(answers))
    return Panel(quarters, tuple(sizes), asked)


def enough(asked: Asked) -> tuple[int, int]:
    """How many numbers must remain of those who gave the answer that counts, and of the others: no more than everybody's figure leaves."""
    yes, no = sum(cell.k for cell in asked.cells), sum(cell.n - cell.k for cell in asked.cells)
    return min(3, yes + 1), min(3, no + 1)


def printed(one: Panel, held: Held) -> Print:
    """What is printed where this is held back."""
    every = set(range(len(one.sizes)))
    return Print(one, every - held.sizes, {question: every - hidden for question, hidden in held.shares.items()})


def worlds(one: Print, threshold: int) -> tuple[Sequence[Collection[int]], Mapping[tuple[str, int], Values]]:
    """The sizes that each group may have, and the numbers of its answers by question and group."""
    sizes: list[set[int]] = [set() for _ in one.panel.sizes]
    answers = {(asked.question, group): (set[int](), set[int]()) for asked in one.panel.answers for group in range(len(sizes))}
    for world in _splits(sum(one.panel.sizes), one.panel.sizes, one.told, threshold):
        found = [(asked, list(_answers(asked, one.said[asked.question], world, threshold))) for asked in one.panel.answers]
        if all(ways for _, ways in found):
            for group, size in enumerate(world):
                sizes[group].add(size)
            for asked, ways in found:
                for opinions, counts in ways:
                    for group, (n, ks) in enumerate(zip(opinions, counts, strict=True)):
                        answers[asked.question, group][0].update(ks)
                        answers[asked.question, group][1].update(n - k for k in ks)
    return sizes, answers


def _splits(total: int, true: Sequence[int], told: Collection[int], threshold: int) -> Iterator[tuple[int, ...]]:
    """Every way to put so many people into groups that prints the same sizes."""
    if not true:
        yield from [()] if total == 0 else []
        return
    *others, last = true
    for size in range(total + 1):
        if len(others) not in told or (size >= threshold and _size_text(size, threshold) == _size_text(last, threshold)):
            yield from ((*rest, size) for rest in _splits(total - size, others, told, threshold))


def _answers(
    asked: Asked, told: Collection[int], sizes: Sequence[int], threshold: int
) -> Iterator[tuple[Sequence[int], Sequence[Collection[int]]]]:
    """Every way to say which of them gave an opinion, with the numbers of each group that then print the same and add up."""
    total = sum(cell.k for cell in asked.cells)
    for opinions in _splits(sum(cell.n for cell in asked.cells), [cell.n for cell in asked.cells], (), threshold):
        if all(n <= size for n, size in zip(opinions, sizes, strict=True)):
            alike = [
                _alike(cell.k, cell.n, n, threshold) if group in told else range(n + 1)
                for group, (cell, n) in enumerate(zip(asked.cells, opinions, strict=True))
            ]
            counts = [{k for k in ks if total - k in _sums([*alike[:group], *alike[group + 1 :]])} for group, ks in enumerate(alike)]
            if all(counts):
                yield opinions, counts


def _sums(parts: Sequence[Collection[int]]) -> set[int]:
    found = {0}
    for part in parts:
        found = {one + other for one in found for other in part}
    return found


@cache
def _alike(k: int, n: int, other: int, threshold: int) -> Collection[int]:
    if other < threshold:
        return ()
    return [number for number in range(other + 1) if _share_text(number, other, threshold) == _share_text(k, n, threshold)]


@cache
def _share_text(k: int, n: int, threshold: int) -> tuple[str, str]:
    figure: Figure = figure_of(k, n)
    row = group_row(Group("", "", figure), threshold)
    return row.base, row.share_text


@cache
def _size_text(size: int, threshold: int) -> str:
    return member_row(Count("", "", size), size, "", threshold).share_text
