"""flask survey …"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from feedback.asking import surveys as life
from feedback.questionnaire import loading, starters
from feedback.store import events
from feedback.store import surveys as kept
from tests.cli.running import refused, run
from tests.questionnaire import tiny


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A questionnaire in a file."""
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps(tiny.asking(tiny.scale(), tiny.statement(), tiny.comment())))
    return path


def test_a_questionnaire_becomes_a_draft_survey_is_opened_and_closed(runner: FlaskCliRunner, app: Flask, file: Path) -> None:
    assert "draft" in run(runner, "survey", "import", str(file), "--slug", "views", "--title", "Our views", "--privacy", "open")
    assert "open" in run(runner, "survey", "open", "views")
    line = run(runner, "survey", "list").splitlines()[1]
    assert line.split() == ["/s/views", "open", "young_people", "open", "1", "0", "Our", "views"]
    run(runner, "survey", "close", "views")
    assert "closed" in run(runner, "survey", "list")
    with app.app_context():
        kinds = [event.kind for event in events.latest(["survey.created", "survey.opened", "survey.closed"])]
    assert kinds == ["survey.closed", "survey.opened", "survey.created"]


def test_title_and_privacy_may_be_left_out(runner: FlaskCliRunner, app: Flask, file: Path) -> None:
    run(runner, "survey", "import", str(file), "--slug", "views")
    with app.app_context():
        made = life.find("views")
    assert (made.title, made.privacy) == ("Tiny", "confidential")


def test_what_is_exported_can_be_imported_again_and_is_a_new_version(runner: FlaskCliRunner, app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        life.create(starters.get("young_people"), "views", "Views", "confidential", "command")
    path = tmp_path / "out.json"
    path.write_text(run(runner, "survey", "export", "views"), encoding="utf-8")
    assert loading.load(path.read_text(encoding="utf-8")) == starters.get("young_people")
    assert "version 2" in run(runner, "survey", "import", str(path), "--slug", "views")
    with app.app_context():
        assert [version.number for version in kept.versions(life.find("views").id)] == [1, 2]
    assert run(runner, "survey", "export", "views", "--version", "1") == path.read_text(encoding="utf-8")


def test_a_new_version_does_not_change_title_or_privacy_by_the_way(runner: FlaskCliRunner, file: Path) -> None:
    run(runner, "survey", "import", str(file), "--slug", "views")
    for more in (["--privacy", "open"], ["--title", "Other"]):
        assert "already" in refused(runner, "survey", "import", str(file), "--slug", "views", *more)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "this is not JSON"),
        ("[1, 2]", "curly brackets"),
        ("{}", "is missing"),
        (json.dumps(tiny.asking(tiny.scale(), tiny.scale())), "good"),
    ],
)
def test_a_file_that_is_no_questionnaire_is_refused_in_words(runner: FlaskCliRunner, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(content)
    assert said in refused(runner, "survey", "import", str(path), "--slug", "views")
    assert run(runner, "survey", "list").splitlines()[1:] == []


def test_a_file_in_another_encoding_or_not_there_is_refused_in_words(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes(b'{"title": "\xe4"}')
    assert "UTF-8" in refused(runner, "survey", "import", str(path), "--slug", "views")
    assert "No such file" in refused(runner, "survey", "import", str(tmp_path / "none.json"), "--slug", "views")
    assert "directory" in refused(runner, "survey", "import", str(tmp_path), "--slug", "views")


@pytest.mark.parametrize("words", [("export", "nowhere"), ("open", "nowhere"), ("close", "nowhere")])
def test_an_unknown_survey_is_refused_in_words(runner: FlaskCliRunner, words: tuple[str, str]) -> None:
    assert "There is no survey at /s/nowhere" in refused(runner, "survey", *words)


def test_a_survey_is_not_closed_before_it_is_open_and_not_opened_twice(runner: FlaskCliRunner, file: Path) -> None:
    run(runner, "survey", "import", str(file), "--slug", "views")
    assert "Only an open survey" in refused(runner, "survey", "close", "views")
    run(runner, "survey", "open", "views")
    assert "open already" in refused(runner, "survey", "open", "views")
    assert "no version 3" in refused(runner, "survey", "export", "views", "--version", "3")


def test_another_audience_needs_a_survey_of_its_own(runner: FlaskCliRunner, file: Path, tmp_path: Path) -> None:
    run(runner, "survey", "import", str(file), "--slug", "views")
    path = tmp_path / "parents.json"
    path.write_text(loading.dump(starters.get("parents_and_carers")), encoding="utf-8")
    assert "survey of its own" in refused(runner, "survey", "import", str(path), "--slug", "views")


def test_the_schema_is_json_schema(runner: FlaskCliRunner) -> None:
    schema = json.loads(run(runner, "survey", "schema"))
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "sections" in schema["properties"]
