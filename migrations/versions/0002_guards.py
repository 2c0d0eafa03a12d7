"""Guards that no code can step over: versions never change, events are only added, privacy is fixed once a survey has opened.

Revision: 0002
After: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GUARDS = (
    ("version_unchanged", "UPDATE", "version", "TRUE", "a published version never changes"),
    ("version_stays", "DELETE", "version", "TRUE", "a published version is never removed"),
    ("event_unchanged", "UPDATE", "event", "TRUE", "events are only ever added"),
    ("event_stays", "DELETE", "event", "TRUE", "events are only ever added"),
    (
        "survey_privacy_fixed",
        "UPDATE",
        "survey",
        "OLD.opened_on IS NOT NULL AND NEW.privacy <> OLD.privacy",
        "the privacy of a survey is fixed once it has opened",
    ),
)
"""(name, statement, table, condition, message)"""


def upgrade() -> None:
    """Apply."""
    add = _add_on_sqlite if op.get_bind().dialect.name == "sqlite" else _add_on_postgresql
    for guard in GUARDS:
        add(*guard)


def downgrade() -> None:
    """Take back."""
    postgresql = op.get_bind().dialect.name != "sqlite"
    for name, _, table, _, _ in GUARDS:
        op.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
        if postgresql:
            op.execute(f"DROP FUNCTION {name}()")


def _add_on_sqlite(name: str, statement: str, table: str, condition: str, message: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {statement} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END")


def _add_on_postgresql(name: str, statement: str, table: str, condition: str, message: str) -> None:
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$")
    op.execute(f"CREATE TRIGGER {name} BEFORE {statement} ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()")
