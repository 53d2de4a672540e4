"""What co-design asks of the product: messages of the design team, the design pack, the next version of a brief."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from cip_workflow.errors import Conflict, NotAllowed
from cip_workflow.operations.case.send_message import send_message
from cip_workflow.operations.task.recall import recall
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.serving import REF, TEAM, register, run, variables
from tests.operations.world import World


@pytest.fixture
def asking(world: World) -> World:
    """A case whose design team may send it a message."""
    process = d.process(
        "p",
        d.start("begin"),
        d.service("ref", "cip:generate-brief-ref", inputs={"title": '="A brief"'}, outputs=REF),
        d.user("go"),
        register("team", TEAM),
        d.catch("wait", "M", senders="design-team"),
        d.user("after"),
        d.end("fin"),
        d.chain("begin", "ref", "go", "team", "wait", "after", "fin"),
    )
    world.deploy({"m.bpmn": d.bpmn(process, d.message("M", "brief.changeRequested", "=briefRef"))})
    world.start()
    world.complete("jo", "go")
    return world


def told(asking: World, who: str, **payload: str) -> None:
    """Somebody asks for a change of the brief."""
    ref = asking.row(t.BRIEF).ref
    asking.do(send_message, who, message="brief.changeRequested", correlation=ref, payload=payload)


def test_only_the_design_team_of_the_brief_sends_it(asking: World) -> None:
    with pytest.raises(NotAllowed, match="Only design-team or governance-lead or platform-admin may send"):
        told(asking, "jo", reason="x")
    told(asking, "ese", reason="x")
    assert asking.open() == ["after"]


def test_the_case_learns_who_sent_it_and_nobody_can_pretend(asking: World) -> None:
    told(asking, "ese", sentBy="pri")
    assert variables(asking)["sentBy"] == "ese"


ISSUED = d.service(
    "issue",
    "cip:register-brief",
    inputs={**REF, "brief": '={title: "A brief", cohort: "Ages 8 to 17"}', "members": "=[]"},
)
CHANGE = '{asked: "Ages 6 to 17", decidedOn: date("2026-12-01"), minute: "Agreed.", conditions: []}'


def changed(key: str, change: str = CHANGE, brief: str = "null") -> str:
    return d.service(
        key,
        "cip:change-brief",
        inputs={**REF, "brief": f"={brief}", "change": f"={change}"},
        outputs={"brief": "=brief", "briefVersion": "=briefVersion"},
    )


def pack(design: str) -> str:
    return d.service(
        "pack",
        "cip:assemble-design-pack",
        inputs={**REF, "briefVersion": "=2", "design": f"={design}"},
        outputs={"design": "=design", "designPack": "=designPack"},
    )


def test_the_next_version_says_what_was_changed_and_leaves_the_first_alone(world: World) -> None:
    found = run(world, ISSUED, changed("one"), changed("two", brief='{title: "Another title"}'))
    assert found["briefVersion"] == 3
    assert [each["version"] for each in found["brief"]["changes"]] == [3]
    first, second, third = world.rows(sa.select(t.BRIEF_VERSION).order_by(t.BRIEF_VERSION.c.number))
    assert "changes" not in first.content["brief"]
    assert second.content["brief"]["cohort"] == "Ages 8 to 17"
    assert second.content["brief"]["changes"][0]["asked"] == "Ages 6 to 17"
    assert third.content["brief"]["title"] == "Another title"
    assert len({first.digest, second.digest, third.digest}) == 3
    assert world.row(t.BRIEF).version == 3
    assert world.kinds()[-1] == "brief.changed"
    with pytest.raises(Conflict, match="The brief has"):
        world.do(recall, "jo", task_id=world.task("go", status="done"))


@pytest.mark.parametrize(
    ("services", "said"),
    [
        ((changed("one"),), "has not been issued, so there is no version to change"),
        ((ISSUED, changed("one", "{asked: null}")), "A brief is changed only for a stated change"),
        ((pack("{plan: null}"),), "There is no design to put together"),
        ((pack('"text"'),), "There is no design to put together"),
    ],
)
def test_what_cannot_be_done_is_an_incident(world: World, services: tuple[str, ...], said: str) -> None:
    run(world, *services)
    assert said in world.row(t.INCIDENT).message
    assert world.rows(sa.select(t.DOCUMENT)) == []


def test_the_design_is_one_document_of_the_case(world: World) -> None:
    found = run(world, pack('{plan: {method: "sprint"}, sessions: [{participants: 4}], benchmark: 12}'))
    row = world.row(t.DOCUMENT)
    ref = world.row(t.BRIEF).ref
    assert found["designPack"] == {
        "document": row.id,
        "name": f"design-pack-{ref}-v2.json",
        "size": row.size,
        "type": "application/json",
        "sha256": row.digest,
    }
    kept = json.loads(world.one(sa.select(t.BLOB.c.data).where(t.BLOB.c.digest == row.digest)))
    assert (kept["briefRef"], kept["briefVersion"], kept["title"]) == (ref, 2, "A brief")
    assert kept["design"]["plan"] == {"method": "sprint"}
    assert "benchmark" not in kept["design"]
    assert (row.instance_id, row.visible_to) == (world.case().id, None)
    assert "document.added" in world.kinds()


def test_a_recalled_answer_leaves_no_pack(world: World) -> None:
    run(world, pack('{plan: {method: "sprint"}}'))
    world.do(recall, "jo", task_id=world.task("go", status="done"))
    assert world.rows(sa.select(t.DOCUMENT)) == []
