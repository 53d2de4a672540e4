"""Tasks for a machine: is it said what they do, and does somebody here do it?"""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document, Element
from cip_workflow.bpmn.expressions import language
from cip_workflow.bpmn.formulas import formula
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULES = ("work-unsaid", "old-engine-code", "unknown-job")
_WORK = {
    "serviceTask": ("which service does it", "Give it a task definition type, or make it a user task."),
    "sendTask": ("which message it sends", "Choose its message, or give it a task definition type."),
    "scriptTask": ("what it computes", "Write its FEEL expression and result variable."),
    "businessRuleTask": ("which decision it asks", "Choose its decision, or make it a user task."),
    "callActivity": ("which process it calls", "Choose the process."),
}


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each task that does nothing, or only what its old engine would have understood."""
    for process in document.to_run:
        for element in process.elements.values():
            if element.type not in _WORK:
                continue
            if element.job_type:
                yield from _job(document, element, surroundings)
            elif formula(element) is not None:
                continue
            elif element.implementation and element.implementation.kind != "adHoc" and not _said(element):
                yield found(
                    "old-engine-code",
                    document,
                    element,
                    f"{called(element)} is done by code of another engine "
                    f"({element.implementation.kind} {element.implementation.text}). Who does it here?",
                    _WORK[element.type][1],
                )
            elif not _said(element):
                yield found(
                    "work-unsaid",
                    document,
                    element,
                    f"Nothing says {_WORK[element.type][0]}, at {called(element)}.",
                    _WORK[element.type][1],
                )


def _said(element: Element) -> bool:
    if element.type == "sendTask":
        return element.message is not None or bool(element.node.get("messageRef"))
    if element.type == "scriptTask":
        return bool(element.script)
    if element.type == "businessRuleTask":
        return bool(element.called_decision)
    return element.type == "callActivity" and bool(element.called_process)


def _job(document: Document, element: Element, surroundings: Surroundings) -> Iterator[Finding]:
    known = surroundings.job_types
    if known is not None and language(element.job_type) == "text" and element.job_type not in known:
        yield found(
            "unknown-job",
            document,
            element,
            f"Nobody here works on tasks of the type “{element.job_type}”.",
            f"Choose one of: {', '.join(sorted(known))}.",
        )
