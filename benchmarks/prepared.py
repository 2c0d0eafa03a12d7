"""A service to measure: a folder on the machine's disk, a migrated SQLite database in it, and one open survey."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import flask_migrate
from flask import Flask

from benchmarks.serving import TOP
from feedback import create_app, settings
from feedback.asking import surveys
from feedback.questionnaire import starters
from feedback.questionnaire.definition import Questionnaire

SLUG = "bench"
TODAY = "2026-11-21"


@dataclass(frozen=True)
class Service:
    """Where it lives and what it asks. `environment` is what its processes are started with."""

    folder: Path
    environment: dict[str, str]
    questionnaire: Questionnaire

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "feedback.db"

    def application(self) -> Flask:
        """The same application in this process."""
        return create_app(settings.load(self.environment))


@contextmanager
def service() -> Iterator[Service]:
    """An open, confidential survey with the young people's starter: 12 closed questions and 3 comments. Gone afterwards."""
    parent = TOP / "instance"
    parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=parent) as name:
        folder = Path(name)
        environment = {"FEEDBACK_DATABASE_URL": f"sqlite:///{folder / 'feedback.db'}", "FEEDBACK_TODAY": TODAY}
        made = Service(folder, environment, starters.get("young_people"))
        with made.application().app_context():
            flask_migrate.upgrade()
            surveys.create(made.questionnaire, SLUG, "Benchmark", "confidential", "benchmark")
            surveys.open_survey(SLUG, "benchmark")
        yield made
