"""Files of people for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl

from feedback import store
from feedback.asking.cohort import drafting, taking
from feedback.asking.cohort.files import Row, Table
from feedback.asking.cohort.reading import Mapped
from feedback.store import council, snapshots
from feedback.store.snapshots import Draft

ACTOR = "voice.officer@harrowdale.example"
ANOTHER = "another.officer@harrowdale.example"
TODAY = date(2026, 11, 21)
HEADINGS = ["Reference", "Sex", "Ethnicity", "Order type", "Team", "Start date", "Mobile", "E-mail"]
ROW = ["YP-1", "Male", "White British", "Referral Order", "East team", "01/05/2026", "07700 900123", "a@example.org"]


def person(reference: str, **changes: str) -> list[str]:
    """A row under HEADINGS."""
    return [reference, *(changes.get(name, cell) for name, cell in zip(HEADINGS[1:], ROW[1:], strict=True))]


def csv_of(*rows: Sequence[str], headings: Sequence[str] = HEADINGS, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator).writerows([headings, *rows])
    return made.getvalue().encode(encoding)


def workbook(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS, merged: str = "", **more: Sequence[Sequence[Any]]) -> bytes:
    """An XLSX file; `more` are further sheets by title."""
    book = openpyxl.Workbook()
    sheets = {"Export": [headings, *rows], **more}
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    if merged:
        book["Export"].merge_cells(merged)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def table(headings: Sequence[str], *rows: Sequence[str]) -> Table:
    """A table as `files.read` gives it."""
    return Table(headings, [Row(number, row) for number, row in enumerate(rows, start=2)])


def a_team(name: str = "East team") -> None:
    with store.transaction():
        council.add_place("team", name)


def draft_of(data: bytes, audience: str = "young_people", actor: str = ACTOR) -> Draft:
    """The draft of a file."""
    draft = snapshots.draft(drafting.bring_in(data, audience, "", actor))
    assert draft is not None
    return draft


def take(data: bytes, audience: str = "young_people") -> Draft:
    """Bring a file in and take it, in the request or as the worker does; the draft afterwards."""
    draft = draft_of(data, audience)
    taking.take(draft.id, drafting.preview(draft).after, ACTOR)
    taking.take_waiting()
    done = snapshots.draft(draft.id)
    assert done is not None
    return done


def mapped_as(**columns: str) -> Mapped:
    return Mapped(columns)
