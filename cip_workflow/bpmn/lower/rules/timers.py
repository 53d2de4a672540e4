"""Times: ISO texts as they stand, without the quotes that SpiffWorkflow wants; expressions in FEEL."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering, write_text
from cip_workflow.bpmn.names import child
from cip_workflow.bpmn.times import unquoted

_NAMES = {"date": "timeDate", "duration": "timeDuration", "cycle": "timeCycle"}


def apply(lowering: Lowering) -> None:
    """Write when each timer is due; empty elements of other kinds are left out."""
    for element in lowering.elements():
        for event in element.events:
            if event.timer is None or event.node is None or not event.timer.kind:
                continue
            kept = _NAMES[event.timer.kind]
            for name in _NAMES.values():
                other = child(event.node, name)
                if name != kept and other is not None:
                    event.node.remove(other)
            said = lowering.expression(unquoted(event.timer.expression), element, "Its time")
            write_text(event.node, kept, said)
