"""How Alembic reaches the database: always through the application, so that settings are checked the same way."""

from __future__ import annotations

from alembic import context

from feedback.store import database
from feedback.store.tables import metadata


def run() -> None:
    """Run the migrations on the application's database, all in one transaction where the database can."""
    engine = database.engine()
    with engine.connect() as connection:
        batch = engine.dialect.name == "sqlite"
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=batch, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
