"""Send a message by hand: to the one case that waits for it, else to start one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, NotAllowed
from cip_workflow.operations import _advance, _policy, _settle, _starting
from cip_workflow.operations._groups import OVERSEERS
from cip_workflow.operations._start_events import EVERYONE
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import INSTANCE, SUBSCRIPTION
from cip_workflow.types import Actor

#: The login and the organisation of who sent a message, for output mappings (`=sentBy`).
SENT_BY, SENT_FOR = "sentBy", "sentByOrganisation"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Which case got the message."""

    instance_id: int
    started: bool


def send_message(
    session: Session,
    *,
    actor: Actor,
    message: str,
    correlation: str | None = None,
    payload: Mapping[str, Any] | None = None,
    instance_id: int | None = None,
) -> Sent:
    """Give a message to the one open wait for it, or start a case with it.

    The catching event's property `senders` (group keys, comma separated, or `everyone`) says who may send it; without it
    only who looks after cases. A group within a brief (`design-team`) is that of the case's brief. Governance may always: a
    message that was lost is sent again by hand. `sentBy` and `sentByOrganisation` come with the payload.

    Args:
        correlation: the correlation key's value as text, for a brief its reference.
        payload: variables that come with it; the event's output mappings say what reaches the process.
        instance_id: the case, where several wait.

    Raises:
        NotFound: the case is none that the actor may know of.
        NotAllowed: the actor may not send this message.
        Conflict: nothing waits for it and it starts nothing, several wait, or the case is suspended.
    """
    work = Work(session=session, actor=actor)
    given = {**(payload or {}), SENT_BY: actor.login, SENT_FOR: actor.organisation}
    waits = _waiting(work, message, correlation, instance_id)
    if len(waits) > 1:
        raise Conflict(f"{len(waits)} cases wait for “{message}”. Say which one it is for.")
    if waits:
        case = work.take(waits[0].instance_id)
        _policy.see_case(actor, case)
        senders = _advance.compiled_of(work, case).senders.get(waits[0].element)
        _may_send(actor, message, senders, case.business_key)
        _policy.running(case)
        _settle.receive(work, case, message, given, correlation)
        _settle.settle(work, case)
        return Sent(instance_id=case.id, started=False)
    definition_id = _settle.starts(work, message) if instance_id is None else None
    if definition_id is None:
        raise Conflict(f"Nothing waits for the message “{message}”, and it starts no process.")
    definition = _starting.by_id(work, definition_id)
    _may_send(actor, message, definition.groups if definition.start_message == message else None)
    case = _settle.begin_by_message(work, definition_id, message, given)
    _settle.settle(work, case)
    return Sent(instance_id=case.id, started=True)


def _waiting(work: Work, message: str, correlation: str | None, instance_id: int | None) -> list[Any]:
    """Open waits in cases that are not over, one a case, that the actor may know of."""
    query = (
        sa.select(SUBSCRIPTION.c.instance_id, SUBSCRIPTION.c.element)
        .join_from(SUBSCRIPTION, INSTANCE, INSTANCE.c.id == SUBSCRIPTION.c.instance_id)
        .where(SUBSCRIPTION.c.message == message, INSTANCE.c.status.in_(("running", "suspended")))
        .order_by(SUBSCRIPTION.c.id)
    )
    if correlation is not None:
        query = query.where(SUBSCRIPTION.c.correlation == correlation)
    if instance_id is not None:
        query = query.where(SUBSCRIPTION.c.instance_id == instance_id)
        _policy.see_case(work.actor, work.take(instance_id))
    found: dict[int, Any] = {}
    for row in work.session.execute(query):
        found.setdefault(row.instance_id, row)
    return list(found.values())


def _may_send(actor: Actor, message: str, senders: list[str] | None, ref: str | None = None) -> None:
    allowed = {*(senders or ()), *(f"{one}@{ref}" for one in senders or () if ref), *OVERSEERS}
    if actor.is_system or EVERYONE in allowed or actor.groups & allowed:
        return
    named = " or ".join(sorted({*(senders or ()), *OVERSEERS}))
    raise NotAllowed(f"Only {named} may send the message “{message}”.")
