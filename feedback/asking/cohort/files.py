"""A file that an officer chose, as a table of texts. What it is shows in its bytes, not in its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from feedback import csv_files
from feedback.asking.cohort import headings, personal, workbooks
from feedback.asking.cohort.refused import CohortRefused

MOST_ROWS = 200_000
MOST_COLUMNS = 200
LARGEST = 32 * 1024 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_INSIDE = "EncryptedPackage".encode("utf-16-le")
NOT_A_TABLE = {
    b"%PDF": "This is a PDF. Ask for the table as a workbook or a CSV file.",
    b"\x89PNG": "This is a picture. Ask for the table as a workbook or a CSV file.",
    b"\xff\xd8\xff": "This is a picture. Ask for the table as a workbook or a CSV file.",
    b"{\\rtf": "This is a text document. Copy the table into Excel, save it there, and choose that file.",
}
WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<table|<\?xml|<head|<meta)", re.IGNORECASE)
NUMBER = re.compile(r"[\d.,%]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the headings: its number in the file, from 1, and a text for each heading."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Table:
    """What a file holds. Headings are different from one another; every row has a cell for each."""

    headings: Sequence[str]
    rows: Sequence[Row]


def read(data: bytes, audience: str, sheet: str = "") -> Table:
    """The table in a CSV file or a workbook, with no empty rows. `sheet` names one when there are several. Raises CohortRefused."""
    if not data.strip():
        raise CohortRefused("The file is empty. It needs a first row with headings, and a row for each person under it.")
    if len(data) > LARGEST:
        raise CohortRefused(
            f"The file is larger than {LARGEST >> 20} megabytes. Take columns out that are not needed, or save it as “CSV UTF-8”."
        )
    _refuse_others(data)
    try:
        return _table(_rows(data, audience, sheet))
    except csv_files.Unreadable as unreadable:
        raise CohortRefused(str(unreadable)) from None


def _refuse_others(data: bytes) -> None:
    if data.startswith(OLD_OFFICE):
        if ENCRYPTED_INSIDE in data:
            raise CohortRefused("The workbook is locked with a password. Open it, take the password off, save it, and choose it again.")
        raise CohortRefused(f"This is a file of the old Excel or Word, such as .xls. {workbooks.SAVE_AS}")
    for begins, advice in NOT_A_TABLE.items():
        if data.startswith(begins):
            raise CohortRefused(advice)
    if WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise CohortRefused(f"This is a web page, whatever its name says. {workbooks.SAVE_AS}")


def _rows(data: bytes, audience: str, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with something in it, its cells tidied."""
    if data.startswith(csv_files.WORKBOOK):
        found: Iterable[tuple[int, list[str]]] = workbooks.rows(data, sheet, 2 * MOST_ROWS)
    else:
        found = _csv_rows(csv_files.decode(data).text, audience)
    for number, cells in found:
        tidied = [_tidied(cell) for cell in cells]
        if any(tidied):
            yield number, tidied


def _csv_rows(text: str, audience: str) -> Iterator[tuple[int, list[str]]]:
    # A last sign ends an empty file too; without a first row `table` says so.
    table = csv_files.table(text.lstrip("\ufeff"), lambda name: _known(name, audience))
    yield 1, table.header
    for row in table.rows:
        yield row.line, row.cells


def _known(name: str, audience: str) -> bool:
    return bool(headings.field(name, audience) or headings.never_kept(name, audience))


def _tidied(cell: str) -> str:
    return csv_files.plain(cell.replace("\0", "").replace("\u00a0", " ").strip())


def _table(rows: Iterator[tuple[int, list[str]]]) -> Table:
    _, first = next(rows, (0, []))
    width = max((place for place, cell in enumerate(first, start=1) if cell), default=0)
    if not width:
        raise CohortRefused("The file is empty. It needs a first row with headings, and a row for each person under it.")
    if width > MOST_COLUMNS:
        raise CohortRefused(f"The table has {width} columns, and at most {MOST_COLUMNS} are read. Take those out that are not needed.")
    found = [Row(number, cells) for number, cells in islice(rows, MOST_ROWS + 1)]
    if len(found) > MOST_ROWS:
        raise CohortRefused(f"The table has more than {MOST_ROWS:,} rows. Take people out whom the service does not work with.")
    if not found:
        raise CohortRefused("There are headings and no row under them. Each person needs a row.")
    _check_headings(first[:width])
    return _without_blank_columns(first[:width], found)


def _check_headings(names: Sequence[str]) -> None:
    """They must be headings: a first row that holds a person would be kept and shown as if it were none."""
    for place, name in enumerate(names, start=1):
        if personal.kind_of(name) or NUMBER.fullmatch(name):
            raise CohortRefused(f"The first row seems to hold a person: its cell {place} is no heading. Put a row with headings above it.")
        if len(name) > headings.LONGEST:
            raise CohortRefused(
                f"The heading of column {place} is longer than {headings.LONGEST} letters. Shorten it, or take out rows above the headings."
            )
    seen: dict[str, int] = {}
    for place, name in enumerate(names, start=1):
        first = seen.setdefault(name.lower(), place) if name else place
        if first != place:
            raise CohortRefused(f"Columns {first} and {place} have the same heading, “{name}”. Rename or remove one of them.")


def _without_blank_columns(names: Sequence[str], rows: Sequence[Row]) -> Table:
    width = len(names)
    for row in rows:
        if any(row.cells[width:]):
            raise CohortRefused(
                f"Row {row.number} has more cells than there are headings. Give every column a heading, or check its quotation marks."
            )
        for place, (name, cell) in enumerate(zip(names, row.cells, strict=False), start=1):
            if cell and not name:
                raise CohortRefused(f"Column {place} has no heading, and row {row.number} has something in it. Write a heading above it.")
    kept = [place for place, name in enumerate(names) if name]
    padding = [""] * width
    return Table([names[place] for place in kept], [_of(row, kept, padding) for row in rows])


def _of(row: Row, places: Sequence[int], padding: Sequence[str]) -> Row:
    cells = [*row.cells, *padding[len(row.cells) :]]
    return Row(row.number, [cells[place] for place in places])
