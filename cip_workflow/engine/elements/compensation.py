"""Compensation: completed activities are undone, the last one first (BPMN 2.0.2, 10.7 and 13.5.5).

What undoes an activity is the compensation activity that its compensate boundary event leads to. A sub-process without
one is undone by its compensation event sub-process, else by undoing what was completed in it. The event that asks for it
waits; one thing is undone after the other, and each runs where the activity stood, on the variables that it saw.
"""

from __future__ import annotations

from typing import Any

from cip_workflow.engine.instance import Inside, Running
from cip_workflow.engine.records import Record
from cip_workflow.engine.tokens import Token


def keep(token: Token, inside: Inside | None = None) -> None:
    """Remember that the activity of `token` has been completed."""
    part: Running = token.workflow
    scope = token.outer
    part.kept.append(
        Record(
            node=token.task_spec.name,
            at=token.workflow.top_workflow.next_id(),
            index=token.internal_data.get("i"),
            scope=None if scope is part.scope else scope,
            inside=None if inside is None else inside.scope,
            inner=[] if inside is None else inside.kept,
            whole=None if token.task_spec.loop is None else token.parent_id,
        )
    )


def forget(token: Token) -> None:
    """A multi-instance activity is taken away: it has not been completed, so none of its instances is undone."""
    part: Running = token.workflow
    if part.kept:
        part.kept = [one for one in part.kept if one.whole != token.id]


def claim(token: Token, element: str | None) -> bool:
    """Let `token` undo `element`, or all that was completed around it. True when there is anything.

    An event sub-process undoes what was completed in the process that it stands in.
    """
    part: Running | None = token.workflow
    found = False
    while part is not None:
        for one in part.kept:
            if one.claimed is None and element in {None, part.spec.task_specs[one.node].bpmn_id}:
                one.claimed = token.id
                found = True
        host = part.host
        part = host.workflow if host is not None and host.task_spec.reacts else None
    return found


def give_up(token: Token) -> None:
    """`token` is taken away: what it has not undone yet is left to others."""
    for part in token.workflow.top_workflow.everywhere():
        for one in part.kept:
            if one.claimed == token.id:
                one.claimed = None


def proceed(driver: Token) -> None:
    """Undo the latest of what `driver` still has to undo; nothing left: it goes on."""
    found = [
        (one.at, part, one)
        for part in driver.workflow.top_workflow.everywhere()
        for one in part.kept
        if one.claimed == driver.id
    ]
    if not found:
        if "revived" not in driver.internal_data:  # the inside of a sub-process ends by itself
            driver.release()
        return
    _, part, record = max(found, key=lambda one: one[0])
    part.kept.remove(record)
    node: Any = part.spec.task_specs[record.node]
    token = Token(part, node if node.undone_by is None else node.undone_by)
    token.scope = record.scope
    token.internal_data["undoes"] = driver.id
    if record.index is not None:
        token.internal_data["i"] = record.index
    if node.undone_by is None:
        node.revive(token, record)
    else:
        token.arrive()


def undone(token: Token) -> None:
    """What `token` undid has been undone: its driver goes on."""
    driver = token.workflow.top_workflow.find(token.internal_data["undoes"])
    if driver is not None:
        proceed(driver)


def runs(driver: Token) -> bool:
    """Whether something is being undone for `driver`."""
    return any(
        token.internal_data.get("undoes") == driver.id
        for part in driver.workflow.top_workflow.everywhere()
        for token in part.open()
    )
