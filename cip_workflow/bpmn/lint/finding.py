"""One thing that is wrong with a diagram, where, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from cip_workflow.bpmn.document import Element, Flow, Lane, Process
from cip_workflow.bpmn.lint.severities import SEVERITIES
from cip_workflow.bpmn.words import large
from cip_workflow.xml import identifier

if TYPE_CHECKING:
    from lxml import etree

    from cip_workflow.bpmn.document import Document

Severity = Literal["error", "warning", "question", "info"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """An `error` keeps a file from being deployed; a `question` does until its owner has answered it."""

    severity: Severity
    rule: str
    element: str  #: the BPMN id; empty where the file as a whole is meant
    element_name: str
    file: str
    line: int
    column: int
    message: str
    cure: str

    @property
    def sentence(self) -> str:
        """Both sentences."""
        return f"{self.message} {self.cure}".strip()

    @property
    def blocks(self) -> bool:
        """Does it keep the file from being deployed?"""
        return self.severity in {"error", "question"}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def __str__(self) -> str:
        """`a.bpmn, line 12, column 5, “Check cost” (Task_1): ...`."""
        place = f"{self.file}, line {self.line}, column {self.column}" if self.line else self.file
        named = f"“{self.element_name}” ({self.element})" if self.element_name else self.element
        return f"{place}{f', {named}' if named else ''}: {self.sentence}"


def found(
    rule: str,
    document: Document,
    thing: Element | Flow | Lane | Process | etree._Element,
    message: str,
    cure: str,
) -> Finding:
    """A finding of `rule` about `thing`, with the severity that the table gives the rule."""
    line, column = document.place(thing)
    if isinstance(thing, Element | Flow | Lane | Process):
        key, name = thing.id, thing.name
    else:
        key, name = identifier(thing), (thing.get("name") or "").strip()
    return Finding(
        severity=SEVERITIES[rule],
        rule=rule,
        element=key,
        element_name=name,
        file=document.name,
        line=line,
        column=column,
        message=large(message),
        cure=cure,
    )
