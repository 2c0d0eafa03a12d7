"""Asking: snapshots of the cohort, frames of samples, derived links, and the outbox.

Revision: 0007
After: 0006
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

CHANNELS = "channel IN ('', 'sms', 'email', 'list')"
REACHED = "reached IN ('', 'waiting', 'accepted', 'delivered', 'failed', 'stopped')"
AUDIENCES = "audience IN ('young_people', 'parents_and_carers', 'people_harmed')"
STATES = "state IN ('waiting', 'trying', 'accepted', 'delivered', 'failed', 'stopped')"
REASONS = (
    "why IN ('', 'answered', 'opted_out', 'declined', 'closed', 'expired', 'no_contact', 'not_an_address', 'not_allowed', "
    "'unknown_there', 'full_or_off', 'blocked', 'refused', 'gave_up')"
)

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "contact": {"stop_hash": "VARCHAR(64)"},
    "council": {
        "quiet_from": "INTEGER NOT NULL DEFAULT 19 CONSTRAINT ck_council_quiet_from CHECK (quiet_from BETWEEN 0 AND 23)",
        "quiet_to": "INTEGER NOT NULL DEFAULT 9 CONSTRAINT ck_council_quiet_to CHECK (quiet_to BETWEEN 0 AND 23)",
    },
    "invitation": {
        "nonce": "VARCHAR(32)",
        "started": "BOOLEAN NOT NULL DEFAULT FALSE",
        "declined_on": "DATE",
        "channel": f"VARCHAR(6) NOT NULL DEFAULT '' CONSTRAINT ck_invitation_channel CHECK ({CHANNELS})",
        "team": "VARCHAR(80)",
    },
    "person": {"review_on": "DATE", "left_on": "DATE", "opted_out_on": "DATE"},
    "sample": {
        "drawn_on": "DATE",
        "drawn_by": "VARCHAR(255) NOT NULL DEFAULT ''",
        "due_from": "DATE",
        "due_to": "DATE",
        "stratified_by": "VARCHAR(20) NOT NULL DEFAULT ''",
        "wanted": "INTEGER",
        "rest_days": "INTEGER NOT NULL DEFAULT 0",
        "resting": "INTEGER NOT NULL DEFAULT 0",
        "reminder_days": "JSON NOT NULL DEFAULT '[]'",
        "written_on": "DATE",
    },
}
INDEXES = (("invitation", "link_number"), ("invitation", "sample_id"))
TROUBLES = "trouble IN ('', 'busy', 'unreachable', 'key_refused', 'template_refused')"
TABLES = ("worker", "message", "member", "snapshot_draft", "snapshot_before", "snapshot")


def upgrade() -> None:
    """Apply."""
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    op.create_index("ix_contact_stop_hash", "contact", ["stop_hash"], unique=True)
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.execute("UPDATE invitation SET started = TRUE WHERE response_id IS NOT NULL")
    op.execute("CREATE INDEX ix_response_unlinked ON response (survey_id, quarter, set_aside) WHERE link_number IS NULL")
    # They lack how many people have which needs, which is counted from now on.
    op.execute("UPDATE kept_count SET counts = NULL, revision = revision + 1")
    _make_snapshots()
    _make_member()
    _make_message()
    _make_worker()


def downgrade() -> None:
    """Take back."""
    for name, table in (("state_next_try_at", "message"), ("provider_id", "message"), ("person_id", "message"), ("person_id", "member")):
        op.drop_index(f"ix_{table}_{name}", table)
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("ix_contact_stop_hash", "contact")
    op.drop_index("ix_response_unlinked", "response")
    for table, column in INDEXES:
        op.drop_index(f"ix_{table}_{column}", table)
    for table, columns in COLUMNS.items():
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


def _make_snapshots() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("taken_by", sa.String(length=255), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.Column("not_taken", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("undone_on", sa.Date(), nullable=True),
        sa.CheckConstraint(AUDIENCES, name=op.f("ck_snapshot_audience")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "snapshot_before",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("columns", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_before_snapshot_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("snapshot_id", "person_id", name=op.f("pk_snapshot_before")),
    )
    op.create_table(
        "snapshot_draft",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(AUDIENCES, name=op.f("ck_snapshot_draft_audience")),
        sa.CheckConstraint("state IN ('mapping', 'taking', 'taken', 'failed')", name=op.f("ck_snapshot_draft_state")),
        sa.CheckConstraint("length(CAST(made_on AS TEXT)) = 10", name=op.f("ck_snapshot_draft_made_on")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot_draft")),
    )


def _make_member() -> None:
    op.create_table(
        "member",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.String(length=20), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("team", sa.String(length=80), nullable=True),
        sa.Column("channel", sa.String(length=6), nullable=False),
        sa.Column("reached", sa.String(length=10), nullable=False),
        sa.CheckConstraint(CHANNELS, name=op.f("ck_member_channel")),
        sa.CheckConstraint(REACHED, name=op.f("ck_member_reached")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_member_sample_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sample_id", "person_id", name=op.f("pk_member")),
    )
    op.create_index("ix_member_person_id", "member", ["person_id"])


def _make_message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_id", sa.String(length=64), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.CheckConstraint("channel IN ('sms', 'email')", name=op.f("ck_message_channel")),
        sa.CheckConstraint("kind IN ('invitation', 'reminder', 'test')", name=op.f("ck_message_kind")),
        sa.CheckConstraint(STATES, name=op.f("ck_message_state")),
        sa.CheckConstraint(REASONS, name=op.f("ck_message_why")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_message_sample_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("sample_id", "person_id", "number", name=op.f("uq_message_sample_id_person_id_number")),
    )
    for columns in (["person_id"], ["provider_id"], ["state", "next_try_at"]):
        op.create_index("ix_message_" + "_".join(columns), "message", columns)


def _make_worker() -> None:
    op.create_table(
        "worker",
        sa.Column("name", sa.String(length=6), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=16), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pauses", sa.Integer(), nullable=False),
        sa.CheckConstraint("name IN ('worker', 'sms', 'email')", name=op.f("ck_worker_name")),
        sa.CheckConstraint(TROUBLES, name=op.f("ck_worker_trouble")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker")),
    )
