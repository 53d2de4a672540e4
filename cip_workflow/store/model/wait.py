"""What a case waits for besides people: timers, messages, external jobs; what failed, and what governance must look at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id

_OPEN = text("closed_at IS NULL")


class Timer(Base):
    """A due instant. Any worker claims due rows; the row goes when the timer has fired or was cancelled.

    A row of a definition instead of an instance starts a case when it is due.
    """

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("instance_id", "key"),
        Index("ix_timer_due_at", "due_at", "id"),
        Index("ix_timer_definition_id", "definition_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("instance.id"))
    definition_id: Mapped[int | None] = mapped_column(ForeignKey("definition.id"))
    key: Mapped[int]
    element: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300))
    process: Mapped[str] = mapped_column(String(200))
    scope: Mapped[int] = mapped_column(default=0)
    timer_due_at: Mapped[
        datetime
    ]  #: as the diagram says; `due_at` moves when a failing timer is put off or a case is suspended
    due_at: Mapped[datetime]
    expression: Mapped[str | None] = mapped_column(String(300))  #: of a start timer: its cycle
    attempts: Mapped[int] = mapped_column(
        default=0
    )  #: how often it was put off; of a start timer: how often it fired


class Subscription(Base):
    """An open wait for a message, or a definition that a message starts."""

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("instance_id", "key"),
        Index("ix_subscription_message", "message", "correlation"),
        Index("ix_subscription_definition_id", "definition_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("instance.id"))
    definition_id: Mapped[int | None] = mapped_column(ForeignKey("definition.id"))
    key: Mapped[int]
    element: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300))
    process: Mapped[str] = mapped_column(String(200))
    scope: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(String(200))
    correlation: Mapped[str | None] = mapped_column(String(200))
    opened_at: Mapped[datetime]


class Incident(Base):
    """An element that failed. The token stands before it until it is retried, corrected or skipped; closed rows stay."""

    __tablename__ = "incident"
    __table_args__ = (
        Index(
            "uq_incident_open_key",
            "instance_id",
            "key",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_incident_open", "opened_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    key: Mapped[int]
    element: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300))
    process: Mapped[str] = mapped_column(String(200))
    scope: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(Text)
    cure: Mapped[str] = mapped_column(Text, default="")
    expression: Mapped[str | None] = mapped_column(Text)
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    resolution: Mapped[str | None] = mapped_column(String(20))  #: retried, corrected, skipped, cancelled


class Job(Base):
    """External work that a token waits for (mail, webhook, connector); a worker takes it and reports back."""

    __tablename__ = "job"
    __table_args__ = (
        Index(
            "uq_job_open_key", "instance_id", "key", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index("ix_job_open", "opened_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    key: Mapped[int]
    element: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300))
    process: Mapped[str] = mapped_column(String(200))
    scope: Mapped[int] = mapped_column(default=0)
    type: Mapped[str] = mapped_column(String(200))
    inputs: Mapped[dict[str, Any]]
    headers: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(10), default="open")  #: open, done, failed, cancelled
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Escalation(Base):
    """Something that governance must look at: an escalation of a diagram, or nobody who may act (SOD-15)."""

    __tablename__ = "escalation"
    __table_args__ = (
        Index("ix_escalation_instance_id", "instance_id"),
        Index("ix_escalation_open", "opened_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    element: Mapped[str] = mapped_column(String(200))
    code: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    groups: Mapped[list[str]] = mapped_column(default=list)  #: who is told
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
