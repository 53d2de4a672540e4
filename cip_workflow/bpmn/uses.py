"""Every text of a diagram that may be an expression, with what it is for and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cip_workflow.bpmn.expressions import Bare, Untranslatable, language, to_feel
from cip_workflow.bpmn.words import way

if TYPE_CHECKING:
    from lxml import etree

    from cip_workflow.bpmn.document import Document, Element, Flow, Process

#: Where in the life of an element a text is evaluated: that decides which variables it sees.
When = Literal["before", "inside", "after", "flow", "beside"]


@dataclass(frozen=True, slots=True)
class Use:
    """One text. `what` is for a sentence ("the condition of the way “Yes”")."""

    text: str
    what: str
    owner: Element | Flow | etree._Element
    bare: Bare = "text"
    declared: str = ""
    when: When = "inside"

    def feel(self, dialect: str) -> str | None:
        """It in FEEL without `=`; None for a text that stands for itself. Raises Untranslatable."""
        if language(self.text) in {"", "text"} and self.bare == "text":
            return None
        return to_feel(self.text, bare=self.bare, dialect=dialect, declared=self.declared)

    def readable(self, dialect: str) -> str | None:
        """As `feel`, with None for what cannot be translated (another rule says so)."""
        try:
            return self.feel(dialect)
        except Untranslatable:
            return None


def uses(document: Document, process: Process) -> Iterator[Use]:
    """Every text of one process that may be an expression; empty ones are left out."""
    for flow in process.flows.values():
        if flow.condition:
            said = f"the condition of {way(process, flow)}"
            yield Use(flow.condition, said, flow, "expression", flow.language, "flow")
    for element in process.elements.values():
        for use in _of(document, element):
            if use.text.strip():
                yield use


def _of(document: Document, element: Element) -> Iterator[Use]:
    yield from _people(element)
    yield from _data(element)
    yield from _repetition(element)
    yield from _events(document, element)
    if element.called_process:
        yield Use(element.called_process, "the called process", element)
    if element.completion_condition:
        yield Use(element.completion_condition, "the completion condition", element, "expression")


def _people(element: Element) -> Iterator[Use]:
    for text, what in (
        (element.assignee, "the assignee"),
        (element.due_date, "the due date"),
        (element.follow_up_date, "the follow-up date"),
        (element.priority, "the priority"),
        *((group, "the candidate groups") for group in element.candidate_groups),
        *((user, "the candidate users") for user in element.candidate_users),
    ):
        if text:
            yield Use(text, what, element)


def _data(element: Element) -> Iterator[Use]:
    for target, source in element.inputs:
        yield Use(source, f"the input “{target}”", element, when="before")
    for target, source in element.outputs:
        yield Use(source, f"the output “{target}”", element, when="after")
    if element.script and element.script_format.lower() == "feel":
        yield Use(element.script, "the script", element, "expression")


def _repetition(element: Element) -> Iterator[Use]:
    many = element.multi_instance
    if many:
        yield Use(many.collection, "the collection", element, "expression", when="beside")
        yield Use(many.cardinality, "the number of times", element, "expression", when="beside")
        yield Use(many.condition, "the completion condition", element, "expression")
        if many.output_element:
            yield Use(many.output_element, "the output element", element, "expression", when="after")
    if element.loop:
        yield Use(element.loop.condition, "the loop condition", element, "expression")


def _events(document: Document, element: Element) -> Iterator[Use]:
    # what a boundary event waits for is computed when the step that it hangs on begins
    when: When = "beside"
    for event in element.events:
        if event.timer:
            yield Use(event.timer.expression, "the time", element, when=when)
        if event.condition:
            yield Use(event.condition, "the condition", element, "expression", when=when)
        declared = {
            "signal": document.signals,
            "error": document.errors,
            "escalation": document.escalations,
        }.get(event.kind, {})
        if found := declared.get(event.reference):
            yield Use(
                found.name if event.kind == "signal" else found.code, f"the {event.kind}", element, when=when
            )
    if element.message:
        yield Use(element.message.name, "the message name", element, when=when)
        yield Use(element.message.correlation_key, "the correlation key", element, "expression", when=when)
