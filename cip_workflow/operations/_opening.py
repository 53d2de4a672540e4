"""User tasks that the engine has opened: whose they are, when they are due, whom a rule of duty keeps out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from cip_workflow import engine, working_time
from cip_workflow.operations import _groups, duty
from cip_workflow.operations._asked import asked
from cip_workflow.operations._case import Case
from cip_workflow.operations._definitions import Compiled
from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member
from cip_workflow.operations._task import NO_DUE, OpenTask
from cip_workflow.operations._work import Work
from cip_workflow.operations.duty import rule_01, rule_15
from cip_workflow.store.tables import ESCALATION, TASK, TASK_CANDIDATE
from cip_workflow.types import UserTask

#: Property of a process or task whose answers only some may read (DOMAIN 4.1): group keys, organisation keys (capitals), or
#: variables that hold a login. Without it, tasks that are the council's alone (SOD-01) are read by the council alone.
CONFIDENTIAL_TO = "confidentialTo"
_FIXED = "fixedAssignee"


_INSERT_TASK = sa.insert(TASK).returning(TASK.c.id, TASK.c.key)
_STAND = sa.insert(TASK_CANDIDATE)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A task that has just opened."""

    id: int
    name: str
    principals: tuple[str, ...]
    assignee_id: int | None
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """Rows of tasks that are about to open, without the id of the case."""

    rows: list[dict[str, Any]]
    kept_out: dict[int, list[str]]  #: place in `rows` -> sentences of the rules that keep members out


def prepare(work: Work, case: Case, tasks: Sequence[UserTask], *, compiled: Compiled, seq: int) -> Prepared:
    """Find out whose newly opened user tasks are and when they are due; those they are offered to take part in the case."""
    if not tasks:
        return Prepared(rows=[], kept_out={})
    readers = {task.key: _named_readers(case, task, compiled) for task in tasks}
    logins = [one for task in tasks for one in (task.assignee, *task.candidate_users) if one]
    logins += [login for named in readers.values() for login in (named[1] if named else ())]
    persons = _groups.persons_by_login(work.session, logins)
    rows = [
        {
            **_row(work, case, task, persons, compiled, seq),
            "readers": principals(case, readers[task.key], persons),
        }
        for task in tasks
    ]
    kept_out = _keep_out(work, case, tasks, rows, compiled)
    case.join([principal for row in rows for principal in row["candidates"]])
    _show_stage(work, case, tasks)
    return Prepared(rows=rows, kept_out=kept_out)


def write(work: Work, case: Case, prepared: Prepared) -> tuple[Opened, ...]:
    """Write the tasks, put them into inboxes, and tell governance of those that nobody may do (SOD-15)."""
    if not prepared.rows:
        return ()
    rows = [{**row, "instance_id": case.id} for row in prepared.rows]
    # By key and not by order: SQLite would get one statement a row to keep an order.
    inserted = work.run(_INSERT_TASK, rows)
    ids = {row.key: row.id for row in inserted}
    opened = [
        Opened(
            id=ids[row["key"]],
            name=row["name"],
            principals=tuple(row["candidates"]),
            assignee_id=row["assignee_id"],
            due_at=row["due_at"],
        )
        for row in rows
    ]
    stand(work, opened)
    _escalate(work, case, opened, rows, prepared.kept_out)
    work.new_tasks += [one.id for one in opened]
    return tuple(opened)


def _show_stage(work: Work, case: Case, tasks: Sequence[UserTask]) -> None:
    """A case is in the stage of the task that opened last in its own process."""
    stages = [task.properties["stage"] for task in tasks if task.scope == 0 and task.properties.get("stage")]
    if stages and stages[-1] != case.stage:
        case.set(stage=stages[-1], stage_since=work.at)


def stand(work: Work, tasks: Iterable[Opened]) -> None:
    """Put open tasks into inboxes: their holder's alone, or those of all they are offered to."""
    rows = [
        {"task_id": task.id, "principal": principal, "due_at": task.due_at or NO_DUE}
        for task in tasks
        for principal in (
            (_groups.person_principal(task.assignee_id),) if task.assignee_id is not None else task.principals
        )
    ]
    if rows:
        work.run(_STAND, rows)


def stand_again(work: Work, task: OpenTask, *, assignee_id: int | None) -> None:
    """Move an open task between inboxes: to its new holder, or back to all it is offered to."""
    work.session.execute(sa.delete(TASK_CANDIDATE).where(TASK_CANDIDATE.c.task_id == task.id))
    stand(
        work,
        [
            Opened(
                id=task.id,
                name=task.name,
                principals=tuple(task.candidates),
                assignee_id=assignee_id,
                due_at=task.due_at,
            )
        ],
    )


def _row(
    work: Work,
    case: Case,
    task: UserTask,
    persons: Mapping[str, Member],
    compiled: Compiled,
    seq: int,
) -> dict[str, Any]:
    process = compiled.properties.get(task.process, {})
    given = persons.get(task.assignee) if task.assignee else None
    candidates = [_groups.group_principal(group, case.business_key) for group in task.candidate_groups]
    candidates += [
        _groups.person_principal(persons[one].id) for one in task.candidate_users if one in persons
    ]
    fixed = given is not None and (not candidates or task.properties.get(_FIXED) == "true")
    if given is not None:
        candidates.append(_groups.person_principal(given.id))
    sla = task.properties.get("sla")
    due_at = task.due or (working_time.due(work.at, sla) if sla else None)
    return {
        "key": task.key,
        "element": task.element,
        "name": (task.name or task.element)[:300],
        "process": task.process,
        "scope": task.scope,
        "loop": task.index,
        "status": "open",
        "form": task.form,
        "form_digest": compiled.forms.get(task.form) if task.form else None,
        "candidates": list(dict.fromkeys(candidates)),
        "assignee_id": given.id if given else None,
        "fixed": fixed,
        "due_at": due_at,
        "due_rule": ("dueDate" if task.due else sla) if due_at else None,
        "warn_at": _warn_at(work.at, due_at, task.properties.get("warnAt")),
        "escalate_to": task.properties.get("escalateTo"),
        "sod": task.properties.get("sod"),
        "excluded": [],
        "nobody": not candidates,
        "stage": task.properties.get("stage") or process.get("stage") or case.stage,
        "lane": task.lane,
        "properties": dict(task.properties),
        "opened_at": work.at,
        "opened_seq": seq,
        "claimed_at": work.at if given else None,
        "version": 1,
    }


Readers = tuple[tuple[str, ...], tuple[str, ...]]


def named_readers(named: str, variables: Mapping[str, Any]) -> Readers:
    """Groups and logins in `confidentialTo`: a name that is a variable stands for the person whose login it holds."""
    names = [one.strip() for one in named.split(",") if one.strip()]
    groups = tuple(one for one in names if one not in variables)
    logins = tuple(str(variables[one]) for one in names if variables.get(one))
    return groups, logins


def principals(case: Case, named: Readers | None, persons: Mapping[str, Member]) -> list[str] | None:
    """Who may read, as principals; None is everybody who takes part."""
    if named is None:
        return None
    groups, logins = named
    found = [
        f"o:{group}" if group.isupper() else _groups.group_principal(group, case.business_key)
        for group in groups
    ]
    return found + [_groups.person_principal(persons[login].id) for login in logins if login in persons]


def _named_readers(case: Case, task: UserTask, compiled: Compiled) -> Readers | None:
    named = task.properties.get(CONFIDENTIAL_TO) or compiled.properties.get(task.process, {}).get(
        CONFIDENTIAL_TO
    )
    if not named:
        council_alone = rule_01.NUMBER in duty.named(task.properties.get("sod"))
        return ((rule_01.COUNCIL,), ()) if council_alone else None
    return named_readers(named, engine.variables(compiled.specs, case.state, task.key))


def _warn_at(opened: datetime, due_at: datetime | None, fraction: str | None) -> datetime | None:
    """The instant at which a fraction (default 0.8) of the time is used up."""
    if due_at is None:
        return None
    share = float(fraction) if fraction else 0.8
    return opened + timedelta(seconds=round((due_at - opened).total_seconds() * share))


def _keep_out(
    work: Work, case: Case, tasks: Sequence[UserTask], rows: list[dict[str, Any]], compiled: Compiled
) -> dict[int, list[str]]:
    """Which members a rule keeps from which task; marks rows that nobody may do. One statement, when a rule is named.

    A task without a rule is not looked at here: an empty group is found by the list of stuck cases, which also sees
    people leave later.
    """
    ruled = [place for place, row in enumerate(rows) if duty.named(row["sod"])]
    if not ruled:
        return {}
    behind = _groups.members(work.session, [one for place in ruled for one in rows[place]["candidates"]])
    completing = [work.completing[case.id]] if case.id in work.completing else []
    shared = asked(work.session, case_id=case.id, reference=case.business_key, completing=completing)
    said: dict[int, list[str]] = {}
    for place in ruled:
        row, task = rows[place], tasks[place]
        facts = Facts(
            row["name"],
            lambda task=task: engine.variables(compiled.specs, case.state, task.key),  # type: ignore[misc]
            candidates=row["candidates"],
            element=task.element,
            asked=shared,
        )
        offered = {member.id: member for one in row["candidates"] for member in behind[one]}
        forbidden = duty.sentences(offered.values(), row["sod"], facts)
        row["excluded"] = sorted(forbidden)
        row["nobody"] = not offered.keys() - forbidden.keys()
        said[place] = list(forbidden.values())
    return said


def _escalate(
    work: Work,
    case: Case,
    tasks: Sequence[Opened],
    rows: Sequence[Mapping[str, Any]],
    kept_out: Mapping[int, Sequence[str]],
) -> None:
    alone = [place for place, row in enumerate(rows) if row["nobody"]]
    if not alone:
        return
    escalations = [
        {
            "instance_id": case.id,
            "task_id": tasks[place].id,
            "element": rows[place]["element"],
            "code": rule_15.CODE,
            "text": rule_15.escalation(tasks[place].name, tasks[place].principals, kept_out.get(place, ())),
            "groups": ["governance-lead"],
            "opened_at": work.at,
        }
        for place in alone
    ]
    work.new_escalations += work.session.execute(
        sa.insert(ESCALATION).returning(ESCALATION.c.id), escalations
    ).scalars()
    for place in alone:
        work.record(
            case,
            "escalation.raised",
            task_id=tasks[place].id,
            element=rows[place]["element"],
            name=rule_15.TITLE,
            data={"code": rule_15.CODE, "rule": f"SOD-{rule_15.NUMBER}"},
        )
