"""How many people are in each cell of a table in two directions, with the totals of its rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from feedback.figures.cells import hidden_cells
from feedback.figures.released import CONFIDENTIAL, ReleasedRow
from feedback.figures.tables import Crossed

ALL = "All"


class Line(NamedTuple):
    """A row or a column: what it is called, and its counts."""

    label: str
    counts: tuple[int, ...]


def crossed(title: str, people: str, rows: Sequence[Line], columns: Sequence[str], threshold: int) -> Crossed:
    """A table whose rows and columns are each of `threshold` people at least: smaller ones are put together with the next smallest."""
    tall = _put_together(rows, threshold)
    turned = [Line(label, tuple(row.counts[column] for row in tall)) for column, label in enumerate(columns)]
    wide = _put_together(turned, threshold)
    cells = tuple(zip(*(column.counts for column in wide), strict=True))
    return Crossed(title, people, tuple(row.label for row in tall), tuple(column.label for column in wide), cells)


def crossed_rows(table: Crossed, threshold: int) -> tuple[ReleasedRow, ...]:
    """Its rows as they may be shown, and last the totals of its columns."""
    hidden = hidden_cells(table.cells, threshold)
    rows = [
        _row(label, [CONFIDENTIAL if (row, column) in hidden else str(count) for column, count in enumerate(counts)], sum(counts), table)
        for row, (label, counts) in enumerate(zip(table.rows, table.cells, strict=True))
    ]
    totals = [sum(counts) for counts in zip(*table.cells, strict=True)]
    return (*rows, _row(ALL, [str(total) for total in totals], sum(totals), table)) if rows else ()


def _put_together(lines: Sequence[Line], threshold: int) -> list[Line]:
    """Lines that nobody is in are left out; the order of the others stays, by the first of those put together."""
    left = [line for line in lines if any(line.counts)]
    while len(left) > 1 and sum(min(left, key=_people).counts) < threshold:
        smallest, second = sorted(sorted(left, key=_people)[:2], key=left.index)
        both = Line(f"{smallest.label}; {second.label}", tuple(map(sum, zip(smallest.counts, second.counts, strict=True))))
        left = [both if line is smallest else line for line in left if line is not second]
    return left if sum(map(_people, left)) >= threshold else []


def _people(line: Line) -> int:
    return sum(line.counts)


def _row(label: str, cells: Sequence[str], total: int, table: Crossed) -> ReleasedRow:
    told = ", ".join(f"{column} {cell}" for column, cell in zip(table.columns, cells, strict=True))
    mark = CONFIDENTIAL if CONFIDENTIAL in cells else None
    sentence = f"{label}: {total} {table.people} ({told})."
    return ReleasedRow(label, label, str(total), str(total), None, sentence, mark=mark, cells=tuple(cells))
