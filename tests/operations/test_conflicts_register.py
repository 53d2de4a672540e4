"""The conflicts register, written by services in a diagram (docs/handlers.md)."""

from __future__ import annotations

import sqlalchemy as sa

from cip_workflow.operations import _groups
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.serving import REF, TEAM, register, run, team
from tests.operations.world import World


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
