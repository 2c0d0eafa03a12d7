"""Reads a CSV file of comments: the same rows come out with what each comment says. No database, and one row at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

from feedback.csv_files import CURE, SEPARATORS, WORKBOOK, plain, safe
from feedback.language.model import KINDS
from feedback.language.reading import Kind, Reading, read

TEXT, KIND = "text", "question_kind"
ADDED = ("sentiment", "polarity", "confidence", "reasons")
LONGEST_CELL = 50_000_000
"""Characters; Python's own limit of 131,072 is less than somebody may paste."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_MARK = "\ufeff"


class UnreadableComments(ValueError):
    """The file cannot be read as comments. The message says where and what to do; nothing was written."""


@dataclass(frozen=True)
class _Columns:
    """The header as it stands, and the places of the two columns that we know."""

    header: list[str]
    text: int
    kind: int | None


def read_file(source: Path, target: Path) -> int:
    """Write the rows of `source` to `target` with sentiment, polarity, confidence and reasons. Returns how many comments were read.

    The first row names the columns: text, and if there is one question_kind (praise, improve or general; empty is general).
    All other columns stay. Cells that a spreadsheet would run get an apostrophe before them; numbers stay numbers.
    Raises UnreadableComments, and then leaves `target` as it was.
    """
    try:
        with _opened(source) as lines, _replacing(target) as out, _long_cells():
            return _read_rows(lines, out)
    except UnicodeDecodeError:
        raise UnreadableComments(f"{source.name} is not in UTF-8. {CURE}") from None
    except OSError as error:
        raise UnreadableComments(f"{error.filename}: {error.strerror}. Check the name and the folder.") from None


def _read_rows(lines: TextIO, out: TextIO) -> int:
    separator, marked = _separator(lines)
    rows = _rows(lines, separator)
    _, header = next(rows, (1, []))
    columns = _columns(header)
    if marked:
        out.write(_MARK)
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([safe(name) for name in (*columns.header, *ADDED)])
    count = 0
    for number, cells in rows:
        writer.writerow(_with_reading(number, cells, columns))
        count += 1
    return count


def _with_reading(number: int, cells: list[str], columns: _Columns) -> list[str | float]:
    spare = len(columns.header) - len(cells)
    if spare < 0:
        raise UnreadableComments(
            f"Row {number} has {len(cells)} cells, but there are {len(columns.header)} columns. "
            "Put text that has a separator in it between quotation marks."
        )
    whole = cells + [""] * spare
    said = read(plain(whole[columns.text]), _kind(number, whole, columns))
    kept = [safe(cell) if place == columns.text else _kept(cell) for place, cell in enumerate(whole)]
    return [*kept, said.sentiment, said.polarity, said.confidence, safe(reasons_in_words(said))]


def _kept(cell: str) -> str:
    """A cell of a column that is not ours: text is made safe, a number is left alone."""
    return cell if _NUMBER.fullmatch(cell) else safe(cell)


def reasons_in_words(said: Reading) -> str:
    """The reasons as one text, strongest first: "listens (+2.4); too far (-1.1)"."""
    return "; ".join(f"{reason.word} ({reason.weight:+.1f})" for reason in said.reasons)


def _kind(number: int, cells: Sequence[str], columns: _Columns) -> Kind:
    if columns.kind is None:
        return "general"
    kind = cells[columns.kind].strip().lower() or "general"
    if kind not in KINDS:
        raise UnreadableComments(f"Row {number}: {KIND} is “{cells[columns.kind]}”. Use {', '.join(KINDS)}, or leave it empty.")
    return cast(Kind, kind)


def _columns(header: list[str]) -> _Columns:
    names = [name.strip().lower() for name in header]
    for wanted in (TEXT, KIND):
        if names.count(wanted) > 1:
            raise UnreadableComments(f"There are {names.count(wanted)} columns called {wanted}. Keep one.")
    if TEXT not in names:
        raise UnreadableComments(f"There is no column called {TEXT}. Name the column of the comments “{TEXT}” in the first row.")
    taken = [name for name in ADDED if name in names]
    if taken:
        raise UnreadableComments(f"There is already a column called {taken[0]}. Rename or remove it: nothing is written over.")
    return _Columns(header, names.index(TEXT), names.index(KIND) if KIND in names else None)


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
