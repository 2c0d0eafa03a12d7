"""The ledger: what was issued before, so that two releases cannot be subtracted from each other.

Revision: 0009
After: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

AUDIENCES = "audience IN ('officers', 'board', 'public')"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "issued",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("period", sa.String(length=24), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("breakdown", sa.String(length=60), nullable=False),
        sa.Column("member_of", sa.String(length=60), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.CheckConstraint(AUDIENCES, name=op.f("ck_issued_audience")),
        sa.CheckConstraint("length(CAST(issued_on AS TEXT)) = 10", name=op.f("ck_issued_issued_on")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_issued_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued")),
    )
    op.create_index(op.f("ix_issued_survey_id_audience"), "issued", ["survey_id", "audience"])
    # Results are counted anew, by team too.
    op.execute("UPDATE kept_count SET counts = NULL, revision = revision + 1")


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_issued_survey_id_audience"), "issued")
    op.drop_table("issued")
    op.execute("UPDATE kept_count SET counts = NULL, revision = revision + 1")
