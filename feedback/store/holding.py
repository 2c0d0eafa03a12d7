"""Who holds the outbox: one process of all machines, by a lock that the system lets go of when the process dies, however it dies."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy import text

from feedback.settings import TOP, Settings
from feedback.store.database import db, engine

SUFFIX = ".outbox"
NUMBER = 24
"""The second half of PostgreSQL's lock; the first is the schema's, so that two services in one database do not wait for each other."""

Check = Callable[[], None]


@contextmanager
def outbox() -> Iterator[Check | None]:
    """Hold the outbox inside this block; None, at once, when another process does.

    What is given is called before each batch: it raises when the lock was lost, as when PostgreSQL was started again.
    """
    if engine().dialect.name == "sqlite":
        with _by_file() as check:
            yield check
    else:
        with _by_server() as check:
            yield check


@contextmanager
def _by_file() -> Iterator[Check | None]:
    settings: Settings = current_app.config["FEEDBACK_SETTINGS"]
    path = TOP.joinpath(settings.database_url.removeprefix("sqlite:///"))
    with path.with_name(path.name + SUFFIX).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield lambda: None


@contextmanager
def _by_server() -> Iterator[Check | None]:
    """On a connection of its own, which commits each statement: the lock is the session's."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        lock = {"number": NUMBER}
        if not connection.scalar(text("SELECT pg_try_advisory_lock(hashtext(current_schema()), :number)"), lock):
            yield None
            return
        try:
            yield lambda: connection.execute(text("SELECT 1")).close()
        finally:
            if not connection.invalidated:
                connection.execute(text("SELECT pg_advisory_unlock(hashtext(current_schema()), :number)"), lock)
