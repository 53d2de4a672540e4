"""Pictures of diagrams for process owners: with findings, and with what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from cip_workflow.bpmn import Document
from cip_workflow.bpmn.compare import Change
from cip_workflow.bpmn.draw import Mark, State, draw

_WEIGHT: Mapping[str, tuple[State, str]] = {
    "error": ("failed", "stands against it"),
    "question": ("late", "has to be answered"),
    "warning": ("now", "to look at"),
    "info": ("todo", "to know"),
}


def plain(document: Document, process_id: str, prefix: str = "diagram") -> str:
    """The diagram as it is drawn."""
    return draw(document, process_id, prefix=prefix)


def judged(document: Document, process_id: str, findings: Iterable[Mapping[str, Any]]) -> str:
    """The diagram with a mark where a finding is about an element; the gravest wins."""
    marks: dict[str, Mark] = {}
    order = list(_WEIGHT)
    for one in sorted(findings, key=lambda one: order.index(one["severity"]), reverse=True):
        if one.get("element") and one.get("file") == document.name and one["severity"] != "info":
            state, badge = _WEIGHT[one["severity"]]
            marks[str(one["element"])] = Mark(state, badge=badge, title=str(one.get("message", "")))
    return draw(document, process_id, marks=marks, prefix=f"judged-{process_id}")


def changed(
    document: Document, process_id: str, changes: Iterable[Change], side: Literal["before", "after"]
) -> str:
    """One side of a comparison: what is gone on the old one, what is new on the new one, what differs on both."""
    gone = "removed" if side == "before" else "added"
    marks: dict[str, Mark] = {}
    for change in changes:
        if change.happened in {gone, "changed"}:
            state: State = change.happened
            marks[change.element] = Mark(
                state, title=f"{change.name or change.element}: {change.sentences[0]}"
            )
    return draw(document, process_id, marks=marks, prefix=side)
