"""Scripts in languages that are never run.

Source: DESIGN section 3, Expressions.
"""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "foreign-script"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each script that is not FEEL."""
    for process in document.to_run:
        for element in process.elements.values():
            said = element.script_format.strip().lower()
            if element.script and "feel" not in said and not element.job_type:
                name = element.script_format or (
                    "Python" if document.dialect == "spiff" else "a language that it does not name"
                )
                yield found(
                    RULE,
                    document,
                    element,
                    f"The script of {called(element)} is in {name}. Scripts are never run here, because they could do anything.",
                    "Write it as a FEEL expression with a result variable, or make it a service task.",
                )
