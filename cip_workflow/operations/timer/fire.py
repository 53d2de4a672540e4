"""Fire one due timer: what the worker does, one transaction each."""

from __future__ import annotations

import logging
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, engine
from cip_workflow.errors import Conflict
from cip_workflow.operations import _advance, _definitions, _settle, _starting, _waits
from cip_workflow.operations._work import NOBODY, Work
from cip_workflow.store.tables import DEFINITION, INCIDENT, INSTANCE, TIMER

#: A timer that failed is tried again after this long, so that one bad row cannot keep the worker busy.
LATER = timedelta(hours=1)

logger = logging.getLogger(__name__)


def fire(session: Session, *, timer_id: int) -> bool:
    """Fire a timer if it is still due and nobody else is at its case; whether it fired is returned.

    The case is claimed, not the timer, and without waiting: another worker or a person who is at it goes first, and the
    timer is found again. All timers of the case that are due fire in this one step. A timer that fails is put off with
    an incident; elements behind it that fail have incidents of their own.
    """
    timer = session.execute(
        sa.select(TIMER.c.instance_id, TIMER.c.definition_id).where(TIMER.c.id == timer_id)
    ).one_or_none()
    if timer is None:
        return False
    if timer.instance_id is None:
        return _start(session, timer_id, timer.definition_id)
    free = session.execute(
        sa.select(INSTANCE.c.id).where(INSTANCE.c.id == timer.instance_id).with_for_update(skip_locked=True)
    ).one_or_none()
    if free is None or _due(session, timer_id) is None:
        return False
    try:
        with session.begin_nested():
            return _fire(session, timer_id, timer.instance_id)
    except Conflict:
        raise
    except Exception as error:
        logger.exception("timer %s of case %s failed", timer_id, timer.instance_id)
        _put_off(session, timer_id, timer.instance_id, error)
        return False


def _due(session: Session, timer_id: int) -> sa.Row[tuple[object, ...]] | None:
    return session.execute(
        sa.select(TIMER).where(TIMER.c.id == timer_id, TIMER.c.due_at <= clock.now())
    ).one_or_none()


def _fire(session: Session, timer_id: int, instance_id: int) -> bool:
    work = Work(session=session, actor=NOBODY)
    case = work.take(instance_id)
    timer = _due(session, timer_id)
    if timer is None or case.status != "running":
        return False
    seq = work.record(case, "timer.fired", element=timer.element, name=timer.name, data={"key": timer.key})
    _advance.advance(
        work,
        case,
        lambda specs, state, serve: engine.fire_due(specs, state, now=work.at, serve=serve),
        seq=seq,
    )
    if _due(session, timer_id) is not None:
        # The engine did not think it due: never find the same row again and again.
        _waits.put_off(work, case, [timer.key], work.at + LATER)
    _settle.settle(work, case)
    return True


def _put_off(session: Session, timer_id: int, instance_id: int, error: Exception) -> None:
    work = Work(session=session, actor=NOBODY)
    case = work.take(instance_id)
    timer = _due(session, timer_id)
    if timer is None:
        return
    _waits.put_off(work, case, [timer.key], work.at + LATER)
    open_already = session.execute(
        sa.select(INCIDENT.c.id).where(
            INCIDENT.c.instance_id == instance_id,
            INCIDENT.c.key == -timer.key,
            INCIDENT.c.closed_at.is_(None),
        )
    ).one_or_none()
    if open_already is None:
        session.execute(
            sa.insert(INCIDENT),
            {
                "instance_id": instance_id,
                "key": -timer.key,
                "element": timer.element,
                "name": timer.name,
                "process": timer.process,
                "scope": timer.scope,
                "kind": "engine",
                "message": f"The timer could not fire ({type(error).__name__}). The log of the worker has the details.",
                "cure": "It is tried again every hour, and at once with “retry”.",
                "values": {},
                "opened_at": work.at,
            },
        )
        work.record(case, "incident.opened", element=timer.element, name=timer.name, data={"kind": "engine"})
    _settle.settle(work, case)


def _start(session: Session, timer_id: int, definition_id: int) -> bool:
    """A start timer: begin a case, and set the timer to its next instant."""
    free = session.execute(
        sa.select(DEFINITION.c.id, DEFINITION.c.created_at)
        .where(DEFINITION.c.id == definition_id)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    timer = _due(session, timer_id)
    if free is None or timer is None:
        return False
    work = Work(session=session, actor=NOBODY)
    definition = _starting.by_id(work, definition_id)
    compiled = _definitions.compiled(session, definition_id=definition.id, digest=definition.digest)
    case, _ = _starting.begin(
        work,
        definition,
        {},
        compiled=compiled,
        start_element=timer.element,
        data={"timer": timer.element},
    )
    fired = timer.attempts + 1
    following = engine.schedule(
        compiled.specs, definition.process_id, timer.element, since=free.created_at, fired=fired
    )
    if following is None:
        session.execute(sa.delete(TIMER).where(TIMER.c.id == timer_id))
    else:
        session.execute(
            sa.update(TIMER).where(TIMER.c.id == timer_id),
            {"timer_due_at": following, "due_at": following, "attempts": fired},
        )
    _settle.settle(work, case)
    return True
