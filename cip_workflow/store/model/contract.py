"""Decisions, notices, procurements with their sealed bids, contracts and challenges: what processes leave in the register."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Exact, Id


class DecisionRecord(Base):
    """What a body or an officer decided, with reasons and alternatives. Never changed: a correction is another row.

    The 2012 Executive Arrangements Regulations (13) want reasons, alternatives and conflicts of interest recorded.
    """

    __tablename__ = "decision_record"
    __table_args__ = (
        Index("ix_decision_record_brief_ref", "brief_ref", "id"),
        Index("ix_decision_record_decided_on", "decided_on", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    brief_ref: Mapped[str] = mapped_column(String(40))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    element: Mapped[str] = mapped_column(String(200))  #: the step that recorded it
    kind: Mapped[str] = mapped_column(
        String(40)
    )  #: issue-brief, change-brief, more-time, funding-bid, recommendation, executive, delivery-route, award, ..
    body: Mapped[str] = mapped_column(String(80))  #: group key of who decided: cip-board, lcc-cabinet, ..
    authority: Mapped[str] = mapped_column(String(200), default="")  #: the power that was used
    decided_on: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(60))
    reasons: Mapped[str] = mapped_column(Text, default="")
    alternatives: Mapped[str] = mapped_column(Text, default="")
    conditions: Mapped[list[Any]]
    details: Mapped[dict[str, Any]]  #: votes, consultation, notice dates, rule of the decision table
    key_decision: Mapped[bool] = mapped_column(default=False)
    visible_to: Mapped[str | None] = mapped_column(
        String(40)
    )  #: LCC: nobody else reads it; None: who may read the brief
    published_at: Mapped[datetime | None]
    call_in_ends: Mapped[date | None]
    call_in_outcome: Mapped[str | None] = mapped_column(String(60))
    corrects: Mapped[int | None] = mapped_column(ForeignKey("decision_record.id"))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Notice(Base):
    """A notice that the law or the agreement wants, from planned to published."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_brief_ref", "brief_ref", "id"),
        Index("ix_notice_due_on", "status", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    brief_ref: Mapped[str] = mapped_column(String(40))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    contract_ref: Mapped[str | None] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))  #: as the decision table says: UK6 contract award
    regime: Mapped[str] = mapped_column(String(40))
    event: Mapped[str] = mapped_column(String(20))  #: PLAN, TENDER, AWARD, SIGN, ..
    mandatory: Mapped[bool]
    deadline: Mapped[str] = mapped_column(String(300), default="")  #: in words, as the table says
    due_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(20), default="due")  #: due, published, not-needed
    notice_ref: Mapped[str | None] = mapped_column(String(100))  #: number that the publisher gave
    published_on: Mapped[date | None]
    standstill_ends: Mapped[date | None]
    release_id: Mapped[int | None] = mapped_column(ForeignKey("release.id"))
    planned_at: Mapped[datetime]


class Procurement(Base):
    """A procurement of a sub-contract: CIP-PR-YYYY-NN. Its bids are sealed until `closes_at`."""

    __tablename__ = "procurement"
    __table_args__ = (
        UniqueConstraint("ref", info={"taken": "This procurement reference is taken."}),
        Index("ix_procurement_brief_ref", "brief_ref", "id"),
        Index("ix_procurement_status", "status", "closes_at", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(String(40))
    brief_ref: Mapped[str] = mapped_column(String(40))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    title: Mapped[str] = mapped_column(String(300))
    procedure: Mapped[str] = mapped_column(String(60), default="")
    status: Mapped[str] = mapped_column(
        String(20), default="open"
    )  #: open, closed, evaluating, standstill, awarded, no-bids, stopped
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    criteria: Mapped[list[Any]]  #: [{id, name, weight, kind}]
    evaluators: Mapped[list[Any]]  #: logins
    ranking: Mapped[list[Any]]  #: after moderation, best first: [{bid, supplier, score, price}]
    preferred: Mapped[str | None] = mapped_column(String(200))
    standstill_ends: Mapped[date | None]
    details: Mapped[dict[str, Any]]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class Bid(Base):
    """One bid. Who bids is known to those who receive it; price and papers to nobody before the procurement closes."""

    __tablename__ = "bid"
    __table_args__ = (
        UniqueConstraint("procurement_id", "supplier", info={"taken": "This supplier has bid already."}),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    procurement_id: Mapped[int] = mapped_column(ForeignKey("procurement.id"))
    supplier: Mapped[str] = mapped_column(String(200))
    received_at: Mapped[datetime]
    received_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    late: Mapped[bool] = mapped_column(default=False)
    admitted: Mapped[bool] = mapped_column(default=True)  #: a late bid only with legal approval
    compliant: Mapped[bool | None]
    price: Mapped[Decimal | None] = mapped_column(Exact(14, 2))
    excluded: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    documents: Mapped[list[Any]]  #: document ids
    opened_at: Mapped[datetime | None]


class Score(Base):
    """What one evaluator gave one bid for one criterion, locked when it is submitted."""

    __tablename__ = "score"
    __table_args__ = (UniqueConstraint("bid_id", "evaluator_id", "criterion", "round"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"))
    evaluator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    criterion: Mapped[str] = mapped_column(String(80))
    round: Mapped[int] = mapped_column(default=1)  #: scored again after a challenge: 2
    points: Mapped[Decimal] = mapped_column(Exact(6, 2))
    comment: Mapped[str] = mapped_column(Text, default="")
    submitted_at: Mapped[datetime]


class ServiceContract(Base):
    """A tier 2 service contract: CIP-SC-YYYY-NN. Its value counts against the agreement's ceiling once it is signed."""

    __tablename__ = "service_contract"
    __table_args__ = (
        UniqueConstraint("ref", info={"taken": "This contract reference is taken."}),
        Index("ix_service_contract_brief_ref", "brief_ref", "id"),
        Index("ix_service_contract_status", "status", "ends_on", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(String(40))
    brief_ref: Mapped[str] = mapped_column(String(40))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    title: Mapped[str] = mapped_column(String(300))
    supplier: Mapped[str] = mapped_column(String(200))
    route: Mapped[str] = mapped_column(String(20))  #: DIRECT, SUBCONTRACT, MIXED
    status: Mapped[str] = mapped_column(
        String(20), default="draft"
    )  #: draft, approved, standstill, signed, abandoned, ended, terminated
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    extension_months: Mapped[int] = mapped_column(default=0)
    value: Mapped[Decimal] = mapped_column(Exact(14, 2))  #: pounds without VAT, over its whole life
    by_deed: Mapped[bool] = mapped_column(default=False)
    signed_on: Mapped[date | None]
    file_digest: Mapped[str | None] = mapped_column(String(64))  #: SHA-256 of the signed file
    details: Mapped[dict[str, Any]]  #: lots, KPI schedule, signatories
    registered_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class SubContract(Base):
    """What Barnardo's buys from a provider for a service: CIP-SUB-YYYY-NN."""

    __tablename__ = "sub_contract"
    __table_args__ = (
        UniqueConstraint("ref", info={"taken": "This sub-contract reference is taken."}),
        Index("ix_sub_contract_brief_ref", "brief_ref", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(String(40))
    brief_ref: Mapped[str] = mapped_column(String(40))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("service_contract.id"))
    procurement_id: Mapped[int | None] = mapped_column(ForeignKey("procurement.id"))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    provider: Mapped[str] = mapped_column(String(200))
    value: Mapped[Decimal] = mapped_column(Exact(14, 2))
    flow_down: Mapped[list[Any]]
    signed_on: Mapped[date | None]
    file_digest: Mapped[str | None] = mapped_column(String(64))
    registered_at: Mapped[datetime]


class Challenge(Base):
    """A claim against an award or a procurement; grounds and advice are privileged (F31)."""

    __tablename__ = "challenge"
    __table_args__ = (Index("ix_challenge_brief_ref", "brief_ref", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    brief_ref: Mapped[str] = mapped_column(String(40))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    about: Mapped[str] = mapped_column(String(40))  #: reference of the contract or procurement
    claimant: Mapped[str] = mapped_column(String(200), default="")
    received_on: Mapped[date]
    proceedings: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str | None] = mapped_column(String(40))
    decided_at: Mapped[datetime | None]
    details: Mapped[dict[str, Any]]


class FundingBid(Base):
    """A bid for outside money for a service (F21)."""

    __tablename__ = "funding_bid"
    __table_args__ = (Index("ix_funding_bid_brief_ref", "brief_ref", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    brief_ref: Mapped[str] = mapped_column(String(40))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    fund: Mapped[str] = mapped_column(String(200))
    applicant: Mapped[str] = mapped_column(String(40))
    sought: Mapped[Decimal] = mapped_column(Exact(14, 2))
    match: Mapped[Decimal | None] = mapped_column(Exact(14, 2))
    deadline: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(40))  #: awarded, part-awarded, refused, missed
    awarded: Mapped[Decimal | None] = mapped_column(Exact(14, 2))
    decided_on: Mapped[date | None]
