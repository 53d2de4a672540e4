"""The audit trail: whatever was changed afterwards is found, and erasing a text breaks nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations import _audit
from cip_workflow.operations.audit.anchor import anchor
from cip_workflow.operations.audit.verify import Verified, verify
from cip_workflow.operations.case.note import note
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World


@pytest.fixture
def case(world: World) -> World:
    world.draw(
        d.start(),
        d.user("one", form="f"),
        d.user("two", form="f"),
        d.end(),
        d.chain("start", "one", "two", "end"),
        forms={"f": d.form("f", "why")},
    )
    for _ in range(2):
        world.start()
    world.complete("jo", "one", case=1, why="so")
    world.do(note, "ann", instance_id=1, text="Looked at it")
    world.complete("ann", "two", case=1, why="so too")
    return world


def verified(world: World, instance_id: int | None = None) -> Verified:
    with reading(world.sessions) as session:
        return verify(session, instance_id=instance_id)


def tamper(world: World, statement: Any) -> None:
    with transaction(world.sessions) as session:
        session.execute(statement)


def event(seq: int) -> Any:
    return sa.and_(t.EVENT.c.instance_id == 1, t.EVENT.c.seq == seq)


def test_what_was_not_touched_is_right(case: World) -> None:
    found = verified(case)
    assert (found.cases, found.events, found.faults, found.broken) == (2, 6, (), ())
    assert verified(case, 1).events == 5


TAMPERING: dict[str, tuple[Callable[[], list[Any]], str]] = {
    "another actor": (lambda: [sa.update(t.EVENT).where(event(2)).values(actor_id=3)], "2 has been altered"),
    "another time": (
        lambda: [sa.update(t.EVENT).where(event(2)).values(at=clock.now() - timedelta(days=1))],
        "2 has been altered",
    ),
    "other data": (lambda: [sa.update(t.EVENT).where(event(2)).values(data={})], "2 has been altered"),
    "another name": (lambda: [sa.update(t.EVENT).where(event(2)).values(name="x")], "2 has been altered"),
    "taken out": (lambda: [sa.delete(t.EVENT).where(event(3))], "Event 3 is missing"),
    "cut at the end": (lambda: [sa.delete(t.EVENT).where(event(5))], "the chain ends at 4"),
    "cut, and the case too": (
        lambda: [
            sa.delete(t.EVENT).where(event(5)),
            sa.update(t.INSTANCE).where(t.INSTANCE.c.id == 1).values(seq=4),
        ],
        "another hash",
    ),
    "moved to another case": (
        lambda: [sa.update(t.EVENT).where(event(5)).values(instance_id=2, seq=2)],
        "does not follow",
    ),
    "answers changed": (
        lambda: [sa.update(t.TASK).where(t.TASK.c.completed_seq == 2).values(answers={"why": "no"})],
        "answers to “one”",
    ),
    "a note rewritten": (lambda: [sa.update(t.NOTE).values(text="Never looked")], "words of event 3"),
    "a note removed": (lambda: [sa.delete(t.NOTE)], "words of event 3"),
    "a change altered": (lambda: [sa.update(t.CHANGE).values(data={})], "Change 1 has been altered"),
    "a change put in": (
        lambda: [
            sa.insert(t.CHANGE).values(
                seq=7, at=clock.now(), kind="x", subject="y", data={}, prev_hash="0" * 64, hash="1" * 64
            )
        ],
        "does not follow",
    ),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_what_was_changed_is_found(case: World, how: str) -> None:
    statements, expected = TAMPERING[how]
    for statement in statements():
        tamper(case, statement)
    assert expected in "\n".join(verified(case).broken)


def test_a_text_can_be_erased_and_the_proof_stands(case: World) -> None:
    tamper(case, sa.update(t.NOTE).values(text="", salt="", erased_at=clock.now()))
    assert verified(case).faults == ()


def rewrite(world: World) -> None:
    """Change an event and everything behind it, with hashes that are right: what a hash chain alone cannot show."""
    uid = world.case().uid
    rows = world.rows(sa.select(t.EVENT).where(t.EVENT.c.instance_id == 1).order_by(t.EVENT.c.seq))
    previous = _audit.FIRST
    for row in rows:
        values = {
            name: row._mapping[name] for name in ("seq", "at", "kind", "task_id", "element", "name", "data")
        }
        values["actor_id"] = 3 if row.seq == 2 else row.actor_id
        hashed = _audit.digest({**values, "case": uid}, previous)
        tamper(
            world,
            sa.update(t.EVENT)
            .where(event(row.seq))
            .values(actor_id=values["actor_id"], prev_hash=previous, hash=hashed),
        )
        previous = hashed
    tamper(world, sa.update(t.INSTANCE).where(t.INSTANCE.c.id == 1).values(head=previous))


def test_a_chain_written_anew_is_found_by_its_anchor(case: World) -> None:
    with transaction(case.sessions) as session:
        made = anchor(session)
    assert (made.cases, made.new) == (2, True)
    assert verified(case).anchors == 1
    assert verified(case).faults == ()
    rewrite(case)
    broken = verified(case).broken
    assert len(broken) == 1
    assert "the chain was written anew" in broken[0]


def test_anchors_are_daily_chained_and_hold_what_moved(case: World) -> None:
    with transaction(case.sessions) as session:
        first = anchor(session)
        assert not anchor(session).new
    with clock.moved(clock.now() + timedelta(days=1)):
        case.complete("jo", "one", case=2, why="x")
        with transaction(case.sessions) as session:
            second = anchor(session)
    with clock.moved(clock.now() + timedelta(days=2)), transaction(case.sessions) as session:
        third = anchor(session)
    assert (second.cases, third.cases) == (1, 0)
    rows = case.rows(sa.select(t.ANCHOR).order_by(t.ANCHOR.c.day))
    assert [row.prev_hash for row in rows] == [_audit.FIRST, first.hash, second.hash]
    assert verified(case).faults == ()
    tamper(case, sa.update(t.ANCHOR).where(t.ANCHOR.c.day == second.day).values(root="0" * 64))
    assert "has been altered" in verified(case).broken[0]
