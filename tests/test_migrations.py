"""The tables that migrations make are those that the code means, on both databases, and migrations run both ways."""

from __future__ import annotations

import flask_migrate
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from feedback.store.database import db
from feedback.store.tables import metadata
from tests.databases import application, migrate


def tables() -> set[str]:
    """Names of the tables in the current application's database, Alembic's own apart."""
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_migrations_make_the_tables_that_the_code_means(each_database: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert tables() == set(metadata.tables)


def test_migrations_run_down_and_up_again_step_by_step(each_empty_url: str) -> None:
    migrate(each_empty_url)
    with application(each_empty_url) as app, app.app_context():
        config = app.extensions["migrate"].migrate.get_config()
        for _ in ScriptDirectory.from_config(config).walk_revisions():
            flask_migrate.downgrade()
        assert tables() == set()
        flask_migrate.upgrade()
        assert tables() == set(metadata.tables)
