"""What a step opened and closed besides user tasks: timers, message waits, external jobs, incidents.

The kind of every open wait stands on the instance, so that no table is asked in vain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations._case import Case
from cip_workflow.operations._task import NO_DUE
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import INCIDENT, JOB, SUBSCRIPTION, TIMER
from cip_workflow.types import Incident, Job, MessageWait, Place, Step, Timer

#: Rows to insert, by table, without the id of the case.
Rows = list[tuple[sa.Table, list[dict[str, Any]]]]

_ROWS_GO = {"timer": TIMER, "subscription": SUBSCRIPTION}


@dataclass(slots=True)
class Closed:
    """What ended in a step, as far as an undone answer must bring it back."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  #: table -> rows that were deleted
    tasks: list[int] = field(
        default_factory=list
    )  #: keys of user tasks, told apart because no other wait has them


def close(work: Work, case: Case, step: Step, *, resolution: str | None = None) -> Closed:
    """End the waits that a step closed, and those that it opens again. One statement for each kind concerned."""
    reopened = {one.key for one in (*step.opened_timers, *step.opened_messages, *step.opened_incidents)}
    keys: dict[str, list[int]] = {}
    closed = Closed()
    for key in {*step.closed, *(key for key in reopened if str(key) in case.waits)}:
        kind = case.waits.get(str(key))
        if kind is None:
            closed.tasks.append(key)
        else:
            keys.setdefault(kind, []).append(key)
    for kind, table in _ROWS_GO.items():
        if kind in keys:
            gone = work.session.execute(
                sa.delete(table)
                .where(table.c.instance_id == case.id, table.c.key.in_(keys[kind]))
                .returning(*table.c)
            )
            closed.rows[kind] = [dict(row._mapping) for row in gone]
    if "job" in keys:
        _close_jobs(work, case, keys["job"], step.closed)
    if "incident" in keys:
        _close_incidents(work, case, keys["incident"], step.closed, resolution)
    if keys:
        ended = {str(key) for found in keys.values() for key in found}
        case.set(waits={key: kind for key, kind in case.waits.items() if key not in ended})
    return closed


def prepare(work: Work, case: Case, step: Step) -> Rows:
    """The rows of the waits that a step opened, without the case's id; its column `waits` names them."""
    waits = dict(case.waits)
    rows: Rows = []
    if step.opened_timers:
        rows.append((TIMER, [{**_place(one), **_timer(one)} for one in step.opened_timers]))
        waits |= {str(one.key): "timer" for one in step.opened_timers}
    if step.opened_messages:
        rows.append((SUBSCRIPTION, [{**_place(one), **_message(work, one)} for one in step.opened_messages]))
        waits |= {str(one.key): "subscription" for one in step.opened_messages}
    if step.opened_jobs:
        rows.append((JOB, [{**_place(one), **_job(work, one)} for one in step.opened_jobs]))
        waits |= {str(one.key): "job" for one in step.opened_jobs}
    if step.opened_incidents:
        rows.append((INCIDENT, [{**_place(one), **_incident(work, one)} for one in step.opened_incidents]))
        waits |= {str(one.key): "incident" for one in step.opened_incidents}
        for one in step.opened_incidents:
            work.record(
                case,
                "incident.opened",
                element=one.element,
                name=one.name or one.element,
                data={"kind": one.kind, "key": one.key},
            )
    if waits != case.waits:
        case.set(waits=waits)
    return rows


def _place(place: Place) -> dict[str, Any]:
    return {
        "key": place.key,
        "element": place.element,
        "name": (place.name or place.element)[:300],
        "process": place.process,
        "scope": place.scope,
    }


def _timer(timer: Timer) -> dict[str, Any]:
    return {"timer_due_at": timer.due, "due_at": timer.due, "attempts": 0}


def _message(work: Work, wait: MessageWait) -> dict[str, Any]:
    return {"message": wait.message, "correlation": wait.correlation, "opened_at": work.at}


def _job(work: Work, job: Job) -> dict[str, Any]:
    return {
        "type": job.type,
        "inputs": dict(job.inputs),
        "headers": dict(job.headers),
        "status": "open",
        "opened_at": work.at,
    }


def _incident(work: Work, incident: Incident) -> dict[str, Any]:
    return {
        "kind": incident.kind,
        "message": incident.message,
        "cure": incident.cure,
        "expression": incident.expression,
        "values": dict(incident.values),
        "opened_at": work.at,
    }


def _close_jobs(work: Work, case: Case, keys: Iterable[int], how: Mapping[int, str]) -> None:
    for status in ("done", "cancelled"):
        ended = [key for key in keys if how.get(key) == status]
        if ended:
            work.session.execute(
                sa.update(JOB).where(
                    JOB.c.instance_id == case.id, JOB.c.key.in_(ended), JOB.c.closed_at.is_(None)
                ),
                {"status": status, "closed_at": work.at},
            )


def _close_incidents(
    work: Work, case: Case, keys: Sequence[int], how: Mapping[int, str], resolution: str | None
) -> None:
    for said, ended in (
        ("cancelled", [key for key in keys if how.get(key) == "cancelled"]),
        (resolution or "retried", [key for key in keys if how.get(key) != "cancelled"]),
    ):
        if ended:
            work.session.execute(
                sa.update(INCIDENT).where(
                    INCIDENT.c.instance_id == case.id,
                    INCIDENT.c.key.in_(ended),
                    INCIDENT.c.closed_at.is_(None),
                ),
                {"closed_at": work.at, "closed_by": work.actor.person_id, "resolution": said},
            )


def put_off(work: Work, case: Case, keys: Sequence[int], until: datetime) -> None:
    """Move due instants of timers that must not fire yet; what the diagram says stays in `timer_due_at`."""
    work.session.execute(
        sa.update(TIMER)
        .where(TIMER.c.instance_id == case.id, TIMER.c.key.in_(keys))
        .values(due_at=until, attempts=TIMER.c.attempts + 1)
    )


def restore(
    work: Work, case: Case, *, before: Mapping[str, str], rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """Take back what a step did to waits: those it opened go, those it ended wait again."""
    opened: dict[str, list[int]] = {}
    for key, kind in case.waits.items():
        if key not in before:
            opened.setdefault(kind, []).append(int(key))
    for kind, table in _ROWS_GO.items():
        gone = [*opened.get(kind, ()), *(row["key"] for row in rows.get(kind, ()))]
        if gone:
            work.session.execute(
                sa.delete(table).where(table.c.instance_id == case.id, table.c.key.in_(gone))
            )
        if rows.get(kind):
            work.session.execute(
                sa.insert(table),
                [{name: value for name, value in row.items() if name != "id"} for row in rows[kind]],
            )
    if "incident" in opened:
        _close_incidents(work, case, opened["incident"], {}, "recalled")
    ended = [int(key) for key, kind in before.items() if kind == "incident" and key not in case.waits]
    if ended:
        work.session.execute(
            sa.update(INCIDENT).where(INCIDENT.c.instance_id == case.id, INCIDENT.c.key.in_(ended)),
            {"closed_at": None, "closed_by": None, "resolution": None},
        )


def hold_timers(work: Work, case: Case) -> None:
    """No timer of a suspended case is due."""
    if "timer" in case.waits.values():
        work.session.execute(sa.update(TIMER).where(TIMER.c.instance_id == case.id), {"due_at": NO_DUE})


def release_timers(work: Work, case: Case) -> None:
    """Timers are due again when the diagram says."""
    if "timer" in case.waits.values():
        work.session.execute(
            sa.update(TIMER).where(TIMER.c.instance_id == case.id).values(due_at=TIMER.c.timer_due_at)
        )
