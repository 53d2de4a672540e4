"""A process in plain English: who does what, by when, which ways lead out of it, and how it ends (for a committee paper)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cip_workflow.bpmn import outline
from cip_workflow.errors import NotFound

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Document, Element, Process

_KEY = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_SLA = re.compile(r"\s*(\d+)\s*(wd|d)\s*")
_QUIET = ("Unexpected value",)


@dataclass(frozen=True, kw_only=True)
class Names:
    """What people call groups and forms, by their keys; a key without a name is shown as it is."""

    groups: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)


def page(document: Document, process_id: str, *, names: Names | None = None, picture: str = "") -> str:
    """A page of Markdown about one process: steps in their order, people and times, ways, messages, ends.

    Args:
        document: the file as read.
        process_id: which of its processes.
        names: what groups and forms are called.
        picture: address of a picture of the diagram, put under the title.

    Raises:
        NotFound: the file has no such process.
    """
    process = document.process(process_id)
    if process is None:
        raise NotFound(f"{document.name} has no process “{process_id}”.")
    known = names or Names()
    parts = [f"# {process.name or process.id}", process.documentation]
    if picture:
        parts.append(f"![The diagram: the same steps as in the list below]({picture})")
    parts += ["## Step by step", "\n".join(_steps(document, process, known))]
    parts += ["## Who does what, by when", "\n".join(_people(document, process, known))]
    messages = list(_messages(process, known))
    if messages:
        parts += ["## Messages", "\n".join(messages)]
    parts += ["## How it ends", "\n".join(_ends(process))]
    return "\n\n".join(part for part in parts if part) + "\n"


def in_words(sla: str) -> str:
    """`10wd` as ten working days in words; what is no service level stays as it is."""
    match = _SLA.fullmatch(sla)
    if match is None:
        return sla
    count, unit = int(match[1]), "working day" if match[2] == "wd" else "day"
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _steps(document: Document, process: Process, names: Names) -> Iterator[str]:
    for line in outline.steps(document, process.id):
        element = process.elements[line.element]
        if element.name in _QUIET or (element.type == "endEvent" and not line.depth):
            continue
        said = [f"**{line.name}**", _kind(process, element, names)]
        if line.documentation:
            said.append(line.documentation.rstrip(".") + ".")
        ways = _ways(process, element)
        if ways:
            said.append("; ".join(ways) + ".")
        title = " ".join(filter(None, said[:2]))
        title += "." if len(said) > 2 and title[-1] != "?" and not title.endswith("?**") else ""
        yield "   " * line.depth + "1. " + " ".join((title, *said[2:]))


def _kind(process: Process, element: Element, names: Names) -> str:
    who = _who(element, names)
    if element.attached_to:
        host = process.elements[element.attached_to]
        then = "ends it" if element.interrupting else "does not end it"
        return f"(while “{host.name or host.id}” is open; {then})"
    if element.type == "userTask":
        return f"({who})" if who else ""
    if element.type == "callActivity":
        return f"(the process `{element.called_process}`" + (
            ", once for each)" if element.multi_instance else ")"
        )
    if element.type == "businessRuleTask":
        return f"(decision table `{element.called_decision}`)" if element.called_decision else ""
    return "(the system)" if element.type in {"serviceTask", "scriptTask", "sendTask"} else ""


def _ways(process: Process, element: Element) -> list[str]:
    """The named ways out of a gateway, each with the step that it leads to."""
    flows = [process.flows[flow] for flow in element.outgoing]
    if len(flows) < 2 or not element.is_gateway:
        return []
    return [
        f"*{flow.name}* leads to {_target(process, flow.target)}"
        for flow in flows
        if flow.name and flow.id != element.default
    ]


def _target(process: Process, element_id: str, seen: frozenset[str] = frozenset()) -> str:
    """The first step with a name behind gateways that only join."""
    element = process.elements[element_id]
    if element.name or element_id in seen or not element.outgoing:
        return f"“{element.name or element.id}”"
    return _target(process, process.flows[element.outgoing[0]].target, seen | {element_id})


def _who(element: Element, names: Names) -> str:
    if element.candidate_groups:
        keys = dict.fromkeys(_KEY.findall(" ".join(element.candidate_groups)))
        if keys:
            return " or ".join(names.groups.get(key, key) for key in keys)
        return "a group that the case names"
    return "one person, named by the case" if element.assignee else ""


def _people(document: Document, process: Process, names: Names) -> Iterator[str]:
    yield "| Step | Who | Form | Due | If it is late |"
    yield "|---|---|---|---|---|"
    for line in outline.steps(document, process.id):
        task = process.elements[line.element]
        if task.type != "userTask":
            continue
        code = task.id.partition("_")[0]
        form = f"{task.form} {names.forms.get(task.form, '')}".strip() if task.form else ""
        due = in_words(task.properties.get("sla", ""))
        if task.due_date:
            due += ", or the day that the case works out"
        late = _KEY.findall(task.properties.get("escalateTo", ""))
        told = ", ".join(names.groups.get(key, key) for key in late)
        yield f"| {code} {task.name} | {_who(task, names)} | {form} | {due} | {told} |"


def _messages(process: Process, names: Names) -> Iterator[str]:
    for element in process.elements.values():
        if "message" not in element.event_definitions or element.message is None:
            continue
        sends = element.type in {"endEvent", "intermediateThrowEvent"}
        by = [names.groups.get(key, key) for key in _KEY.findall(element.properties.get("senders", ""))]
        who = f", from {' or '.join(by)}" if by and not sends else ""
        yield f"- `{element.message.name}` {'goes out' if sends else 'is awaited'} at “{element.name}”{who}."


def _ends(process: Process) -> Iterator[str]:
    for element in process.elements.values():
        if element.type == "endEvent" and element.parent is None:
            about = f": {element.documentation}" if element.documentation else ""
            yield f"- **{element.name or element.id}**{about}"
    for element in process.elements.values():
        if element.type == "endEvent" and element.parent is not None and element.name:
            inside = process.elements[element.parent]
            yield f"- **{element.name}**, in “{inside.name or inside.id}”"
