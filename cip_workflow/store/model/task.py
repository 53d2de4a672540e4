"""User tasks, in whose inboxes they stand, and drafts of answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id

_OPEN = text("status = 'open'")
_DONE = text("status = 'done'")


class Task(Base):
    """A user task of a case. `key` is the engine's; a recalled answer may open the same key again, so it is unique among open ones."""

    __tablename__ = "task"
    __table_args__ = (
        Index(
            "uq_task_open_key", "instance_id", "key", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index("ix_task_instance_id", "instance_id", "id"),
        Index(
            "ix_task_done", "completed_by", "completed_at", "id", sqlite_where=_DONE, postgresql_where=_DONE
        ),
        Index("ix_task_due", "due_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_task_assignee", "assignee_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    key: Mapped[int]
    element: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300))
    process: Mapped[str] = mapped_column(String(200))
    scope: Mapped[int] = mapped_column(default=0)
    loop: Mapped[int | None]  #: 1, 2, .. in a multi-instance activity
    status: Mapped[str] = mapped_column(String(10), default="open")  #: open, done, cancelled, recalled
    form: Mapped[str | None] = mapped_column(String(200))
    form_digest: Mapped[str | None] = mapped_column(
        String(64)
    )  #: the form as it was when the task opened (DOMAIN 6.5, M6)
    candidates: Mapped[list[str]]  #: principals the diagram names, whoever holds it now
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    fixed: Mapped[bool] = mapped_column(
        default=False
    )  #: the diagram names the one person: no claim, no hand over
    due_at: Mapped[datetime | None]
    due_rule: Mapped[str | None] = mapped_column(String(80))  #: what set the due instant: `10wd`
    warn_at: Mapped[datetime | None]
    escalate_to: Mapped[str | None] = mapped_column(String(300))
    sod: Mapped[str | None] = mapped_column(String(200))  #: rules of segregation of duty, `05,07`
    excluded: Mapped[list[int]] = mapped_column(default=list)  #: persons whom a rule kept out when it opened
    nobody: Mapped[bool] = mapped_column(default=False)  #: nobody eligible (SOD-15)
    stage: Mapped[str | None] = mapped_column(String(80))
    lane: Mapped[str | None] = mapped_column(String(200))
    readers: Mapped[
        list[str] | None
    ]  #: who may read the answers; None is everybody who takes part in the case
    properties: Mapped[dict[str, Any]] = mapped_column(default=dict)
    opened_at: Mapped[datetime]
    opened_seq: Mapped[int]  #: the audit event of the step that opened it
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    completed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    completed_seq: Mapped[int | None]
    answers: Mapped[dict[str, Any] | None]
    confirmed_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id")
    )  #: SOD-08: who gave these answers first
    confirmed_at: Mapped[datetime | None]
    final: Mapped[str | None] = mapped_column(String(300))  #: why this answer cannot be recalled
    undo: Mapped[bytes | None] = mapped_column(
        LargeBinary
    )  #: the case before this answer, while it may be recalled
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class TaskCandidate(Base):
    """Where an open task stands: `p:<id>` for its holder, else one row for each principal that may take it.

    The inbox pages by key over (principal, due_at, task_id); a task without a due instant has the last one there is.
    """

    __tablename__ = "task_candidate"
    __table_args__ = (Index("ix_task_candidate_due", "principal", "due_at", "task_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True, autoincrement=False)
    principal: Mapped[str] = mapped_column(String(130), primary_key=True)
    due_at: Mapped[datetime]


class Draft(Base):
    """Answers that a person has typed and not sent: to a task, or to the start form of a process."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint(
            "person_id",
            "task_id",
            info={"taken": "This draft was saved from another page at the same moment."},
        ),
        UniqueConstraint(
            "person_id",
            "process_id",
            info={"taken": "This draft was saved from another page at the same moment."},
        ),
        Index("ix_draft_task_id", "task_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    process_id: Mapped[str | None] = mapped_column(String(200))
    answers: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
