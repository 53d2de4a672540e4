"""What changed between two versions of a process, element by element, in sentences for its owner.

Elements are matched by id. What only the drawing shows (where things stand, colours) is no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from cip_workflow.bpmn.words import kind, way

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Element, Flow, Process


@dataclass(frozen=True, slots=True)
class Change:
    """One element that is new, gone or different."""

    happened: Literal["added", "removed", "changed"]
    element: str
    name: str
    type: str  #: of the new version, where it exists there
    sentences: tuple[str, ...]


def compare(before: Process, after: Process) -> list[Change]:
    """Every change of meaning from `before` to `after`: first in the order of the new version, then what is gone."""
    changes = []
    for key, element in after.elements.items():
        old = before.elements.get(key)
        if old is None:
            changes.append(Change("added", key, element.name, element.type, (_new(element),)))
        elif sentences := tuple(_differences(old, element, before, after)):
            changes.append(Change("changed", key, element.name or old.name, element.type, sentences))
    for key, element in before.elements.items():
        if key not in after.elements:
            gone = f"This {kind(element.type)} is gone."
            changes.append(Change("removed", key, element.name, element.type, (gone,)))
    return changes


def _new(element: Element) -> str:
    lane = f" in {element.lane}" if element.lane else ""
    return f"This {kind(element.type)}{lane} is new."


def _differences(old: Element, new: Element, before: Process, after: Process) -> Iterator[str]:
    for what, value in _FACTS:
        was, now = value(old), value(new)
        if was != now:
            yield _sentence(what, _said(was), _said(now))
    yield from _mapping("property", dict(old.properties), dict(new.properties))
    yield from _mapping("input", dict(old.inputs), dict(new.inputs))
    yield from _mapping("output", dict(old.outputs), dict(new.outputs))
    yield from _mapping("header", dict(old.headers), dict(new.headers))
    yield from _ways(old, new, before, after)


def _sentence(what: str, was: str, now: str) -> str:
    if not was:
        return f"Its {what} is now {now}; there was none."
    return f"Its {what} was {was}; now there is none." if not now else f"Its {what} is now {now}, not {was}."


def _mapping(what: str, was: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for key in (*now, *(key for key in was if key not in now)):
        if was.get(key) != now.get(key):
            yield _sentence(f"{what} “{key}”", _said(was.get(key)), _said(now.get(key)))


def _ways(old: Element, new: Element, before: Process, after: Process) -> Iterator[str]:
    was = {flow: before.flows[flow] for flow in old.outgoing}
    now = {flow: after.flows[flow] for flow in new.outgoing}
    old_targets = {flow.target for flow in was.values()}
    new_targets = {flow.target for flow in now.values()}
    for flow in now.values():
        if flow.id not in was and flow.target not in old_targets:
            yield f"A way leads now to {_target(after, flow)}."
    for flow in was.values():
        if flow.id not in now and flow.target not in new_targets:
            yield f"No way leads to {_target(before, flow)} any more."
    for key, flow in now.items():
        earlier = was.get(key)
        if earlier is None:
            continue
        if earlier.target != flow.target:
            yield f"{_large(way(after, flow))} leads now to {_target(after, flow)}, not to {_target(before, earlier)}."
        if (earlier.condition or "") != (flow.condition or ""):
            said = _said(flow.condition) or "always"
            yield f"{_large(way(after, flow))} is now taken when {said}, not when {_said(earlier.condition) or 'always'}."
    if old.default in now and new.default != old.default:
        yield f"The way taken otherwise is now {way(after, now[new.default]) if new.default in now else 'none'}."


def _target(process: Process, flow: Flow) -> str:
    element = process.elements.get(flow.target)
    return f"“{element.name}”" if element and element.name else flow.target


def _said(value: Any) -> str:
    if value is None or value in {"", (), False}:
        return ""
    if isinstance(value, tuple):
        return ", ".join(_said(one) for one in value)
    return str(value) if value is True or isinstance(value, int) else f"“{value}”"


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _repeated(element: Element) -> str:
    many = element.multi_instance
    if many is None:
        return f"while {element.loop.condition}" if element.loop else ""
    order = "one after the other" if many.sequential else "all at once"
    until = f", until {many.condition}" if many.condition else ""
    return f"for each of {many.collection or many.cardinality}, {order}{until}"


def _message(element: Element) -> str:
    if element.message is None:
        return ""
    key = element.message.correlation_key
    return f"{element.message.name} by {key}" if key else element.message.name


_FACTS: tuple[tuple[str, Callable[[Element], Any]], ...] = (
    ("name", lambda element: element.name),
    ("kind", lambda element: kind(element.type)),
    ("event", lambda element: element.event_definitions),
    ("lane", lambda element: element.lane),
    ("sub-process", lambda element: element.parent),
    ("assignee", lambda element: element.assignee),
    ("group", lambda element: element.candidate_groups),
    ("person", lambda element: element.candidate_users),
    ("form", lambda element: element.form or element.form_key),
    ("due date", lambda element: element.due_date),
    ("priority", lambda element: element.priority),
    ("type of work", lambda element: element.job_type),
    ("script", lambda element: element.script),
    ("result variable", lambda element: element.result_variable),
    ("called process", lambda element: element.called_process),
    ("decision", lambda element: element.called_decision),
    ("repetition", _repeated),
    ("time", lambda element: element.timer.expression if element.timer else ""),
    ("condition", lambda element: next((event.condition for event in element.events if event.condition), "")),
    ("message", _message),
    ("step that it hangs on", lambda element: element.attached_to),
    ("effect on that step", lambda element: "" if element.interrupting else "it goes on"),
    ("help text", lambda element: element.documentation),
)
