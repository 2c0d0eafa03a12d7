"""The queue that wakes the worker. What is to be done stands in our own tables: a job that is lost here is found there a minute later."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import cast

from flask import Flask, current_app
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab
from huey.api import Task

from feedback.settings import TOP, Settings

NAME = "feedback"
LOOK = "look"
_QUEUE, _WORK = "feedback_queue", "feedback_work"
log = logging.getLogger(__name__)

chores: list[Callable[[], object]] = []
"""What the worker does when it is woken, in this order. Only the worker fills it."""


def prepare(app: Flask, settings: Settings) -> None:
    """Make the queue of this application: in Redis when it is given, else in a file beside the database; in memory for tests."""
    queue = _made(settings)

    def work() -> None:
        do_chores(app)

    app.extensions[_QUEUE] = queue
    app.extensions[_WORK] = queue.task(name="work")(work)
    # Each minute, in case nobody woke the worker or the queue lost it.
    queue.periodic_task(crontab(), name=LOOK)(work)


def wake() -> None:
    """Ask the worker to look into the tables now. When the queue does not answer, it does so within a minute anyway."""
    try:
        current_app.extensions[_WORK]()
    except Exception:
        current_app.logger.warning("the queue does not answer: the worker looks by itself within a minute")


def wake_soon() -> None:
    """Like `wake`, in a thread of its own: whoever sent something must neither wait for a queue nor be able to tell that it was asked."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]

    def wake_in_thread() -> None:
        with app.app_context():
            wake()

    threading.Thread(target=wake_in_thread, name="wake", daemon=True).start()


def look_without_queue(app: Flask) -> None:
    """Let the worker's own clock do the chores each minute while the queue takes nothing, as when Redis is away."""
    queue = queue_of(app)
    take = queue.enqueue

    def take_or_work(task: Task) -> object:
        try:
            return take(task)
        except Exception:
            if task.name != LOOK:
                raise
            return do_chores(app)

    queue.enqueue = take_or_work


def queue_of(app: Flask) -> Huey:
    """The queue of an application."""
    return cast(Huey, app.extensions[_QUEUE])


def do_chores(app: Flask) -> int:
    """Each chore once, in a context of its own. One that fails is logged and does not stop the others; how many failed."""
    return sum(_fails(app, chore) for chore in chores)


def _fails(app: Flask, chore: Callable[[], object]) -> bool:
    try:
        with app.app_context():
            chore()
    except Exception as error:
        # Neither its message nor the values around it: they may hold somebody's number.
        where = traceback.extract_tb(error.__traceback__)[-1]
        log.error("the worker failed: %s in %s line %s", type(error).__name__, where.name, where.lineno)
        return True
    return False


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
