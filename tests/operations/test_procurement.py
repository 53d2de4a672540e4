"""Bids are sealed: nobody reads them before bidding closes, and only Barnardo's procurement takes them (DOMAIN 5.6)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations.case.retry import retry
from cip_workflow.publish import check
from cip_workflow.queries import papers
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.operations.serving import variables
from tests.operations.tendering import BUYER, PDF, after_closing, bid, tendering, with_buyer
from tests.operations.world import World


@pytest.fixture
def world(world: World) -> World:
    """The council with a buyer at Barnardo's."""
    return with_buyer(world)


def test_an_opportunity_is_published_and_the_panel_takes_its_seats(world: World) -> None:
    ref = tendering(world)
    assert ref == f"CIP-PR-{clock.now().year}-01"
    brief = world.row(t.BRIEF).ref
    assert f"evaluation-panel@{brief}" in world.actor("sam").groups
    assert f"evaluation-chair@{brief}" in world.actor("ann").groups
    assert f"evaluation-chair@{brief}" not in world.actor("sam").groups
    release = world.row(t.RELEASE)
    assert (release.tag, check.faults(release.body)) == ("tender", [])
    [parent] = release.body["relatedProcesses"]
    assert (parent["relationship"], parent["identifier"]) == (["parent"], f"ocds-cip000-{brief[4:].lower()}")


def test_nobody_reads_a_bid_before_bidding_closes(world: World) -> None:
    """Not who took it in, not the sponsor, not governance, not an admin (DOMAIN 5.6: sealBids)."""
    ref = tendering(world)
    bid(world, ref)
    [document] = world.rows(sa.select(t.DOCUMENT.c.id))
    for login in (BUYER, "pri", "jo", "fi", "zara", "paul"):
        with reading(world.sessions) as session:
            actor = world.actor(login)
            assert papers.of_case(session, actor, 1) == ()
            with pytest.raises(NotFound):
                papers.read(session, actor, document.id)
    assert "Larch" not in str(variables(world))
    assert "Larch" not in str(world.rows(sa.select(t.EVENT.c.data, t.EVENT.c.name)))


def test_bids_are_unsealed_when_bidding_has_closed_and_not_before(world: World) -> None:
    ref = tendering(world)
    number = bid(world, ref)
    world.complete("jo", "wait")
    incident = world.row(t.INCIDENT)
    assert "they stay sealed until then" in incident.message
    assert world.row(t.BID).opened_at is None
    with after_closing(world):
        world.do(retry, "zara", incident_id=incident.id)
        [found] = variables(world)["bids"]
        assert (found["bid"], found["bidder"], found["statedPrice"]) == (number, "Larch Ltd", 1000)
        with reading(world.sessions) as session:
            [paper] = papers.of_case(session, world.actor("pri"), 1)
            assert papers.read(session, world.actor("pri"), paper.id)[1] == PDF
    assert world.row(t.PROCUREMENT).status == "closed"


def test_a_supplier_may_bid_again_until_bidding_closes(world: World) -> None:
    ref = tendering(world)
    first = bid(world, ref)
    assert bid(world, ref, "  larch   LTD ", price=Decimal(900)) == first
    row = world.row(t.BID)
    assert (row.supplier, row.price) == ("Larch Ltd", Decimal(900))
    kept = world.rows(sa.select(t.DOCUMENT.c.id).where(t.DOCUMENT.c.removed_at.is_(None)))
    assert [one.id for one in kept] == row.documents


@pytest.mark.parametrize(
    ("who", "more", "error", "said"),
    [
        ("jo", {}, NotAllowed, "Only Barnardo's procurement takes bids"),
        ("zara", {}, NotAllowed, "Only Barnardo's procurement takes bids"),
        (BUYER, {"supplier": " "}, Invalid, "cannot be taken"),
        (BUYER, {"papers": []}, Invalid, "cannot be taken"),
        (BUYER, {"papers": [("offer.exe", b"MZ\x90\x00")]}, Invalid, "offer.exe"),
        (BUYER, {"ref": "CIP-PR-1999-01"}, NotFound, "no such procurement"),
    ],
)
def test_a_bid_that_is_not_taken(
    world: World, who: str, more: dict[str, Any], error: type[Exception], said: str
) -> None:
    given = {"ref": tendering(world)} | more
    with pytest.raises(error, match=said):
        bid(world, who=who, **given)
    assert world.count(t.BID) == 0
    assert world.count(t.DOCUMENT) == 0


def test_no_bid_is_taken_at_the_closing_time(world: World) -> None:
    ref = tendering(world)
    with clock.moved(world.row(t.PROCUREMENT).closes_at), pytest.raises(Conflict, match="Bidding has closed"):
        bid(world, ref)
    with clock.moved(clock.now() - timedelta(days=1)), pytest.raises(Conflict, match="has not opened"):
        bid(world, ref)
