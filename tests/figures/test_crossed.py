"""People in two directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from feedback.figures.cells import width
from feedback.figures.crossed import Line, crossed
from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.released import Audience, ReleasedTable

STAGES = ["Start", "Review", "Exit"]
TABLES = some.lists(some.tuples(*[some.integers(0, 20)] * 3), min_size=1, max_size=5)


def released(*counts: tuple[int, int, int], audience: Audience = Audience.OFFICERS) -> ReleasedTable:
    rows = [Line(f"Team {number}", one) for number, one in enumerate(counts)]
    table = crossed("Asked", "young people", rows, STAGES, audience.threshold)
    return release([table], audience, EmptyLedger())[0]


def test_large_cells_stand_with_their_totals() -> None:
    table = released((10, 20, 7), (8, 6, 30))
    assert table.columns == ("Start", "Review", "Exit")
    assert [(row.label, row.cells, row.base) for row in table.rows] == [
        ("Team 0", ("10", "20", "7"), "37"),
        ("Team 1", ("8", "6", "30"), "44"),
        ("All", ("18", "26", "37"), "81"),
    ]
    assert table.marks == ()


def test_a_small_cell_goes_with_others_in_its_row_and_its_column() -> None:
    table = released((2, 20, 7), (18, 6, 30), (9, 25, 14))
    assert [sum(cell == "[c]" for cell in row.cells) for row in table.rows] == [2, 2, 0, 0]
    assert table.rows[0].cells[0] == "[c]"
    assert table.rows[0].mark == "[c]"
    assert table.marks == ("[c] Held back so that nobody can be recognised.",)


def test_a_team_of_few_is_put_together_with_the_next_smallest() -> None:
    table = released((1, 2, 0), (30, 20, 25), (6, 9, 8))
    assert [row.label for row in table.rows] == ["Team 0; Team 2", "Team 1", "All"]
    assert table.rows[0].cells == ("7", "11", "8")


@pytest.mark.parametrize("counts", [(0, 0, 0), (1, 2, 1)])
def test_nobody_and_fewer_than_the_threshold_are_no_table(counts: tuple[int, int, int]) -> None:
    assert released(counts).rows == ()


@given(TABLES, some.sampled_from(Audience))
def test_no_cell_is_shown_or_can_be_worked_out_below_the_threshold(counts: list[tuple[int, int, int]], audience: Audience) -> None:
    table = released(*counts, audience=audience)
    assert all(int(row.base) >= audience.threshold for row in table.rows)
    shown = [cell for row in table.rows[:-1] for cell in row.cells]
    assert all(cell == "[c]" or int(cell) >= audience.threshold for cell in shown)


@given(TABLES)
def test_the_totals_are_what_went_in(counts: list[tuple[int, int, int]]) -> None:
    table = released(*counts)
    if table.rows:
        assert int(table.rows[-1].base) == sum(map(sum, counts))
        assert sum(int(row.base) for row in table.rows[:-1]) == int(table.rows[-1].base)


def test_a_hidden_cell_of_a_wide_table_keeps_the_width_of_the_threshold() -> None:
    cells = ((2, 20, 7), (18, 6, 30), (9, 25, 14))
    table = released(*cells)
    hidden = {(row, column) for row in range(3) for column in range(3) if table.rows[row].cells[column] == "[c]"}
    assert width(cells, hidden, (0, 0), 5) >= 5
