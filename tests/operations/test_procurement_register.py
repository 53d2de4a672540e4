"""What a procurement leaves in the register, from the opening of the bids to its end (docs/handlers/procurement.md)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.publish import check
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.serving import REF, run, variables
from tests.operations.tendering import PR, after_closing, bid, tendering, with_buyer
from tests.operations.world import World


@pytest.fixture
def world(world: World) -> World:
    """The council with a buyer at Barnardo's."""
    return with_buyer(world)


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
