"""Multi-instance as `zeebe:loopCharacteristics`: a number of times becomes a list of numbers."""

from __future__ import annotations

import re

from cip_workflow.bpmn.lower.lowering import Lowering, extension, write_text
from cip_workflow.bpmn.names import child

#: The counters of Camunda 7 under the names of Camunda 8.
_COUNTERS = {
    "nrOfInstances": "numberOfInstances",
    "nrOfCompletedInstances": "numberOfCompletedInstances",
    "nrOfActiveInstances": "numberOfActiveInstances",
}
_COUNTER = re.compile(rf"\b({'|'.join(_COUNTERS)})\b")
_STANDARD = ("loopCardinality", "loopDataInputRef", "loopDataOutputRef", "inputDataItem", "outputDataItem")


def apply(lowering: Lowering) -> None:
    """Write over what each step is repeated, and when it is enough."""
    for element in lowering.elements():
        many = element.multi_instance
        node = child(element.node, "multiInstanceLoopCharacteristics")
        if many is None or node is None or not (many.collection or many.cardinality):
            continue
        if many.collection:
            over = lowering.expression(many.collection, element, "Its collection", bare="expression")
        else:
            times = lowering.expression(many.cardinality, element, "How often", bare="expression")[1:]
            over = f"=if {times} < 1 then [] else for number in 1..({times}) return number"
        output = many.output_element and lowering.expression(
            many.output_element, element, "Its output element", bare="expression"
        )
        for name in _STANDARD:
            for old in list(node.iterchildren("{*}" + name)):
                node.remove(old)
        extension(
            node,
            "loopCharacteristics",
            inputCollection=over,
            inputElement=many.element or None,
            outputCollection=many.output_collection or None,
            outputElement=output or None,
        )
        if many.condition:
            said = lowering.expression(many.condition, element, "Its completion condition", bare="expression")
            write_text(node, "completionCondition", _COUNTER.sub(lambda found: _COUNTERS[found[1]], said))
