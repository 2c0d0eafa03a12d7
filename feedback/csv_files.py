"""CSV files as spreadsheets make and open them: their encodings, their separators, and cells that a spreadsheet would run."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
WORKBOOK = b"PK\x03\x04"
RUNS = frozenset("=+-@\t\r")
"""What makes a spreadsheet take a cell for a formula, where it is the first character that is not a space."""
MOST_NULS = 0.1
"""Share of zero bytes above which a file is not text in one of our encodings."""

CURE = "Save it as “CSV UTF-8” and try again."


class Unreadable(Exception):
    """A file is no CSV file that we can read. The message says why and what to do."""


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and the name of its encoding for people."""

    text: str
    encoding: str


@dataclass(frozen=True)
class Row:
    """One row: the line of the file on which it begins, counted from 1, and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A header and the rows under it, still to be read: reading them raises Unreadable where the file is broken."""

    header: list[str]
    rows: Iterator[Row]
    separator: str


def decode(data: bytes) -> Decoded:
    """The text of a CSV file: UTF-8 with or without a mark, UTF-16 with one, or Windows-1252. Raises Unreadable."""
    if data.startswith(WORKBOOK):
        raise Unreadable(f"This is a workbook, not a CSV file. {CURE}")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_decoded(data, "utf-16"), "UTF-16")
    if data.count(0) > MOST_NULS * len(data):
        raise Unreadable(f"This is no text in UTF-8, or UTF-16 without its mark. {CURE}")
    try:
        return Decoded(data.decode("utf-8-sig"), "UTF-8")
    except UnicodeDecodeError:
        return Decoded(_decoded(data, "cp1252"), "Windows-1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"The characters cannot be read: byte {error.start + 1} is wrong. {CURE}") from None


def table(text: str, known: Callable[[str], bool]) -> Table:
    """The header and rows of a CSV text. The separator is the one that gives most names that are `known`. Raises Unreadable."""
    separator = max(SEPARATORS, key=lambda candidate: sum(map(known, _header(text, candidate))))
    rows = _rows(text, separator)
    first = next(rows, None)
    if first is None:
        raise Unreadable("The file is empty. It needs a first row with the names of its columns.")
    return Table([cell.strip() for cell in first.cells], rows, separator)


def _header(text: str, separator: str) -> list[str]:
    try:
        return next(row.cells for row in _rows(text, separator))
    except (StopIteration, Unreadable):
        return []


def _rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"Line {line}: {error}. Check the quotation marks there, or save the file again as “CSV UTF-8”.") from None


def write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file that spreadsheets open as it is meant: with a mark, and with nothing that runs. Its owner alone may read it."""
    write_text(path, text(rows))


def text(rows: Iterable[Sequence[object]]) -> str:
    """A CSV file as a text, in the form that `write` gives it."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return "\ufeff" + made.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all. Its owner alone may read it."""
    partial = path.with_name(f".{path.name}.part")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    partial.write_text(text, encoding="utf-8", newline="")
    partial.replace(path)


def safe(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it; `plain` gives the cell back."""
    return f"'{cell}" if _runs(cell) else cell


def plain(cell: str) -> str:
    """The cell without the apostrophe that keeps it from running."""
    return cell[1:] if cell.startswith("'") and _runs(cell) else cell


def _runs(cell: str) -> bool:
    """Whether it would run, apostrophes before it left aside, so that `safe` can always be undone."""
    bare = cell.lstrip("'").lstrip(" \n\u00a0")
    return bare[:1] in RUNS and bool(bare)
