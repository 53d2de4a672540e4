"""Each built-in service task, as docs/handlers.md promises it, called from a diagram."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import Conflict
from cip_workflow.operations import handlers
from cip_workflow.operations.setting.change import change
from cip_workflow.operations.task.recall import recall
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.serving import REF, TEAM, member, register, run, team
from tests.operations.world import World

ROOT = Path(__file__).parents[2]


def test_the_documented_types_are_those_there_are() -> None:
    documented = set(
        re.findall(r"^\| `(cip:[a-z-]+)`", (ROOT / "docs/handlers.md").read_text(), re.MULTILINE)
    )
    assert documented - {"cip:send-message"} == set(handlers.known())


def test_a_reference_is_given_once(world: World) -> None:
    run(world, d.service("again", "cip:generate-brief-ref", inputs={**REF, "title": '="Other"'}, outputs=REF))
    brief = world.row(t.BRIEF)
    assert brief.ref == f"CIP-DB-{clock.now().year}-01"
    case = world.case()
    assert (case.business_key, brief.title) == (brief.ref, "A brief")


def test_read_agreement(world: World) -> None:
    today = clock.now().astimezone(clock.LONDON).date()
    world.do(change, "zara", key="tenderDays", value=40, reason="Board of May")
    with transaction(world.sessions) as session:
        for days, cancelled in ((30, None), (-3, None), (2, None), (9, clock.now())):
            held_on = today + timedelta(days=days)
            row = {"body_id": 1, "held_on": held_on, "cancelled_at": cancelled}
            session.execute(sa.insert(t.MEETING), row)
        session.execute(
            sa.update(t.AGREEMENT).values(value_ceiling=Decimal(5), committed_before=Decimal("1.5"))
        )
    with transaction(world.sessions) as session:
        groups = {
            row.key: row.id
            for row in session.execute(
                sa.select(t.GROUP.c.key, t.GROUP.c.id).where(t.GROUP.c.key == "cip-board")
            )
        }
        for login in ("owen", "cal"):
            session.execute(
                sa.insert(t.MEMBERSHIP).values(
                    person_id=world.id(login), group_id=groups["cip-board"], since=clock.now()
                )
            )
    found = run(world, d.service("s", "cip:read-agreement", inputs=REF, outputs={"agreement": "=agreement"}))[
        "agreement"
    ]
    assert found["boardMeetings"] == [today + timedelta(days=2), today + timedelta(days=30)]
    assert found["boardMembers"] == [
        {"member": "cal", "name": "Cal", "organisation": "BARNARDOS", "voting": True},
        {"member": "owen", "name": "Owen", "organisation": "LCC", "voting": True},
    ]
    assert found["valueCeiling"] == Decimal(5)
    assert found["committedValue"] == Decimal("1.5")
    assert found["maxEnd"] == date(2028, 11, 30)
    assert found["settings"]["tenderDays"] == Decimal(40)
    documented = set(
        re.findall(r"^\| `([a-z][A-Za-z]+)` \| \d+ \|", (ROOT / "docs/handlers.md").read_text(), re.MULTILINE)
    )
    assert set(found["settings"]) == documented


def test_set_stage_closes_a_brief(world: World) -> None:
    run(
        world,
        d.service("s", "cip:set-stage", inputs={**REF, "stage": '="closed"', "status": '="rejected"'}),
    )
    row = world.row(t.BRIEF)
    assert (row.stage, row.status) == ("closed", "rejected")
    assert row.closed_at is not None


def test_a_brief_that_is_not_registered_is_an_incident(world: World) -> None:
    run(world, d.service("s", "cip:set-stage", inputs={"briefRef": '="CIP-DB-1999-01"', "stage": '="x"'}))
    assert "There is no brief CIP-DB-1999-01" in world.row(t.INCIDENT).message


def test_the_team_becomes_what_was_nominated(world: World) -> None:
    found = run(world, register("s", [*TEAM, member("sam", "LCC", "finance")]))
    assert (found["designLead"], found["coLead"]) == ("pri", "ese")
    assert team(world) == {
        ("pri", "design-team"),
        ("pri", "design-lead"),
        ("ese", "design-team"),
        ("ese", "co-lead"),
        ("sam", "design-team"),
    }
    ref = world.row(t.BRIEF).ref
    assert f"design-lead@{ref}" in world.actor("pri").groups
    assert f"p:{world.id('sam')}" in world.case().principals


def test_a_changed_team(world: World) -> None:
    run(
        world,
        register("one", [*TEAM, member("sam", "LCC", "finance")]),
        register("two", [*TEAM, member("owen", "LCC", "data", 3)]),
    )
    assert {login for login, _ in team(world)} == {"pri", "ese", "owen"}
    ended = world.rows(sa.select(t.BRIEF_MEMBER).where(t.BRIEF_MEMBER.c.ended_at.is_not(None)))
    assert [row.person_id for row in ended] == [world.id("sam")]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([TEAM[0], member("sam", "LCC", "design-lead")], "names 2 persons as design-lead"),
        ([TEAM[0], member("sam", "LCC", "co-lead")], "must be of different organisations"),
        ([member("nobody", "LCC", "data")], "There is no account nobody"),
    ],
)
def test_a_team_that_cannot_be(world: World, members: list[str], said: str) -> None:
    run(world, register("s", members))
    assert said in world.row(t.INCIDENT).message
    assert team(world) == set()


def test_a_recalled_nomination_leaves_no_team(world: World) -> None:
    run(world, register("s", TEAM))
    world.do(recall, "jo", task_id=world.task("go", status="done"))
    assert team(world) == set()


def test_the_brief_is_kept_as_it_was_issued(world: World) -> None:
    found = run(
        world,
        d.service(
            "s",
            "cip:register-brief",
            inputs={
                **REF,
                "brief": '={title: "Short breaks", problemStatement: "x", designDeadline: date("2027-01-31")}',
                "legalRegime": '="PCR2015_CALLOFF"',
                "briefAuthor": '="pri"',
                "members": "=[]",
            },
            outputs={"briefVersion": "=briefVersion"},
        ),
    )
    assert found["briefVersion"] == 1
    brief, version = world.row(t.BRIEF), world.row(t.BRIEF_VERSION)
    assert (brief.status, brief.title, brief.deadline) == ("issued", "Short breaks", date(2027, 1, 31))
    assert (brief.author_id, brief.legal_regime) == (world.id("pri"), "PCR2015_CALLOFF")
    assert version.content["brief"]["problemStatement"] == "x"
    assert len(version.digest) == 64
    assert world.kinds()[-1] == "brief.issued"
    with pytest.raises(Conflict, match="The brief has been issued"):
        world.do(recall, "jo", task_id=world.task("go", status="done"))


def test_reminding_people_and_groups_once_each(world: World) -> None:
    run(
        world,
        d.service(
            "s",
            "cip:remind",
            inputs={
                "groups": '=["lcc-legal", "cip-board"]',
                "people": '=["ann", "sam", null]',
                "subject": '="Late"',
                "text": '="Please"',
            },
        ),
    )
    event = world.rows(sa.select(t.EVENT).where(t.EVENT.c.kind == "reminder.sent"))[0]
    assert event.name == "Late"
    assert event.data["to"] == sorted(world.id(one) for one in ("jo", "ann", "sam"))


def test_who_declares_again(world: World) -> None:
    found = run(
        world,
        register("team", TEAM),
        d.service("s", "cip:list-standing-declarers", outputs={"declarers": "=declarers"}),
    )
    ref = world.row(t.BRIEF).ref
    assert found["declarers"] == [
        {"user": "ese", "organisation": "BARNARDOS", "briefRef": ref, "title": "A brief"},
        {"user": "pri", "organisation": "LCC", "briefRef": ref, "title": "A brief"},
    ]


def test_a_planning_release(world: World) -> None:
    found = run(
        world,
        d.service(
            "s",
            "cip:publish-planning-release",
            inputs={
                **REF,
                "brief": '={title: "Short breaks", problemStatement: "Too few"}',
                "legalRegime": '="PCR2015_CALLOFF"',
                "valueIncVat": "=310000.50",
                "lightTouchCpv": '=["85311300"]',
                "noticePlan": '=[{notice: "UK3", mandatory: false, deadline: "40 days before"}]',
            },
            outputs={"releaseId": "=releaseId"},
        ),
    )
    row = world.row(t.RELEASE)
    year = clock.now().year
    assert found["releaseId"] == row.key == f"ocds-cip000-db-{year}-01-01-planning"
    assert row.body["ocid"] == f"ocds-cip000-db-{year}-01"
    assert row.body["planning"]["budget"]["amount"] == {"amount": 310000.5, "currency": "GBP"}
    assert json.dumps(row.body)
    with pytest.raises(Conflict, match="A planning release has been published"):
        world.do(recall, "jo", task_id=world.task("go", status="done"))
