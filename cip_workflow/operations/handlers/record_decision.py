"""cip:record-decision - keeps what a body or an officer decided, with reasons and alternatives, for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cip_workflow import clock
from cip_workflow.errors import StepFailed
from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DECISION_RECORD
from cip_workflow.types import Job

TYPE = "cip:record-decision"
FINAL = ""

#: Input -> the most characters that its column holds. These three must be given.
_NEEDED = {"kind": 40, "body": 80, "outcome": 60}
_AUTHORITY_LENGTH = 200


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One more row of the decision register (DOMAIN 4.1; 2012 Executive Arrangements Regulations, 12 and 13).

    A decision that is recorded is never changed; the input `corrects` names the one that this replaces.

    Raises:
        StepFailed: the brief is not registered, or an input that every decision has is missing or cannot be kept.
    """
    inputs = job.inputs
    brief = _registers.brief(work, inputs.get("briefRef"))
    needed = {name: _text(inputs, name, most) for name, most in _NEEDED.items()}
    visible_to = inputs.get("visibleTo")
    if visible_to not in (None, "LCC"):
        raise StepFailed(
            f"A decision is for “LCC” or, with null, for all: visibleTo cannot be {visible_to!r}."
        )
    decision = _registers.insert(
        work,
        case,
        DECISION_RECORD,
        {
            "brief_ref": brief.ref,
            "instance_id": case.id,
            "element": job.element,
            **needed,
            "authority": str(inputs.get("authority") or "")[:_AUTHORITY_LENGTH],
            "decided_on": _day(inputs.get("decidedOn"), "decidedOn"),
            "reasons": str(inputs.get("reasons") or ""),
            "alternatives": str(inputs.get("alternatives") or ""),
            "conditions": list(inputs.get("conditions") or ()),
            "details": dict(inputs.get("details") or {}),
            "key_decision": inputs.get("keyDecision") is True,
            "visible_to": visible_to,
            "call_in_ends": inputs.get("callInEnds") and _day(inputs.get("callInEnds"), "callInEnds"),
            "corrects": inputs.get("corrects"),
            "recorded_at": work.at,
            "recorded_by": work.actor.person_id,
        },
    )
    # the outcome stays out of the timeline: some decisions are not for everybody who may read it
    data = {"decision": decision, "kind": needed["kind"]}
    work.record(case, "decision.recorded", element=job.element, name=job.name, data=data)
    return {"decisionId": decision}


def _text(inputs: Mapping[str, Any], name: str, most: int) -> str:
    value = str(inputs.get(name) or "").strip()
    if not value:
        raise StepFailed(f"A decision cannot be recorded without {name}. Correct the variable behind it.")
    if len(value) > most:
        raise StepFailed(
            f"The {name} of a decision has {most} characters at most; this one has {len(value)}."
        )
    return value


def _day(value: object, name: str) -> date:
    if isinstance(value, datetime):
        return value.astimezone(clock.LONDON).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    raise StepFailed(f"{name} must be a date, such as 2026-12-01; it is {value!r}.")
