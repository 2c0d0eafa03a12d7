"""A step is taken once, and again when what it was made from has changed or what it made is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from setup import steps
from setup.steps import Step, Stopped, run, take


@pytest.fixture
def step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Step:
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "stamps")
    source, made = tmp_path / "source", tmp_path / "made"
    source.write_text("one")
    return Step("step", "Making it", lambda: made.write_text(f"{made.exists()}") and None, (source,), made)


def test_a_step_is_taken_once(step: Step, capsys: pytest.CaptureFixture[str]) -> None:
    take(step)
    assert "Making it" in capsys.readouterr().out
    take(step)
    assert capsys.readouterr().out == ""


def test_a_step_is_taken_again_when_its_source_changes(step: Step) -> None:
    take(step)
    step.made_from[0].write_text("two")
    take(step)
    assert step.leaves.read_text() == "True"


def test_a_step_is_taken_again_when_what_it_made_is_gone(step: Step, capsys: pytest.CaptureFixture[str]) -> None:
    take(step)
    step.leaves.unlink()
    capsys.readouterr()
    take(step)
    assert "Making it" in capsys.readouterr().out


def test_a_step_that_failed_is_taken_again(step: Step) -> None:
    def fail() -> None:
        step.leaves.write_text("half")
        raise Stopped("no room")

    with pytest.raises(Stopped):
        take(Step(step.name, step.says, fail, step.made_from, step.leaves))
    take(step)
    assert step.leaves.read_text() == "True"


def test_a_command_that_fails_says_what_it_said_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Stopped, match="it could not be made"):
        run(["sh", "-c", "echo why; exit 3"], "it could not be made")
    assert "why" in capsys.readouterr().err
