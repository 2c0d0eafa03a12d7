"""Reading comments: lists that officers edit, people's readings, themes, redactions, the life of a concern, alerts.

Revision: 0008
After: 0007
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OLD_KINDS = "kind IN ('invitation', 'reminder', 'test')"
NEW_KINDS = "kind IN ('invitation', 'reminder', 'test', 'alert')"
OLD_SOURCES = "source IN ('comment', 'contact', 'answer')"
NEW_SOURCES = "source IN ('comment', 'contact', 'answer', 'reader')"
SENTIMENTS = "sentiment IN ('positive', 'negative', 'mixed', 'neutral', 'unclear')"
STEPS = "kind IN ('opened', 'decided', 'handed_over', 'shut_out', 'handed_back', 'identity', 'level')"
DECISIONS = (
    "decision IN ('', 'emergency', 'social_care', 'lado', 'mash', 'case_manager', 'reply', 'no_action', 'not_identified', 'mistaken')"
)
ALERTS = "step IN ('first', 'head', 'on_call', 'identity', 'handed_over', 'test')"
REGIONS = "region IN ('ENG', 'WLS', 'SCT', 'NIR')"

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "concern": {
        "decided_at": "DATETIME",
        "handed_back_on": "DATE CONSTRAINT ck_concern_handed_back_on CHECK (length(CAST(handed_back_on AS TEXT)) = 10)",
    },
    "council": {
        "work_from": "INTEGER NOT NULL DEFAULT 9 CONSTRAINT ck_council_work_from CHECK (work_from BETWEEN 0 AND 23)",
        "work_to": "INTEGER NOT NULL DEFAULT 17 CONSTRAINT ck_council_work_to CHECK (work_to BETWEEN 1 AND 24)",
        "region": f"VARCHAR(3) NOT NULL DEFAULT 'ENG' CONSTRAINT ck_council_region CHECK ({REGIONS})",
        "on_call_name": "VARCHAR(120) NOT NULL DEFAULT ''",
        "on_call_email": "VARCHAR(255) NOT NULL DEFAULT ''",
        "on_call_phone": "VARCHAR(40) NOT NULL DEFAULT ''",
        "second_share": "INTEGER NOT NULL DEFAULT 20 CONSTRAINT ck_council_second_share CHECK (second_share BETWEEN 0 AND 100)",
        "guess_hidden": "BOOLEAN NOT NULL DEFAULT FALSE",
        "known_staff": "JSON NOT NULL DEFAULT '[]'",
        "known_places": "JSON NOT NULL DEFAULT '[]'",
        "known_schools": "JSON NOT NULL DEFAULT '[]'",
    },
    "officer": {"alert_phone": "VARCHAR(40) NOT NULL DEFAULT ''"},
}
TABLES = (
    "second_look",
    "duty",
    "alert",
    "shut_out",
    "concern_step",
    "redaction",
    "refused_theme",
    "comment_theme",
    "person_reading",
    "list_version",
)


def upgrade() -> None:
    """Apply."""
    with_zone = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {with_zone if kind == 'DATETIME' else kind}")
    _check("message", "kind", OLD_KINDS, NEW_KINDS)
    _check("concern", "source", OLD_SOURCES, NEW_SOURCES)
    _make_list_version()
    _make_readings()
    _make_redaction()
    _make_concern_steps()
    _make_alerts()
    _make_second_look()
    op.create_index("ix_response_sent_on", "response", ["sent_on"])
    # What comments were read as is counted anew, with the word of people.
    op.execute("UPDATE kept_count SET counts = NULL, revision = revision + 1")


def downgrade() -> None:
    """Take back. What only the newer codes can say becomes the nearest older one, or goes."""
    op.drop_index("ix_response_sent_on", "response")
    for table in TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM message WHERE kind = 'alert'")
    op.execute("UPDATE concern SET source = 'comment' WHERE source = 'reader'")
    _check("message", "kind", NEW_KINDS, OLD_KINDS)
    _check("concern", "source", NEW_SOURCES, OLD_SOURCES)
    for table, columns in COLUMNS.items():
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


def _check(table: str, column: str, old: str, new: str) -> None:
    """Put another CHECK in place of the one on `column`."""
    if op.get_bind().dialect.name == "sqlite":
        _remake(table, old, new)
        return
    op.drop_constraint(op.f(f"ck_{table}_{column}"), table, type_="check")
    op.create_check_constraint(op.f(f"ck_{table}_{column}"), table, sa.text(new))


def _remake(table: str, old: str, new: str) -> None:
    """SQLite cannot change a CHECK: make the table anew from its own words, so that it loses nothing else."""
    bind = op.get_bind()
    words = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).scalar_one()
    indexes = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,))
    statements = list(indexes.scalars())
    fresh = f"{table}_remade"
    _, body = words.split("(", 1)
    op.execute(sa.text(f"CREATE TABLE {fresh} ({body.replace(old, new)}".replace(":", "\\:")))
    op.execute(f"INSERT INTO {fresh} SELECT * FROM {table}")  # noqa: S608 - the name is one of ours
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {fresh} RENAME TO {table}")
    for statement in statements:
        op.execute(statement)


def _day(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length(CAST({column} AS TEXT)) = 10", name=op.f(f"ck_{table}_{column}"))


def _to(table: str, column: str, target: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE" if cascade else None)


def _make_list_version() -> None:
    op.create_table(
        "list_version",
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("changed_by", sa.String(length=255), nullable=False),
        sa.CheckConstraint("kind IN ('words', 'signs', 'themes')", name=op.f("ck_list_version_kind")),
        _day("list_version", "changed_on"),
        sa.PrimaryKeyConstraint("kind", "number", name=op.f("pk_list_version")),
    )


def _make_readings() -> None:
    op.create_table(
        "person_reading",
        sa.Column("comment_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.String(length=6), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("sentiment", sa.String(length=8), nullable=False),
        sa.Column("guess_seen", sa.Boolean(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.CheckConstraint(SENTIMENTS, name=op.f("ck_person_reading_sentiment")),
        sa.CheckConstraint("place IN ('first', 'second', 'agreed')", name=op.f("ck_person_reading_place")),
        _day("person_reading", "read_on"),
        _to("person_reading", "comment_id", "comment.id", cascade=True),
        _to("person_reading", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("comment_id", "place", name=op.f("pk_person_reading")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_theme",
        sa.Column("comment_id", sa.String(length=36), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        _to("comment_theme", "comment_id", "comment.id", cascade=True),
        _to("comment_theme", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("comment_id", "theme", name=op.f("pk_comment_theme")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "refused_theme",
        sa.Column("comment_id", sa.String(length=36), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        _to("refused_theme", "comment_id", "comment.id", cascade=True),
        sa.PrimaryKeyConstraint("comment_id", "theme", name=op.f("pk_refused_theme")),
        sqlite_with_rowid=False,
    )


def _make_redaction() -> None:
    op.create_table(
        "redaction",
        sa.Column("comment_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("compliment", sa.Boolean(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("spans", sa.LargeBinary(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.CheckConstraint("state IN ('approved', 'kept_back')", name=op.f("ck_redaction_state")),
        _day("redaction", "decided_on"),
        _to("redaction", "comment_id", "comment.id", cascade=True),
        _to("redaction", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_redaction")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_redaction_state", "redaction", ["state"])


def _make_concern_steps() -> None:
    op.create_table(
        "concern_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(STEPS, name=op.f("ck_concern_step_kind")),
        sa.CheckConstraint(DECISIONS, name=op.f("ck_concern_step_decision")),
        _to("concern_step", "concern_id", "concern.id", cascade=True),
        _to("concern_step", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_step")),
    )
    op.create_index("ix_concern_step_concern_id", "concern_step", ["concern_id"])
    op.create_table(
        "shut_out",
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        _to("shut_out", "concern_id", "concern.id", cascade=True),
        _to("shut_out", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("concern_id", "officer_id", name=op.f("pk_shut_out")),
    )


def _make_alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=36), nullable=False),
        sa.Column("concern_id", sa.String(length=36), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(length=11), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(ALERTS, name=op.f("ck_alert_step")),
        _to("alert", "message_id", "message.id", cascade=True),
        _to("alert", "concern_id", "concern.id", cascade=True),
        _to("alert", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    for column in ("message_id", "concern_id"):
        op.create_index(f"ix_alert_{column}", "alert", [column])
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        _day("duty", "from_on"),
        _day("duty", "to_on"),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_duty_order")),
        _to("duty", "lead_id", "officer.id"),
        _to("duty", "deputy_id", "officer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )


def _make_second_look() -> None:
    op.create_table(
        "second_look",
        sa.Column("comment_id", sa.String(length=36), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("missed", sa.Boolean(), nullable=False),
        _day("second_look", "week_on"),
        _day("second_look", "looked_on"),
        _to("second_look", "comment_id", "comment.id", cascade=True),
        _to("second_look", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_second_look")),
        sqlite_with_rowid=False,
    )
