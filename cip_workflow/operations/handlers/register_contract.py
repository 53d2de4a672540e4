"""cip:register-contract - brings the register of service contracts up to date, and keeps the agreement's ceiling."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import StepFailed
from cip_workflow.operations import _contracts, _groups
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Reminder, Work
from cip_workflow.queries import agreement
from cip_workflow.store.tables import SERVICE_CONTRACT
from cip_workflow.types import Job

TYPE = "cip:register-contract"
FINAL = "The register of contracts has been brought up to date."

#: State -> the states that a contract may have had before.
_FROM: Mapping[str, tuple[str, ...]] = {
    "draft": ("draft",),
    "approved": ("draft", "approved"),
    "standstill": ("approved", "standstill"),
    "signed": ("approved", "standstill"),
    "abandoned": ("draft", "approved", "standstill", "abandoned"),
}
_CEILING_LOCK = 0x43495043  # one contract at a time is counted against the ceiling
_GOVERNANCE = "g:governance-lead"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One contract, one state further (DOMAIN 5.7). A contract that is signed already stays as it is.

    Raises:
        StepFailed: the contract is not registered, it cannot come into this state, or its value is above the ceiling.
    """
    inputs = job.inputs
    row = _contracts.known(work, inputs.get("contractRef"))
    state = str(inputs.get("state") or "")
    if state == row.status == "signed":
        return {"state": row.status}
    if row.status not in _FROM.get(state, ()):
        raise StepFailed(
            f"The contract {row.ref} is {row.status}, so it cannot become {state or 'nothing'}."
            f" The states are {', '.join(_FROM)}; what is signed ends by its own terms."
        )
    values = {"status": state, **_terms(inputs), "details": _details(row.details, inputs)}
    if state == "signed":
        values |= _signature(row.ref, inputs)
    if state in {"approved", "signed"}:
        _count(job, work, case, row, Decimal(values.get("value", row.value)))
    work.session.execute(
        sa.update(SERVICE_CONTRACT)
        .where(SERVICE_CONTRACT.c.id == row.id)
        .values(**values, row_version=SERVICE_CONTRACT.c.row_version + 1)
    )
    work.record(case, f"contract.{state}", element=job.element, name=row.ref, data=_told(values))
    return {"state": state}


def _terms(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Columns that the terms of F32 fill; a value that was approved wins over the drafted one."""
    terms: Mapping[str, Any] = inputs.get("terms") or {}
    columns = {
        "starts_on": terms.get("startDate"),
        "ends_on": terms.get("endDate"),
        "extension_months": terms.get("extensionMonths"),
        "by_deed": terms.get("byDeed"),
        "value": inputs.get("value") or terms.get("valueExVat"),
    }
    return {name: value for name, value in columns.items() if value is not None}


def _details(before: Mapping[str, Any], inputs: Mapping[str, Any]) -> dict[str, Any]:
    terms: Mapping[str, Any] = inputs.get("terms") or {}
    new = {
        "template": terms.get("template"),
        "schedules": terms.get("schedules"),
        "kpiSchedule": inputs.get("kpiSchedule"),
        "signatures": inputs.get("signatures"),
        "reason": inputs.get("reason"),
    }
    return {**before, **{name: value for name, value in new.items() if value}}


def _signature(ref: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    files = inputs.get("file")
    first = files[0] if isinstance(files, list) and files else files
    digest = first.get("sha256") if isinstance(first, Mapping) else None
    if not inputs.get("signedOn") or not digest:
        raise StepFailed(
            f"The contract {ref} cannot be registered as signed without its date and the signed copy."
            " Correct the variables councilSignature and signedOn, then try again."
        )
    return {"signed_on": inputs["signedOn"], "file_digest": digest}


def _count(job: Job, work: Work, case: Case, row: Any, value: Decimal) -> None:
    """Count a value against the ceiling of the agreement: refused above it, governance is told near it."""
    if work.session.get_bind().dialect.name == "postgresql":
        work.session.execute(sa.select(sa.func.pg_advisory_xact_lock(_CEILING_LOCK)))
    terms = agreement.current(work.session, today=work.at.astimezone(clock.LONDON).date())
    after = terms.committed + value
    if after > terms.value_ceiling:
        raise StepFailed(
            f"The contract {row.ref} over £{value:,.2f} does not fit under the agreement {terms.ref}: £{terms.committed:,.2f}"
            f" of £{terms.value_ceiling:,.2f} are committed, so £{max(terms.headroom, Decimal(0)):,.2f} are left."
            " Lower the value, or have the ceiling of the agreement changed, then try again."
        )
    share = after / terms.value_ceiling
    if share < agreement.WARN_AT:
        return
    said = f"{share:.1%} of the ceiling of {terms.ref} are committed with {row.ref}"
    work.record(
        case,
        "ceiling.near",
        element=job.element,
        name=said,
        data={"committed": str(after), "ceiling": str(terms.value_ceiling)},
    )
    people = _groups.members(work.session, [_GOVERNANCE])[_GOVERNANCE]
    work.reminders.append(
        Reminder(
            people=tuple(sorted(one.id for one in people)),
            subject=said,
            text=f"With {row.ref} (£{value:,.2f}), £{after:,.2f} of £{terms.value_ceiling:,.2f} are committed."
            " Above the ceiling no further contract can be signed.",
        )
    )


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    told = {
        "value": values.get("value"),
        "signed": values.get("signed_on"),
        "digest": values.get("file_digest"),
    }
    return {name: str(value) for name, value in told.items() if value is not None}
