"""Variables that are read and that no step sets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from cip_workflow.bpmn import sources
from cip_workflow.bpmn.document import Document, Process
from cip_workflow.bpmn.element import Element
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.reads import reads
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.uses import Use, uses

RULE = "unset-variable"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each variable that an expression reads and nothing sets, where all sources are known."""
    for process in document.to_run:
        known = sources.of_process(process, surroundings)
        names = known.names | set(surroundings.always)
        for use in uses(document, process):
            text = use.readable(document.dialect)
            seen = _seen(process, use, surroundings)
            if text is None or known.anything or seen.anything:
                continue
            for name in sorted(reads(text) - names - seen.names):
                yield _finding(document, use, name, names | seen.names)


def _seen(process: Process, use: Use, surroundings: Surroundings) -> sources.Sources:
    """What this expression sees besides the variables of the process."""
    owner = use.owner
    if not isinstance(owner, Element):
        return sources.Sources()
    seen = sources.Sources()
    if use.when in {"before", "inside", "after"}:
        seen.names |= sources.roots([target for target, _ in owner.inputs])
    if use.when == "after":
        seen |= sources.results(owner, surroundings)
        seen.names |= sources.roots([target for target, _ in owner.outputs])
    return seen


def _finding(document: Document, use: Use, name: str, known: Collection[str]) -> Finding:
    near = get_close_matches(name, known, n=1)
    cure = (
        f"Did you mean “{near[0]}”?"
        if near
        else "Add it to a form or an output mapping before this step, or correct it."
    )
    return found(RULE, document, use.owner, f"{use.what} reads “{name}”, which no step sets.", cure)
