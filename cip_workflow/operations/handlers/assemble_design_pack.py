"""cip:assemble-design-pack - puts the whole design, as it was signed off, into one document of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _registers
from cip_workflow.operations._audit import canonical, value_digest
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BLOB, DOCUMENT
from cip_workflow.types import Job

TYPE = "cip:assemble-design-pack"
FINAL = ""

#: What a design is made of (DOMAIN 5.3: F13 to F19); nothing else gets into the pack.
PARTS = (
    "plan",
    "evidence",
    "sessions",
    "market",
    "problem",
    "options",
    "model",
    "finance",
    "assessments",
    "panel",
    "signoffs",
)
MEDIA_TYPE = "application/json"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One JSON document with every part of the design: what the business case, and later the contract, go back to.

    Both organisations read it, so benchmark and prices of the market are not among its parts (RULINGS 11).

    Raises:
        StepFailed: the brief is not registered, or the design has no parts.
    """
    brief = _registers.brief(work, job.inputs.get("briefRef"))
    given = job.inputs.get("design")
    if not isinstance(given, Mapping) or not any(given.get(part) for part in PARTS):
        raise StepFailed(
            "There is no design to put together. Correct the variable behind the input “design”: a context with "
            f"{', '.join(PARTS)}."
        )
    design = {part: given.get(part) for part in PARTS}
    version = job.inputs.get("briefVersion") or brief.version
    data = canonical(
        {
            "briefRef": brief.ref,
            "briefVersion": version,
            "title": brief.title,
            "assembledAt": work.at,
            "design": design,
        }
    )
    digest = value_digest(data)
    if not work.session.execute(sa.select(sa.literal(1)).where(BLOB.c.digest == digest)).one_or_none():
        work.session.execute(sa.insert(BLOB), {"digest": digest, "size": len(data), "data": data})
    name = f"design-pack-{brief.ref}-v{version}.json"
    document = _registers.insert(
        work,
        case,
        DOCUMENT,
        {
            "instance_id": case.id,
            "field": "designPack",
            "label": "Design pack",
            "name": name,
            "type": MEDIA_TYPE,
            "size": len(data),
            "digest": digest,
            "scanned": False,
            "uploaded_at": work.at,
            "uploaded_by": work.actor.person_id,
        },
    )
    work.record(
        case,
        "document.added",
        element=job.element,
        name=job.name,
        data={"document": document, "sha256": digest},
    )
    pack = {"document": document, "name": name, "size": len(data), "type": MEDIA_TYPE, "sha256": digest}
    return {"design": design, "designPack": pack}
