"""Who chooses the way at a gateway."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document, Element, Flow, Process
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called, way

RULES = ("gateway-without-condition", "gateway-without-default", "condition-without-effect")


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Ways without a condition, gateways that may find no way, conditions that nobody looks at."""
    for process in document.to_run:
        for element in process.elements.values():
            ways = [process.flows[flow] for flow in element.outgoing]
            if element.type in {"exclusiveGateway", "inclusiveGateway"} and len(ways) > 1:
                yield from _choice(document, process, element, ways)
            if element.type in {"parallelGateway", "eventBasedGateway"}:
                yield from _no_choice(document, process, element, ways)
            if element.type == "exclusiveGateway" and len(ways) == 1:
                yield from _only_way(document, element, ways[0])


def _choice(document: Document, process: Process, element: Element, ways: list[Flow]) -> Iterator[Finding]:
    bare = [one for one in ways if not one.condition and one.id != element.default]
    if bare:
        names = ", ".join(way(process, one) for one in bare)
        yield found(
            "gateway-without-condition",
            document,
            element,
            f"At {called(element)}, who chooses the way? Nothing says when the case goes {names}.",
            "Give each way a condition, or make one of them the default.",
        )
    elif not any(one.id == element.default for one in ways):
        yield found(
            "gateway-without-default",
            document,
            element,
            f"At {called(element)}, a case stops where no condition holds.",
            "Make one of the ways the default.",
        )


def _no_choice(document: Document, process: Process, element: Element, ways: list[Flow]) -> Iterator[Finding]:
    for one in ways:
        if one.condition:
            yield found(
                "condition-without-effect",
                document,
                one,
                f"The condition of {way(process, one)} is not looked at: {called(element)} always takes it.",
                "Remove the condition, or use an inclusive gateway.",
            )


def _only_way(document: Document, element: Element, only: Flow) -> Iterator[Finding]:
    if only.condition and only.id != element.default:
        yield found(
            "gateway-without-default",
            document,
            element,
            f"At {called(element)}, a case stops where the condition of its only way does not hold.",
            "Draw the other way, or remove the condition.",
        )
