"""Cells held back in tables of rows and columns: none can be narrowed down, and hardly more are held back than must be."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from feedback.figures.cells import hidden_cells, width
from tests.attacker.least import fewest_hidden, needed

THRESHOLD = 5
TABLES = 300


def random_table(seed: int) -> list[list[int]]:
    """Up to six rows and columns of counts, many of them small."""
    rng = Random(seed)
    rows, columns, most = rng.randint(2, 6), rng.randint(2, 6), rng.choice((8, 20, 60))
    return [[rng.randint(0, most if rng.random() < 0.6 else 200) for _ in range(columns)] for _ in range(rows)]


def range_of(table: list[list[int]], hidden: frozenset[tuple[int, int]], cell: tuple[int, int]) -> tuple[int, int]:
    """The least and the most that a cell can be for somebody who knows the others and the totals: a linear programme."""
    counts = np.array(table)
    rows, columns = counts.shape
    sums = [[float(place // columns == row) for place in range(counts.size)] for row in range(rows)]
    sums += [[float(place % columns == column) for place in range(counts.size)] for column in range(columns)]
    totals = [*counts.sum(axis=1), *counts.sum(axis=0)]
    bounds = [(0, None) if divmod(place, columns) in hidden else (count, count) for place, count in enumerate(counts.flat)]
    cost = np.zeros(counts.size)
    cost[cell[0] * columns + cell[1]] = 1
    least, most = (linprog(sign * cost, A_eq=sums, b_eq=totals, bounds=bounds).fun for sign in (1, -1))
    return round(least), round(-most)


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        # Nothing is small.
        ([[10, 10], [10, 10]], set()),
        # One small cell: its row and its column would give it back, so a circle of four is needed.
        ([[2, 30], [40, 50]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        # Two small ones in one column already hide each other there, and need one column more.
        ([[2, 30, 90], [3, 40, 90], [50, 60, 90]], {(0, 0), (1, 0), (0, 1), (1, 1)}),
    ],
)
def test_small_tables_as_worked_out_by_hand(table: list[list[int]], hidden: set[tuple[int, int]]) -> None:
    assert hidden_cells(table, THRESHOLD) == hidden


def test_a_cell_moves_as_far_as_the_others_of_its_circle_let_it() -> None:
    # The first cell can lose its 2 and gain what the least of its neighbours can lose, 3.
    assert width([[2, 3], [7, 50]], {(0, 0), (0, 1), (1, 0), (1, 1)}, (0, 0), 100) == 2 + 3


def test_a_row_that_is_too_small_is_hidden_as_well_as_it_can_be() -> None:
    # Three people in the first row: no cell of it can be more than 0 to 3.
    hidden = hidden_cells([[1, 2], [40, 50]], THRESHOLD)
    assert range_of([[1, 2], [40, 50]], hidden, (0, 0)) == (0, 3)


@pytest.mark.parametrize("table", [[[1, 2], [3]], [[1, -1]]])
def test_what_is_no_table_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="a table needs rows of one length and counts from 0 up"):
        hidden_cells(table, THRESHOLD)


@pytest.mark.parametrize("seed", range(15))
def test_no_small_cell_can_be_narrowed_down(seed: int) -> None:
    table = random_table(seed)
    hidden = hidden_cells(table, THRESHOLD)
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            if count < THRESHOLD:
                least, most = range_of(table, hidden, (row, column))
                assert most - least >= needed(np.array(table), row * len(counts) + column, THRESHOLD)


def test_at_most_one_cell_in_ten_more_than_the_proved_least_is_held_back() -> None:
    tables = [random_table(seed) for seed in range(TABLES)]
    least = [fewest_hidden(table, THRESHOLD) for table in tables]
    assert all(proved for _, proved in least)
    assert sum(len(hidden_cells(table, THRESHOLD)) for table in tables) <= 1.1 * sum(number for number, _ in least)
