"""The page on how comments are read shows what the comments that were marked by hand measure."""

from __future__ import annotations

from training.measuring_marks import report
from training.rows import DATA

PAGE = (DATA.parent.parent / "docs" / "reading.md").read_text(encoding="utf-8")


def test_the_page_shows_the_tables_of_the_marked_comments() -> None:
    tables = [line for line in report() if line.startswith("|")]
    assert len(tables) > 100
    assert [line for line in tables if line not in PAGE.splitlines()] == []
