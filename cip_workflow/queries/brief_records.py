"""What came of a brief: cases, decisions, contracts, procurements, notices, releases, bids for money, declarations. In one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.queries import readable, visible
from cip_workflow.store.base import Exact, UtcDateTime
from cip_workflow.store.tables import (
    DECISION_RECORD,
    DECLARATION,
    FUNDING_BID,
    INSTANCE,
    NOTICE,
    PROCUREMENT,
    RELEASE,
    SERVICE_CONTRACT,
)
from cip_workflow.types import Actor

#: Sees every declaration of interest; everybody else their own (DOMAIN 4.1).
MONITORS = "lcc-monitoring-officer"
_MOST = 300


@dataclass(frozen=True, kw_only=True)
class Record:
    """One row of one of the registers."""

    sort: str  #: case, decision, contract, procurement, notice, release, funding, declaration
    id: int
    number: str | None  #: reference or key of its own; the stage of a case
    name: str
    status: str | None
    day: date | None
    at: datetime | None
    amount: Decimal | None


def of_brief(session: Session, actor: Actor, ref: str, *, whole: bool) -> tuple[Record, ...]:
    """Everything on record for a brief that this person may read, by sort, latest first. One statement.

    Args:
        whole: what `briefs.get` says; False leaves only what is published.
    """
    parts = [
        _row(
            "decision",
            DECISION_RECORD,
            ref,
            name=DECISION_RECORD.c.kind,
            status=DECISION_RECORD.c.outcome,
            day=DECISION_RECORD.c.decided_on,
        ).where(readable.decisions(actor)),
        _row(
            "contract",
            SERVICE_CONTRACT,
            ref,
            number=SERVICE_CONTRACT.c.ref,
            name=SERVICE_CONTRACT.c.title,
            status=SERVICE_CONTRACT.c.status,
            day=SERVICE_CONTRACT.c.signed_on,
            amount=SERVICE_CONTRACT.c.value,
        ).where(readable.awarded(actor, SERVICE_CONTRACT.c.brief_ref)),
        _row(
            "notice",
            NOTICE,
            ref,
            number=NOTICE.c.notice_ref,
            name=NOTICE.c.name,
            status=NOTICE.c.status,
            day=sa.func.coalesce(NOTICE.c.published_on, NOTICE.c.due_on),
        ).where(readable.notices(actor)),
        _row(
            "release", RELEASE, ref, number=RELEASE.c.key, name=RELEASE.c.tag, at=RELEASE.c.published_at
        ).where(readable.releases(actor)),
    ]
    if whole:
        parts += [
            _row(
                "case",
                INSTANCE,
                ref,
                number=INSTANCE.c.stage,
                name=INSTANCE.c.process_name,
                status=sa.func.coalesce(INSTANCE.c.outcome, INSTANCE.c.status),
                at=INSTANCE.c.started_at,
            ).where(visible.cases(actor)),
            _row(
                "procurement",
                PROCUREMENT,
                ref,
                number=PROCUREMENT.c.ref,
                name=PROCUREMENT.c.title,
                status=PROCUREMENT.c.status,
                at=PROCUREMENT.c.closes_at,
            ),
            _row(
                "funding",
                FUNDING_BID,
                ref,
                name=FUNDING_BID.c.fund,
                status=FUNDING_BID.c.outcome,
                at=FUNDING_BID.c.submitted_at,
                amount=FUNDING_BID.c.sought,
            ),
        ]
        declared = _row(
            "declaration",
            DECLARATION,
            ref,
            name=visible.person_name(DECLARATION.c.declarant_id),
            status=DECLARATION.c.status,
            at=DECLARATION.c.opened_at,
        )
        if MONITORS not in actor.groups:
            declared = declared.where(DECLARATION.c.declarant_id == actor.person_id)
        parts.append(declared)
    every = sa.union_all(*parts).subquery()
    rows = session.execute(sa.select(every).order_by(every.c.sort, every.c.id.desc()).limit(_MOST))
    return tuple(Record(**row._mapping) for row in rows)


def _row(sort: str, table: sa.Table, of: str, **given: Any) -> sa.Select[Any]:
    """A branch of the union: every branch has the same columns, of the same types."""
    wanted: dict[str, sa.types.TypeEngine[Any]] = {
        "number": sa.String(200),
        "name": sa.String(300),
        "status": sa.String(60),
        "day": sa.Date(),
        "at": UtcDateTime(),
        "amount": Exact(14, 2),
    }
    columns = [
        (given[name] if name in given else sa.cast(sa.null(), kind)).label(name)
        for name, kind in wanted.items()
    ]
    whose = table.c.business_key if table is INSTANCE else table.c.brief_ref
    return sa.select(sa.literal(sort, sa.String(20)).label("sort"), table.c.id, *columns).where(whose == of)
