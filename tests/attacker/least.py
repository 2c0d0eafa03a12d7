"""The fewest cells of a table that can be held back, proved: an integer programme over which cells are hidden.

For each cell below the threshold two other tables are kept that a reader could believe in: equal to the true one wherever a cell
is shown, with the same totals, and apart by at least what is needed in that cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

Cells = Sequence[Sequence[int]]
_SECONDS = 60


def fewest_hidden(cells: Cells, threshold: int) -> tuple[int, bool]:
    """The least number of cells held back, and whether that is proved."""
    counts = np.array(cells)
    rows, columns = counts.shape
    size = rows * columns
    primary = [position for position in range(size) if counts.flat[position] < threshold]
    if not primary:
        return 0, True
    lines: list[tuple[dict[int, float], float, float]] = []
    for place, position in enumerate(primary):
        low, high = (size * (1 + 2 * place + side) for side in (0, 1))
        for start in (low, high):
            lines += _like(counts, start)
        lines.append(({high + position: 1, low + position: -1}, needed(counts, position, threshold), inf))
    number = size * (1 + 2 * len(primary))
    least, most = np.zeros(number), np.full(number, float(counts.sum()))
    most[:size] = 1
    least[primary] = 1
    kinds = np.zeros(number)
    kinds[:size] = 1
    cost = kinds.copy()
    found = milp(cost, integrality=kinds, bounds=Bounds(least, most), constraints=_rows(lines, number), options={"time_limit": _SECONDS})
    return round(found.fun), found.status == 0


def needed(counts: np.ndarray, position: int, threshold: int) -> int:
    """How wide a cell must stay: the threshold, or as wide as it is when every cell is hidden."""
    rows, columns = counts.shape
    totals = [*counts.sum(axis=1), *counts.sum(axis=0)]
    sums = [[float(cell // columns == row) for cell in range(counts.size)] for row in range(rows)]
    sums += [[float(cell % columns == column) for cell in range(counts.size)] for column in range(columns)]
    cost = np.zeros(counts.size)
    cost[position] = 1
    low, high = (linprog(sign * cost, A_eq=sums, b_eq=totals).fun for sign in (1, -1))
    return min(threshold, round(-high - low))


def _like(counts: np.ndarray, start: int) -> list[tuple[dict[int, float], float, float]]:
    """A table from variable `start` on: its totals are the true ones, and a cell that is shown is as it is."""
    rows, columns = counts.shape
    most = float(counts.sum())
    lines: list[tuple[dict[int, float], float, float]] = []
    for row in range(rows):
        lines.append(({start + row * columns + column: 1.0 for column in range(columns)}, *[float(counts[row].sum())] * 2))
    for column in range(columns):
        lines.append(({start + row * columns + column: 1.0 for row in range(rows)}, *[float(counts[:, column].sum())] * 2))
    for position, count in enumerate(counts.flat):
        lines.append(({start + position: 1.0, position: -most}, -inf, float(count)))
        lines.append(({start + position: 1.0, position: float(count)}, float(count), inf))
    return lines


def _rows(lines: Sequence[tuple[dict[int, float], float, float]], number: int) -> LinearConstraint:
    entries = [(row, variable, value) for row, (total, _, _) in enumerate(lines) for variable, value in total.items()]
    where, variables, values = (np.array(column) for column in zip(*entries, strict=True))
    return LinearConstraint(
        csr_array((values, (where, variables)), shape=(len(lines), number)), [one[1] for one in lines], [one[2] for one in lines]
    )
