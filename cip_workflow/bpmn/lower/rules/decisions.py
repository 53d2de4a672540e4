"""Decisions as `zeebe:calledDecision`."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering, extension


def apply(lowering: Lowering) -> None:
    """Write which decision each business rule task asks, and where its result goes."""
    for element in lowering.elements():
        if element.called_decision:
            extension(
                element.node,
                "calledDecision",
                decisionId=lowering.expression(element.called_decision, element, "The decision"),
                resultVariable=element.result_variable or "result",
            )
