"""Which cells of a table in two directions are held back, where the totals of its rows and columns are shown.

A cell below the threshold is held back, and others with it, until nobody can narrow it down: of the numbers that it could be, the
largest is at least the threshold above the smallest. How far a cell can move is found exactly. What it gains, other hidden cells of
its row and column lose, and so on in a circle: the largest flow through the hidden cells that leaves none below nought
(Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17, 1988, 552-571).
Other cells are chosen along the circle that needs the fewest of them, from several starting points, and let go where they
turn out not to be needed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import NamedTuple

Cells = Sequence[Sequence[int]]
Cell = tuple[int, int]
"""Its row and its column."""
_SWAPPED = 2
"""So many hidden cells may be let go for one that is hidden instead."""


class Line(NamedTuple):
    """A row or a column of the table."""

    is_row: bool
    position: int


def hidden_cells(cells: Cells, threshold: int) -> frozenset[Cell]:
    """The cells that are held back: those of fewer than `threshold` people, and as few others as are found to protect them.

    A cell of a row or column that is too small for it is protected as well as hiding everything would. Raises ValueError for rows of
    different lengths, and for a count below nought.
    """
    if len({len(row) for row in cells}) > 1 or any(count < 0 for row in cells for count in row):
        raise ValueError("a table needs rows of one length and counts from 0 up")
    primary = [cell for cell in _every(cells) if _count(cells, cell) < threshold]
    needed = _needed(cells, primary, threshold)
    orders = (sorted(primary, key=lambda cell: (_count(cells, cell), cell)), primary, primary[::-1])
    found = (_let_go(cells, needed, _chosen(cells, needed, order)) for order in orders)
    return _swapped(cells, needed, min(found, key=lambda hidden: (len(hidden), sorted(hidden))))


def width(cells: Cells, hidden: AbstractSet[Cell], cell: Cell, enough: int) -> int:
    """How far apart the largest and the smallest number are that a hidden cell could be, or `enough` when it is at least that."""
    less = _moved(cells, hidden, cell, down=True, most=min(_count(cells, cell), enough))
    return less + _moved(cells, hidden, cell, down=False, most=enough - less)


def _every(cells: Cells) -> Iterable[Cell]:
    return ((row, column) for row, counts in enumerate(cells) for column in range(len(counts)))


def _count(cells: Cells, cell: Cell) -> int:
    return cells[cell[0]][cell[1]]


def _needed(cells: Cells, primary: Iterable[Cell], threshold: int) -> Mapping[Cell, int]:
    everything = frozenset(_every(cells))
    return {cell: width(cells, everything, cell, threshold) for cell in primary}


def _is_safe(cells: Cells, needed: Mapping[Cell, int], hidden: AbstractSet[Cell]) -> bool:
    return all(width(cells, hidden, cell, enough) >= enough for cell, enough in needed.items())


def _chosen(cells: Cells, needed: Mapping[Cell, int], order: Iterable[Cell]) -> frozenset[Cell]:
    """The cells below the threshold, and for each in turn the circles that it needs."""
    hidden = set(needed)
    for cell in order:
        enough = needed[cell]
        less = _moved(cells, hidden, cell, down=True, most=min(_count(cells, cell), enough), adding=hidden)
        _moved(cells, hidden, cell, down=False, most=enough - less, adding=hidden)
    return frozenset(hidden)


def _let_go(cells: Cells, needed: Mapping[Cell, int], hidden: frozenset[Cell]) -> frozenset[Cell]:
    """Without the cells that are not needed, the largest first."""
    for cell in sorted(hidden - needed.keys(), key=lambda cell: (-_count(cells, cell), cell)):
        if _is_safe(cells, needed, hidden - {cell}):
            hidden -= {cell}
    return hidden


def _swapped(cells: Cells, needed: Mapping[Cell, int], hidden: frozenset[Cell]) -> frozenset[Cell]:
    """With one cell in the place of two, as long as there is such a one."""
    fewer = next(_swaps(cells, needed, hidden), None)
    while fewer is not None:
        hidden = _let_go(cells, needed, fewer)
        fewer = next(_swaps(cells, needed, hidden), None)
    return hidden


def _swaps(cells: Cells, needed: Mapping[Cell, int], hidden: frozenset[Cell]) -> Iterator[frozenset[Cell]]:
    shown = [cell for cell in _every(cells) if cell not in hidden]
    for pair in combinations(sorted(hidden - needed.keys()), _SWAPPED):
        without = hidden.difference(pair)
        yield from (without | {cell} for cell in shown if _is_safe(cells, needed, without | {cell}))


def _moved(cells: Cells, hidden: AbstractSet[Cell], cell: Cell, *, down: bool, most: int, adding: set[Cell] | None = None) -> int:
    """How much a cell can lose (`down`) or gain in exchange with other hidden cells, at most `most`.

    With `adding`, cells that are shown may take part, as few as possible: they are added to it.
    """
    now = {one: _count(cells, one) for one in _every(cells) if adding is not None or one in hidden}
    now.pop(cell, None)
    start, end = Line(down, cell[0] if down else cell[1]), Line(not down, cell[1] if down else cell[0])
    moved = 0
    while moved < most:
        path = _path(now, start, end, hidden)
        if path is None:
            break
        amount = min([most - moved, *(now[one] for one, gains in path if not gains)])
        for one, gains in path:
            now[one] += amount if gains else -amount
        if adding is not None:
            adding.update(one for one, _ in path)
        moved += amount
    return moved


def _path(now: Mapping[Cell, int], start: Line, end: Line, hidden: AbstractSet[Cell]) -> list[tuple[Cell, bool]] | None:
    """Cells that gain and lose in turn from one line to another, with as few shown ones as can be; None when there is no such path.

    From a row a cell gains, from a column one loses that has something to lose.
    """
    came: dict[Line, tuple[Line, Cell]] = {}
    distance = {start: 0}
    waiting = deque([start])
    while waiting:
        line = waiting.popleft()
        for cell, other in _steps(now, line):
            far = distance[line] + (cell not in hidden)
            if far < distance.get(other, len(now) + 1):
                distance[other], came[other] = far, (line, cell)
                # The queue stays in the order of distance: a hidden cell costs nothing, a shown one costs one.
                (waiting.appendleft if cell in hidden else waiting.append)(other)
    return _walked(came, start, end) if end in distance else None


def _steps(now: Mapping[Cell, int], line: Line) -> Collection[tuple[Cell, Line]]:
    if line.is_row:
        return [(cell, Line(is_row=False, position=cell[1])) for cell in now if cell[0] == line.position]
    return [(cell, Line(is_row=True, position=cell[0])) for cell, count in now.items() if cell[1] == line.position and count]


def _walked(came: Mapping[Line, tuple[Line, Cell]], start: Line, end: Line) -> list[tuple[Cell, bool]]:
    path: list[tuple[Cell, bool]] = []
    line = end
    while line != start:
        line, cell = came[line]
        path.append((cell, line.is_row))
    return path
