"""Which files are read, and how each of the others is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from feedback.asking.cohort import files, workbooks
from feedback.asking.cohort.files import read
from feedback.asking.cohort.refused import CohortRefused
from tests.asking.cohort.lists import HEADINGS, ROW, csv_of, person, workbook


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    """A workbook with parts put in place."""
    made, replaced = io.BytesIO(), {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replaced.get(name, old.read(name)))
    return made.getvalue()


def refusal(data: bytes, sheet: str = "") -> str:
    with pytest.raises(CohortRefused) as refused:
        read(data, "young_people", sheet)
    return str(refused.value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_files_of_every_make_are_read(separator: str, encoding: str) -> None:
    found = read(csv_of(person("YP-1", Team="Süd"), separator=separator, encoding=encoding), "young_people")
    assert found.headings == HEADINGS
    assert [(row.number, list(row.cells)) for row in found.rows] == [(2, person("YP-1", Team="Süd"))]


def test_a_workbook_is_read_with_its_dates_and_numbers_whatever_its_name_says() -> None:
    data = workbook(
        [
            "YP-1",
            datetime(2026, 5, 1),  # noqa: DTZ001 - a workbook knows no zones
            447700900123,
            12.0,
            True,
            None,
        ],
        [None] * 6,
        ["YP-2", date(2026, 6, 2), "07700 900124", 1.5, False, " x\u00a0"],
        headings=["Reference", "Start date", "Mobile", "A", "B", "C"],
    )
    found = read(data, "young_people")
    assert [(row.number, list(row.cells)) for row in found.rows] == [
        (2, ["YP-1", "2026-05-01", "447700900123", "12", "yes", ""]),
        (4, ["YP-2", "2026-06-02", "07700 900124", "1.5", "no", "x"]),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b" \r\n ", "The file is empty"),
        (b",,,\n", "The file is empty"),
        (csv_of(), "There are headings and no row under them"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\x89PNG\r\n", "This is a picture"),
        (b"<html><table><tr><td>Reference", "This is a web page, whatever its name says"),
        (b"\xef\xbb\xbf<table>", "This is a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0k\0", "the old Excel or Word, such as .xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (zipped(word__document=b"<x/>"), "This is a Word document"),
        (zipped(**{"content.xml": b"<x/>"}), "This is an OpenDocument file"),
        (zipped(**{"list.csv": b"x"}), "This is a zip file"),
        (zipped(**{"xl/workbook.xml": b"<broken"}), "The workbook is damaged"),
        (workbook(ROW)[:-200], "The workbook is damaged"),
        (workbook(ROW)[:2000], "The workbook is damaged"),
        (b"\0\1\0\2\0\3\0\4", "This is no text"),
        (b'Reference,Sex\n"YP-1,Male\n', "Line 2"),
        (csv_of(ROW, headings=["Reference", "Sex", "sex", "A", "B", "C", "D", "E"]), "Columns 2 and 3 have the same heading, “sex”"),
        (csv_of(ROW, headings=["Reference", "", *HEADINGS[2:]]), "Column 2 has no heading, and row 2 has something in it"),
        (csv_of([*ROW, "more"]), "Row 2 has more cells than there are headings"),
        (csv_of(ROW, headings=ROW), "The first row seems to hold a person: its cell 6 is no heading"),
        (csv_of(ROW, headings=["x" * 61, *HEADINGS[1:]]), "longer than 60 letters"),
        (csv_of(["1"] * 201, headings=[f"C{place}" for place in range(201)]), "201 columns, and at most 200"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_refusal_of_a_first_row_that_is_a_person_repeats_nothing_of_it() -> None:
    said = refusal(csv_of(ROW, headings=["Jane", "12/03/2010", "S60 1AE", "0770 0900123", "1", "2", "3", "4"]))
    assert not any(cell in said for cell in ("Jane", "12/03", "S60", "0900"))


def test_merged_cells_are_refused_and_named() -> None:
    assert "Cells are merged: A2:A3" in refusal(workbook(ROW, ROW, merged="A2:A3"))


def test_a_formula_is_seen_as_what_it_is() -> None:
    found = read(workbook(["YP-1", "=A2&B2"], headings=["Reference", "Sex"]), "young_people")
    assert found.rows[0].cells[1] == "=A2&B2"


def test_a_formula_over_several_cells_is_one_too() -> None:
    found = read(workbook([ArrayFormula("A2:A3", '="YP-"&B2'), "Male"], headings=["Reference", "Sex"]), "young_people")
    assert found.rows[0].cells[0].startswith("=")


def test_of_several_sheets_one_must_be_named() -> None:
    data = workbook(ROW, Parents=[HEADINGS, ROW, ROW], Empty=[])
    assert "Several sheets have data: “Export”, “Parents”. Write the name of the one to take under “Sheet”" in refusal(data)
    assert len(read(data, "young_people", " parents ").rows) == 2
    assert "There is no sheet of that name. The workbook has: “Export”, “Parents”, “Empty”" in refusal(data, "x")


def test_empty_and_hidden_sheets_are_passed_over() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(ROW, Empty=[], Lookup=[["x"]])))
    book["Lookup"].sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)
    assert len(read(made.getvalue(), "young_people").rows) == 1
    assert "The workbook is empty" in refusal(workbook(headings=[]))


def test_a_locked_part_a_bomb_and_a_document_type_are_refused_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 5_000_000)
    bomb = changed(workbook(ROW), **{"xl/worksheets/sheet1.xml": b"<worksheet/>" + b" " * (workbooks.LARGEST_UNPACKED + 1)})
    assert len(bomb) < files.LARGEST
    assert "Unpacked, this workbook is far too large" in refusal(bomb)
    monkeypatch.undo()
    monkeypatch.setattr(workbooks, "LARGEST_PART", 10)
    assert "Unpacked, this workbook is far too large" in refusal(workbook(ROW))
    monkeypatch.undo()
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    assert "The workbook is damaged" in refusal(changed(workbook(ROW), **{"xl/workbook.xml": laughs}))
    locked = bytearray(workbook(ROW))
    place = locked.find(b"PK\x01\x02")
    locked[place + 8] |= 1
    assert "locked with a password" in refusal(bytes(locked))


def test_too_many_rows_and_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    assert len(read(csv_of(ROW, ROW), "young_people").rows) == 2
    assert "more than 2 rows" in refusal(csv_of(ROW, ROW, ROW))
    assert "more than 2 rows" in refusal(workbook(ROW, ROW, ROW))
    monkeypatch.setattr(files, "LARGEST", 10)
    assert "larger than" in refusal(csv_of(ROW))
