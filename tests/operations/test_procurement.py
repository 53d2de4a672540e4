"""Procurements: bids that nobody reads before bidding closes, the panel, scores, and what goes into the register."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations.case.retry import retry
from cip_workflow.operations.procurement.receive_bid import receive_bid
from cip_workflow.publish import check
from cip_workflow.queries import papers
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.serving import REF, run, variables
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


@pytest.fixture
def world(world: World) -> World:
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


def opening(late: str = "[]", accepted: str = "null") -> str:
    return d.service(
        "record",
        "cip:record-opening",
        inputs={
            **PR,
            "openedBids": "=for b in bids return {bid: b.bid, complete: true, price: 1000 + b.bid}",
            "lateBids": f"={late}",
            "lateAccepted": f"={accepted}",
        },
        outputs={"bids": "=bids", "compliantBids": "=compliantBids"},
    )


LATE = '[{bidder: "Alder", received: now(), complete: true, price: 5}]'


@pytest.mark.parametrize(("accepted", "compliant"), [("true", 2), ("false", 1)])
def test_a_late_bid_counts_when_legal_accepts_it(world: World, accepted: str, compliant: int) -> None:
    ref = tendering(world, opening(LATE, accepted))
    bid(world, ref)
    with after_closing(world):
        world.complete("jo", "wait")
    assert variables(world)["compliantBids"] == compliant
    late = world.row(t.BID, late=True)
    assert (late.supplier, late.admitted, late.compliant) == ("Alder", compliant == 2, compliant == 2)


def test_a_late_bid_is_an_error_until_legal_has_decided(world: World) -> None:
    ref = tendering(world, opening(LATE))
    bid(world, ref)
    with after_closing(world):
        world.complete("jo", "wait")
    assert "Legal decides" in world.row(t.INCIDENT).message
    assert world.count(t.BID) == 1


SHEET = (
    '{key: string(bids[1].bid) + "/quality-1", bid: bids[1].bid, bidder: "Larch Ltd", criterion: "quality-1"'
)
SHEET += ', criterionName: "Continuity", weight: 70, points: %s, comment: "Sound."}'
SCORES = d.service(
    "score",
    "cip:record-scores",
    inputs={
        **PR,
        "scoringRound": "=1",
        "scoresheets": "=["
        + ", ".join(
            f'{{evaluator: "{who}", scores: [{SHEET % points}]}}'
            for who, points in (("jo", 3), ("sam", 4), ("ese", 4))
        )
        + "]",
    },
    outputs={"moderation": "=moderation"},
)
RANKED = '[{bid: bids[1].bid, supplier: "Larch Ltd", price: 1001, score: 86}]'
TO_THE_END = (
    d.service(
        "rank",
        "cip:record-ranking",
        inputs={**PR, "ranking": f"={RANKED}", "moderatedScores": "=moderation"},
    ),
    d.service(
        "dd",
        "cip:record-due-diligence",
        inputs={
            **PR,
            "bid": "=bids[1].bid",
            "result": '="clear"',
            "dueDiligence": '={supplier: "Larch Ltd", result: "clear"}',
        },
    ),
    d.service(
        "send",
        "cip:send-assessment-summaries",
        inputs={
            **PR,
            "ranking": f"={RANKED}",
            "moderatedScores": "=moderation",
            "preferredSupplier": '={supplier: "Larch Ltd", bid: bids[1].bid, value: 1001}',
            "standstillEnds": "=today()",
        },
        outputs={"summaries": "=summaries"},
    ),
    d.service(
        "sub",
        "cip:register-sub-contract",
        inputs={
            **PR,
            "provider": '="Larch Ltd"',
            "value": "=1001",
            "flowDown": '=["DBS"]',
            "signedOn": "=today()",
            "signedFile": f'={{document: 1, sha256: "{"ab" * 32}"}}',
        },
        outputs={"subContract": "=subContract"},
    ),
    d.service("close", "cip:close-procurement", inputs={**PR, "status": '="awarded"'}),
)


def test_from_the_opening_to_the_register(world: World) -> None:
    ref = tendering(world, opening(), SCORES, *TO_THE_END)
    bid(world, ref)
    with after_closing(world):
        world.complete("jo", "wait")
    assert world.count(t.INCIDENT) == 0
    assert sorted(row.points for row in world.rows(sa.select(t.SCORE.c.points))) == [3, 4, 4]
    found = variables(world)
    assert found["moderation"][0]["average"] == Decimal("3.7")
    row = world.row(t.PROCUREMENT)
    assert (row.status, row.preferred, row.ranking[0]["score"]) == ("awarded", "Larch Ltd", 86)
    assert row.details["checks"] == [{"supplier": "Larch Ltd", "result": "clear"}]
    assert found["summaries"][0]["winningScore"] == 86
    contract = world.row(t.SUB_CONTRACT)
    assert contract.ref == f"CIP-SUB-{clock.now().year}-01" == found["subContract"]["ref"]
    assert (contract.value, contract.file_digest, contract.flow_down) == (1001, "ab" * 32, ["DBS"])
    assert not any(one.startswith("evaluation-panel@") for one in world.actor("sam").groups)
    assert [one.tag for one in world.rows(sa.select(t.RELEASE.c.tag))] == ["tender"]


def test_scores_are_locked(world: World) -> None:
    again = SCORES.replace('id="score"', 'id="again"')
    ref = tendering(world, opening(), SCORES, again)
    bid(world, ref)
    with after_closing(world):
        world.complete("jo", "wait")
    assert world.row(t.INCIDENT).element == "again"
    assert world.count(t.SCORE) == 3


def test_a_procurement_without_a_bid_is_published_as_unsuccessful(world: World) -> None:
    count = d.service("count", "cip:count-bids", inputs=PR, outputs={"bidsReceived": "=bidsReceived"})
    tendering(
        world, count, d.service("close", "cip:close-procurement", inputs={**PR, "status": '="no-bids"'})
    )
    with after_closing(world):
        world.complete("jo", "wait")
    assert variables(world)["bidsReceived"] == 0
    tags = world.rows(sa.select(t.RELEASE.c.tag, t.RELEASE.c.body).order_by(t.RELEASE.c.id))
    assert [one.tag for one in tags] == ["tender", "tenderCancellation"]
    assert tags[1].body["tender"]["status"] == "unsuccessful"
    assert check.faults(tags[1].body) == []


def test_nothing_is_closed_before_it_was_opened(world: World) -> None:
    run(
        world,
        d.service("s", "cip:close-procurement", inputs={"procurementRef": "=null", "status": '="withdrawn"'}),
    )
    assert world.open() == ["after"]


@pytest.mark.parametrize(
    ("type_", "inputs", "said"),
    [
        ("cip:count-bids", {"procurementRef": '="CIP-PR-1999-01"'}, "There is no procurement CIP-PR-1999-01"),
        ("cip:close-procurement", {"status": '="open"'}, "not as “open”"),
        ("cip:open-procurement", {**REF, "tender": "={closesAt: now()}"}, "must close after now"),
    ],
)
def test_what_cannot_be_done_is_an_incident(
    world: World, type_: str, inputs: dict[str, str], said: str
) -> None:
    run(world, d.service("s", type_, inputs=inputs))
    assert said in world.row(t.INCIDENT).message


def test_who_may_not_evaluate(world: World) -> None:
    """Restricted, or with an interest that is not settled."""
    bar = d.service(
        "bar", "cip:apply-restrictions",
        inputs={**REF, "declarant": '="sam"', "reason": '="x"', "restrictions": '=["no-evaluation"]'},
    )  # fmt: skip
    declared = d.service(
        "declared",
        "cip:update-conflicts-register",
        inputs={**REF, "status": '="open"', "declarant": '="ese"', "declaration": '="interest"'},
    )
    listed = d.service(
        "listed", "cip:list-barred-evaluators", inputs=REF, outputs={"barred": "=barredEvaluators"}
    )
    assert run(world, bar, declared, listed)["barred"] == ["ese", "sam"]
