"""Running and finished cases, and who may see them."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id

_OPEN = text("status IN ('running', 'suspended')")


class Instance(Base):
    """One case: the engine's state as one small compressed value, and what lists and pages ask for as columns.

    Called processes run inside it; their scope is the key of the call activity. `version` is checked by every command,
    `seq` and `head` are the end of the case's audit chain.
    """

    __tablename__ = "instance"
    __table_args__ = (
        Index("ix_instance_open", "last_human_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        UniqueConstraint("uid"),
        Index("ix_instance_business_key", "business_key", "id"),
        Index("ix_instance_started_at", "started_at", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    uid: Mapped[str] = mapped_column(
        String(32), default=lambda: secrets.token_hex(16)
    )  #: names the case in its audit chain; random, and never changed
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"), index=True)
    process_id: Mapped[str] = mapped_column(String(200))
    process_name: Mapped[str] = mapped_column(String(300))
    business_key: Mapped[str | None] = mapped_column(String(80))  #: the brief's reference once there is one
    title: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[str] = mapped_column(
        String(12), default="running"
    )  #: running, suspended, finished, cancelled
    stage: Mapped[str | None] = mapped_column(String(80))
    stage_since: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(200))  #: name of the end event that ended it
    state: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(default=1)
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(String(64), default="")
    waits: Mapped[dict[str, str]] = mapped_column(default=dict)  #: kind of each open wait but tasks, by key
    principals: Mapped[list[str]] = mapped_column(default=list)  #: who takes part, as in `participant`
    readers: Mapped[
        list[str] | None
    ]  #: who may read the answers; None is everybody who takes part (DOMAIN 4.1)
    start_form: Mapped[str | None] = mapped_column(String(200))
    start_form_digest: Mapped[str | None] = mapped_column(String(64))
    start_answers: Mapped[dict[str, Any] | None]
    started_at: Mapped[datetime]
    started_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    last_human_at: Mapped[datetime]  #: when a person last did something here
    ended_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}


class Participant(Base):
    """Who may see a case: everybody who had, has or was offered work in it. Oversight groups need no row."""

    __tablename__ = "participant"
    __table_args__ = (Index("ix_participant_principal", "principal", "instance_id"),)

    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"), primary_key=True, autoincrement=False)
    principal: Mapped[str] = mapped_column(String(130), primary_key=True)
