"""Forms that are no linked form file: drawn inside the diagram, or kept by another engine."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document, Element
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "form-elsewhere"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each task or start event whose form nobody here has."""
    for process in document.to_run:
        for element in process.elements.values():
            said = _elsewhere(document, element, surroundings)
            if said:
                yield found(
                    RULE,
                    document,
                    element,
                    f"Which form has {called(element)}? {said}",
                    "Save it as a .form file, link it by its id, and deploy both together.",
                )


def _elsewhere(document: Document, element: Element, surroundings: Surroundings) -> str:
    if element.form:
        linked = surroundings.forms is not None and element.form in surroundings.forms
        return (
            ""
            if linked or element.form not in document.forms
            else "The one it names stands inside the diagram."
        )
    if element.form_fields:
        return f"Its fields ({', '.join(element.form_fields)}) are drawn inside the diagram."
    return f"It names “{element.form_key}”, which another engine keeps." if element.form_key else ""
