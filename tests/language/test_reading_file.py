"""A CSV file of comments goes in, the same rows come out with their readings."""

from __future__ import annotations

import csv
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.csv_files import plain
from feedback.language.csv_comments import UnreadableComments
from feedback.language.reading import read
from feedback.language.reading_file import read_file, reasons_in_words

Reader = Callable[[bytes], list[list[str]]]


@pytest.fixture
def rows_of(tmp_path: Path) -> Reader:
    def through(data: bytes) -> list[list[str]]:
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_bytes(data)
        read_file(source, target)
        with target.open(encoding="utf-8", newline="") as out:
            return list(csv.reader(out))

    return through


def test_the_rows_come_back_with_four_columns_more(rows_of: Reader) -> None:
    said = read("she listens", "general")
    assert rows_of(b"id,text,site\n7,she listens,North\n") == [
        ["id", "text", "site", "sentiment", "polarity", "confidence", "reasons"],
        ["7", "she listens", "North", "positive", str(said.polarity), str(said.confidence), reasons_in_words(said)],
    ]


def test_the_kind_of_question_is_taken_into_account(rows_of: Reader) -> None:
    rows = rows_of(b"text,question_kind\nnothing,improve\nnothing, Praise \nnothing,\n")
    assert [row[2] for row in rows[1:]] == ["positive", "negative", "unclear"]


def test_reasons_read_like_reasons() -> None:
    said = read("rude and unhelpful", "general")
    assert reasons_in_words(said) == "; ".join(f"{word} ({weight:+.1f})" for word, weight in said.reasons)
    assert reasons_in_words(said).startswith("rude (-")


@pytest.mark.parametrize("cell", ["=1+1", "+44 7700", "-2", "@sum", " =1", "'=1"])
def test_a_comment_that_a_spreadsheet_would_run_gets_an_apostrophe_and_loses_nothing(rows_of: Reader, cell: str) -> None:
    written = rows_of(f'text,=note\n"{cell}",{cell}x\n'.encode())
    assert written[0][1] == "'=note"
    assert written[1][0] == f"'{cell}"
    assert plain(written[1][0]) == cell
    assert written[1][1] == f"'{cell}x"


def test_numbers_stay_numbers(rows_of: Reader) -> None:
    row = rows_of(b"text,score\nuseless and rude,-0.5\n")[1]
    assert row[1] == "-0.5"
    assert float(row[3]) < 0


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_comes_back_with_its_mark_or_without(tmp_path: Path, mark: bytes) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(mark + "text\nlove it ❤️\n".encode())
    assert read_file(source, target) == 1
    assert target.read_bytes().startswith(mark + b"text,sentiment,")
    assert "love it ❤️,positive" in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_stays(tmp_path: Path, separator: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(separator.join(["id", "Text"]) + "\n" + separator.join(["1", "good"]) + "\n", encoding="utf-8")
    read_file(source, target)
    assert target.read_text(encoding="utf-8").splitlines()[1].startswith(separator.join(["1", "good", "positive"]))


def test_a_short_row_is_filled_up_and_a_blank_one_left_out(rows_of: Reader) -> None:
    assert [row[:2] for row in rows_of(b"text,site\ngood\n\nbad,North\n")[1:]] == [["good", ""], ["bad", "North"]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no column called text"),
        (b"comment\ngood\n", "no column called text"),
        (b"text,text\na,b\n", "2 columns called text"),
        (b"text,sentiment\na,b\n", "already a column called sentiment"),
        (b"text,question_kind\ngood,praise\nbad,opinion\n", "Row 3: question_kind is “opinion”"),
        (b"text\ngood,\xe2\x80\x9cbad\n", "Row 2 has 2 cells, but there are 1 columns"),
        (b'text\ngood\n"bad\n', "Row 3: unexpected end of data"),
        (b"text\ncaf\xe9\n", "not in UTF-8"),
        ("text\ngood\n".encode("utf-16"), "not in UTF-8"),
        (b"PK\x03\x04rest", "a workbook, not a CSV file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_writes_nothing(tmp_path: Path, data: bytes, message: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(data)
    target.write_text("kept", encoding="utf-8")
    with pytest.raises(UnreadableComments, match=message):
        read_file(source, target)
    assert target.read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_file_or_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableComments, match=r"nowhere\.csv: No such file"):
        read_file(tmp_path / "nowhere.csv", tmp_path / "out.csv")
    (tmp_path / "in.csv").write_text("text\n", encoding="utf-8")
    with pytest.raises(UnreadableComments, match="No such file"):
        read_file(tmp_path / "in.csv", tmp_path / "no folder" / "out.csv")


def test_a_comment_longer_than_csv_allows_by_itself_is_read(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    long = "fine and good " * 20_000
    (tmp_path / "in.csv").write_text(f"text\n{long}\n", encoding="utf-8")
    assert read_file(tmp_path / "in.csv", tmp_path / "out.csv") == 1
    assert long in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert csv.field_size_limit() == before


def test_a_file_may_be_written_over_itself(tmp_path: Path) -> None:
    file = tmp_path / "comments.csv"
    file.write_text("text\ngood\n", encoding="utf-8")
    assert read_file(file, file) == 1
    assert file.read_text(encoding="utf-8").startswith("text,sentiment")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("text\n" + "she listens to me and explains things and we get on well\n" * 20_000, encoding="utf-8")
    read("warm", "general")
    tracemalloc.start()
    read_file(source, target)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert source.stat().st_size > 1_000_000
    assert most < 500_000


CELLS = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_whatever_is_written_comes_back(rows_of: Reader, cells: list[tuple[str, str]]) -> None:
    lines = ['"' + '","'.join(cell.replace('"', '""') for cell in row) + '"' for row in cells]
    back = rows_of(("note,text\r\n" + "\r\n".join(lines) + "\r\n").encode())[1:]
    assert [(plain(row[0]), plain(row[1])) for row in back] == cells
