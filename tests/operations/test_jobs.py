"""Work that is done outside: reported once, with its result or its failure."""

from __future__ import annotations

import pytest

from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations.case.retry import retry
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.operations.job.fail import fail
from cip_workflow.operations.job.finish import finish
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.world import World


@pytest.fixture
def case(world: World) -> World:
    world.draw(
        d.start(),
        d.service("send", "webhook", outputs={"ticket": "=number"}),
        d.user("after", inputs={"shown": "=ticket"}),
        d.end(),
        d.chain("start", "send", "after", "end"),
    )
    world.start()
    return world


def job(world: World) -> int:
    return world.row(t.JOB, status="open").id


def report(world: World, operation: object, **values: object) -> None:
    with transaction(world.sessions) as session:
        operation(session, **values)  # type: ignore[operator]


def test_done_once(case: World) -> None:
    number = job(case)
    report(case, finish, job_id=number, result={"number": 12})
    assert case.open() == ["after"]
    row = case.row(t.JOB)
    assert (row.status, row.closed_at is not None) == ("done", True)
    assert case.kinds() == ["case.started", "job.done"]
    with pytest.raises(Conflict, match="done already"):
        report(case, finish, job_id=number)


def test_given_up_and_tried_again(case: World) -> None:
    report(case, fail, job_id=job(case), message="The server does not answer.", cure="Ask IT.")
    incident = case.row(t.INCIDENT)
    assert (incident.kind, incident.message, incident.cure) == (
        "service",
        "The server does not answer.",
        "Ask IT.",
    )
    case.do(retry, "fi", incident_id=incident.id)
    report(case, finish, job_id=job(case))
    assert case.open() == ["after"]


def test_not_while_suspended_and_not_what_is_not_there(case: World) -> None:
    case.do(suspend, "fi", instance_id=1, reason="x")
    with pytest.raises(Conflict, match="suspended"):
        report(case, finish, job_id=job(case))
    with pytest.raises(NotFound):
        report(case, fail, job_id=4711, message="x")
