"""The register of design briefs, their versions, their teams, and the counters that number them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Exact, Id

_NOW = text("ended_at IS NULL")


class Brief(Base):
    """A design brief: the business key of its cases is `ref` (CIP-DB-YYYY-NN)."""

    __tablename__ = "brief"
    __table_args__ = (
        UniqueConstraint("ref", info={"taken": "This brief reference is taken."}),
        UniqueConstraint("year", "number", info={"taken": "This brief number is taken."}),
        Index("ix_brief_stage", "stage", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    service_area: Mapped[str | None] = mapped_column(String(80))
    stage: Mapped[str | None] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(
        String(20), default="draft"
    )  #: draft, issued, withdrawn, rejected, out-of-scope, closed
    version: Mapped[int] = mapped_column(default=1)  #: raised when an issued brief is changed (DOMAIN 4.1)
    whole_life_value: Mapped[Decimal | None] = mapped_column(Exact(14, 2))
    legal_regime: Mapped[str | None] = mapped_column(String(40))
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    deadline: Mapped[date | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class BriefVersion(Base):
    """What was issued, unchangeable: one row a version."""

    __tablename__ = "brief_version"
    __table_args__ = (
        UniqueConstraint(
            "brief_id", "number", info={"taken": "This version of the brief is issued already."}
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    brief_id: Mapped[int] = mapped_column(ForeignKey("brief.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class BriefMember(Base):
    """A person in a scoped group of one brief: the principal `g:<role>@<brief ref>`. Ended rows stay as history."""

    __tablename__ = "brief_member"
    __table_args__ = (
        Index(
            "uq_brief_member_current",
            "brief_id",
            "person_id",
            "role",
            unique=True,
            sqlite_where=_NOW,
            postgresql_where=_NOW,
            info={"taken": "This person already has this role in the brief."},
        ),
        Index("ix_brief_member_person_id", "person_id", "brief_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    brief_id: Mapped[int] = mapped_column(ForeignKey("brief.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(
        String(80)
    )  #: design-lead, co-lead, design-team, evaluation-panel, evaluation-chair
    part: Mapped[str | None] = mapped_column(
        String(80)
    )  #: what the nomination says: practitioner, finance, data, ..
    days: Mapped[Decimal | None] = mapped_column(Exact(4, 2))  #: days a week
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Numbering(Base):
    """The last number given out in a series (`CIP-DB-2026`), raised in the transaction that uses it: no gaps, no twins."""

    __tablename__ = "numbering"

    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]
