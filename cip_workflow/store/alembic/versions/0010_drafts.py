"""Deployments are drafts until somebody publishes them

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("deployment") as table:
        table.add_column(sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(
            sa.Column("published_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        table.add_column(sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(
            op.f("fk_deployment_published_by_person"), "person", ["published_by"], ["id"]
        )
    # Whatever was deployed before there were drafts is published.
    op.execute("UPDATE deployment SET published_at = deployed_at, published_by = deployed_by")


def downgrade() -> None:
    with op.batch_alter_table("deployment") as table:
        table.drop_constraint(op.f("fk_deployment_published_by_person"), type_="foreignkey")
        table.drop_column("discarded_at")
        table.drop_column("published_by")
        table.drop_column("published_at")
