"""Whom a mail about tasks or escalations goes to: holders, or everybody a task is offered to, if they want mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.queries.people import members
from cip_workflow.store.tables import ESCALATION, INSTANCE, PERSON, TASK, TASK_CANDIDATE


@dataclass(frozen=True, kw_only=True)
class Told:
    """One person, and the tasks to tell them of in one mail."""

    person_id: int
    name: str
    email: str
    tasks: tuple[TaskOf, ...]


@dataclass(frozen=True, kw_only=True)
class TaskOf:
    """A task in a mail."""

    task_id: int
    name: str
    case: str
    due_at: datetime | None
    shared: bool


def of_tasks(session: Session, task_ids: Sequence[int], *, also_escalated: bool = False) -> tuple[Told, ...]:
    """Who is told of these tasks, by name. Tasks that have closed since are left out.

    `also_escalated` adds the groups that a task's `escalateTo` names.
    """
    offered: dict[int, dict[int, TaskOf]] = {}
    groups: dict[str, tuple[int, ...]] = {}
    for row, principals in _open_tasks(session, task_ids):
        line = TaskOf(
            task_id=row.id,
            name=row.name,
            case=" ".join(part for part in (row.business_key, row.title) if part) or row.process_name,
            due_at=row.due_at,
            shared=not any(one.startswith("p:") for one in principals),
        )
        named = [f"g:{one.strip()}" for one in (row.escalate_to or "").split(",") if one.strip()]
        for person_id in _persons(session, [*principals, *(named if also_escalated else ())], groups):
            offered.setdefault(person_id, {})[row.id] = line
    return _told(session, {person: tuple(lines.values()) for person, lines in offered.items()})


def of_escalations(session: Session, ids: Sequence[int]) -> tuple[tuple[str, str, tuple[Told, ...]], ...]:
    """For each open escalation: the case, the text, and the members of its groups."""
    rows = session.execute(
        sa.select(ESCALATION.c.text, ESCALATION.c.groups, INSTANCE.c.business_key, INSTANCE.c.title)
        .join(INSTANCE, INSTANCE.c.id == ESCALATION.c.instance_id)
        .where(ESCALATION.c.id.in_(ids), ESCALATION.c.closed_at.is_(None))
        .order_by(ESCALATION.c.id)
    ).all()
    groups: dict[str, tuple[int, ...]] = {}
    found = []
    for row in rows:
        persons = _persons(session, [f"g:{one}" for one in row.groups], groups)
        case = " ".join(part for part in (row.business_key, row.title) if part)
        found.append((case, row.text, _told(session, dict.fromkeys(persons, ()))))
    return tuple(found)


def _open_tasks(
    session: Session, task_ids: Sequence[int]
) -> Iterable[tuple[sa.Row[*tuple[Any, ...]], list[str]]]:
    columns = ("id", "name", "due_at", "escalate_to")
    rows = session.execute(
        sa.select(
            *(TASK.c[name] for name in columns),
            INSTANCE.c.business_key,
            INSTANCE.c.title,
            INSTANCE.c.process_name,
        )
        .join(INSTANCE, INSTANCE.c.id == TASK.c.instance_id)
        .where(TASK.c.id.in_(task_ids), TASK.c.status == "open")
        .order_by(TASK.c.id)
    ).all()
    stand: dict[int, list[str]] = {}
    for task_id, principal in session.execute(
        sa.select(TASK_CANDIDATE.c.task_id, TASK_CANDIDATE.c.principal)
        .where(TASK_CANDIDATE.c.task_id.in_(task_ids))
        .order_by(TASK_CANDIDATE.c.task_id, TASK_CANDIDATE.c.principal)
    ):
        stand.setdefault(task_id, []).append(principal)
    return [(row, stand.get(row.id, [])) for row in rows]


def _persons(session: Session, principals: Iterable[str], groups: dict[str, tuple[int, ...]]) -> list[int]:
    found: list[int] = []
    for principal in principals:
        kind, _, name = principal.partition(":")
        if kind == "p":
            found.append(int(name))
            continue
        if name not in groups:
            groups[name] = tuple(member.person_id for member in members(session, name))
        found += groups[name]
    return list(dict.fromkeys(found))


def _told(session: Session, tasks: dict[int, tuple[TaskOf, ...]]) -> tuple[Told, ...]:
    rows = session.execute(
        sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.email)
        .where(PERSON.c.id.in_(tasks), PERSON.c.active, PERSON.c.mail, PERSON.c.email.is_not(None))
        .order_by(PERSON.c.name, PERSON.c.id)
    )
    return tuple(Told(person_id=row.id, name=row.name, email=row.email, tasks=tasks[row.id]) for row in rows)
