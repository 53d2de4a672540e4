"""cip:register-members - makes the design team what it was nominated to be."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF_MEMBER
from cip_workflow.types import Job

TYPE = "cip:register-members"
FINAL = ""

_TEAM = "design-team"
_LEADS = ("design-lead", "co-lead")


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Who is new joins, who is no longer listed leaves, the rest stays as it is."""
    listed: list[Mapping[str, Any]] = list(job.inputs.get("members") or ())
    brief = _registers.brief(work, job.inputs.get("briefRef"))
    persons = _registers.persons(work, [one["user"] for one in listed])
    leads = {role: [one["user"] for one in listed if one.get("role") == role] for role in _LEADS}
    _check(leads, persons)
    wanted: dict[tuple[int, str], dict[str, Any]] = {}
    for one in listed:
        person_id = persons[one["user"]].id
        days = one.get("daysPerWeek")
        shared = {"part": one.get("role"), "days": Decimal(str(days)) if days is not None else None}
        wanted[person_id, _TEAM] = shared
        if one.get("role") in _LEADS:
            wanted[person_id, one["role"]] = shared
    there = {
        (row.person_id, row.role): row
        for row in work.session.execute(
            sa.select(BRIEF_MEMBER).where(
                BRIEF_MEMBER.c.brief_id == brief.id,
                BRIEF_MEMBER.c.role.in_((_TEAM, *_LEADS)),
                BRIEF_MEMBER.c.ended_at.is_(None),
            )
        )
    }
    for key, row in there.items():
        if key not in wanted or (row.part, row.days) != (wanted[key]["part"], wanted[key]["days"]):
            _registers.change(work, case, BRIEF_MEMBER, row.id, {"ended_at": work.at})
    for key, shared in wanted.items():
        known = there.get(key)
        if known is None or (known.part, known.days) != (shared["part"], shared["days"]):
            values = {"brief_id": brief.id, "person_id": key[0], "role": key[1], "since": work.at, **shared}
            _registers.insert(work, case, BRIEF_MEMBER, {**values, "added_by": work.actor.person_id})
    case.join([f"p:{persons[one['user']].id}" for one in listed])
    return {
        "designLead": next(iter(leads["design-lead"]), None),
        "coLead": next(iter(leads["co-lead"]), None),
    }


def _check(leads: Mapping[str, list[str]], persons: Mapping[str, Any]) -> None:
    for role, logins in leads.items():
        if len(logins) > 1:
            raise StepFailed(
                f"The team names {len(logins)} persons as {role}; a brief has one. Nominate again."
            )
    both = [persons[login].organisation for logins in leads.values() for login in logins]
    if len(both) == len(_LEADS) and len(set(both)) == 1:
        raise StepFailed(
            "Design lead and co-lead must be of different organisations. Nominate one of them again."
        )
