"""Settings of another engine that mean nothing here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.names import CAMUNDA_FAMILY
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.xml import local, namespace

RULE = "old-engine-setting"
_SETTINGS = {
    "asyncBefore",
    "asyncAfter",
    "async",
    "exclusive",
    "jobPriority",
    "taskPriority",
    "failedJobRetryTimeCycle",
}


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each process, with all its settings."""
    for process in document.to_run:
        used: Counter[str] = Counter()
        for node in process.node.iter("*"):
            for name in (node.tag, *node.attrib):
                if namespace(name) in CAMUNDA_FAMILY and local(name) in _SETTINGS:
                    used[local(name)] += 1
        if used:
            listed = ", ".join(f"{name} ({count})" for name, count in sorted(used.items()))
            message = f"{process.name or process.id} has settings of another engine that are not needed here: {listed}."
            yield found(RULE, document, process, message, "Nothing has to be done.")
