"""The session, the migrations, and the one way to write: `transaction()`."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, cast

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, CursorResult, Engine, MetaData, Table, UpdateBase, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase

from feedback.settings import TOP, Settings

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_MILLISECONDS = 15_000


class Base(DeclarativeBase):
    """Base of all tables. Constraints have fixed names so that migrations can change them on both databases."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
migrate = Migrate(directory=str(TOP / "migrations"))
_one_writer = threading.Lock()
_AFTERWARDS = "afterwards"

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def connect(app: Flask, settings: Settings) -> None:
    """Bind the session and the migrations to the application."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    # The message of a database error would hold a whole response, and messages are logged.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True}
    if settings.sqlite:
        _make_folder(settings.database_url)
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _prepare_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing. A use case opens one; a transaction inside another joins it.

    On SQLite a lock lets one writer of this process in at a time and the database is locked from the first statement on:
    a reader that turns into a writer would fail at once where another process wrote in between.
    """
    info = db.session.info
    if info.get("writing"):
        yield
        return
    with _one_writer if db.engine.dialect.name == "sqlite" else nullcontext():
        try:
            db.session.commit()
            info["writing"], info[_AFTERWARDS] = db.session.connection(execution_options={"writing": True}), []
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            info["writing"] = None
    for call in info.pop(_AFTERWARDS):
        call()


def afterwards(call: Callable[[], object]) -> None:
    """Call this once the transaction under way is kept, and never when it fails; once, however often it is asked for."""
    waiting: list[Callable[[], object]] = db.session.info[_AFTERWARDS]
    if call not in waiting:
        waiting.append(call)


def recover() -> None:
    """Forget a transaction that failed, so that a page about it can read the database. What failed was kept nowhere."""
    db.session.rollback()


def let_go() -> None:
    """Close every connection: a process that is about to start others must hand none on."""
    db.session.remove()
    db.engine.dispose()


def ready() -> None:
    """Raise if the database does not answer or has no tables."""
    db.session.execute(text("SELECT 1 FROM alembic_version"))


def _make_folder(database_url: str) -> None:
    path = database_url.removeprefix("sqlite:///")
    if path and path != ":memory:":
        folder = TOP.joinpath(path).parent
        folder.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def engine() -> Engine:
    """The engine of the current application."""
    return db.engine


def table_of(model: type[Base]) -> Table:
    """The table of a model: inserting into it skips the unit of work, which answering cannot afford."""
    return cast(Table, model.__table__)


def insert_rows(statement: UpdateBase, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert past the session, on the connection of the transaction under way. Raises RuntimeError outside one.

    Answering cannot afford the session's own way: it costs several times the insert.
    """
    _writing().execute(statement, rows)


def insert_unless_known(model: type[Base], *key: str) -> Mapping[str, UpdateBase]:
    """By the name of the database: INSERT that does nothing for a row whose `key` is there already, for `insert_new`."""
    table = table_of(model)
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(index_elements=key).returning(table.c[key[0]]),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(index_elements=key).returning(table.c[key[0]]),
    }


def insert_new(statements: Mapping[str, UpdateBase], rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Insert rows on the connection of the transaction under way; the first column of the keys of those that were not there already."""
    connection = _writing()
    return list(connection.execute(statements[connection.dialect.name], rows).scalars())


def _writing() -> Connection:
    connection: Connection | None = db.session.info.get("writing")
    if connection is None:
        raise RuntimeError("rows are inserted inside store.transaction() only")
    return connection


def changed(statement: UpdateBase) -> int:
    """Run an UPDATE or DELETE past the session's objects; how many rows it changed."""
    result = db.session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount
