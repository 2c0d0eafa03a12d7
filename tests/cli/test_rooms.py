"""What holds for every command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from feedback import cli, create_app
from tests.cli.running import refused, run
from tests.databases import SETTINGS, application

NAMES = {
    "survey": {"import", "export", "open", "close", "list", "schema"},
    "response": {"import", "export"},
    "comment": {"read"},
    "officer": {"create"},
    "key": {"create", "rotate"},
    "demo": {"load", "sign-ins"},
}
WITHOUT_A_DATABASE = {("survey", "schema"), ("comment", "read"), ("key", "create")}


def commands(app: Flask) -> Iterator[tuple[str, str, click.Command]]:
    """Every command of ours: group, name, command."""
    for group_name in cli.ROOMS:
        group = app.cli.commands[group_name]
        assert isinstance(group, click.Group)
        ctx = click.Context(group)
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            yield group_name, name, command


def test_the_names_that_others_build_on_are_there(app: Flask) -> None:
    found: dict[str, set[str]] = {}
    for group, name, _ in commands(app):
        found.setdefault(group, set()).add(name)
    assert {group: names & found.get(group, set()) for group, names in NAMES.items()} == NAMES


def test_every_command_and_option_is_explained(app: Flask, runner: FlaskCliRunner) -> None:
    for group, name, command in commands(app):
        assert command.help, (group, name)
        assert [param.name for param in command.params if isinstance(param, click.Option) and not param.help] == [], (group, name)
        assert f"{group} {name}" in run(runner, group, name, "--help")


def test_a_database_without_tables_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("{}")
    with application(f"sqlite:///{tmp_path / 'bare.db'}") as app:
        runner = app.test_cli_runner()
        for words in (
            ("survey", "list"),
            ("survey", "export", "x"),
            ("survey", "open", "x"),
            ("survey", "close", "x"),
            ("response", "import", "x", str(file)),
            ("response", "export", "x", str(file), "--as", "x", "--reason", "x"),
            ("officer", "create", "--email", "x", "--name", "x", "--password", "x"),
            ("demo", "load"),
            ("demo", "sign-ins"),
            ("key", "rotate"),
        ):
            assert "flask db upgrade" in refused(runner, *words), words


def test_some_commands_never_touch_the_database(tmp_path: Path) -> None:
    app = create_app(replace(SETTINGS, database_url=f"sqlite:///{tmp_path / 'never.db'}"))
    source = tmp_path / "in.csv"
    source.write_text("text\nthey listen to me\n")
    words = {("comment", "read"): (str(source), str(tmp_path / "out.csv"))}
    for group, name in sorted(WITHOUT_A_DATABASE):
        run(app.test_cli_runner(), group, name, *words.get((group, name), ()))
    assert not (tmp_path / "never.db").exists()


@pytest.mark.parametrize("words", [("survey", "nonsense"), ("nonsense",), ("survey", "import")])
def test_a_wrong_command_line_is_explained(runner: FlaskCliRunner, words: tuple[str, ...]) -> None:
    result = runner.invoke(args=list(words))
    assert result.exit_code == 2
    assert "Usage:" in result.output
