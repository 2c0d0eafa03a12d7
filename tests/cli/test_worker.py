"""flask worker …, and how chores are done."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskCliRunner

from feedback import queue
from feedback.cli import worker as commands
from feedback.store import worker
from tests.cli.running import refused, run
from tests.databases import application
from tests.faults.service import TOP

LONGEST_SECONDS = 30


@pytest.fixture(autouse=True)
def no_chores_left() -> Iterator[None]:
    yield
    queue.chores.clear()


def test_once_does_every_chore_and_says_so(app: Flask, runner: FlaskCliRunner) -> None:
    assert run(runner, "worker", "once") == "8 chores are done.\n"
    with app.app_context():
        assert worker.looked_at() is not None


def test_a_chore_that_fails_stops_no_other_and_is_logged_without_what_it_was_about(
    app: Flask, runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("07700 900123 is no number")

    monkeypatch.setattr(commands, "write_reminders", fail)
    assert refused(runner, "worker", "once") == "Error: 1 of 8 chores failed: the log says where."
    with app.app_context():
        assert worker.looked_at() is not None
    assert "07700" not in caplog.text
    assert "the worker failed: ValueError in fail line" in caplog.text


def test_a_chore_has_a_context_of_its_own(app: Flask) -> None:
    seen: list[bool] = []
    queue.chores[:] = [lambda: seen.append(has_app_context())]
    assert queue.do_chores(app) == 0
    assert seen == [True]
    assert not has_app_context()


def test_what_is_woken_does_the_chores(app: Flask) -> None:
    done: list[str] = []
    queue.chores[:] = [lambda: done.append("one")]
    with app.app_context():
        queue.wake()
    huey = queue.queue_of(app)
    while (task := huey.dequeue()) is not None:
        huey.execute(task)
    assert done == ["one"]


def test_a_queue_that_does_not_answer_is_no_failure(app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def gone(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(queue.queue_of(app), "enqueue", gone)
    with app.app_context(), caplog.at_level(logging.WARNING):
        queue.wake()
    assert "the worker looks by itself within a minute" in caplog.text


def test_a_drain_that_was_cut_short_wakes_the_worker_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[bool] = []
    monkeypatch.setattr(queue, "wake", lambda: woken.append(True))
    for more in (False, True):
        monkeypatch.setattr(commands.draining, "drain", lambda _pace, more=more: more)
        commands.drain(commands.Pace())
    assert woken == [True]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_runs_looks_at_once_and_ends_well_when_it_is_told(sqlite_url: str, how: signal.Signals) -> None:
    own = {"FEEDBACK_DATABASE_URL": sqlite_url, "FEEDBACK_ENV": "development", "FEEDBACK_TODAY": "2026-11-21"}
    command = [sys.executable, "-m", "flask", "--app", "app", "worker", "run"]
    process = subprocess.Popen(command, cwd=TOP, env={**os.environ, **own}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        until = time.monotonic() + LONGEST_SECONDS
        while not _looked(sqlite_url):
            assert time.monotonic() < until
            time.sleep(0.1)
        process.send_signal(how)
        said, _ = process.communicate(timeout=LONGEST_SECONDS)
        assert (process.returncode, said) == (0, "")
    finally:
        process.kill()


def _looked(url: str) -> bool:
    with application(url) as app, app.app_context():
        return worker.looked_at() is not None


def test_while_the_queue_takes_nothing_the_workers_clock_does_the_chores(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    queue.chores[:] = [lambda: done.append("one")]
    huey = queue.queue_of(app)
    monkeypatch.setattr(huey, "enqueue", huey.enqueue)
    queue.look_without_queue(app)
    assert done == []
    monkeypatch.setattr(huey.storage, "enqueue", gone)
    for task in huey.read_periodic(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        huey.enqueue(task)
    assert done == ["one"]
    with app.app_context():
        queue.wake()
    assert done == ["one"]


def gone(*_: object) -> None:
    raise ConnectionError("nobody listens")
