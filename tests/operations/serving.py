"""Services in a diagram, called behind a task, and what tests of them say in one line."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from cip_workflow import engine
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

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
