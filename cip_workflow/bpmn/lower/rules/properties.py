"""Properties of Camunda 7 as `zeebe:properties`; who may start a process, and the variable that says who did."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering, extension, properties


def apply(lowering: Lowering) -> None:
    """Write what the owner keeps beside each step and process."""
    for process in lowering.processes():
        said = dict(process.properties)
        if process.retention:
            said.setdefault("retention", process.retention)
        properties(process.node, said)
        if process.version_tag:
            extension(process.node, "versionTag", value=process.version_tag)
        for element in process.elements.values():
            mine = dict(element.properties)
            if element.initiator:
                mine.setdefault("initiator", element.initiator)
            if element.type == "startEvent" and element.parent is None:
                starters = (*process.starter_groups, *(f"user:{user}" for user in process.starter_users))
                if starters:
                    mine.setdefault("starters", ", ".join(starters))
            properties(element.node, mine)
