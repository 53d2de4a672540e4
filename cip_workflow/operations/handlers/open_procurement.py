"""cip:open-procurement - publishes an opportunity, shuts the box for bids and seats the evaluation panel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import StepFailed
from cip_workflow.operations import _box, _numbering, _panel, _registers, _tendering
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import PROCUREMENT
from cip_workflow.types import Job

TYPE = "cip:open-procurement"
FINAL = "The opportunity has been published."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """A new procurement, or the one named by `procurementRef` opened again with another closing time."""
    inputs = job.inputs
    brief = _registers.brief(work, inputs.get("briefRef"))
    sourcing, tender = dict(inputs.get("sourcing") or {}), dict(inputs.get("tender") or {})
    closes = tender.get("closesAt")
    if not isinstance(closes, datetime) or closes <= work.at:
        raise StepFailed("Bidding must close after now. Correct closesAt in the variable tender, then retry.")
    given = inputs.get("procurementRef")
    year = work.at.astimezone(clock.LONDON).year
    ref = str(given) if given else _numbering.next_ref(work, f"CIP-PR-{year}")
    evaluators = [str(one) for one in sourcing.get("evaluators") or ()]
    values: dict[str, Any] = {
        "title": str(inputs.get("title") or brief.title)[:300],
        "procedure": str(sourcing.get("procedure") or ""),
        "status": "open",
        "opens_at": tender.get("opensAt"),
        "closes_at": closes,
        "criteria": list(inputs.get("criteria") or ()),
        "evaluators": evaluators,
        "details": {"sourcing": sourcing, "tender": tender, "notices": list(inputs.get("noticePlan") or ())},
    }
    _retire(work, case, ref)
    if given:
        _box.change(work, _box.known(work, ref).id, **values)
    else:
        work.session.execute(
            sa.insert(PROCUREMENT).values(
                ref=ref, brief_ref=brief.ref, instance_id=case.id, ranking=[], row_version=1, **values
            )
        )
    _panel.seat(work, case, brief, evaluators=evaluators, chair=sourcing.get("chair"))
    work.record(
        case, "procurement.opened", element=job.element, name=ref, data={"closes": closes.isoformat()}
    )
    _tendering.publish(work, case, job.element, _box.known(work, ref), status="active")
    return {"procurementRef": ref}


def _retire(work: Work, case: Case, ref: str) -> None:
    """Tendered again: what the same case had opened before has ended without a bid."""
    work.session.execute(
        sa.update(PROCUREMENT)
        .where(
            PROCUREMENT.c.instance_id == case.id,
            PROCUREMENT.c.ref != ref,
            PROCUREMENT.c.status.not_in(_box.OVER),
        )
        .values(status="no-bids", row_version=PROCUREMENT.c.row_version + 1)
    )
