"""Brings a case of the lifecycle to one of its calls, as fast as that goes: by operations alone, without pages.

The calls before the wanted one are failed as they begin, and governance skips them with what they would have given. So the
wanted one begins with the very variables that a path names. What they would have left in registers is put there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations._work import Work
from cip_workflow.operations.case.skip import skip
from cip_workflow.operations.case.start import start
from cip_workflow.operations.handlers import register_brief, register_members
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.processes import answers as a
from tests.processes.drawn import drawn
from tests.processes.leaving_out import left_out
from tests.processes.town import OPERATOR, Town

LIFECYCLE = "cip-lifecycle"
COMMISSIONER, GOVERNS = "pnandra", "fgreer"
#: The calls of the lifecycle in their order: process -> the variable that holds what became of it, and what leads on.
ONWARD: Mapping[str, tuple[str, str]] = {
    "cip-brief-issue": ("briefOutcome", "issued"),
    "cip-co-design": ("designOutcome", "submitted"),
    "cip-approval": ("approvalOutcome", "approved"),
    "cip-delivery-decision": ("deliveryOutcome", "route"),
    "cip-subcontract-procurement": ("procurementOutcome", "awarded"),
    "cip-contract-award": ("awardOutcome", "signed"),
}
_TEAM = {"ebanjo": "design-lead", "ghale": "co-lead", "ipatel": "practitioner", "rgill": "practitioner"}


@cache
def calls() -> Mapping[str, str]:
    """Process -> the element of the lifecycle that calls it."""
    return {
        str(one.called_process): one.id
        for one in drawn().values()
        if one.process == LIFECYCLE and one.type == "callActivity"
    }


def to_call(town: Town, process: str, variables: Mapping[str, Any]) -> tuple[int, str]:
    """A new case of the lifecycle in which `process` has begun with these variables: its id and its reference."""
    today = clock.now().astimezone(clock.LONDON).date()
    need = a.f01(today)
    before = [*ONWARD][: [*ONWARD].index(process)]
    if variables.get("confirmedRoute") == "DIRECT":
        before = [one for one in before if one != "cip-subcontract-procurement"]
    skipped = {calls()[one]: ONWARD[one] for one in before}
    with left_out(skipped):
        with reading(town.sessions) as session:
            commissioner = people.actor_by_login(session, COMMISSIONER)
        begun = town.do(
            start,
            actor=commissioner,
            process_id=LIFECYCLE,
            answers={name: variables.get(name, value) for name, value in need.items()},
        )
    reference = str(begun.reference)
    if skipped:
        _issued(town, begun.instance_id, variables)
    with left_out(skipped):
        for element, (variable, outcome) in skipped.items():
            skip_call(town, begun.instance_id, element, {**variables, variable: outcome})
    return begun.instance_id, reference


def skip_call(town: Town, case_id: int, element: str, variables: Mapping[str, Any]) -> None:
    """Governance skips a call that is left out, with what it would have given."""
    [incident] = town.rows(
        sa.select(t.INCIDENT.c.id).where(
            t.INCIDENT.c.instance_id == case_id,
            t.INCIDENT.c.element == element,
            t.INCIDENT.c.closed_at.is_(None),
        )
    )
    with reading(town.sessions) as session:
        governs = people.actor_by_login(session, GOVERNS)
    town.do(skip, actor=governs, incident_id=incident.id, reason="Left out here.", variables=variables)


def _issued(town: Town, case_id: int, variables: Mapping[str, Any]) -> None:
    """The registers show the brief as issued, and its team."""
    inputs = {**variables, "members": [{"user": login, "role": role} for login, role in _TEAM.items()]}
    inputs = {"legalRegime": None, **inputs, "brief": None, "briefAuthor": COMMISSIONER}
    with transaction(town.sessions) as session:
        work = Work(session=session, actor=OPERATOR)
        case = work.take(case_id)
        job: Any = SimpleNamespace(
            element="S_registerBrief", inputs={**inputs, "briefRef": case.business_key}
        )
        register_members.run(job, work, case)
        register_brief.run(job, work, case)
        work.save()
