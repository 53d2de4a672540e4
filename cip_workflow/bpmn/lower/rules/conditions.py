"""Conditions of flows and of conditional events in FEEL."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering, write_text


def apply(lowering: Lowering) -> None:
    """Conditions that have no meaning where they stand (behind a parallel or event-based gateway) are left out."""
    for process in lowering.processes():
        for flow in process.flows.values():
            source = process.elements.get(flow.source)
            node = flow.node.find("{*}conditionExpression")
            if node is None:
                continue
            if flow.condition is None or (source and source.type in {"parallelGateway", "eventBasedGateway"}):
                flow.node.remove(node)
                continue
            said = lowering.expression(
                flow.condition, flow, "The condition of this way", bare="expression", declared=flow.language
            )
            write_text(flow.node, "conditionExpression", said)
        for element in process.elements.values():
            for event in element.events:
                if event.condition and event.node is not None:
                    said = lowering.expression(event.condition, element, "Its condition", bare="expression")
                    write_text(event.node, "condition", said)
