"""CSV files of comments: the same rows come out with columns more. No database, and one row at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from feedback.csv_files import CURE, SEPARATORS, WORKBOOK, plain, safe

TEXT = "text"
LONGEST_CELL = 50_000_000
"""Characters; Python's own limit of 131,072 is less than somebody may paste."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_MARK = "\ufeff"


class UnreadableComments(ValueError):
    """The file cannot be read as comments. The message says where and what to do; nothing was written."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One row: its number as a spreadsheet counts, its text, and what stands in the `known` columns that there are."""

    number: int
    text: str
    known: Mapping[str, str]


@dataclass(frozen=True)
class Added:
    """The columns that are written more, what says their cells, and the columns beside the text that it looks at."""

    names: Sequence[str]
    cells: Callable[[Comment], Sequence[str | float]]
    known: Sequence[str] = ()


@dataclass(frozen=True)
class _Columns:
    """The header as it stands, and the places of the columns that we know."""

    header: list[str]
    text: int
    known: Mapping[str, int]

    def comment(self, number: int, cells: Sequence[str]) -> Comment:
        return Comment(number, plain(cells[self.text]), {name: cells[place] for name, place in self.known.items()})


def write_with(source: Path, target: Path, added: Added) -> int:
    """Write the rows of `source` to `target` with the cells of `added` at the end. Returns how many comments there were.

    The first row names the columns; one of them is text. All others stay.
    Cells that a spreadsheet would run get an apostrophe before them; numbers stay numbers.
    Raises UnreadableComments, and then leaves `target` as it was.
    """
    try:
        with _opened(source) as lines, _replacing(target) as out, _long_cells():
            return _write_rows(lines, out, added)
    except UnicodeDecodeError:
        raise UnreadableComments(f"{source.name} is not in UTF-8. {CURE}") from None
    except OSError as error:
        raise UnreadableComments(f"{error.filename}: {error.strerror}. Check the name and the folder.") from None


def _write_rows(lines: TextIO, out: TextIO, added: Added) -> int:
    separator, marked = _separator(lines)
    rows = _rows(lines, separator)
    _, header = next(rows, (1, []))
    columns = _columns(header, added)
    if marked:
        out.write(_MARK)
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([safe(name) for name in (*columns.header, *added.names)])
    count = 0
    for number, cells in rows:
        whole = _whole(number, cells, columns)
        said = added.cells(columns.comment(number, whole))
        writer.writerow([*_kept(whole, columns), *(safe(cell) if isinstance(cell, str) else cell for cell in said)])
        count += 1
    return count


def _whole(number: int, cells: list[str], columns: _Columns) -> list[str]:
    spare = len(columns.header) - len(cells)
    if spare < 0:
        raise UnreadableComments(
            f"Row {number} has {len(cells)} cells, but there are {len(columns.header)} columns. "
            "Put text that has a separator in it between quotation marks."
        )
    return cells + [""] * spare


def _kept(cells: Sequence[str], columns: _Columns) -> list[str]:
    """The cells as they were: text is made safe, a number in a column that is not ours is left alone."""
    return [cell if place != columns.text and _NUMBER.fullmatch(cell) else safe(cell) for place, cell in enumerate(cells)]


def _columns(header: list[str], added: Added) -> _Columns:
    names = [name.strip().lower() for name in header]
    for wanted in (TEXT, *added.known):
        if names.count(wanted) > 1:
            raise UnreadableComments(f"There are {names.count(wanted)} columns called {wanted}. Keep one.")
    if TEXT not in names:
        raise UnreadableComments(f"There is no column called {TEXT}. Name the column of the comments “{TEXT}” in the first row.")
    taken = [name for name in added.names if name in names]
    if taken:
        raise UnreadableComments(f"There is already a column called {taken[0]}. Rename or remove it: nothing is written over.")
    return _Columns(header, names.index(TEXT), {name: names.index(name) for name in added.known if name in names})


def _separator(lines: TextIO) -> tuple[str, bool]:
    """The separator under which the first row has a column of comments, and whether the file begins with a mark."""
    start = lines.readline()
    lines.seek(0)
    marked = start.startswith(_MARK)
    if marked:
        lines.read(1)
    return next(filter(_names_the_text(start.removeprefix(_MARK)), SEPARATORS), ","), marked


def _names_the_text(start: str) -> Callable[[str], bool]:
    return lambda separator: TEXT in (cell.strip(' "\r\n').lower() for cell in start.split(separator))


def _rows(lines: TextIO, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with their numbers as a spreadsheet counts them."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if cells:
                yield number, cells
    except csv.Error as error:
        raise UnreadableComments(f"Row {number + 1}: {error}. Check the quotation marks there, or {CURE[0].lower()}{CURE[1:]}") from None


@contextmanager
def _opened(source: Path) -> Iterator[TextIO]:
    with source.open("rb") as start:
        if start.read(len(WORKBOOK)) == WORKBOOK:
            raise UnreadableComments(f"{source.name} is a workbook, not a CSV file. {CURE}")
    with source.open(encoding="utf-8", newline="") as lines:
        yield lines


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    """A file that takes the place of `target` when all is written, and vanishes otherwise. Its owner alone may read it."""
    partial = target.with_name(f".{target.name}.part")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    try:
        with partial.open("w", encoding="utf-8", newline="") as out:
            yield out
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
