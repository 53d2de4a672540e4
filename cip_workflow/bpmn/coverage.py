"""What becomes of every element of BPMN 2.0: the one table that lint refuses by and docs/bpmn.md is printed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cip_workflow.bpmn.coverage_events import EVENTS, Row

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Element

#: Activities, gateways and their marks, by a key that `_keys` computes.
ELEMENTS: dict[str, Row] = {
    "task": Row("Tasks", "task (undefined)", "executed", "Passes straight through."),
    "manualTask": Row(
        "Tasks", "manual task", "executed", "Passes straight through: it happens outside of the system."
    ),
    "userTask": Row(
        "Tasks", "user task", "executed", "A task in the inboxes, with form, people, due date and mappings."
    ),
    "serviceTask": Row(
        "Tasks", "service task", "executed", "A job, told by its type: built in, or a job of the outside."
    ),
    "sendTask": Row("Tasks", "send task", "executed", "Throws its message; with a type it is a job."),
    "receiveTask": Row("Tasks", "receive task", "executed", "Waits for its message."),
    "receiveTask instantiate": Row(
        "Tasks",
        "receive task that starts a process",
        "lowered",
        "A message start event. No flow may lead to it.",
    ),
    "scriptTask": Row(
        "Tasks",
        "script task",
        "executed",
        "A FEEL expression and its result variable. Other languages are refused.",
    ),
    "businessRuleTask": Row(
        "Tasks", "business rule task", "executed", "A DMN decision; with a type it is a job."
    ),
    "callActivity": Row(
        "Activities",
        "call activity",
        "executed",
        "A process, with in and out mappings. Its id may be an expression.",
    ),
    "subProcess": Row(
        "Activities",
        "sub-process",
        "executed",
        "Shares the variables around it; input mappings make local ones.",
    ),
    "subProcess event": Row("Activities", "event sub-process", "executed", "Interrupting or not."),
    "transaction": Row(
        "Activities",
        "transaction",
        "executed",
        "A sub-process that a cancel end event ends, after undoing what was completed in it.",
    ),
    "adHocSubProcess": Row(
        "Activities",
        "ad-hoc sub-process",
        "executed",
        "All its steps begin at once and are done in any order, each once, until the completion condition holds or "
        "all are done. One at a time (sequential) is refused.",
    ),
    "loop": Row(
        "Marks",
        "standard loop",
        "lowered",
        "A gateway behind the step (before it, where the condition is tested first) leads back while the condition holds.",
    ),
    "multiInstance parallel": Row(
        "Marks",
        "multi-instance, parallel",
        "executed",
        "Over a collection; a number of times is lowered to one.",
    ),
    "multiInstance sequential": Row(
        "Marks",
        "multi-instance, sequential",
        "executed",
        "Over a collection; a number of times is lowered to one.",
    ),
    "compensation": Row(
        "Marks",
        "compensation activity",
        "executed",
        "Undoes the activity that its compensate boundary event hangs on: each completed instance, on its variables.",
    ),
    "exclusiveGateway": Row(
        "Gateways", "exclusive gateway", "executed", "The first way whose condition holds, else the default."
    ),
    "inclusiveGateway": Row(
        "Gateways",
        "inclusive gateway",
        "executed",
        "Every way whose condition holds; joins while a token can still come.",
    ),
    "parallelGateway": Row("Gateways", "parallel gateway", "executed", "All ways; joins one token of each."),
    "eventBasedGateway": Row(
        "Gateways", "event-based gateway", "executed", "The first event decides; several timers are right."
    ),
    "eventBasedGateway instantiate": Row(
        "Gateways",
        "event-based gateway that starts a process",
        "lowered",
        "A start event for each of its events. One that waits for all of them is refused.",
    ),
    "complexGateway": Row(
        "Gateways",
        "complex gateway",
        "refused",
        "What a complex gateway waits for cannot be told from a diagram.",
        "Use an inclusive gateway, or parallel gateways with conditions on the ways behind them.",
    ),
    "implicitThrowEvent": Row(
        "Events",
        "implicit throw event",
        "refused",
        "It has no symbol, so nobody can see it.",
        "Use an intermediate throw event.",
    ),
    "multiple": Row(
        "Events",
        "multiple: start of a process, catch and boundary event",
        "lowered",
        "One event for each kind, of which any one suffices.",
    ),
    "multiple throws": Row(
        "Events", "multiple: throw and end event", "lowered", "One event for each kind, one after the other."
    ),
    "multiple all": Row(
        "Events",
        "parallel multiple: catch event",
        "lowered",
        "One event for each kind between parallel gateways: all are waited for.",
    ),
    "multiple refused": Row(
        "Events",
        "multiple: start of an event sub-process; parallel multiple: start and boundary event",
        "refused",
        "An event of several kinds is not run here.",
        "Draw one event for each kind.",
    ),
}

#: What is no flow node.
OTHERS = (
    Row(
        "Flows",
        "sequence flow",
        "executed",
        "Several from one step: all that have no condition or a true one.",
    ),
    Row("Flows", "conditional flow", "executed", "From gateways and from activities."),
    Row("Flows", "default flow", "executed", ""),
    Row("Flows", "message flow", "drawn", "Messages are matched by name and correlation key."),
    Row("Flows", "association", "drawn", ""),
    Row(
        "Structure",
        "process that is not executable",
        "drawn",
        "Left out where another one in the file is executable; else a question.",
    ),
    Row("Structure", "pool without a process, collapsed pool", "drawn", ""),
    Row(
        "Structure",
        "lane",
        "executed",
        "A user task that names nobody goes to the group of its lane's name.",
    ),
    Row(
        "Structure",
        "no start event, no end event",
        "executed",
        "Steps that nothing leads to begin, steps that lead nowhere end.",
    ),
    Row("Data", "data object, data store, input and output sets", "drawn", "Variables go by mappings."),
    Row("Data", "data association", "drawn", "Variables go by mappings."),
    Row("Notes", "text annotation, group", "drawn", ""),
    Row("Notes", "documentation", "executed", "Shown with the task and in the list of steps."),
    Row(
        "Other diagrams",
        "choreography, conversation",
        "refused",
        "They describe partners, not steps.",
        "Deploy a process.",
    ),
)


def position(element: Element, holder: Element | None) -> str:
    """Which list of `EVENTS` an event belongs to; `holder` is the sub-process that it stands in."""
    if element.type == "startEvent":
        if holder is None:
            return "start event"
        return "event sub-process start" if holder.triggered_by_event else "sub-process start"
    return {
        "intermediateCatchEvent": "intermediate catch event",
        "intermediateThrowEvent": "intermediate throw event",
        "boundaryEvent": "boundary event",
        "endEvent": "end event",
    }.get(element.type, "")


def rows_of(element: Element, holder: Element | None) -> list[Row]:
    """What the table says about an element: of its kind, and of each of its marks."""
    rows = [ELEMENTS[key] for key in _keys(element) if key in ELEMENTS]
    place = position(element, holder)
    if place:
        for kind in dict.fromkeys(event.kind for event in element.events) or ("none",):
            rows.append(EVENTS[place].get(kind) or Row("Events", kind, "refused", *_unknown(kind, place)))
    if len(element.events) > 1:
        rows.append(ELEMENTS[_several(element, place)])
    return rows


def _several(element: Element, place: str) -> str:
    kinds = set(element.event_definitions)
    if place in {"intermediate throw event", "end event"}:
        return "multiple refused" if "link" in kinds else "multiple throws"
    if element.parallel_multiple:
        return (
            "multiple all"
            if place == "intermediate catch event" and "link" not in kinds
            else "multiple refused"
        )
    if place == "event sub-process start" or kinds & {"link", "compensate"}:
        return "multiple refused"
    return "multiple"


def _unknown(kind: str, place: str) -> tuple[str, str]:
    if kind == "none":
        return "It does not say what it waits for.", "Choose the kind of event in the modeller."
    known = ", ".join(name for name, row in EVENTS[place].items() if row.verdict != "refused")
    return (
        f"{kind.capitalize()} events cannot stand here: BPMN has no {place} of this kind.",
        f"At this place stand: {known}.",
    )


def _keys(element: Element) -> list[str]:
    suffix = " instantiate" if element.instantiate else " event" if element.triggered_by_event else ""
    keys = [element.type + suffix if element.type + suffix in ELEMENTS else element.type]
    if element.loop and not element.multi_instance:
        keys.append("loop")
    if element.multi_instance:
        keys.append(f"multiInstance {'sequential' if element.multi_instance.sequential else 'parallel'}")
    if element.compensation:
        keys.append("compensation")
    return keys


def table() -> str:
    """The whole of it as Markdown, for docs/bpmn.md."""
    events = [
        Row("Events", f"{place}: {kind}", row.verdict, row.note, row.cure)
        for place, kinds in EVENTS.items()
        for kind, row in kinds.items()
    ]
    lines = ["| Part | Element | What becomes of it | |", "|---|---|---|---|"]
    for row in sorted((*ELEMENTS.values(), *events, *OTHERS), key=lambda row: _PARTS.index(row.part)):
        note = " ".join(said for said in (row.note, row.cure) if said)
        lines.append(f"| {row.part} | {row.element} | **{row.verdict}** | {note} |")
    return "\n".join(lines) + "\n"


_PARTS = (
    "Structure",
    "Tasks",
    "Activities",
    "Marks",
    "Gateways",
    "Events",
    "Flows",
    "Data",
    "Notes",
    "Other diagrams",
)
