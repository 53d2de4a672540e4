"""References to what stands outside of the file: forms, groups, decisions, processes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from cip_workflow.bpmn.document import Document, Element
from cip_workflow.bpmn.expressions import language
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULES = ("unknown-form", "unknown-group", "unknown-decision", "unknown-process")


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each reference to something that does not exist."""
    forms = None if surroundings.forms is None else {*surroundings.forms, *document.forms}
    processes = (
        None
        if surroundings.processes is None
        else {*surroundings.processes, *(p.id for p in document.to_run)}
    )
    for process in document.to_run:
        for group in process.starter_groups:
            if missing := _missing(group, surroundings.groups):
                yield found(
                    "unknown-group",
                    document,
                    process,
                    f"There is no group “{group}”, who may start it.",
                    missing,
                )
        for element in process.elements.values():
            yield from _one(document, element, "unknown-form", "form", element.form, forms)
            yield from _one(
                document,
                element,
                "unknown-decision",
                "decision",
                element.called_decision,
                surroundings.decisions,
            )
            yield from _one(
                document, element, "unknown-process", "process", element.called_process, processes
            )
            for group in element.candidate_groups:
                yield from _one(document, element, "unknown-group", "group", group, surroundings.groups)


def _one(
    document: Document,
    element: Element,
    rule: str,
    what: str,
    name: str | None,
    known: Collection[str] | None,
) -> Iterator[Finding]:
    if name and (missing := _missing(name, known)):
        yield found(
            rule, document, element, f"There is no {what} “{name}”, which {called(element)} uses.", missing
        )


def _missing(name: str, known: Collection[str] | None) -> str:
    """The cure when `name` is a plain name and unknown; the empty text when it is all right or cannot be judged."""
    if known is None or name in known or language(name) != "text":
        return ""
    near = get_close_matches(name, known, n=1)
    return (
        f"Did you mean “{near[0]}”?" if near else "Correct the name, or deploy it together with this diagram."
    )
