"""The conflicts register: declarations of interest, and what members are kept from because of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id


class Declaration(Base):
    """What a member declared and how it was judged; for the monitoring officer and the declarant only (DOMAIN 4.1)."""

    __tablename__ = "declaration"
    __table_args__ = (
        UniqueConstraint("instance_id", "scope", "declarant_id"),
        Index("ix_declaration_declarant_id", "declarant_id", "id"),
        Index("ix_declaration_status", "status", "opened_at", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    scope: Mapped[int] = mapped_column(default=0)  #: which call of the conflict process in the case
    declarant_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    brief_ref: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20), default="open")  #: open, cleared, mitigated, removed
    declared: Mapped[str | None] = mapped_column(String(20))  #: none, interest
    rating: Mapped[str | None] = mapped_column(String(20))
    residual: Mapped[str | None] = mapped_column(String(20))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    opened_at: Mapped[datetime]
    declared_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class Restriction(Base):
    """What a member may not do within a brief: no-finance, no-evaluation, no-market-data, removed, all."""

    __tablename__ = "restriction"
    __table_args__ = (Index("ix_restriction_person_id", "person_id", "brief_ref"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    brief_ref: Mapped[str | None] = mapped_column(String(40))
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("instance.id"))
    kind: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    since: Mapped[datetime]
    until: Mapped[datetime | None]
