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


def test_comments_come_back_with_the_level_that_a_person_must_act_on(runner: FlaskCliRunner, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text\n1,been cutting again\n2,boxing is good\n3,\n", encoding="utf-8")
    assert "Screened 3 comments" in run(runner, "comment", "screen", str(source), str(target))
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["id", "text", "level", "category", "seen"],
        ["1", "been cutting again", "red", "self_harm", "red self_harm: been cutting again"],
        ["2", "boxing is good", "none", "", ""],
        ["3", "", "none", "", ""],
    ]


def test_a_file_that_has_a_level_already_is_not_written_over(runner: FlaskCliRunner, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("text,level\nhello,red\n", encoding="utf-8")
    assert "already a column called level" in refused(runner, "comment", "screen", str(source), str(tmp_path / "out.csv"))
    assert not (tmp_path / "out.csv").exists()


def test_readings_are_compared_with_labels_without_a_database(runner: FlaskCliRunner, tmp_path: Path) -> None:
    source = tmp_path / "labelled.csv"
    source.write_text("text,label,kind\nshe listens and never judges me,positive,praise\nrude and useless,positive,\n", encoding="utf-8")
    said = run(runner, "comment", "evaluate", str(source))
    assert "2 comments read with feedback-" in said
    assert "Macro-F1" in said
    assert "rude and useless" in said


def test_labels_that_are_none_are_refused_in_words(runner: FlaskCliRunner, tmp_path: Path) -> None:
    source = tmp_path / "labelled.csv"
    source.write_text("text,label\nhello,good\n", encoding="utf-8")
    assert "label is “good”. Use positive" in refused(runner, "comment", "evaluate", str(source))
