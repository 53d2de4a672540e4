"""The decision register and the register of funding bids, written by services in a diagram (docs/handlers/approval.md)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import Conflict
from cip_workflow.operations.task.recall import recall
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.serving import REF, run
from tests.operations.world import World

DECISION = {
    **REF,
    "kind": '="executive"',
    "body": '="lcc-cabinet"',
    "authority": '="The Cabinet, on a recommendation of the partnership board"',
    "decidedOn": '=date("2026-11-20")',
    "outcome": '="approve-with-conditions"',
    "reasons": '="The gap has to be closed."',
    "alternatives": '="To do nothing."',
    "conditions": '=[{condition: "Report yearly", owner: "pri", due: date("2027-11-20")}]',
    "details": "={value: 1200000.50, rule: 4}",
    "keyDecision": "=true",
}


def record(key: str = "record", **changes: str) -> str:
    return d.service(
        key, "cip:record-decision", inputs=DECISION | changes, outputs={"decisionId": "=decisionId"}
    )


def publish(key: str = "publish", **more: str) -> str:
    return d.service(
        key,
        "cip:publish-decision",
        inputs={"decisionId": "=decisionId", **more},
        outputs={"publishedDate": "=publishedDate"},
    )


def test_a_decision_is_kept_with_its_reasons(world: World) -> None:
    found = run(world, record())
    row = world.row(t.DECISION_RECORD)
    assert row.id == found["decisionId"]
    assert (row.brief_ref, row.instance_id, row.element) == (world.row(t.BRIEF).ref, 1, "record")
    assert (row.kind, row.body, row.outcome) == ("executive", "lcc-cabinet", "approve-with-conditions")
    assert (row.reasons, row.alternatives) == ("The gap has to be closed.", "To do nothing.")
    assert (row.decided_on, row.key_decision) == (date(2026, 11, 20), True)
    assert row.conditions[0]["condition"] == "Report yearly"
    assert row.details["rule"] == 4
    assert (row.visible_to, row.published_at, row.call_in_ends) == (None, None, None)
    assert row.recorded_by == world.id("jo")


def test_the_timeline_does_not_tell_the_outcome(world: World) -> None:
    run(world, record(visibleTo='="LCC"'))
    assert world.row(t.DECISION_RECORD).visible_to == "LCC"
    [event] = world.rows(sa.select(t.EVENT).where(t.EVENT.c.kind == "decision.recorded"))
    assert event.data == {"decision": world.row(t.DECISION_RECORD).id, "kind": "executive"}


def test_a_recalled_answer_leaves_no_decision(world: World) -> None:
    run(world, record())
    world.do(recall, "jo", task_id=world.task("go", status="done"))
    assert world.count(t.DECISION_RECORD) == 0


def test_a_correction_is_another_record(world: World) -> None:
    run(world, record(), record("better", corrects="=decisionId", outcome='="reject"'))
    first, second = world.rows(sa.select(t.DECISION_RECORD).order_by(t.DECISION_RECORD.c.id))
    assert (second.corrects, first.outcome, second.outcome) == (first.id, "approve-with-conditions", "reject")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"briefRef": '="CIP-DB-1999-01"'}, "There is no brief CIP-DB-1999-01"),
        ({"outcome": "=null"}, "cannot be recorded without outcome"),
        (
            {"body": '=string join(for n in 1..90 return "x", "")'},
            "has 80 characters at most; this one has 90",
        ),
        ({"decidedOn": '="yesterday"'}, "decidedOn must be a date"),
        ({"callInEnds": '="soon"'}, "callInEnds must be a date"),
        ({"visibleTo": '="BARNARDOS"'}, "visibleTo cannot be 'BARNARDOS'"),
    ],
)
def test_what_cannot_be_recorded_is_an_incident(world: World, changes: dict[str, str], said: str) -> None:
    run(world, record(**changes))
    assert said in world.row(t.INCIDENT).message
    assert world.count(t.DECISION_RECORD) == 0


def test_a_moment_counts_as_its_day_in_london(world: World) -> None:
    run(world, record(decidedOn='=date and time("2026-06-30T23:30:00Z")'))
    assert world.row(t.DECISION_RECORD).decided_on == date(2026, 7, 1)


def test_a_decision_is_published_once(world: World) -> None:
    found = run(
        world,
        record(),
        publish(callInEnds='=date("2026-11-27")'),
        publish("again", callInEnds='=date("2027-01-01")', callInOutcome='="no-further-action"'),
        publish("third"),
    )
    row = world.row(t.DECISION_RECORD)
    assert row.call_in_ends == date(2026, 11, 27)
    assert row.call_in_outcome == "no-further-action"
    assert row.published_at is not None
    assert found["publishedDate"] == row.published_at.astimezone(clock.LONDON).date()
    assert world.kinds().count("decision.published") == 2
    with pytest.raises(Conflict, match="The decision has been published"):
        world.do(recall, "jo", task_id=world.task("go", status="done"))


@pytest.mark.parametrize(
    ("services", "said"),
    [
        ((record(), publish(decisionId="=99")), "has recorded no decision 99"),
        ((record(visibleTo='="LCC"'), publish()), "is for LCC alone and cannot be published"),
    ],
)
def test_what_cannot_be_published_is_an_incident(world: World, services: tuple[str, ...], said: str) -> None:
    run(world, *services)
    assert said in world.row(t.INCIDENT).message
    assert world.row(t.DECISION_RECORD).published_at is None


BID = {
    **REF,
    "fund": '="Short breaks innovation fund"',
    "applicant": '="JOINT"',
    "amountSought": "=250000.55",
    "matchFunding": "=50000",
    "deadline": '=date and time("2026-12-18T17:00:00@Europe/London")',
}


def bid(key: str, inputs: Any) -> str:
    return d.service(key, "cip:record-funding-bid", inputs=inputs, outputs={"bidId": "=bidId"})


def test_a_bid_and_what_the_funder_said(world: World) -> None:
    answer = {
        "bidId": "=bidId",
        "outcome": '="part-awarded"',
        "amountAwarded": "=100000.10",
        "decidedOn": '=date("2027-02-01")',
    }
    found = run(world, bid("sent", BID | {"submitted": "=true"}), bid("said", answer))
    row = world.row(t.FUNDING_BID)
    assert row.id == found["bidId"]
    assert (row.fund, row.applicant) == ("Short breaks innovation fund", "JOINT")
    assert (row.sought, row.match) == (Decimal("250000.55"), Decimal(50000))
    assert row.submitted_at is not None
    assert (row.outcome, row.awarded, row.decided_on) == (
        "part-awarded",
        Decimal("100000.10"),
        date(2027, 2, 1),
    )
    with pytest.raises(Conflict, match="The funding bid has been sent"):
        world.do(recall, "jo", task_id=world.task("go", status="done"))


def test_a_bid_that_missed_its_deadline_was_never_sent(world: World) -> None:
    run(world, bid("late", BID | {"outcome": '="missed"'}))
    row = world.row(t.FUNDING_BID)
    assert (row.submitted_at, row.outcome) == (None, "missed")


def test_no_bid_leaves_no_row(world: World) -> None:
    assert run(world, bid("none", REF | {"outcome": '="no-bid"'}))["bidId"] is None
    assert world.count(t.FUNDING_BID) == 0


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"bidId": "=7", "outcome": '="refused"'}, "This case has no funding bid 7"),
        (BID | {"applicant": "=null"}, "needs an applicant and an amount"),
        (BID | {"briefRef": '="CIP-DB-1999-01"'}, "There is no brief CIP-DB-1999-01"),
    ],
)
def test_a_bid_that_cannot_be_kept_is_an_incident(world: World, inputs: dict[str, str], said: str) -> None:
    run(world, bid("odd", inputs))
    assert said in world.row(t.INCIDENT).message
    assert world.count(t.FUNDING_BID) == 0
