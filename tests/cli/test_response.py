"""flask response …"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from feedback import accounts
from feedback.store import responses
from feedback.store import surveys as kept
from tests.cli.running import refused, run
from tests.intake.files import each_type, file_of


@pytest.fixture(autouse=True)
def survey(app: Flask) -> None:
    with app.app_context():
        each_type()


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with two rows that can be taken and one that cannot."""
    path = tmp_path / "answers.csv"
    path.write_bytes(file_of(["good", "change"], ["yes", "more trips"], ["lovely", "n/a"], ["no", ""]))
    return path


def total(app: Flask) -> int:
    """How many responses are kept."""
    with app.app_context():
        door = kept.door("views")
        assert door
        return sum(count.responses for count in responses.counts(door.survey_id))


def test_a_refused_row_stops_the_import_and_comes_back_in_a_file(runner: FlaskCliRunner, app: Flask, answers: Path) -> None:
    assert "Nothing was imported: 1 row cannot be" in refused(runner, "response", "import", "views", str(answers), "--yes")
    assert total(app) == 0
    back = answers.with_name("answers.csv.refused.csv")
    with back.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["good"], row["refused_because"][:5]) for row in rows] == [("lovely", "good:")]


def test_refused_rows_are_left_out_when_asked_for(runner: FlaskCliRunner, app: Flask, answers: Path, tmp_path: Path) -> None:
    where = tmp_path / "elsewhere.csv"
    words = ["response", "import", "views", str(answers), "--yes", "--leave-out-refused", "--refused", str(where)]
    output = run(runner, *words)
    assert "Line 3: good: “lovely” cannot be taken" in output
    assert "Imported 2 rows into /s/views" in output
    assert "not asked: where, help_with" in output
    assert total(app) == 2
    assert where.exists()
    assert not answers.with_name("answers.csv.refused.csv").exists()


@pytest.mark.parametrize(("typed", "kept_after"), [("y\n", 1), ("n\n", 0), ("\n", 0), ("", 0)])
def test_it_asks_before_it_imports(runner: FlaskCliRunner, app: Flask, tmp_path: Path, typed: str, kept_after: int) -> None:
    path = tmp_path / "one.csv"
    path.write_bytes(file_of(["good"], ["yes"]))
    result = runner.invoke(args=["response", "import", "views", str(path)], input=typed)
    assert "Import 1 row?" in result.output
    assert (result.exit_code, total(app)) == (1 - kept_after, kept_after)


def test_a_file_of_refused_rows_alone_leaves_nothing_to_import(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(file_of(["good"], *[["lovely"]] * 15))
    said = runner.invoke(args=["response", "import", "views", str(path), "--yes", "--leave-out-refused"])
    assert (said.exit_code, "nothing left to import" in said.output, "and 5 more" in said.output) == (1, True, True)


def test_wrong_files_and_surveys_are_refused_in_words(runner: FlaskCliRunner, tmp_path: Path, answers: Path) -> None:
    assert "no survey at /s/nowhere" in refused(runner, "response", "import", "nowhere", str(answers))
    assert "No such file" in refused(runner, "response", "import", "views", str(tmp_path / "none.csv"))
    unknown = tmp_path / "unknown.csv"
    unknown.write_bytes(file_of(["gud"], ["yes"]))
    assert "no column “gud”" in refused(runner, "response", "import", "views", str(unknown))


def test_rows_go_out_with_a_role_and_a_reason(runner: FlaskCliRunner, app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        accounts.create_officer("gwen@example.org", "Gwen", "three long words", ["quality_officer"], "command")
    data, out = tmp_path / "one.csv", tmp_path / "rows.csv"
    data.write_bytes(file_of(["good", "change"], ["yes", "more trips"]))
    run(runner, "response", "import", "views", str(data), "--yes")
    output = run(runner, "response", "export", "views", str(out), "--as", "gwen@example.org", "--reason", "the yearly return")
    assert "personal data" in output
    assert "trips" not in out.read_text(encoding="utf-8-sig")
    assert "personal data" in out.with_name("rows.csv.txt").read_text()
    assert "Say why" in refused(runner, "response", "export", "views", str(out), "--as", "gwen@example.org", "--reason", "because")
    assert "may not" in refused(runner, "response", "export", "views", str(out), "--as", "x@example.org", "--reason", "the yearly return")
