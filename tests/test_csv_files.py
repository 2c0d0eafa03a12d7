"""CSV files as spreadsheets make and open them."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback import csv_files

DANGEROUS = ["=1+1", "+44", "-2", "@sum", "\t=1", "\r=1", " =1", "\u00a0=1", "'=1", "''+1"]
HARMLESS = ["", "plain", "it's", "'quoted'", "a=b", "7 - 2", "10-12", "17+", "…"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert csv_files.safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_what_it_would_not_run_stays_as_it_is(cell: str) -> None:
    assert csv_files.safe(cell) == cell


@given(st.text() | st.sampled_from(DANGEROUS))
def test_nothing_is_lost_by_the_apostrophe(cell: str) -> None:
    assert csv_files.plain(csv_files.safe(cell)) == cell


def test_a_file_is_written_whole_for_its_owner_with_a_mark_and_safe_headers(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("what was there before")
    csv_files.write(path, [["=name", "n"], ["-x", -2], ["a\nb", 0]])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["'=name", "n"], ["'-x", "-2"], ["a\nb", "0"]]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_separator_is_the_one_that_gives_most_known_names() -> None:
    table = csv_files.table("a,b;c;d\n1,2;3;4\n", {"c", "d"}.__contains__)
    assert (table.separator, table.header, [row.cells for row in table.rows]) == (";", ["a,b", "c", "d"], [["1,2", "3", "4"]])


def test_rows_know_the_line_on_which_they_begin() -> None:
    table = csv_files.table('a\n"one\ntwo"\n\nthree\n', "a".__eq__)
    assert [(row.line, row.cells) for row in table.rows] == [(2, ["one\ntwo"]), (5, ["three"])]
