"""Procurements with sealed bids, contracts, challenges and funding bids

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "procurement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("brief_ref", sa.String(length=40), nullable=False),
        sa.Column("instance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("procedure", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("criteria", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("evaluators", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ranking", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("preferred", sa.String(length=200), nullable=True),
        sa.Column("standstill_ends", sa.Date(), nullable=True),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_procurement_instance_id_instance")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procurement")),
        sa.UniqueConstraint("ref", name=op.f("uq_procurement_ref")),
    )
    op.create_index("ix_procurement_brief_ref", "procurement", ["brief_ref", "id"], unique=False)
    op.create_index("ix_procurement_status", "procurement", ["status", "closes_at", "id"], unique=False)
    op.create_table(
        "bid",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("procurement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("admitted", sa.Boolean(), nullable=False),
        sa.Column("compliant", sa.Boolean(), nullable=True),
        sa.Column("price", sa.Numeric(14, 2).with_variant(sa.String(40), "sqlite"), nullable=True),
        sa.Column("excluded", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("documents", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["procurement_id"], ["procurement.id"], name=op.f("fk_bid_procurement_id_procurement")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["person.id"], name=op.f("fk_bid_received_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid")),
        sa.UniqueConstraint("procurement_id", "supplier", name=op.f("uq_bid_procurement_id_supplier")),
    )
    op.create_table(
        "score",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bid_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evaluator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("points", sa.Numeric(6, 2).with_variant(sa.String(40), "sqlite"), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_score_bid_id_bid")),
        sa.ForeignKeyConstraint(["evaluator_id"], ["person.id"], name=op.f("fk_score_evaluator_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint(
            "bid_id",
            "evaluator_id",
            "criterion",
            "round",
            name=op.f("uq_score_bid_id_evaluator_id_criterion_round"),
        ),
    )
    op.create_table(
        "service_contract",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("brief_ref", sa.String(length=40), nullable=False),
        sa.Column("agreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("instance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("route", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("extension_months", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(14, 2).with_variant(sa.String(40), "sqlite"), nullable=False),
        sa.Column("by_deed", sa.Boolean(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("file_digest", sa.String(length=64), nullable=True),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_service_contract_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_service_contract_instance_id_instance")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_contract")),
        sa.UniqueConstraint("ref", name=op.f("uq_service_contract_ref")),
    )
    op.create_index("ix_service_contract_brief_ref", "service_contract", ["brief_ref", "id"], unique=False)
    op.create_index(
        "ix_service_contract_status", "service_contract", ["status", "ends_on", "id"], unique=False
    )
    op.create_table(
        "sub_contract",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("brief_ref", sa.String(length=40), nullable=False),
        sa.Column("contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("procurement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("instance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Numeric(14, 2).with_variant(sa.String(40), "sqlite"), nullable=False),
        sa.Column("flow_down", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("file_digest", sa.String(length=64), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["service_contract.id"],
            name=op.f("fk_sub_contract_contract_id_service_contract"),
        ),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_sub_contract_instance_id_instance")
        ),
        sa.ForeignKeyConstraint(
            ["procurement_id"], ["procurement.id"], name=op.f("fk_sub_contract_procurement_id_procurement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_contract")),
        sa.UniqueConstraint("ref", name=op.f("uq_sub_contract_ref")),
    )
    op.create_index("ix_sub_contract_brief_ref", "sub_contract", ["brief_ref", "id"], unique=False)
    op.create_table(
        "challenge",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("brief_ref", sa.String(length=40), nullable=False),
        sa.Column("instance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("claimant", sa.String(length=200), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("proceedings", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_challenge_instance_id_instance")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    op.create_index("ix_challenge_brief_ref", "challenge", ["brief_ref", "id"], unique=False)
    op.create_table(
        "funding_bid",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("brief_ref", sa.String(length=40), nullable=False),
        sa.Column("instance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fund", sa.String(length=200), nullable=False),
        sa.Column("applicant", sa.String(length=40), nullable=False),
        sa.Column("sought", sa.Numeric(14, 2).with_variant(sa.String(40), "sqlite"), nullable=False),
        sa.Column("match", sa.Numeric(14, 2).with_variant(sa.String(40), "sqlite"), nullable=True),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("awarded", sa.Numeric(14, 2).with_variant(sa.String(40), "sqlite"), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_funding_bid_instance_id_instance")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_bid")),
    )
    op.create_index("ix_funding_bid_brief_ref", "funding_bid", ["brief_ref", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("funding_bid")
    op.drop_table("challenge")
    op.drop_table("sub_contract")
    op.drop_table("service_contract")
    op.drop_table("score")
    op.drop_table("bid")
    op.drop_table("procurement")
