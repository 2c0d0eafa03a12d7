"""What an error leaves in the log: enough to mend it, and nothing of who answered what."""

from __future__ import annotations

import http.client
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from feedback import store
from feedback.logs import QuietLogger, cut
from feedback.settings import TOP
from feedback.store.database import db
from tests.intake.arrivals import form, open_survey

SECRET = "zebracrossing at the hub"


@contextmanager
def comments_elsewhere(app: Flask) -> Iterator[None]:
    """Meanwhile the table of comments is not there. Put back at the end: tests share a PostgreSQL database."""
    rename(app, "comment", "comment_elsewhere")
    try:
        yield
    finally:
        rename(app, "comment_elsewhere", "comment")


def rename(app: Flask, table: str, name: str) -> None:
    """Give a table another name."""
    with app.app_context(), store.transaction():
        db.session.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))


def test_an_error_while_keeping_logs_neither_answers_nor_the_address(each_app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    each_app.config["PROPAGATE_EXCEPTIONS"] = False
    with each_app.app_context():
        open_survey("very-own-slug")
    sent = form(overall="very_good", good=SECRET)
    with comments_elsewhere(each_app), caplog.at_level(logging.DEBUG):
        answer = each_app.test_client().post("/s/very-own-slug", data=sent)
    assert answer.status_code >= 500
    assert "comment" in caplog.text
    for private in (SECRET, "zebracrossing", "very_good", sent["response_id"], "/s/very-own-slug"):
        assert private not in caplog.text


TOKEN = "8ZK3TOKEN0OF0SOMEBODY0QQ42"
FORMAT = '%(h)s "%(r)s" %(s)s %(U)s?%(q)s "%(f)s" %({raw_uri}e)s %({referer}i)s'


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (f"GET /i/{TOKEN} HTTP/1.1", "GET /i/... HTTP/1.1"),
        (f"GET /i//{TOKEN} HTTP/1.1", "GET /i//... HTTP/1.1"),
        (f"/i/{TOKEN}/answers-so-far?language=ur", "/i/.../answers-so-far?language=ur"),
        (f'"https://feedback.example/stop/{TOKEN}" 200', '"https://feedback.example/stop/..." 200'),
        (f"bad line 'GET /stop/{TOKEN}\\r\\n' from /i/{TOKEN}#top", "bad line 'GET /stop/...\\r\\n' from /i/...#top"),
        ("POST /i/ and /s/views and /stop/ and /static/i.css", "POST /i/ and /s/views and /stop/ and /static/i.css"),
    ],
)
def test_a_line_is_written_without_its_tokens(line: str, written: str) -> None:
    assert cut(line) == written


@contextmanager
def gunicorn(database_url: str, folder: Path) -> Iterator[int]:
    """gunicorn as it is configured here, with its access log turned on; its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    logs = ["--access-logfile", str(folder / "access.log"), "--error-logfile", str(folder / "error.log"), "--log-level", "debug"]
    command = [sys.executable, "-m", "gunicorn", "--config", str(TOP / "gunicorn.conf.py"), *logs, "--access-logformat", FORMAT, "app:app"]
    settings = {"FEEDBACK_ENV": "development", "FEEDBACK_DATABASE_URL": database_url, "PORT": str(port)}
    with subprocess.Popen(command, cwd=TOP, env={**os.environ, **settings}, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)


def _wait_for(port: int) -> None:
    for _ in range(400):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)


def _asked(port: int, method: str, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, headers={"Referer": f"http://127.0.0.1/i/{TOKEN}"})
        answer = connection.getresponse()
        answer.read()
        return answer.status


def _said(port: int, line: str) -> None:
    """Send a line that is no request."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as open_one:
        open_one.sendall(line.encode())
        open_one.recv(1000)


def test_gunicorn_writes_no_token_into_its_logs(sqlite_url: str, tmp_path: Path) -> None:
    with gunicorn(sqlite_url, tmp_path) as port:
        assert [_asked(port, "GET", f"/{place}/{TOKEN}?a=1") for place in ("i", "stop")] == [404, 200]
        assert _asked(port, "POST", f"/stop/{TOKEN}") == 200
        _said(port, f"GET /i/{TOKEN} HTTP/9.9\r\n\r\n")
        _said(port, f"GET /i/{TOKEN} and more\r\n\r\n")
        _said(port, f"GET /stop/{TOKEN} HTTP/1.1\r\nBad Header /i/{TOKEN}\r\n\r\n")
    access, error = ((tmp_path / name).read_text() for name in ("access.log", "error.log"))
    assert access.count("/i/...") >= 5
    assert '"GET /stop/...?a=1 HTTP/1.1" 200' in access
    assert "Invalid" in error
    assert "/i/..." in error
    assert TOKEN not in access + error


def test_what_an_exception_says_is_cut_too(caplog: pytest.LogCaptureFixture) -> None:
    from gunicorn.config import Config

    log = QuietLogger(Config())
    log.error_log.addHandler(caplog.handler)
    try:
        raise ValueError(f"no such page: /i/{TOKEN}")
    except ValueError:
        log.exception("failed at /stop/%s", TOKEN)
    finally:
        log.error_log.removeHandler(caplog.handler)
    assert "no such page: /i/..." in caplog.text
    assert TOKEN not in caplog.text
