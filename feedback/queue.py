"""The queue that wakes the worker. What is to be done stands in our own tables: a job that is lost here is found there a minute later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from flask import Flask, current_app
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey

from feedback.settings import TOP, Settings

NAME = "feedback"
_QUEUE, _WORK = "feedback_queue", "feedback_work"

chores: list[Callable[[], object]] = []
"""What the worker does when it is woken, in this order. Only the worker fills it."""


def prepare(app: Flask, settings: Settings) -> None:
    """Make the queue of this application: in Redis when it is given, else in a file beside the database; in memory for tests."""
    queue = _made(settings)

    def work() -> None:
        with app.app_context():
            for chore in chores:
                chore()

    app.extensions[_QUEUE] = queue
    app.extensions[_WORK] = queue.task(name="work")(work)


def wake() -> None:
    """Ask the worker to look into the tables now. When the queue does not answer, it does so within a minute anyway."""
    try:
        current_app.extensions[_WORK]()
    except Exception:
        current_app.logger.warning("the queue does not answer: the worker looks by itself within a minute")


def queue_of(app: Flask) -> Huey:
    """The queue of an application."""
    return cast(Huey, app.extensions[_QUEUE])


def _made(settings: Settings) -> Huey:
    if settings.env == "test":
        return MemoryHuey(NAME)
    if settings.redis_url:
        return RedisHuey(NAME, url=settings.redis_url)
    return SqliteHuey(NAME, filename=str(_file(settings)))


def _file(settings: Settings) -> Path:
    folder = TOP / "instance"
    if settings.sqlite:
        folder = TOP.joinpath(settings.database_url.removeprefix("sqlite:///")).parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "queue.db"
