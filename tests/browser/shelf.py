"""Rows of the register for one issued brief of the demonstration, so that every page of the register has something to show."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.cli.opened import Opened
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t

#: The brief that has it all.
SHELVED = "Care leavers’ first tenancy scheme"
CLOSED_DAY = date(2027, 12, 24)


def shelve(here: Opened) -> None:
    """Another version, a decision, contracts, two procurements with bids, notices, a day that is closed."""
    with reading(here.sessions) as session:
        case = session.execute(
            sa.select(t.INSTANCE.c.id, t.INSTANCE.c.business_key)
            .where(t.INSTANCE.c.title == SHELVED)
            .order_by(t.INSTANCE.c.id)
            .limit(1)
        ).one()
        brief = session.execute(
            sa.select(t.BRIEF_VERSION.c.brief_id, t.BRIEF_VERSION.c.content)
            .join_from(t.BRIEF_VERSION, t.BRIEF, t.BRIEF.c.id == t.BRIEF_VERSION.c.brief_id)
            .where(t.BRIEF.c.ref == case.business_key)
        ).one()
        agreement = session.execute(sa.select(t.AGREEMENT.c.id)).scalar_one()
    now = clock.now()
    today = now.astimezone(clock.LONDON).date()
    both: dict[str, Any] = {"instance_id": case.id, "brief_ref": case.business_key}
    content = {
        **brief.content,
        "brief": {**brief.content["brief"], "title": "Care leavers’ first and second tenancy"},
    }
    rows: list[tuple[sa.Table, dict[str, Any]]] = [
        (t.PARTICIPANT, {"instance_id": case.id, "principal": "g:bar-procurement"}),
        (
            t.BRIEF_VERSION,
            {
                "brief_id": brief.brief_id,
                "number": 2,
                "content": content,
                "digest": "b" * 64,
                "issued_at": now,
            },
        ),
        (
            t.DECISION_RECORD,
            {
                **both,
                "element": "T308",
                "kind": "executive",
                "body": "lcc-cabinet",
                "decided_on": today,
                "outcome": "approve",
                "reasons": "The need is proven and the money is there.",
                "alternatives": "To wait a year.",
                "conditions": ["Report to scrutiny in May"],
                "details": {"votesFor": 5, "votesAgainst": 1},
                "key_decision": True,
                "recorded_at": now,
            },
        ),
        *(
            (
                t.SERVICE_CONTRACT,
                {
                    **both,
                    "ref": f"CIP-SC-{today.year}-9{number}",
                    "agreement_id": agreement,
                    "title": f"Tenancy support, lot {number}",
                    "supplier": "Barnardo’s",
                    "route": "MIXED",
                    "status": status,
                    "value": Decimal("2450000.50"),
                    "details": {},
                    "registered_at": now,
                },
            )
            for number, status in ((1, "signed"), (2, "standstill"))
        ),
        *(
            (
                t.PROCUREMENT,
                {
                    **both,
                    "id": 900 + number,
                    "ref": f"CIP-PR-{today.year}-9{number}",
                    "title": "Support workers at night",
                    "procedure": "open",
                    "status": status,
                    "opens_at": now - timedelta(days=20),
                    "closes_at": now + timedelta(days=days),
                    "criteria": [{"name": "Quality", "weight": 60}, {"name": "Price", "weight": 40}],
                    "evaluators": [],
                    "ranking": [],
                    "details": {},
                },
            )
            for number, status, days in ((1, "open", 400), (2, "evaluating", -2))
        ),
        *(
            (
                t.BID,
                {
                    "procurement_id": 900 + number,
                    "supplier": supplier,
                    "received_at": now - timedelta(days=3),
                    "price": Decimal(187500),
                    "documents": [],
                    "opened_at": now if number == 2 else None,
                },
            )
            for number in (1, 2)
            for supplier in ("Brook House", "Elm Trust")
        ),
        *(
            (
                t.NOTICE,
                {
                    **both,
                    "name": name,
                    "regime": "PA2023",
                    "event": "SIGN",
                    "mandatory": mandatory,
                    "due_on": today + timedelta(days=days),
                    "status": status,
                    "published_on": today if status == "published" else None,
                    "notice_ref": "2026/S 000-012345" if status == "published" else None,
                    "planned_at": now,
                },
            )
            for name, mandatory, days, status in (
                ("UK7 contract details notice", True, -4, "due"),
                ("UK4 tender notice", False, 12, "due"),
                ("UK6 contract award notice", True, -30, "published"),
            )
        ),
        (
            t.HOLIDAY,
            {"day": CLOSED_DAY, "name": "Christmas Eve", "closed": True, "set_at": now, "reason": "Custom"},
        ),
    ]
    with transaction(here.sessions) as session:
        for table, row in rows:
            session.execute(sa.insert(table), row)
