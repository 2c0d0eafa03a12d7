"""Databases for tests: a migrated SQLite file copied for each test, and a schema of its own in PostgreSQL where one answers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import make_url

from feedback import create_app, settings
from feedback.demo import loading as demo
from feedback.store.database import db
from feedback.store.tables import metadata

POSTGRES = os.environ.get("FEEDBACK_TEST_POSTGRES", "postgresql+psycopg://127.0.0.1/test")
TODAY = date(2026, 11, 21)
SETTINGS = settings.load({"FEEDBACK_ENV": "test", "FEEDBACK_TODAY": TODAY.isoformat()})
SCHEMA = f"feedback_test_{os.getpid()}"
GUARDED = ("event", "version")
"""Tables whose rows a trigger keeps from being removed."""
EMPTIED = "; ".join(
    (
        *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in GUARDED),
        *(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)),
        *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in GUARDED),
        "SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = current_schema()",
    )
)
"""Rows are few, so this takes a tenth of the time of TRUNCATE, which makes every file of every table anew."""


@contextmanager
def application(database_url: str) -> Iterator[Flask]:
    """The application on this database, its connections closed at the end."""
    app = create_app(replace(SETTINGS, database_url=database_url))
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


def migrate(database_url: str) -> None:
    """Bring a database to the newest revision."""
    with application(database_url) as app, app.app_context():
        flask_migrate.upgrade()


def load_demo(database_url: str) -> None:
    """Fill a migrated database with the demo council."""
    with application(database_url) as app, app.app_context():
        demo.load()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite database. Tests copy it."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate(f"sqlite:///{path}")
    _into_one_file(path)
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of this test's own."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'feedback.db')}"


@pytest.fixture(scope="session")
def demo_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database that holds the demo council. Tests copy it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(migrated_file, path)
    load_demo(f"sqlite:///{path}")
    _into_one_file(path)
    return path


@pytest.fixture
def demo_url(demo_file: Path, tmp_path: Path) -> str:
    """The demo council in a database of this test's own."""
    return f"sqlite:///{shutil.copy(demo_file, tmp_path / 'demo.db')}"


@pytest.fixture(scope="session")
def migrated_schema() -> Iterator[str]:
    """A migrated schema, dropped at the end of all tests."""
    with schema(SCHEMA) as url:
        migrate(url)
        yield url


@pytest.fixture
def postgres_url(migrated_schema: str) -> str:
    """The migrated schema, emptied of what an earlier test left."""
    with _server() as connection:
        connection.exec_driver_sql(f"SET search_path TO {SCHEMA}")
        connection.exec_driver_sql(EMPTIED)
    return migrated_schema


@pytest.fixture
def empty_postgres_url() -> Iterator[str]:
    """A schema without tables."""
    with schema(f"{SCHEMA}_empty") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def each_database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database, once of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def each_empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


@cache
def why_no_postgres() -> str:
    """Empty when PostgreSQL answers, else the reason that is reported with the tests left out."""
    try:
        with _server():
            return ""
    except sa.exc.SQLAlchemyError as error:
        return f"PostgreSQL does not answer at {POSTGRES} (FEEDBACK_TEST_POSTGRES names another): {str(error).splitlines()[0]}"


def _into_one_file(path: Path) -> None:
    """So that a copy of the file alone is the whole database."""
    engine = sa.create_engine(f"sqlite:///{path}", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE")


@contextmanager
def schema(name: str) -> Iterator[str]:
    """The address of a new schema, dropped at the end. Without PostgreSQL the test is left out, and says so."""
    if why := why_no_postgres():
        pytest.skip(why)
    with _server() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    yield make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
    with _server() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")


@contextmanager
def _server() -> Iterator[sa.Connection]:
    engine = sa.create_engine(POSTGRES, poolclass=sa.NullPool, connect_args={"connect_timeout": 3})
    with engine.begin() as connection:
        yield connection
