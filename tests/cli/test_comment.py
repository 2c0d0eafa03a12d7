"""flask comment …"""

from __future__ import annotations

import csv
from pathlib import Path

from flask.testing import FlaskCliRunner

from tests.cli.running import refused, run


def test_comments_come_back_with_what_they_say(runner: FlaskCliRunner, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text,question_kind\n1,she listens and never judges me,praise\n2,nothing,improve\n", encoding="utf-8")
    assert "Read 2 comments" in run(runner, "comment", "read", str(source), str(target))
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["sentiment"]) for row in rows] == [("1", "positive"), ("2", "positive")]
    assert all(-1 <= float(row["polarity"]) <= 1 and 0 <= float(row["confidence"]) <= 1 for row in rows)
    assert "listens" in rows[0]["reasons"]


def test_a_file_without_comments_or_not_there_is_refused_in_words_and_writes_nothing(runner: FlaskCliRunner, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("comment\nhello\n")
    assert "no column called text" in refused(runner, "comment", "read", str(source), str(target))
    assert "none.csv" in refused(runner, "comment", "read", str(tmp_path / "none.csv"), str(target))
    assert not target.exists()
