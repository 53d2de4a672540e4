"""cip:plan-notices - enters the notices that a step wants into the register, each with the day on which it is due."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _contracts, _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.queries import settings
from cip_workflow.store.tables import NOTICE
from cip_workflow.types import Job

TYPE = "cip:plan-notices"
FINAL = ""

#: How a notice of the decision table begins -> the setting that counts its days (DOMAIN 2.3). The first that fits.
_DAYS = (
    ("UK7 contract details (below threshold)", ""),
    ("UK7", "contractDetailsDays"),
    ("Redacted contract copy", "redactedCopyDays"),
    ("PCR 2015 contract award notice", "pcrAwardNoticeDays"),
    ("UK11", "terminationNoticeDays"),
    ("UK8", "paymentNoticeDays"),
    ("LCC contracts register", "registerDays"),
    ("Contracts register entry", "registerDays"),
)
#: Event -> tag of the release that goes with its notices.
_TAGS = {"AWARD": "award", "SIGN": "contract", "ABANDON": "tenderCancellation"}


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """A row for each notice of `noticePlan`; those that are due first come first.

    Raises:
        StepFailed: the brief or the contract is not registered, or the day that deadlines are counted from is missing.
    """
    inputs = job.inputs
    brief = _registers.brief(work, inputs.get("briefRef"))
    event, regime = str(inputs.get("event") or ""), str(inputs.get("regime") or "")
    planned: list[Mapping[str, Any]] = [one for one in inputs.get("noticePlan") or () if one.get("notice")]
    if not planned:
        return {"notices": []}
    known = settings.current(work.session, at=work.at)
    since, otherwise = _day(inputs, "since"), _day(inputs, "dueBy")
    contract = _contracts.known(work, inputs["contractRef"]) if inputs.get("contractRef") else None
    preview = None
    if contract is not None and event in _TAGS:
        drafted = _contracts.drafted_release(work, contract, tag=_TAGS[event], regime=regime)
        preview = json.dumps(drafted, indent=1, ensure_ascii=False)
    notices = []
    for one in planned:
        due = _due(str(one["notice"]), since, otherwise, known)
        row_id = _registers.insert(
            work,
            case,
            NOTICE,
            {
                "brief_ref": brief.ref,
                "instance_id": case.id,
                "contract_ref": contract.ref if contract is not None else None,
                "name": str(one["notice"])[:200],
                "regime": regime,
                "event": event,
                "mandatory": one.get("mandatory") is True,
                "deadline": str(one.get("deadline") or "")[:300],
                "due_on": due,
                "status": "due",
                "planned_at": work.at,
            },
        )
        notices.append({**one, "id": row_id, "dueBy": due, "preview": preview})
    return {"notices": sorted(notices, key=lambda one: (one["dueBy"], one["id"]))}


def _day(inputs: Mapping[str, Any], name: str) -> date:
    given = inputs.get(name)
    if not isinstance(given, date):
        raise StepFailed(
            f"The notices need the day {name}, and it is {given!r}. Correct the variable it comes from."
        )
    return given


def _due(notice: str, since: date, otherwise: date, known: Mapping[str, Any]) -> date:
    """The last day that the law allows; where it counts no days, the day that the step gives itself."""
    setting = next((setting for name, setting in _DAYS if notice.startswith(name)), "")
    return since + timedelta(days=int(known[setting])) if setting else otherwise
