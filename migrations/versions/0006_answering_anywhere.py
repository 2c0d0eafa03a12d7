"""Answering anywhere: tablets, keys that devices seal to, what is held for a look, answers left off, and taking answers back.

Revision: 0006
After: 0005
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OLD_ASIDE = "set_aside IN ('test', 'duplicate', 'not_genuine')"
NEW_ASIDE = "set_aside IN ('test', 'duplicate', 'not_genuine', 'late', 'withdrawn')"
OLD_OUTCOMES = "outcome IN ('took_part', 'said_no', 'could_not_be_asked')"
NEW_OUTCOMES = "outcome IN ('took_part', 'said_no', 'could_not_be_asked', 'stopped')"

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "response": {
        "withdrawal": "VARCHAR(64)",
        "read_aloud": "BOOLEAN NOT NULL DEFAULT FALSE",
        "timing": "VARCHAR(12) NOT NULL DEFAULT '' CONSTRAINT ck_response_timing CHECK (timing IN ('', 'queued', 'not_believed'))",
        "by_revoked": "BOOLEAN NOT NULL DEFAULT FALSE",
    },
    "invitation": {"code_hash": "VARCHAR(64)"},
    "offer": {"key": "VARCHAR(36)"},
    "council": {"languages_checked": "JSON NOT NULL DEFAULT '[]'", "idle_seconds": "INTEGER NOT NULL DEFAULT 60"},
}
UNIQUE = (("response", "withdrawal"), ("invitation", "code_hash"), ("offer", "key"))
TABLES = ("unfinished", "held", "kiosk_survey", "kiosk", "sealing_key")


def upgrade() -> None:
    """Apply."""
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    for table, column in UNIQUE:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=True)
    _check("response", "set_aside", OLD_ASIDE, NEW_ASIDE)
    _check("offer", "outcome", OLD_OUTCOMES, NEW_OUTCOMES)
    _make_sealing_key()
    _make_kiosks()
    _make_held()
    _make_unfinished()


def downgrade() -> None:
    """Take back. What only the newer codes can say becomes the nearest older one, or goes."""
    op.drop_index("ix_held_settled_as", "held")
    for table in TABLES:
        op.drop_table(table)
    op.execute("UPDATE response SET set_aside = 'not_genuine' WHERE set_aside IN ('late', 'withdrawn')")
    op.execute("DELETE FROM offer WHERE outcome = 'stopped'")
    _check("offer", "outcome", NEW_OUTCOMES, OLD_OUTCOMES)
    _check("response", "set_aside", NEW_ASIDE, OLD_ASIDE)
    for table, column in UNIQUE:
        op.drop_index(f"ix_{table}_{column}", table)
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


def _make_sealing_key() -> None:
    op.create_table(
        "sealing_key",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(length=24), nullable=False),
        sa.Column("public", sa.JSON(), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sealing_key")),
        sa.UniqueConstraint("kid", name=op.f("uq_sealing_key_kid")),
    )


def _make_kiosks() -> None:
    op.create_table(
        "kiosk",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("enrolled_by", sa.String(length=255), nullable=False),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("running", sa.String(length=24), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(CAST(last_seen AS TEXT)) = 10", name=op.f("ck_kiosk_last_seen")),
        sa.CheckConstraint("waiting >= 0", name=op.f("ck_kiosk_waiting")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_kiosk_site_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_kiosk_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
    )
    op.create_table(
        "kiosk_survey",
        sa.Column("kiosk_id", sa.String(length=36), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_kiosk_survey_kiosk_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_kiosk_survey_survey_id")),
        sa.PrimaryKeyConstraint("kiosk_id", "survey_id", name=op.f("pk_kiosk_survey")),
    )


def _make_held() -> None:
    reasons = "'unreadable', 'other_answers', 'unknown_survey', 'unknown_version', 'not_open', 'closed', 'link_used', 'not_valid'"
    op.create_table(
        "held",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.Column("kiosk_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("received", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("settled_as", sa.String(length=8), nullable=True),
        sa.CheckConstraint(f"reason IN ({reasons})", name=op.f("ck_held_reason")),
        sa.CheckConstraint("settled_as IN ('kept', 'left_out')", name=op.f("ck_held_settled_as")),
        sa.CheckConstraint("length(CAST(received_on AS TEXT)) = 10", name=op.f("ck_held_received_on")),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_held_kiosk_id")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_held_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held")),
        sa.UniqueConstraint("digest", name=op.f("uq_held_digest")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_held_settled_as", "held", ["settled_as"])


def _make_unfinished() -> None:
    op.create_table(
        "unfinished",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("saved_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(CAST(saved_on AS TEXT)) = 10", name=op.f("ck_unfinished_saved_on")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_unfinished_invitation_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_unfinished")),
    )
