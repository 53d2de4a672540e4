"""Is there a process at all, and does the file say that it is to be run?"""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings

RULES = ("nothing-to-run", "not-executable")
_OTHER_DIAGRAMS = "{*}choreography", "{*}conversation"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for the file, or one for each process that might be meant."""
    if not document.to_run:
        other = next(document.root.iter(*_OTHER_DIAGRAMS), None)
        if other is not None:
            message = (
                "This diagram shows partners and their messages; there are no steps in it that could be run."
            )
        else:
            message = "There is no process with steps in this file."
        cure = "Draw a process with at least one step, and deploy again."
        yield found("nothing-to-run", document, document.root if other is None else other, message, cure)
        return
    for process in document.to_run:
        if not process.executable:
            yield found(
                "not-executable",
                document,
                process,
                f"No process in this file is marked as executable. Is {process.name or process.id} to be run?",
                "Tick “Executable” in the properties of the process.",
            )
