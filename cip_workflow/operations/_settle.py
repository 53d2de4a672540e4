"""The end of every command: messages that were thrown reach who waits for them, rows are written, people are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from cip_workflow import engine
from cip_workflow.errors import WorkflowError
from cip_workflow.operations import _advance, _definitions, _notify, _starting
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import INSTANCE, SUBSCRIPTION
from cip_workflow.types import Thrown

#: Messages that one command may set going one after the other; two cases that answer each other for ever stop here.
MOST = 50


def settle(work: Work, case: Case) -> None:
    """Deliver what was thrown, write all cases, and ask for mail: in this transaction, so that all of it is or nothing is.

    Args:
        case: the one that the command is about.
    """
    deliver_thrown(work)
    write(work, case)


def deliver_thrown(work: Work) -> None:
    """Deliver the messages that steps threw, and those that follow from them. Raises WorkflowError when there is no end."""
    delivered = 0
    while work.thrown:
        sender, thrown = work.thrown.pop(0)
        delivered += 1
        if delivered > MOST:
            msg = (
                f"More than {MOST} messages followed from one act; “{thrown.code}” was the last. "
                "Two cases may be answering each other."
            )
            raise WorkflowError(msg)
        _send(work, sender, thrown)


def write(work: Work, case: Case) -> None:
    """Write all cases of the command, and ask for mail."""
    work.save()
    _notify.opened(work, case)


def _send(work: Work, sender: Case, thrown: Thrown) -> None:
    """One message: to every process that waits for it, once each; else it starts a case; else the chain tells of it.

    A signal goes to every case that waits for it.
    """
    name = f"{engine.SIGNAL}{thrown.code}" if thrown.kind == "signal" else thrown.code
    found = waiting(work, name, None if thrown.kind == "signal" else thrown.correlation)
    reached = list(dict.fromkeys(row.instance_id for row in found))
    started = False
    for instance_id in reached:
        receive(work, work.take(instance_id), name, thrown.payload, thrown.correlation)
    if not reached and thrown.kind == "message":
        definition_id = starts(work, name)
        if definition_id is not None:
            begin_by_message(work, definition_id, name, thrown.payload)
            started = True
    if reached or started:
        sender.final.append(f"The message “{thrown.code}” has reached its receiver.")
    work.record(
        sender,
        "message.sent" if reached or started else "message.unmatched",
        element=thrown.element,
        name=thrown.code,
        data={"correlation": thrown.correlation, "cases": reached, "started": started},
    )


def waiting(work: Work, message: str, correlation: str | None) -> Sequence[Any]:
    """Open waits for a message in running cases, oldest first; of each process the oldest alone, but all for a signal."""
    rows = work.session.execute(
        sa.select(
            SUBSCRIPTION.c.instance_id, SUBSCRIPTION.c.process, SUBSCRIPTION.c.element, SUBSCRIPTION.c.name
        )
        .join_from(SUBSCRIPTION, INSTANCE, INSTANCE.c.id == SUBSCRIPTION.c.instance_id)
        .where(
            SUBSCRIPTION.c.message == message,
            SUBSCRIPTION.c.correlation == correlation
            if correlation is not None
            else SUBSCRIPTION.c.correlation.is_(None),
            INSTANCE.c.status == "running",
        )
        .order_by(SUBSCRIPTION.c.id)
    ).all()
    if message.startswith(engine.SIGNAL):
        return rows
    return list({row.process: row for row in reversed(rows)}.values())[::-1]


def starts(work: Work, message: str) -> int | None:
    """The newest definition that a message starts."""
    found: int | None = work.session.execute(
        sa.select(SUBSCRIPTION.c.definition_id)
        .where(SUBSCRIPTION.c.message == message, SUBSCRIPTION.c.definition_id.is_not(None))
        .order_by(SUBSCRIPTION.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def receive(work: Work, case: Case, message: str, payload: Any, correlation: str | None) -> None:
    """A case that waits for a message gets it."""
    seq = work.record(case, "message.received", name=message, data={"correlation": correlation})
    _advance.deliver(work, case, message=message, payload=payload, correlation=correlation, seq=seq)


def begin_by_message(work: Work, definition_id: int, message: str, payload: Any) -> Case:
    """A message starts a case."""
    definition = _starting.by_id(work, definition_id)
    compiled = _definitions.compiled(work.session, definition_id=definition.id, digest=definition.digest)
    case, _ = _starting.begin(
        work, definition, payload, compiled=compiled, message=message, data={"message": message}
    )
    return case
