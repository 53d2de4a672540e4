"""The end of every command: messages that were thrown reach who waits for them, rows are written, people are told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from cip_workflow import engine
from cip_workflow.operations import _advance, _definitions, _notify, _starting
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import ESCALATION, INSTANCE, SUBSCRIPTION
from cip_workflow.types import Thrown

logger = logging.getLogger(__name__)

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
    """Deliver the messages that steps threw, and those that follow from them.

    What cannot be delivered never voids the act that it followed from: the sender's chain tells of it, and governance is.
    """
    delivered = 0
    while work.thrown:
        sender, thrown = work.thrown.pop(0)
        delivered += 1
        if delivered <= MOST:
            _send(work, sender, thrown)
        else:
            why = f"More than {MOST} messages followed from one act: two cases may be answering each other."
            _failed(work, sender, thrown, why)


def write(work: Work, case: Case) -> None:
    """Write all cases of the command, and ask for mail."""
    work.save()
    _notify.opened(work, case)


def _send(work: Work, sender: Case, thrown: Thrown) -> None:
    """One message: to every process that waits for it, once each; else it starts a case; else the chain tells of it.

    A signal goes to every case that waits for it, and starts a case at every start event that does.
    """
    name = f"{engine.SIGNAL}{thrown.code}" if thrown.kind == "signal" else thrown.code
    found = waiting(work, name, None if thrown.kind == "signal" else thrown.correlation)
    waits = list(dict.fromkeys(row.instance_id for row in found))
    reached = [one for one in waits if _reach(work, sender, thrown, name, one)]
    if thrown.kind == "signal":
        begun = [_begin_by_signal(work, sender, thrown, row) for row in _signal_starts(work, name)]
    else:
        begun = [] if waits else [_begin(work, sender, thrown)]
    started = any(begun)
    if reached or started:
        sender.final.append(f"The message “{thrown.code}” has reached its receiver.")
    if reached or started or not waits:
        work.record(
            sender,
            "message.sent" if reached or started else "message.unmatched",
            element=thrown.element,
            name=thrown.code,
            data={"correlation": thrown.correlation, "cases": reached, "started": started},
        )


def _reach(work: Work, sender: Case, thrown: Thrown, name: str, instance_id: int) -> bool:
    """Deliver to one case; False when it failed there, which is then as it was."""
    case = work.take(instance_id)
    return _guarded(
        work, sender, thrown, lambda: receive(work, case, name, thrown.payload, thrown.correlation), case
    )


def _begin(work: Work, sender: Case, thrown: Thrown) -> bool:
    """Start a case with the message, when one starts with it."""
    definition_id = starts(work, thrown.code)
    return definition_id is not None and _guarded(
        work, sender, thrown, lambda: begin_by_message(work, definition_id, thrown.code, thrown.payload)
    )


def _signal_starts(work: Work, name: str) -> Sequence[Any]:
    """The start events that wait for a signal, as rows."""
    return work.session.execute(
        sa.select(SUBSCRIPTION.c.definition_id, SUBSCRIPTION.c.element)
        .where(SUBSCRIPTION.c.message == name, SUBSCRIPTION.c.definition_id.is_not(None))
        .order_by(SUBSCRIPTION.c.id)
    ).all()


def _begin_by_signal(work: Work, sender: Case, thrown: Thrown, row: Any) -> bool:
    """Start a case at one start event (BPMN 2.0.2, 10.5.2: each start event is independent of the others)."""

    def begin() -> None:
        definition = _starting.by_id(work, row.definition_id)
        compiled = _definitions.compiled(work.session, definition_id=definition.id, digest=definition.digest)
        said = {"signal": thrown.code}
        _starting.begin(
            work, definition, thrown.payload, compiled=compiled, start_element=row.element, data=said
        )

    return _guarded(work, sender, thrown, begin)


def _guarded(work: Work, sender: Case, thrown: Thrown, do: Callable[[], object], *touched: Case) -> bool:
    marks = [(case, case.mark()) for case in {case.id: case for case in (*touched, sender)}.values()]
    held = work.mark()
    try:
        with work.session.begin_nested():
            do()
    except (OperationalError, StaleDataError):
        raise  # the database gave up on concurrent writers: the whole command is void
    except Exception:
        logger.exception("message %s of case %s could not be delivered", thrown.code, sender.id)
        work.back_to(held)
        for case, mark in marks:
            case.back_to(mark)
        _failed(
            work, sender, thrown, "The receiver could not take it; the log of the server has the details."
        )
        return False
    return True


def _failed(work: Work, sender: Case, thrown: Thrown, why: str) -> None:
    work.record(sender, "message.failed", element=thrown.element, name=thrown.code, data={"said": why})
    work.new_escalations.append(
        work.session.execute(
            sa.insert(ESCALATION).returning(ESCALATION.c.id),
            {
                "instance_id": sender.id,
                "element": thrown.element,
                "code": "message",
                "text": f"The message “{thrown.code}” was not delivered. {why}",
                "groups": ["governance-lead"],
                "opened_at": work.at,
            },
        ).scalar_one()
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
