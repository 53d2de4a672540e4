"""Bids come in over their page, before bidding closes."""

from __future__ import annotations

import sqlalchemy as sa

from cip_workflow.store import tables as t
from tests.processes.posting import PDF
from tests.processes.steps import Bid
from tests.processes.town import Town


def put_in(town: Town, case_id: int, bid: Bid) -> None:
    """Somebody finds the page of the procurement and puts a bid into the box; the page says no more than that it came."""
    [found] = town.rows(
        sa.select(t.PROCUREMENT.c.ref).where(
            t.PROCUREMENT.c.instance_id == case_id, t.PROCUREMENT.c.status == "open"
        )
    )
    who = town.visitor(bid.who)
    form = who.follow(who.get(f"/procurements/{found.ref}"), "Take in a bid").form("Put it in the box")
    form.set("supplier", bid.supplier)
    form.files["papers"] = ("offer.pdf", PDF)
    answer = who.send(form)
    assert answer.status == 303, (bid.supplier, answer.errors or answer.said)
    assert "The bid is in the box" in who.get(answer.to).said
