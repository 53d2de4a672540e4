"""Due date, follow-up date and priority as `zeebe:` elements; a bare duration counts from when the task opens."""

from __future__ import annotations

from cip_workflow.bpmn.expressions import literal
from cip_workflow.bpmn.lower.lowering import Lowering, extension
from cip_workflow.bpmn.times import is_duration


def apply(lowering: Lowering) -> None:
    """Write until when each user task is to be done."""
    for element in lowering.elements():
        if element.type != "userTask":
            continue
        due, later = (
            None if not said else _when(lowering.expression(said, element, "Its due date"))
            for said in (element.due_date, element.follow_up_date)
        )
        if due or later:
            extension(element.node, "taskSchedule", dueDate=due, followUpDate=later)
        if element.priority:
            said = lowering.expression(element.priority, element, "Its priority")
            extension(element.node, "priorityDefinition", priority=said)


def _when(said: str) -> str:
    return f"=now() + duration({literal(said)})" if is_duration(said) else said
