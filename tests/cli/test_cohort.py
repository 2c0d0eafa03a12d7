"""flask cohort …"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from feedback.asking.cohort import taking
from feedback.store import people, snapshots
from tests.asking.cohort.lists import HEADINGS, a_team, csv_of, person, workbook
from tests.cli.running import refused, run

IMPORT = ("cohort", "import")
YP = ("--audience", "young_people")


@pytest.fixture(autouse=True)
def team(app: Flask) -> None:
    with app.app_context():
        a_team()


def a_file(folder: Path, data: bytes) -> str:
    path = folder / "list.csv"
    path.write_bytes(data)
    return str(path)


def sizes(app: Flask) -> dict[str, int]:
    with app.app_context():
        assert snapshots.unfinished() == []
        return dict(people.sizes())


def test_a_list_is_imported_and_says_what_it_did(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = a_file(tmp_path, csv_of([*person("YP-1"), "Jane"], headings=[*HEADINGS, "Name"]))
    output = run(runner, *IMPORT, file, *YP, typed="y\n")
    assert "Sex: Sex" in output
    assert "Name: dropped, it is a name" in output
    assert "1 would be added, 0 changed, 0 ended; 0 stay." in output
    assert "Imported: 1 added, 0 changed, 0 ended." in output
    assert "Jane" not in output
    assert sizes(app) == {"young_people": 1}


def test_a_list_with_problems_is_not_imported(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = a_file(tmp_path, csv_of(*(person(f"YP-{number}", Team="Elsewhere") for number in range(21))))
    assert "Nothing was imported: 21 problems." in refused(runner, *IMPORT, file, *YP, "--yes")
    assert sizes(app) == {}
    output = runner.invoke(args=[*IMPORT, file, *YP, "--yes"]).output
    assert "Row 2, Team: Team: it is none of the council’s teams" in output
    assert "… and 1 more." in output


def test_columns_are_named_and_sheets_chosen(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    data = workbook(["1", "M"], headings=["Zz", "Sex"], Other=[["Zz", "Sex"], ["2", "F"]])
    file = a_file(tmp_path, data)
    assert "Several sheets have data" in refused(runner, *IMPORT, file, *YP, "--yes")
    words = (*IMPORT, file, *YP, "--yes", "--sheet", "Other")
    assert "Say which column is the Reference" in refused(runner, *words)
    assert "The headings are: Zz, Sex." in refused(runner, *words, "--map", "Yy=reference")
    assert "The fields are: reference" in refused(runner, *words, "--map", "Zz=name")
    assert "1 added" in run(runner, *words, "--map", "Zz=reference", "--map", "Sex=")
    assert sizes(app) == {"young_people": 1}


def test_a_large_list_is_taken_here_and_saying_no_leaves_nothing(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "IN_A_REQUEST", 1)
    file = a_file(tmp_path, csv_of(person("YP-1"), person("YP-2")))
    assert runner.invoke(args=[*IMPORT, file, *YP], input="n\n").exit_code == 1
    assert sizes(app) == {}
    assert "2 added" in run(runner, *IMPORT, file, *YP, "--yes")
    one = a_file(tmp_path, csv_of(person("YP-1")))
    assert "More than a third of the people would end" in run(runner, *IMPORT, one, *YP, "--yes")
    assert sizes(app) == {"young_people": 1}


def test_a_file_that_is_not_there_is_one_line(runner: FlaskCliRunner, tmp_path: Path) -> None:
    assert "No such file" in refused(runner, *IMPORT, str(tmp_path / "none.csv"), *YP)
