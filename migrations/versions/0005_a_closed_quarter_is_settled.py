"""A closed quarter is settled at its first view; kept counts are made of shown responses alone.

Revision: 0005
After: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. What was counted in another way is counted again."""
    with op.batch_alter_table("kept_count") as kept:
        kept.add_column(sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE kept_count SET counts = NULL, revision = revision + 1")


def downgrade() -> None:
    """Take back."""
    op.execute("UPDATE kept_count SET counts = NULL, revision = revision + 1")
    with op.batch_alter_table("kept_count") as kept:
        kept.drop_column("settled")
