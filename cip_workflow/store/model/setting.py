"""What the running system keeps for itself: dated settings, throttles, parked pages, mail that was sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id


class Setting(Base):
    """An agreement setting, valid from an instant on (RULINGS 7): changing one adds a row, so what held then can be read."""

    __tablename__ = "setting"
    __table_args__ = (
        UniqueConstraint("key", "valid_from", info={"taken": "This setting was changed at the same moment."}),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(120))
    value: Mapped[Any] = mapped_column(JSON)
    valid_from: Mapped[datetime]
    set_at: Mapped[datetime]
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(1000), default="")


class Throttle(Base):
    """How often something was tried, by what is counted (`sign-in:<login>`), in a window that begins at `since`."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime | None]  #: refused until then


class Parked(Base):
    """What somebody had typed when their session ended: kept for them, given back after signing in again."""

    __tablename__ = "parked"
    __table_args__ = (Index("ix_parked_expires_at", "expires_at"),)

    id: Mapped[str] = mapped_column(
        String(64), primary_key=True
    )  #: digest of a random token that only the browser has
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    path: Mapped[str] = mapped_column(String(500))
    fields: Mapped[list[Any]]  #: pairs of name and value, in order
    parked_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Mail(Base):
    """A mail that was, or is to be, sent: `key` says which (`assigned:<task>:<person>`), so that none goes out twice."""

    __tablename__ = "mail"
    __table_args__ = (
        UniqueConstraint("key", info={"taken": "This mail is sent already."}),
        Index("ix_mail_person_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("instance.id"))
    subject: Mapped[str] = mapped_column(String(300), default="")
    queued_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    failed: Mapped[str | None] = mapped_column(Text)
