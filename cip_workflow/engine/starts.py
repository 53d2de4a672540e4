"""Where a process of a version can begin, and when by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cip_workflow.engine.compiling import Specs
from cip_workflow.engine.context import Context
from cip_workflow.engine.elements.events import StartEvent
from cip_workflow.engine.instance import Instance
from cip_workflow.engine.messages import SIGNAL
from cip_workflow.engine.nodes import Node
from cip_workflow.engine.timers import Clocked, due
from cip_workflow.engine.tokens import Token
from cip_workflow.errors import Invalid, NotFound


@dataclass(frozen=True, kw_only=True)
class EventStart:
    """A start event that waits for something: its element, its name, and the message name or the timer's text."""

    element: str
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ProcessStart:
    """How a process can begin."""

    id: str
    name: str
    none_start: bool  #: by a person or a call, without an event
    element: str | None = None  #: the none start event, if one is drawn
    messages: tuple[EventStart, ...] = ()
    timers: tuple[EventStart, ...] = ()
    signals: tuple[EventStart, ...] = ()


def processes(loaded: Specs) -> tuple[ProcessStart, ...]:
    """The processes of a version and how each can begin."""
    return tuple(_process(loaded, key) for key in loaded.processes if "/" not in key)


def find(loaded: Specs, process: str, element: str | None, message: str | None) -> Sequence[Node]:
    """The elements to begin at. Raises NotFound, or Invalid when an event must be named."""
    spec = loaded.processes.get(process)
    if spec is None or "/" in process:
        raise NotFound(f"There is no process {process!r} in this version.")
    if element is None and message is None:
        if not spec.starts:
            raise Invalid(f"The process {process} begins with an event: say which start event or message.")
        return spec.starts
    named = message or ""
    wanted = ("signal", named.removeprefix(SIGNAL)) if named.startswith(SIGNAL) else ("message", message)
    for node in _start_events(loaded, process):
        if node.bpmn_id == element or (element is None and _event(loaded, process, node) == wanted):
            return [node]
    raise NotFound(f"The process {process} does not begin with {element or message!r}.")


def schedule(loaded: Specs, process: str, element: str, since: datetime, fired: int) -> datetime | None:
    """When a timer start event is due after it fired `fired` times, by the timer's own counting; None: never again."""
    node = find(loaded, process, element, None)[0]
    timer = node.begun_by if isinstance(node, StartEvent) else None
    if not isinstance(timer, Clocked):
        raise NotFound(f"{element} is no timer start event.")
    token = Token(Instance(loaded.processes[process], {}, Context(since)), node)
    timer.begin(token, {})
    for _ in range(fired):
        if not timer.again(token):
            return None
    return due(token)


def _start_events(loaded: Specs, process: str) -> list[StartEvent]:
    return [node for node in loaded.processes[process].task_specs.values() if isinstance(node, StartEvent)]


def _event(loaded: Specs, process: str, node: StartEvent) -> tuple[str, str]:
    plan: dict[str, Any] = next(one for one in loaded.levels[process]["nodes"] if one["id"] == node.bpmn_id)
    event = plan.get("event", {})
    return event.get("kind", ""), event.get("name") or event.get("when") or event.get("condition") or ""


def _process(loaded: Specs, key: str) -> ProcessStart:
    found: dict[str, list[EventStart]] = {"message": [], "timer": [], "signal": []}
    for node in _start_events(loaded, key):
        kind, text = _event(loaded, key, node)
        if kind in found:
            found[kind].append(EventStart(element=node.bpmn_id, name=node.bpmn_name or "", text=text))
    plain = loaded.processes[key].starts
    return ProcessStart(
        id=key,
        name=loaded.levels[key]["name"],
        none_start=bool(plain),
        element=next((node.bpmn_id for node in plain if isinstance(node, StartEvent)), None),
        messages=tuple(found["message"]),
        timers=tuple(found["timer"]),
        signals=tuple(found["signal"]),
    )
