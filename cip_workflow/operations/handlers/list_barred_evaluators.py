"""cip:list-barred-evaluators - lists who may not evaluate bids in this brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DECLARATION, PERSON, RESTRICTION, TASK
from cip_workflow.types import Job

TYPE = "cip:list-barred-evaluators"
FINAL = ""

#: Restrictions that keep a member from evaluating (docs: cip:apply-restrictions).
_KINDS = ("no-evaluation", "all", "removed")
#: Who completed the financial model has drafted the price benchmark (F25: none a drafter of price benchmark).
_BENCHMARK = "T209\\_%"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Logins, by name of login: restricted, with a declaration that is not settled, or drafters of the benchmark."""
    ref = job.inputs.get("briefRef")
    restricted = sa.select(RESTRICTION.c.person_id).where(
        RESTRICTION.c.kind.in_(_KINDS),
        RESTRICTION.c.until.is_(None),
        sa.or_(RESTRICTION.c.brief_ref == ref, RESTRICTION.c.brief_ref.is_(None)),
    )
    undecided = sa.select(DECLARATION.c.declarant_id).where(
        DECLARATION.c.brief_ref == ref, DECLARATION.c.status == "open", DECLARATION.c.declared == "interest"
    )
    drafters = sa.select(TASK.c.completed_by).where(
        TASK.c.instance_id == case.id,
        TASK.c.element.like(_BENCHMARK, escape="\\"),
        TASK.c.status == "done",
        TASK.c.completed_by.is_not(None),
    )
    barred = sa.union(restricted, undecided, drafters).subquery()
    rows = work.session.execute(
        sa.select(PERSON.c.login).where(PERSON.c.id.in_(sa.select(barred))).order_by(PERSON.c.login)
    )
    return {"barredEvaluators": list(rows.scalars())}
