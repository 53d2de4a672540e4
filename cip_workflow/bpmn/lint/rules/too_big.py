"""Files that nobody could read as a diagram, and that would keep everybody else waiting."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.names import FLOW_NODES, bpmn
from cip_workflow.bpmn.surroundings import Surroundings

RULE = "too-big"
_STEPS = [bpmn(name) for name in sorted(FLOW_NODES)]
MOST_STEPS = 3_000
MOST_FLOWS = 8_000


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for a file with more steps or flows than anybody draws; nothing else is then looked at."""
    steps = sum(1 for _ in document.root.iter(*_STEPS))
    flows = sum(1 for _ in document.root.iter(bpmn("sequenceFlow")))
    if steps > MOST_STEPS or flows > MOST_FLOWS:
        yield found(
            RULE,
            document,
            document.root,
            f"There are {steps:,} steps and {flows:,} flows in this file; "
            f"at most {MOST_STEPS:,} and {MOST_FLOWS:,} are read.",
            "Split it into several processes that call each other.",
        )
