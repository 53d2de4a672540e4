"""cip:remind - reminds groups and persons: one event in the chain, one mail to each person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.operations import _groups
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Reminder, Work
from cip_workflow.types import Job

TYPE = "cip:remind"
FINAL = ""


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Nobody in the groups is no failure."""
    groups = [_groups.group_principal(str(one), case.business_key) for one in job.inputs.get("groups") or ()]
    logins = [str(one) for one in job.inputs.get("people") or () if one]
    behind = _groups.members(work.session, groups) if groups else {}
    people = {one.id for members in behind.values() for one in members}
    people |= {one.id for one in _groups.persons_by_login(work.session, logins).values()}
    subject = str(job.inputs.get("subject") or job.name)
    work.record(
        case,
        "reminder.sent",
        element=job.element,
        name=subject,
        data={"to": sorted(people)},
    )
    work.reminders.append(
        Reminder(people=tuple(sorted(people)), subject=subject, text=str(job.inputs.get("text") or ""))
    )
    return {}
