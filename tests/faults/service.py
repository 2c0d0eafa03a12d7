"""The service as it runs for real, to be killed and started again, and what is in its database."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask

from feedback.asking import surveys
from feedback.intake.recording import kept_id
from feedback.questionnaire import loading, starters
from feedback.questionnaire.definition import Questionnaire
from feedback.store import held, responses
from feedback.store.comments import Comment
from feedback.store.database import db
from feedback.store.encryption import unseal
from tests.databases import application

SLUG = "faults"
QUARTER = "2026/27 Q3"
ACTOR = "faults@example.org"
TODAY = "2026-11-21"
LONGEST_START_SECONDS = 40
Sent = TypeVar("Sent")
TOP = Path(__file__).resolve().parents[2]


def questionnaire(version: int = 1) -> Questionnaire:
    """The young people's starter; each version asks one more question."""
    plain = json.loads(loading.dump(starters.get("young_people")))
    plain["sections"][0]["questions"] += [_one_more(number) for number in range(2, version + 1)]
    return loading.load(json.dumps(plain))


def _one_more(number: int) -> dict[str, Any]:
    options = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
    return {"type": "choice", "code": f"more_{number}", "text": "Is this one fine too?", "options": options}


class Service:
    """gunicorn on a port of its own and a SQLite file."""

    def __init__(self, database_url: str) -> None:
        self.database_url = database_url
        self.port = free_port()
        self.version = 1
        self._process: subprocess.Popen[bytes] | None = None
        with application(database_url) as app, app.app_context():
            surveys.create(questionnaire(), SLUG, "Faults", "confidential", ACTOR)
            surveys.open_survey(SLUG, ACTOR)

    def start(self) -> None:
        """Serve; return once it answers."""
        settings = {
            "FEEDBACK_DATABASE_URL": self.database_url,
            "FEEDBACK_TODAY": TODAY,
            "FEEDBACK_ENV": "development",
            "PORT": str(self.port),
        }
        command = [sys.executable, "-m", "gunicorn", "--config", str(TOP / "gunicorn.conf.py"), "app:app"]
        self._process = subprocess.Popen(
            command, cwd=TOP, env={**os.environ, **settings}, start_new_session=True, stdout=subprocess.DEVNULL
        )
        until = time.monotonic() + LONGEST_START_SECONDS
        while not _answers(self.port):
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError("gunicorn did not start: what it wrote stands above")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it and its workers as a power cut would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def publish(self) -> None:
        """Ask one more question from now on."""
        self.version += 1
        with application(self.database_url) as app, app.app_context():
            surveys.publish(SLUG, questionnaire(self.version), ACTOR)

    def kept(self) -> dict[str, dict[str, Any]]:
        """Every response by its id: {question: answer}, skipped and unasked questions left out, comments in clear."""
        with application(self.database_url) as app:
            return _kept(app)

    def as_kept(self, sent: Mapping[str, Sent]) -> dict[str, Sent]:
        """The same, by the ids under which the service keeps what devices call by these."""
        with application(self.database_url) as app, app.app_context():
            return {kept_id(device_id): one for device_id, one in sent.items()}

    def held(self) -> int:
        """How much is held for an officer."""
        with application(self.database_url) as app, app.app_context():
            return held.waiting()


@contextmanager
def running_service(database_url: str) -> Iterator[Service]:
    """A service that answers meanwhile."""
    service = Service(database_url)
    try:
        service.start()
        yield service
    finally:
        service.kill()


def _kept(app: Flask) -> dict[str, dict[str, Any]]:
    with app.app_context():
        found, _ = responses.page(surveys.find(SLUG).id, QUARTER, 1, 100_000)
        return {one.id: _answers_of(one) for one in found}


def _answers_of(response: responses.Response) -> dict[str, Any]:
    coded = {code: value for code, value in json.loads(response.answers).items() if value not in ("skipped", "not_asked")}
    return coded | {comment.question: unseal(comment.text) for comment in db.session.query(Comment).filter_by(response_id=response.id)}


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return connection.recv(16).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
