"""BPMN 2.0 as the standard writes it, without a vendor: bpmn.io, Signavio, jBPM, Trisotech, .. (OMG formal/2011-01-03)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.document import Loop, MultiInstance
from cip_workflow.bpmn.names import child, children, declared, flag, reference, text

if TYPE_CHECKING:
    from lxml import etree

_PERSON = re.compile(r"^(user|group)\(([^()]*)\)$")
#: How jBPM names the data inputs that say who a task is for.
_ACTOR_INPUTS = {"ActorId": "assignee", "GroupId": "candidate_groups"}


def element(node: etree._Element) -> dict[str, Any]:
    """People, script, call and repetition of a flow node."""
    fields: dict[str, Any] = {}
    fields |= _people(node)
    if node.get("calledElement"):
        fields["called_process"] = reference(node.get("calledElement")) or None
    script = child(node, "script")
    if script is not None:
        fields["script"] = text(script)
        fields["script_format"] = (node.get("scriptFormat") or "").strip()
    fields["multi_instance"] = multi_instance(node)
    fields["loop"] = loop(node)
    return {name: value for name, value in fields.items() if value is not None}


def process(node: etree._Element) -> dict[str, Any]:
    """The standard says nothing more about a process."""
    return {}


def message(node: etree._Element) -> dict[str, Any]:
    """The standard keeps correlation in conversations; a plain message has a name only."""
    return {}


def names(written: str | None) -> tuple[str, ...]:
    """`("a", "b")` of `a, b`; an expression stays one."""
    written = (written or "").strip()
    if written.startswith(("=", "${", "#{")):
        return (written,)
    return tuple(part for name in written.split(",") if (part := name.strip()))


def multi_instance(node: etree._Element) -> MultiInstance | None:
    """`multiInstanceLoopCharacteristics` by its standard parts."""
    found = child(node, "multiInstanceLoopCharacteristics")
    if found is None:
        return None
    data_in = reference(text(child(found, "loopDataInputRef")))
    data_out = reference(text(child(found, "loopDataOutputRef")))
    return MultiInstance(
        sequential=flag(found, "isSequential"),
        collection=_data_name(node, data_in),
        cardinality=text(child(found, "loopCardinality")),
        element=_item_name(child(found, "inputDataItem")),
        output_collection=_data_name(node, data_out),
        output_element=_item_name(child(found, "outputDataItem")),
        condition=text(child(found, "completionCondition")),
    )


def loop(node: etree._Element) -> Loop | None:
    """`standardLoopCharacteristics`."""
    found = child(node, "standardLoopCharacteristics")
    if found is None:
        return None
    return Loop(
        condition=text(child(found, "loopCondition")),
        maximum=(found.get("loopMaximum") or "").strip(),
        test_before=flag(found, "testBefore"),
    )


def _item_name(item: etree._Element | None) -> str:
    return "" if item is None else (item.get("name") or item.get("id") or "").strip()


def _data_name(node: etree._Element, written: str) -> str:
    """The variable behind a data reference: what feeds the task's data input, else the reference itself."""
    if not written:
        return ""
    for kind, near, far in (
        ("dataInputAssociation", "targetRef", "sourceRef"),
        ("dataOutputAssociation", "sourceRef", "targetRef"),
    ):
        for association in children(node, kind):
            if reference(text(child(association, near))) == written:
                return _declared_name(node, reference(text(child(association, far)))) or written
    return _declared_name(node, written) or written


def _declared_name(node: etree._Element, data_id: str) -> str:
    found = declared(node, data_id)
    return data_id if found is None else (found.get("name") or data_id).strip()


def _people(node: etree._Element) -> dict[str, Any]:
    groups: list[str] = []
    users: list[str] = []
    assignee: str | None = None
    for kind in ("humanPerformer", "performer", "potentialOwner"):
        for role in children(node, kind):
            resource = text(child(role, "resourceRef"))
            expression = text(child(role, "resourceAssignmentExpression"))
            if kind != "potentialOwner":
                assignee = assignee or expression or _resource(node, resource) or None
                continue
            if resource:
                groups.append(_resource(node, resource))
            for part in names(expression):
                said = _PERSON.match(part)
                (users if said and said[1] == "user" else groups).append(said[2].strip() if said else part)
    for name, value in _actor_inputs(node):
        if _ACTOR_INPUTS[name] == "assignee":
            assignee = assignee or value
        else:
            groups.extend(names(value))
    found: dict[str, Any] = {"assignee": assignee}
    if groups:
        found["candidate_groups"] = tuple(groups)
    if users:
        found["candidate_users"] = tuple(users)
    return found


def _resource(node: etree._Element, written: str) -> str:
    wanted = reference(written)
    resource = declared(node, wanted)
    return wanted if resource is None else (resource.get("name") or wanted).strip()


def _actor_inputs(node: etree._Element) -> list[tuple[str, str]]:
    specification = child(node, "ioSpecification")
    if specification is None:
        return []
    wanted = {
        data.get("id"): data.get("name")
        for data in children(specification, "dataInput")
        if data.get("name") in _ACTOR_INPUTS
    }
    found = []
    for association in children(node, "dataInputAssociation"):
        name = wanted.get(text(child(association, "targetRef")))
        for assignment in children(association, "assignment"):
            value = text(child(assignment, "from"))
            if name and value:
                found.append((name, value))
    return found
