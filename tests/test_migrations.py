"""The tables that migrations make are those that the code means, on both databases, and migrations run both ways."""

from __future__ import annotations

import flask_migrate
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from flask import Flask

from feedback import clock, store
from feedback.store import accounts, events
from feedback.store.database import db
from feedback.store.tables import metadata
from tests.databases import application, migrate
from tests.store.rows import a_survey, keep_response


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
        for _ in revisions(app):
            flask_migrate.downgrade()
        assert tables() == set()
        flask_migrate.upgrade()
        assert tables() == set(metadata.tables)


def test_what_is_kept_outlives_the_way_down_to_the_first_tables_and_up_again(each_empty_url: str) -> None:
    migrate(each_empty_url)
    with application(each_empty_url) as app, app.app_context():
        survey = a_survey()
        keep_response(survey)
        with store.transaction():
            events.record(clock.now(), "a@example.org", "survey.opened", survey.id, slug=survey.slug)
            accounts.add({"email": "a@example.org", "full_name": "A Officer", "password": "hash"}, ["head"])
        before, guarded = everything(), guards()
        for revision in revisions(app)[1:]:
            flask_migrate.downgrade(revision=revision.revision)
        flask_migrate.upgrade()
        assert everything() == before
        assert guards() == guarded
        assert {name for name, rows in before.items() if rows} >= {"survey", "version", "response", "event", "officer", "role"}
        assert guarded


def revisions(app: Flask) -> list[Script]:
    """The newest revision first."""
    return list(ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config()).walk_revisions())


def everything() -> dict[str, list[str]]:
    """The rows of every table, in an order of their own."""
    with db.engine.connect() as connection:
        return {name: sorted(str(tuple(row)) for row in connection.execute(sa.select(table))) for name, table in metadata.tables.items()}


def guards() -> list[str]:
    """What the database itself refuses: its triggers, and on SQLite the tables that keep no order of arrival."""
    on_sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger' OR sql LIKE '%WITHOUT ROWID%'"
    on_postgres = "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = current_schema()"
    with db.engine.connect() as connection:
        return sorted(connection.exec_driver_sql(on_sqlite if db.engine.dialect.name == "sqlite" else on_postgres).scalars())
