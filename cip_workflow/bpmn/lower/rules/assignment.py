"""Assignee and candidates as `zeebe:assignmentDefinition`; a lane stands in where nobody is named."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering, extension


def apply(lowering: Lowering) -> None:
    """Write who does each user task."""
    for element in lowering.elements():
        if element.type != "userTask":
            continue
        groups, users = element.candidate_groups, element.candidate_users
        if not (element.assignee or groups or users) and element.lane:
            groups = (element.lane,)
        if element.assignee or groups or users:
            extension(
                element.node,
                "assignmentDefinition",
                assignee=lowering.expression(element.assignee, element, "Its assignee")
                if element.assignee
                else None,
                candidateGroups=lowering.expression(",".join(groups), element, "Its groups")
                if groups
                else None,
                candidateUsers=lowering.expression(",".join(users), element, "Its users") if users else None,
            )
