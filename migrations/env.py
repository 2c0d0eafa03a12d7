"""How Alembic reaches the database: always through the application, so that settings are checked the same way."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection

from feedback.store import database
from feedback.store.tables import metadata


def run() -> None:
    """Run the migrations on the application's database, each step in a transaction of its own."""
    engine = database.engine()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _migrate_sqlite(connection)
        else:
            _migrate(connection)


def _migrate_sqlite(connection: Connection) -> None:
    """SQLite changes a table by making it anew, which rows that point to it forbid: they are checked afterwards instead."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        _migrate(connection)
        left_alone = driver.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
    if left_alone:
        raise RuntimeError(f"rows point to rows that are gone: {left_alone[:10]}")


def _migrate(connection: Connection) -> None:
    batch = connection.dialect.name == "sqlite"
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=batch, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


run()
