"""Running commands in tests."""

from __future__ import annotations

from flask.testing import FlaskCliRunner


def run(runner: FlaskCliRunner, *words: str, typed: str = "") -> str:
    """The output of a command that must succeed."""
    result = runner.invoke(args=list(words), input=typed)
    assert result.exit_code == 0, result.output
    return result.output


def refused(runner: FlaskCliRunner, *words: str, typed: str = "") -> str:
    """The last line of a command that must fail: one clear line and status 1, never a traceback."""
    result = runner.invoke(args=list(words), input=typed)
    assert result.exit_code == 1, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output.strip().splitlines()[-1]
