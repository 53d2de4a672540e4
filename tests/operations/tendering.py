"""A procurement that is open for bids, and what tests of procurements say in one line."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations.procurement.receive_bid import receive_bid
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.serving import REF
from tests.operations.world import World

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
BUYER = "cal"
PR = {**REF, "procurementRef": "=procurementRef"}
OPEN = d.service(
    "opened",
    "cip:open-procurement",
    inputs={
        **REF,
        "title": '="Short breaks"',
        "sourcing": '={procedure: "open", evaluators: ["jo", "sam", "ese"], chair: "ann", flowDown: ["DBS"]}',
        "criteria": '=[{id: "price", name: "Price", weight: 30, kind: "price"},'
        ' {id: "quality-1", name: "Continuity", weight: 70, kind: "quality"}]',
        "tender": '={documents: [], opensAt: now(), closesAt: now() + duration("P10D")}',
    },
    outputs={"procurementRef": "=procurementRef"},
)
UNSEAL = d.service("unseal", "cip:open-bids", inputs=PR, outputs={"bids": "=bids"})


def with_buyer(world: World) -> World:
    """The council with a buyer at Barnardo's."""
    with transaction(world.sessions) as session:
        for place, key in enumerate(("bar-procurement", "evaluation-chair"), 900):
            session.execute(sa.insert(t.GROUP), {"id": place, "key": key, "name": key})
        session.execute(
            sa.insert(t.MEMBERSHIP), {"person_id": world.id(BUYER), "group_id": 900, "since": clock.now()}
        )
    return world


def tendering(world: World, *after: str) -> str:
    """A procurement that is open for bids; behind a task it is unsealed, then the services `after` run. Its reference."""
    keys = [one.partition('id="')[2].partition('"')[0] for one in after]
    world.draw(
        d.start(),
        d.service("ref", "cip:generate-brief-ref", inputs={"title": '="A brief"'}, outputs=REF),
        OPEN,
        d.user("wait"),
        UNSEAL,
        *after,
        d.user("done"),
        d.end(),
        d.chain("start", "ref", "opened", "wait", "unseal", *keys, "done", "end"),
    )
    world.start()
    return str(world.row(t.PROCUREMENT).ref)


def bid(world: World, ref: str, supplier: str = "Larch Ltd", who: str = BUYER, **more: Any) -> int:
    given = {"papers": [("offer.pdf", PDF)], "price": Decimal(1000), **more}
    return int(world.do(receive_bid, who, ref=ref, supplier=supplier, **given))


def after_closing(world: World) -> Any:
    return clock.moved(world.row(t.PROCUREMENT).closes_at + timedelta(seconds=1))
