"""What happened: the audit chain, the element history that diagrams are painted from, and decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id


class Event(Base):
    """One change, never altered: who, when, what, why. `hash` covers the event and the hash before it, one chain a case.

    Persons stand here by id and free text by the digest of a note, so that both can be erased without breaking the proof.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint(
            "instance_id", "seq", info={"taken": "Somebody else has changed this case at the same moment."}
        ),
        Index("ix_event_at", "at", "id"),
        Index("ix_event_actor_id", "actor_id", "at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    seq: Mapped[int]
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    task_id: Mapped[int | None]
    element: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300), default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Change(Base):
    """The audit of what is not a case: accounts, groups, settings, deployments. One chain of its own, in order of id."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("seq", info={"taken": "Somebody else has changed something at the same moment."}),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    seq: Mapped[int]
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    subject: Mapped[str] = mapped_column(String(200))  #: `person:12`, `group:3`, `deployment:7`
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Anchor(Base):
    """The daily anchor: one digest over the heads of all chains that moved, chained to the anchor before."""

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("day", info={"taken": "This day is anchored already."}),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    day: Mapped[date]
    made_at: Mapped[datetime]
    cases: Mapped[int]
    root: Mapped[str] = mapped_column(String(64))
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AnchorHead(Base):
    """Where the chain of one case stood when the day was anchored."""

    __tablename__ = "anchor_head"

    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor.id"), primary_key=True, autoincrement=False)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))


class Note(Base):
    """Words that a person wrote about a case: a note, or the reason of an act. The chain holds only their salted digest."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_instance_id", "instance_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(32))
    erased_at: Mapped[datetime | None]


class History(Base):
    """An element that was entered, left, cancelled or failed, in order; flows are `left` only. Diagrams are painted from it."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_instance_id", "instance_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    seq: Mapped[int]  #: the audit event of the step
    key: Mapped[int]
    element: Mapped[str] = mapped_column(String(200))
    type: Mapped[str] = mapped_column(String(40))
    process: Mapped[str] = mapped_column(String(200))
    scope: Mapped[int]
    loop: Mapped[int | None]
    happened: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime]


class DecisionLog(Base):
    """A decision table that was evaluated: inputs, result, and which rules fired."""

    __tablename__ = "decision_log"
    __table_args__ = (Index("ix_decision_log_instance_id", "instance_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    seq: Mapped[int]
    element: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300))
    decision: Mapped[str] = mapped_column(String(200))
    inputs: Mapped[dict[str, Any]] = mapped_column(JSON)
    value: Mapped[Any] = mapped_column(JSON)
    trace: Mapped[list[Any]] = mapped_column(JSON)
    at: Mapped[datetime]
