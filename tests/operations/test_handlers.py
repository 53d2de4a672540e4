"""Each built-in service task, as docs/handlers.md promises it, called from a diagram."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock, engine
from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations import _groups, handlers
from cip_workflow.operations.setting.change import change
from cip_workflow.operations.task.recall import recall
from cip_workflow.queries import settings
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

ROOT = Path(__file__).parents[2]
REF = {"briefRef": "=briefRef"}


def run(world: World, *services: str, before: str = "") -> Any:
    """A case with a brief runs these services behind a task; its variables are given."""
    keys = re.findall(r'<bpmn:serviceTask id="(\w+)"', "".join(services))
    world.draw(
        d.start(),
        d.service("ref", "cip:generate-brief-ref", inputs={"title": '="A brief"'}, outputs=REF),
        d.user("go"),
        *services,
        d.user("after"),
        d.end(),
        d.chain("start", "ref", "go", *keys, "after", "end"),
    )
    world.start()
    world.complete("jo", "go")
    return variables(world)


def variables(world: World, case: int = 1) -> Any:
    row = world.case(case)
    specs = world.one(sa.select(t.DEFINITION.c.specs).where(t.DEFINITION.c.id == row.definition_id))
    return engine.variables(specs, row.state)


def member(login: str, organisation: str, role: str, days: int = 2) -> str:
    return f'{{user: "{login}", organisation: "{organisation}", role: "{role}", daysPerWeek: {days}}}'


TEAM = [member("pri", "LCC", "design-lead"), member("ese", "BARNARDOS", "co-lead")]


def register(key: str, members: list[str]) -> str:
    return d.service(
        key,
        "cip:register-members",
        inputs={"briefRef": "=briefRef", "members": f"=[{', '.join(members)}]"},
        outputs={"designLead": "=designLead", "coLead": "=coLead"},
    )


def team(world: World) -> set[tuple[str, str]]:
    rows = world.rows(
        sa.select(t.PERSON.c.login, t.BRIEF_MEMBER.c.role)
        .join_from(t.BRIEF_MEMBER, t.PERSON, t.PERSON.c.id == t.BRIEF_MEMBER.c.person_id)
        .where(t.BRIEF_MEMBER.c.ended_at.is_(None))
    )
    return {(row.login, row.role) for row in rows}


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
    meetings = [(today + timedelta(days=days)).isoformat() for days in (30, -3, 2)]
    for key, value in (("boardMeetings", meetings), ("valueCeiling", 5), ("tenderDays", 40)):
        world.do(change, "zara", key=key, value=value, reason="Board of May")
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


def conflict(status: str, **more: str) -> dict[str, str]:
    return {
        **REF,
        "status": f'="{status}"',
        "declarant": '="ese"',
        "organisation": '="BARNARDOS"',
        "declaration": '="interest"',
        **more,
    }


def test_one_entry_in_the_conflicts_register(world: World) -> None:
    found = run(
        world,
        d.service(
            "one",
            "cip:update-conflicts-register",
            inputs=conflict("open", interest='={types: ["family"], detail: "My sister works there"}'),
            outputs={"declarationId": "=declarationId"},
        ),
        d.service(
            "two",
            "cip:update-conflicts-register",
            inputs=conflict("mitigated", rating='="potential"', residual='="mitigated"'),
        ),
    )
    row = world.row(t.DECLARATION)
    assert row.id == found["declarationId"]
    assert (row.status, row.rating, row.declarant_id) == ("mitigated", "potential", world.id("ese"))
    assert row.closed_at is not None


def restrict(key: str, restrictions: str) -> str:
    return d.service(
        key,
        "cip:apply-restrictions",
        inputs={**REF, "declarant": '="ese"', "restrictions": restrictions, "reason": '="A conflict"'},
    )


def restrictions(world: World) -> set[str]:
    return {row.kind for row in world.rows(sa.select(t.RESTRICTION).where(t.RESTRICTION.c.until.is_(None)))}


def test_a_suspended_member_stays_and_is_offered_nothing(world: World) -> None:
    suspend = d.service(
        "off", "cip:suspend-member", inputs={**REF, "declarant": '="ese"', "reason": '="Late"'}
    )
    run(world, register("team", TEAM), suspend)
    assert restrictions(world) == {"all"}
    principal = f"g:co-lead@{world.row(t.BRIEF).ref}"
    with reading(world.sessions) as session:
        assert _groups.members(session, [principal])[principal] == []
    assert ("ese", "co-lead") in team(world)


def test_restrictions_replace_each_other(world: World) -> None:
    run(
        world,
        register("team", TEAM),
        restrict("one", '=["no-finance", "no-evaluation"]'),
        restrict("two", '=["no-finance"]'),
    )
    assert restrictions(world) == {"no-finance"}
    assert ("ese", "co-lead") in team(world)


def test_a_removed_member_leaves(world: World) -> None:
    run(world, register("team", TEAM), restrict("one", '=["removed"]'))
    assert restrictions(world) == {"removed"}
    assert {login for login, _ in team(world)} == {"pri"}


def test_an_empty_list_lifts_everything(world: World) -> None:
    run(world, register("team", TEAM), restrict("one", '=["no-finance"]'), restrict("two", "=[]"))
    assert restrictions(world) == set()


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


def test_settings_are_dated_and_audited(world: World) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    world.do(change, "zara", key="tenderDays", value=40, reason="Cabinet of May")
    world.do(change, "zara", key="tenderDays", value=50, reason="From tomorrow", valid_from=tomorrow)
    with reading(world.sessions) as session:
        assert settings.current(session)["tenderDays"] == 40
        assert settings.current(session, at=tomorrow)["tenderDays"] == 50
        assert settings.current(session, at=clock.now() - timedelta(days=1))["tenderDays"] == 30
        assert [one.reason for one in settings.course(session, "tenderDays")] == [
            "From tomorrow",
            "Cabinet of May",
        ]
    assert [row.kind for row in world.rows(sa.select(t.CHANGE.c.kind))] == ["setting.changed"] * 2


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tenderDays", "40"),
        ("tenderDays", -1),
        ("tenderDays", True),
        ("maxEnd", "soon"),
        ("boardMeetings", ["31/12/2027"]),
        ("boardMeetings", "2027-01-01"),
        ("agreementTitle", " "),
    ],
)
def test_wrong_settings(world: World, key: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        world.do(change, "zara", key=key, value=value, reason="x")
    assert set(refused.value.fields) == {"value"}


def test_who_changes_settings(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.do(change, "fi", key="tenderDays", value=1, reason="x")
    with pytest.raises(NotFound):
        world.do(change, "zara", key="coffee", value=1, reason="x")
    with pytest.raises(Invalid):
        world.do(change, "zara", key="tenderDays", value=1, reason="")
