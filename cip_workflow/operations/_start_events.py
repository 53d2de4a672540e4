"""How a process starts: by people (who, with which form), by messages, by timers."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, engine
from cip_workflow.bpmn import Element, Process
from cip_workflow.store.tables import SUBSCRIPTION, TIMER

#: Property of a start event: group keys, comma separated; `everyone` is whoever may sign in, `nobody` is nobody.
STARTERS = "starters"
EVERYONE = "*"
#: Who starts a process whose diagram does not say who may.
UNSAID = ("process-owner", "platform-admin")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The start event that people use, if there is one."""

    groups: tuple[str, ...] = ()
    element: str | None = None
    form: str | None = None
    message: str | None = None  #: its name, where the start event waits for one
    none_start: bool = False


def entry(process: Process) -> Entry:
    """Who starts a process by hand, and how: at its none start event, else at a message start that names starters."""
    starts = process.starts()
    none = next((one for one in starts if not one.events), None)
    for start in sorted(starts, key=lambda one: bool(one.events)):
        groups = _starters(process, start)
        if groups:
            return Entry(
                groups=groups,
                element=start.id,
                form=start.form or start.properties.get("form"),
                message=start.message.name if start.message else None,
                none_start=none is not None,
            )
    return Entry(none_start=none is not None)


def _starters(process: Process, start: Element) -> tuple[str, ...]:
    said = start.properties.get(STARTERS)
    if said is None:
        if start.events:
            return ()
        return process.starter_groups or UNSAID
    return tuple(groups_in(said))


def groups_in(said: str) -> list[str]:
    """The groups of a property like `starters`: keys, comma separated; `everyone` becomes `*`, `nobody` nothing."""
    names = [one.strip() for one in said.split(",") if one.strip()]
    if "nobody" in names:
        return []
    return [EVERYONE if one == "everyone" else one for one in names]


def register(
    session: Session, definition_id: int, process: Process, specs: str, *, replaces: int | None
) -> None:
    """From now on messages, signals and timers start this version, and no longer the one it replaces."""
    if replaces is not None:
        session.execute(sa.delete(SUBSCRIPTION).where(SUBSCRIPTION.c.definition_id == replaces))
        session.execute(sa.delete(TIMER).where(TIMER.c.definition_id == replaces))
    now = clock.now()
    # As the compiled version says: what is lowered may begin at more places than are drawn.
    begun = next(one for one in engine.processes(specs) if one.id == process.id)
    waits = [(one, one.text) for one in begun.messages]
    waits += [(one, f"{engine.SIGNAL}{one.text}") for one in begun.signals]
    for key, (start, message) in enumerate([*waits, *((one, None) for one in begun.timers)]):
        place = {
            "definition_id": definition_id,
            "instance_id": None,
            "key": key,
            "element": start.element,
            "name": (start.name or start.element)[:300],
            "process": process.id,
            "scope": 0,
        }
        if message is not None:
            session.execute(
                sa.insert(SUBSCRIPTION),
                {**place, "message": message, "correlation": None, "opened_at": now},
            )
            continue
        due = engine.schedule(specs, process.id, start.element, since=now)
        if due is not None:
            session.execute(sa.insert(TIMER), {**place, "timer_due_at": due, "due_at": due, "attempts": 0})
