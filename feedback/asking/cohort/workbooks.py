"""An Excel workbook as rows of texts. What would mislead or harm is refused: locked, broken, huge, merged, several sheets."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from feedback.asking.cohort.refused import CohortRefused

LARGEST_UNPACKED = 400_000_000
LARGEST_PART = 80_000_000
"""Bytes of a part that is read whole: shared words, styles, the list of sheets."""
MOST_PARTS = 2_000
PROLOGUE = 4_096
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
PIECE = 1 << 20
OVERLAP = 200
ENCRYPTED = 0x1
BROKEN = "The workbook is damaged. Open it in Excel, save it again as “Excel Workbook (.xlsx)”, and choose that file."
SAVE_AS = "Open it, save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”, and choose that file."
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    EOFError,
    AttributeError,
    OSError,
    NotImplementedError,
)
"""What openpyxl lets through when a part is not what it should be: whichever it is, the file is damaged."""


def rows(data: bytes, sheet: str, most: int) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of the one sheet with data, or of the sheet with this name; at most `most` rows. Raises CohortRefused."""
    _check_parts(data)
    with _opened(data) as book:
        chosen = _chosen(book, sheet)
        _refuse_merged(data, chosen)
        for number, cells in enumerate(islice(chosen.iter_rows(values_only=True), most), start=1):
            yield number, [text_of(cell) for cell in cells]


def text_of(cell: Any) -> str:
    """A cell as the text that somebody would type for it; a date as 2026-05-31, a formula over several cells as its first sign."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, ArrayFormula | DataTableFormula):
        return "="
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        with warnings.catch_warnings():
            # It warns of styles and of drawings that it does not read: nobody here needs them.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except (*_FAULTS, InvalidFileException):
        raise CohortRefused(BROKEN) from None


def _check_parts(data: bytes) -> None:
    """Look at the list of parts, and at how each begins, before any of them is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            _refuse_kind({part.filename for part in parts})
            if any(part.flag_bits & ENCRYPTED for part in parts):
                raise CohortRefused("The workbook is locked with a password. Open it, take the password off, save it, and choose it again.")
            _refuse_bombs(parts)
            if any(b"<!DOCTYPE" in _prologue(packed, part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise CohortRefused(BROKEN)
    except _FAULTS:
        raise CohortRefused(BROKEN) from None


def _refuse_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if any(name.startswith("word/") for name in names):
        raise CohortRefused("This is a Word document, not a workbook. Copy the table into Excel, save it there, and choose that file.")
    if "xl/workbook.bin" in names:
        raise CohortRefused(f"This is a binary Excel workbook (.xlsb), which cannot be read here. {SAVE_AS}")
    if "content.xml" in names:
        raise CohortRefused(f"This is an OpenDocument file, which cannot be read here. {SAVE_AS}")
    raise CohortRefused("This is a zip file, not a workbook. Unpack it and choose the CSV file or the workbook that is in it.")


def _refuse_bombs(parts: Sequence[zipfile.ZipInfo]) -> None:
    whole = [part for part in parts if not part.filename.startswith("xl/worksheets/")]
    too_large = sum(part.file_size for part in parts) > LARGEST_UNPACKED or any(part.file_size > LARGEST_PART for part in whole)
    if too_large or len(parts) > MOST_PARTS:
        raise CohortRefused(
            "Unpacked, this workbook is far too large. Copy the table alone into a new workbook, or save it as “CSV UTF-8”."
        )


def _prologue(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with packed.open(part) as opened:
        return opened.read(PROLOGUE)


def _chosen(book: Any, name: str) -> Any:
    """The sheet that is meant. Those that are hidden, or hold nothing, are passed over."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if name:
        named = [sheet for sheet in sheets if sheet.title.strip().lower() == name.strip().lower()]
        if not named:
            raise CohortRefused(f"There is no sheet of that name. The workbook has: {_titles(sheets)}.")
        return _measured_anew(named[0])
    filled = [sheet for sheet in map(_measured_anew, sheets) if _has_data(sheet)]
    if len(filled) > 1:
        raise CohortRefused(
            f"Several sheets have data: {_titles(filled)}. Write the name of the one to take under “Sheet”, and choose the file again."
        )
    if not filled:
        raise CohortRefused("The workbook is empty. It needs a first row with headings, and a row for each person under it.")
    return filled[0]


def _titles(sheets: Sequence[Any]) -> str:
    return ", ".join(f"“{sheet.title}”" for sheet in sheets)


def _measured_anew(sheet: Any) -> Any:
    # What a sheet says of its own size is often wrong, and openpyxl would believe it.
    sheet.reset_dimensions()
    return sheet


def _has_data(sheet: Any) -> bool:
    return any(cell not in (None, "") for row in sheet.iter_rows(values_only=True) for cell in row)


def _refuse_merged(data: bytes, sheet: Any) -> None:
    """openpyxl does not read merged cells in the way that it reads rows, so the part itself is searched."""
    found = _merged(data, sheet._worksheet_path)
    if found:
        listed = ", ".join(found[:5]) + (" and more" if len(found) > 5 else "")
        raise CohortRefused(
            f"Cells are merged: {listed}. Mark the whole sheet in Excel, choose “Unmerge Cells”, fill the gaps, and save it."
        )


def _merged(data: bytes, path: str) -> list[str]:
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(path.lstrip("/")) as opened:
        tail = b""
        while piece := opened.read(PIECE):
            found += [ref.decode() for ref in MERGED.findall(tail + piece)]
            tail = piece[-OVERLAP:] if b"mergeCell" not in piece[-OVERLAP:] else piece[piece.rfind(b"<") :]
    return list(dict.fromkeys(found))
