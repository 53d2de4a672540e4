"""What co-design asks of the product: messages of the design team, the design pack, the next version of a brief."""

from __future__ import annotations

import pytest

from cip_workflow.errors import NotAllowed
from cip_workflow.operations.case.send_message import send_message
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.serving import REF, TEAM, register, variables
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
