"""Once a year every member declares again (DOMAIN 5.10): the timer, and one declaration for each member and brief."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from cip_workflow import clock, engine
from cip_workflow.clock import LONDON
from cip_workflow.types import Job
from tests.unit.processes.walking import BEGIN, specs

PROCESS, START = "cip-standing-declarations", "Start_firstOfApril"


@pytest.mark.parametrize(
    ("since", "year"), [((2026, 11, 23), 2027), ((2027, 4, 2), 2028), ((2031, 1, 1), 2031)]
)
def test_it_begins_on_the_first_of_april_whenever_it_was_deployed(
    since: tuple[int, int, int], year: int
) -> None:
    deployed = datetime(*since, 12, tzinfo=LONDON)
    with clock.moved(deployed):
        due = engine.schedule(specs(), PROCESS, START, since=deployed)
    assert due == datetime(year, 4, 1, 9, tzinfo=LONDON)


def test_every_member_declares_for_every_brief() -> None:
    declarers = [
        {"user": user, "organisation": "LCC", "briefRef": brief, "title": "A brief"}
        for user, brief in (
            ("ghale", "CIP-DB-2026-10"),
            ("ghale", "CIP-DB-2026-11"),
            ("ipatel", "CIP-DB-2026-10"),
        )
    ]

    def serve(job: Job) -> Mapping[str, Any]:
        return {"declarers": declarers, "declarationId": 1} if job.type.startswith("cip:") else {}

    step = engine.start(specs(), PROCESS, {}, now=BEGIN, serve=serve, start_element=START)
    assert [(task.element, task.assignee) for task in step.opened_tasks] == [
        ("T901_declareInterests", "ghale"),
        ("T901_declareInterests", "ghale"),
        ("T901_declareInterests", "ipatel"),
    ]
    keys = [task.key for task in step.opened_tasks]
    for key in keys:
        assert not step.finished
        step = engine.complete(
            specs(), step.state, key, {"declaration": "none", "statement": True}, now=BEGIN, serve=serve
        )
    assert step.finished
    outcomes = engine.variables(specs(), step.state)["declarations"]
    assert [(each["briefRef"], each["outcome"]) for each in outcomes] == [
        ("CIP-DB-2026-10", "cleared"),
        ("CIP-DB-2026-11", "cleared"),
        ("CIP-DB-2026-10", "cleared"),
    ]
