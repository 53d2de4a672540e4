"""Notices, releases and challenges of an award, written by services in a diagram (docs/handlers/award.md)."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from cip_workflow.operations.task.recall import recall
from cip_workflow.store import tables as t
from tests.operations.awarding import (
    SIGNED,
    TERMS,
    challenged,
    made,
    noted,
    partner,
    planned,
    registered,
    released,
)
from tests.operations.serving import run
from tests.operations.world import World

__all__ = ["partner"]
pytestmark = pytest.mark.usefixtures("partner")


def test_notices_are_planned_with_their_days(world: World) -> None:
    found = run(world, made(), planned())
    rows = {row.name.split()[0]: row for row in world.rows(sa.select(t.NOTICE))}
    assert set(rows) == {"LCC", "UK5", "UK7"}
    assert {key: row.due_on for key, row in rows.items()} == {
        "UK5": date(2026, 12, 1),
        "LCC": date(2026, 12, 20),
        "UK7": date(2027, 3, 20),
    }
    assert {(row.status, row.event, row.regime, row.contract_ref) for row in rows.values()} == {
        ("due", "SIGN", "PA2023_LIGHT_TOUCH", found["contractRef"])
    }
    assert [one["notice"].split()[0] for one in found["notices"]] == ["UK5", "LCC", "UK7"]
    assert f'"id": "{found["contractRef"]}"' in found["notices"][0]["preview"]
    world.do(recall, "jo", task_id=world.task("go", status="done"))
    assert world.rows(sa.select(t.NOTICE)) == []


def test_no_notice_needs_no_day(world: World) -> None:
    assert run(world, made(), planned(plan="=[]", since="=null"))["notices"] == []


def test_a_notice_needs_its_day(world: World) -> None:
    run(world, made(), planned(since="=null"))
    assert "The notices need the day since" in world.row(t.INCIDENT).message


def test_a_notice_is_published_once(world: World) -> None:
    run(world, made(), planned(), noted(), noted("twice"))
    row = world.rows(sa.select(t.NOTICE).where(t.NOTICE.c.status == "published"))[0]
    assert (row.name, row.notice_ref) == ("UK5 transparency", "012345-2026")
    assert (row.published_on, row.standstill_ends) == (date(2026, 8, 10), date(2026, 8, 19))
    assert "is recorded as published already" in world.row(t.INCIDENT).message


@pytest.mark.parametrize(
    ("publication", "said"),
    [("={id: 4711}", "has no notice 4711"), ("={id: notices[1].id}", "has no time of publication")],
)
def test_what_is_no_publication(world: World, publication: str, said: str) -> None:
    run(world, made(), planned(), noted(publication=publication))
    assert said in world.row(t.INCIDENT).message


def test_an_award_is_published_with_its_notice(world: World) -> None:
    found = run(world, made(), planned("AWARD"), noted(), released("award"))
    row = world.row(t.RELEASE)
    assert found["releaseId"] == row.key
    assert row.tag == "award" and row.key.endswith("-01-award")
    [award] = row.body["awards"]
    assert (award["title"], award["description"]) == ("Breaks", "At weekends")
    assert award["standstillPeriod"]["endDate"] == "2026-08-19T22:59:59Z"
    assert award["documents"][0]["title"] == "UK5 transparency"
    assert row.body["parties"][1]["identifier"]["scheme"] == "GB-PPON"
    notices = {one.name: one.release_id for one in world.rows(sa.select(t.NOTICE))}
    assert notices["UK5 transparency"] == row.id
    assert notices["UK7 contract details"] is None


def test_a_signed_contract_is_published(world: World) -> None:
    run(
        world,
        made(),
        registered("draft", terms=TERMS),
        registered("approved"),
        SIGNED,
        released("contract", publications="=[]"),
    )
    [contract] = world.row(t.RELEASE).body["contracts"]
    assert contract["dateSigned"] == "2026-12-03T00:00:00Z"
    assert contract["period"]["endDate"] == "2029-12-31T23:59:59Z"


def test_an_end_without_a_contract_is_published(world: World) -> None:
    run(world, made(), released("tenderCancellation", publications="=[]", reason='="No need"'))
    assert world.row(t.RELEASE).body["tender"]["statusDetails"] == "No need"


def test_another_tag_is_refused(world: World) -> None:
    run(world, made(), released("planning"))
    assert "A release is tagged award, contract, tenderCancellation" in world.row(t.INCIDENT).message
    assert world.rows(sa.select(t.RELEASE)) == []


def test_what_ocds_does_not_allow_is_not_published(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cip_workflow.publish.check.faults", lambda release: ["The release has no ocid."])
    run(world, made(), released("award"))
    assert "cannot be published. The release has no ocid." in world.row(t.INCIDENT).message
    assert world.rows(sa.select(t.RELEASE)) == []


def test_a_challenge_from_the_first_letter_to_its_outcome(world: World) -> None:
    run(
        world,
        made(),
        challenged("come", details='={reason: "A letter"}'),
        challenged(
            "decided",
            claimant='="Larch Ltd"',
            proceedings="=true",
            outcome='="rejected"',
            details='={grounds: "Privileged"}',
        ),
        challenged("next"),
    )
    first, second = world.rows(sa.select(t.CHALLENGE).order_by(t.CHALLENGE.c.id))
    assert (first.claimant, first.proceedings, first.outcome) == ("Larch Ltd", True, "rejected")
    assert first.details == {"reason": "A letter", "grounds": "Privileged"}
    assert first.received_on == date(2026, 11, 23) and first.decided_at is not None
    assert (second.outcome, second.proceedings) == (None, False)
    assert [kind for kind in world.kinds() if kind.startswith("challenge.")] == [
        "challenge.received",
        "challenge.decided",
        "challenge.received",
    ]
    told = world.rows(sa.select(t.EVENT).where(t.EVENT.c.kind.like("challenge.%")))
    assert "Privileged" not in str([row.data for row in told])


def test_a_challenge_says_when_it_came(world: World) -> None:
    run(world, made(), challenged("come", receivedOn="=null"))
    assert "A challenge needs what it is about and the day it came" in world.row(t.INCIDENT).message
