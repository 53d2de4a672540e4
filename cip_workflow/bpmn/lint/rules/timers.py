"""When timers are due."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.cron import looks_like_cron
from cip_workflow.bpmn.document import Document, Element
from cip_workflow.bpmn.element import Timer
from cip_workflow.bpmn.expressions import language
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.times import cron_fault, is_cycle, is_date, is_duration, unquoted
from cip_workflow.bpmn.words import called

RULES = ("timer-unsaid", "timer-wrong")
_KINDS = {
    "date": ("a date and time", "2026-12-01T09:00 or =date and time(..)", is_date),
    "duration": ("a length of time", "P3D, PT2H or =duration(..)", is_duration),
    "cycle": ("a repetition", "R3/P1D (three times, a day apart), R/P1W (every week) or cron", is_cycle),
}


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each timer without a time, or with one that cannot be read."""
    for process in document.to_run:
        for element in process.elements.values():
            for event in element.events:
                if event.timer:
                    yield from _timer(document, element, event.timer)


def _timer(document: Document, element: Element, timer: Timer) -> Iterator[Finding]:
    said = unquoted(timer.expression)
    if not said or not timer.kind:
        yield found(
            "timer-unsaid",
            document,
            element,
            f"When is {called(element)} due? The timer does not say.",
            "Give it a date, a duration such as P3D, or a cycle.",
        )
    elif language(said) == "text" and not _KINDS[timer.kind][2](said):
        what, example, _ = _KINDS[timer.kind]
        because = f" {cron_fault(said)}." if timer.kind == "cycle" and looks_like_cron(said) else ""
        yield found(
            "timer-wrong",
            document,
            element,
            f"“{said}” is not {what}, at {called(element)}.{because}",
            f"Write it as {example}.",
        )
