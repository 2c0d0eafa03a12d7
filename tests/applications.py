"""The application under test: for requests, for commands, and for calls to its rooms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from tests.databases import application
from tests.pages import CheckingClient


@pytest.fixture
def app(sqlite_url: str) -> Iterator[Flask]:
    """The application on an empty SQLite database, outside any context: for requests and commands."""
    with application(sqlite_url) as app:
        app.test_client_class = CheckingClient
        yield app


@pytest.fixture
def demo(demo_url: str) -> Iterator[Flask]:
    """Like `app`, with the demo council in it."""
    with application(demo_url) as app:
        app.test_client_class = CheckingClient
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without script or patience: every page that it fetches is checked (tests/pages.py)."""
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Runs `flask …` commands."""
    return app.test_cli_runner()


@pytest.fixture
def app_context(app: Flask) -> Iterator[Flask]:
    """The application with its context pushed: for calls to the store and to use cases. Not together with `client`."""
    with app.app_context():
        yield app


@pytest.fixture
def each_database(each_database_url: str) -> Iterator[Flask]:
    """Like `app_context`, once on SQLite and once on PostgreSQL."""
    with application(each_database_url) as app, app.app_context():
        yield app


@pytest.fixture
def each_app(each_database_url: str) -> Iterator[Flask]:
    """Like `app`, once on SQLite and once on PostgreSQL."""
    with application(each_database_url) as app:
        app.test_client_class = CheckingClient
        yield app
