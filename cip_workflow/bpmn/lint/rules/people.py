"""User tasks: for whom, and with which form."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document, Element
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULES = ("task-for-nobody", "task-without-form")


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each task that nobody would see, and each that asks for nothing."""
    for process in document.to_run:
        for element in process.elements.values():
            if element.type == "userTask":
                yield from _task(document, element, surroundings)


def _task(document: Document, element: Element, surroundings: Surroundings) -> Iterator[Finding]:
    named = element.assignee or element.candidate_groups or element.candidate_users
    choose = "Choose its candidate groups in the modeller."
    if not named and not element.lane:
        yield found(
            "task-for-nobody", document, element, f"Who does {called(element)}? Nobody is named.", choose
        )
    elif not named and surroundings.groups is not None and element.lane not in surroundings.groups:
        message = f"Who does {called(element)}? Its lane “{element.lane}” is not the name of a group."
        yield found("task-for-nobody", document, element, message, choose)
    if not (element.form or element.form_key or element.form_fields):
        yield found(
            "task-without-form",
            document,
            element,
            f"{called(element)} has no form: it can be completed, but asks for nothing.",
            "Link a form, if there is something to say.",
        )
