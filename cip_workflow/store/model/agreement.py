"""The tier 1 agreement: its parties, its governance bodies and their diary, and the days on which offices are closed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Exact, Id


class Agreement(Base):
    """A collaboration agreement (DOMAIN 4.1). What is committed and what is left are worked out, never stored."""

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("ref", info={"taken": "This agreement number is taken."}),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    scope: Mapped[str] = mapped_column(Text, default="")
    legal_basis: Mapped[str] = mapped_column(String(200), default="")
    signed_on: Mapped[date | None]
    starts_on: Mapped[date]
    initial_end: Mapped[date]
    max_end: Mapped[date]
    value_ceiling: Mapped[Decimal] = mapped_column(Exact(14, 2))
    committed_before: Mapped[Decimal] = mapped_column(
        Exact(14, 2)
    )  #: tier 2 contracts let before this system, in sum
    status: Mapped[str] = mapped_column(String(20), default="active")  #: active, expiring, ended
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class Party(Base):
    """Who signs, provides, funds or regulates: an organisation of the world, with its public identifiers."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("name", info={"taken": "This party is registered already."}),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreement.id")
    )  #: of parties to the agreement
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))  #: LCC, BARNARDOS, PROVIDER, FUNDER, REGULATOR
    ppon: Mapped[str | None] = mapped_column(String(40))  #: GB-PPON
    company: Mapped[str | None] = mapped_column(String(20))  #: GB-COH
    charity: Mapped[str | None] = mapped_column(String(20))  #: GB-CHC
    vcse: Mapped[bool] = mapped_column(default=False)
    successor_of: Mapped[int | None] = mapped_column(ForeignKey("party.id"))


class GovernanceBody(Base):
    """A body that decides or is heard: the partnership board, the Cabinet, a scrutiny committee."""

    __tablename__ = "governance_body"
    __table_args__ = (UniqueConstraint("key", info={"taken": "This key is taken."}),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    key: Mapped[str] = mapped_column(String(80))  #: the group that sits in it, where there is one: cip-board
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))  #: board, delivery-group, panel, scrutiny, cabinet
    quorum_lcc: Mapped[int] = mapped_column(default=0)
    quorum_barnardos: Mapped[int] = mapped_column(default=0)


class Meeting(Base):
    """A date in the diary of a body; papers are due seven working days before (RULINGS 14)."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("body_id", "held_on", info={"taken": "This body meets on that day already."}),
        Index("ix_meeting_held_on", "held_on", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("governance_body.id"))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(200), default="")
    cancelled_at: Mapped[datetime | None]


class Holiday(Base):
    """A day that differs from the published bank holidays of England: closed besides them, or open although it is one."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    closed: Mapped[bool] = mapped_column(default=True)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(1000), default="")
