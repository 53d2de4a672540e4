"""Compensation: what was completed is undone, the last first (BPMN 2.0.2, 13.5.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.conformance.bpmn.tokengame import catching
from tests.conformance.bpmn.tokengame.drawn import Level, Node
from tests.conformance.bpmn.tokengame.places import Frame, Kept, Work

if TYPE_CHECKING:
    from tests.conformance.bpmn.tokengame.machine import Machine


def _handler(level: Level) -> Node | None:
    for node in level.handlers:
        for start in node.inside.nodes.values() if node.inside else ():
            if start.tag == "startEvent" and start.event and start.event.kind == "compensate":
                return node
    return None


def _undoable(node: Node) -> bool:
    if node.undone_by is not None:
        return True
    level = node.inside
    return (
        level is not None
        and not node.reacts
        and (_handler(level) is not None or any(map(_undoable, level.nodes.values())))
    )


def keep(machine: Machine, work: Work) -> None:
    """Remember a completed activity."""
    if work.undoes is not None or not _undoable(work.node):
        return
    inner = work.inner
    held = inner.kept if inner else []
    if work.node.undone_by is None and (inner is None or not (held or _handler(inner.level))):
        return
    machine.count += 1
    inside = inner.env if inner else None
    kept = Kept(work.node, machine.count, work.outer or work.env, work.index, held, inside, whole=work.body)
    work.frame.kept.append(kept)


def undo(machine: Machine, driver: Work, name: str | None, then: Callable[[], None]) -> None:
    """Undo one activity, or all around the place; afterwards `then`."""
    frame: Frame | None = driver.frame
    driver.then = then
    while frame is not None:
        for kept in frame.kept:
            free = kept.claimed is None or not kept.claimed.alive
            if free and name in {None, kept.node.id}:
                kept.claimed = driver
        host = frame.host
        frame = host.frame if host is not None and host.node.reacts else None
    proceed(machine, driver)


def proceed(machine: Machine, driver: Work) -> None:
    """The next thing to undo, or none."""
    mine = [
        (kept.at, frame, kept) for frame in machine.frames for kept in frame.kept if kept.claimed is driver
    ]
    if not mine:
        if driver.then is not None:
            machine.later(driver, driver.then)
        return
    _, frame, kept = max(mine, key=lambda one: one[0])
    frame.kept.remove(kept)
    node = kept.node.undone_by or kept.node
    work = Work(node, frame, kept.env, kept.index, kept.env, undoes=driver)
    frame.works.append(work)
    if kept.node.undone_by is not None:
        machine.guard(work, lambda: machine.enter(work))
        return
    assert node.inside is not None
    inner = work.inner = Frame(
        node.inside, kept.inside or kept.env, work, kept.index, own=False, kept=kept.inner
    )
    machine.frames.append(inner)
    handler = _handler(node.inside)
    if handler is not None:
        catching.handle(machine, inner, handler, {})
        return
    for one in inner.kept:
        one.claimed = work
    proceed(machine, work)
