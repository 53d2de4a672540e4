"""The delivery decision on a database: a declaration takes the panel's task away, and what it records is for whom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import NotAllowed
from cip_workflow.operations.case.send_message import send_message
from cip_workflow.operations.group.load_standard import load_standard
from cip_workflow.operations.task.claim import claim
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.serving import REF
from tests.operations.world import World
from tests.processes import answers as a
from tests.processes.delivery_decision import answers as da

ROOT = Path(__file__).parents[2]
GIVEN = {
    "legalRegime": '="PCR2015_CALLOFF"',
    "valueIncVat": "=1480000",
    "withinScope": '="yes"',
    "withinTerm": "=true",
    "wholeLifeValue": "=1233000",
    "approvedWholeLifeValue": "=1233000",
    "regulatedActivity": "=false",
    "vfmVariancePct": "=2",
    "viableProviders": "=2",
    "declines": "=0",
}
IN_GROUPS = {
    "ese": "bar-operations",
    "jo": "lcc-delivery-panel",
    "ann": "lcc-delivery-panel",
    "pri": "lcc-delivery-panel",
}


@pytest.fixture
def deciding(world: World) -> World:
    """Our process and those it calls, called by a diagram of three steps; capability and value are stated."""
    with transaction(world.sessions) as session:
        load_standard(session, actor=world.actor("zara"))
    _join(world, IN_GROUPS)
    files = {
        path.name: path.read_bytes()
        for name in ("cip-delivery-decision.bpmn", "cip-conflict-of-interest.bpmn", "*.dmn")
        for path in (ROOT / "processes").glob(name)
    }
    forms = {path.name: path.read_bytes() for path in (ROOT / "forms").glob("*.form")}
    caller = d.process(
        "p",
        d.start(),
        d.service("ref", "cip:generate-brief-ref", inputs={"title": '="A brief"'}, outputs=REF),
        d.call(
            "decide",
            "cip-delivery-decision",
            inputs={**REF, "title": '="A brief"', **GIVEN},
            outputs={"outcome": "=outcome", "confirmedRoute": "=confirmedRoute"},
        ),
        d.end(),
        d.chain("start", "ref", "decide", "end"),
    )
    world.deploy({"p.bpmn": d.bpmn(caller), **files, **forms})
    world.start()
    today = clock.now().date()
    does(world, "ese", "T401_stateCapability", da.f23(today))
    does(world, "sam", "T402_testValue", da.f23_value(today))
    does(world, "bern", "T403_checkConflicts", da.f11_before(today))
    return world


def _join(world: World, groups: dict[str, str]) -> None:
    for login, group in groups.items():
        [row] = world.rows(sa.select(t.GROUP.c.id).where(t.GROUP.c.key == group))
        with transaction(world.sessions) as session:
            session.execute(
                sa.insert(t.MEMBERSHIP),
                {"person_id": world.id(login), "group_id": row.id, "since": clock.now()},
            )


def does(world: World, login: str, element: str, answers: dict[str, Any]) -> None:
    if world.rows(sa.select(t.TASK.c.id).where(t.TASK.c.element == element, t.TASK.c.status == "open")):
        world.complete(login, element, **answers)
    else:
        raise AssertionError(f"{element} is not open: {world.open()}")


def declare(world: World, login: str) -> None:
    """As the page of the case sends it."""
    world.do(
        send_message,
        login,
        message="conflict.declared",
        correlation=world.case().business_key,
        payload={"reason": "Work."},
    )


def test_a_declaration_takes_the_panels_task_away_until_it_is_settled(deciding: World) -> None:
    today = clock.now().date()
    assert deciding.open() == ["T404_confirmRoute"]
    declare(deciding, "ese")
    assert deciding.open() == ["T901_declareInterests"]
    assert deciding.case().status == "running"
    does(deciding, "ese", "T901_declareInterests", a.f10(today))
    assert deciding.open() == ["T403_checkConflicts"]
    does(deciding, "bern", "T403_checkConflicts", da.f11_before(today))
    assert deciding.open() == ["T404_confirmRoute"]


def test_nobody_from_the_charity_takes_the_panels_task(deciding: World) -> None:
    _join(deciding, {"cal": "lcc-delivery-panel"})
    with pytest.raises(NotAllowed):
        deciding.do(claim, "cal", task_id=deciding.task("T404_confirmRoute"))


def test_the_working_record_is_the_councils_and_the_route_is_for_all(deciding: World) -> None:
    panel = ["ann", "jo", "pri"]
    does(deciding, "jo", "T404_confirmRoute", da.f24(clock.now().date(), panelPresent=panel))
    rows = deciding.rows(sa.select(t.DECISION_RECORD).order_by(t.DECISION_RECORD.c.id))
    assert [(row.element, row.outcome, row.visible_to) for row in rows] == [
        ("S_recordPanel", "DIRECT", "LCC"),
        ("S_recordRoute", "DIRECT", None),
    ]
    assert "inHouseScore" in str(rows[0].details)
    assert "inHouseScore" not in str(rows[1].details)
    deciding.do(
        send_message,
        "cal",
        message="route.accepted",
        correlation=deciding.case().business_key,
        payload={"reason": "Agreed."},
    )
    assert deciding.case().status == "finished"
    [readers] = {
        tuple(row.readers)
        for row in deciding.rows(sa.select(t.TASK.c.readers).where(t.TASK.c.element == "T404_confirmRoute"))
    }
    assert readers == ("o:LCC",)
