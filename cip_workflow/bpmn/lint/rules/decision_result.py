"""Results of decisions that Camunda 7 would have wrapped in lists."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "decision-result"
_AS_IT_IS = {"singleEntry", "collectEntries"}


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each business rule task whose result has another shape here."""
    for process in document.to_run:
        for element in process.elements.values():
            asks = element.called_decision and element.result_variable
            if document.dialect == "camunda" and asks and element.decision_result not in _AS_IT_IS:
                yield found(
                    RULE,
                    document,
                    element,
                    f"The result of {called(element)} is here what its table gives: one value, a context where it has "
                    "several outputs, a list where it collects. Camunda 7 would have given a list of maps.",
                    "Look at what reads the result, or map it as singleEntry or collectEntries.",
                )
