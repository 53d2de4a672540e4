"""Small processes for tests, written as the modeller would save them (Camunda 8 dialect)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:modeler="http://camunda.org/schema/modeler/1.0" '
    'modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0" '
    'id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">\n'
)


def bpmn(*parts: str) -> bytes:
    """A file of processes and declarations."""
    return (_HEAD + "\n".join(parts) + "\n</bpmn:definitions>\n").encode()


def process(
    key: str,
    *nodes: str,
    name: str = "",
    properties: Mapping[str, str] | None = None,
    executable: bool = True,
) -> str:
    """One process of nodes and flows."""
    inside = (
        f"<bpmn:extensionElements>{_properties(properties)}</bpmn:extensionElements>" if properties else ""
    )
    return (
        f"<bpmn:process id={quoteattr(key)} name={quoteattr(name or key)} "
        f'isExecutable="{str(executable).lower()}">{inside}{"".join(nodes)}</bpmn:process>'
    )


def start(
    key: str = "start",
    *,
    starters: str | None = "everyone",
    form: str | None = None,
    message: str | None = None,
    cycle: str | None = None,
    outputs: Mapping[str, str] | None = None,
) -> str:
    """A start event."""
    said = {**({"starters": starters} if starters else {}), **({"form": form} if form and message else {})}
    inside = _properties(said) + _mappings({}, outputs or {})
    if form and not message:
        inside = f'<zeebe:formDefinition formId="{form}" bindingType="deployment" />' + inside
    event = ""
    if message:
        event = f'<bpmn:messageEventDefinition id="{key}_event" messageRef="{message}" />'
    if cycle:
        event = (
            f'<bpmn:timerEventDefinition id="{key}_event"><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">'
            f"{cycle}</bpmn:timeCycle></bpmn:timerEventDefinition>"
        )
    return (
        f'<bpmn:startEvent id="{key}" name="{key}"><bpmn:extensionElements>{inside}</bpmn:extensionElements>'
        f"{event}</bpmn:startEvent>"
    )


def end(key: str = "end", name: str = "", event: str = "") -> str:
    """An end event, none or with an event definition."""
    return f'<bpmn:endEvent id="{key}" name="{name or key}">{event}</bpmn:endEvent>'


def user(
    key: str,
    *,
    name: str = "",
    groups: str | None = "lcc-legal",
    assignee: str | None = None,
    users: str | None = None,
    form: str | None = None,
    due: str | None = None,
    inputs: Mapping[str, str] | None = None,
    outputs: Mapping[str, str] | None = None,
    loop: str = "",
    **properties: str,
) -> str:
    """A user task; `properties` become zeebe:properties (sla, sod, stage, ..)."""
    given = {"candidateGroups": groups, "assignee": assignee, "candidateUsers": users}
    assignment = " ".join(f"{name}={quoteattr(value)}" for name, value in given.items() if value)
    inside = "<zeebe:userTask />"
    if form:
        inside += f'<zeebe:formDefinition formId="{form}" bindingType="deployment" />'
    if assignment:
        inside += f"<zeebe:assignmentDefinition {assignment} />"
    if due:
        inside += f"<zeebe:taskSchedule dueDate={quoteattr(due)} />"
    inside += _mappings(inputs or {}, outputs or {}) + _properties(properties)
    return (
        f'<bpmn:userTask id="{key}" name={quoteattr(name or key)}><bpmn:extensionElements>{inside}'
        f"</bpmn:extensionElements>{loop}</bpmn:userTask>"
    )


def service(
    key: str,
    type_: str,
    *,
    inputs: Mapping[str, str] | None = None,
    outputs: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> str:
    """A service task."""
    said = "".join(
        f"<zeebe:header key={quoteattr(name)} value={quoteattr(value)} />"
        for name, value in (headers or {}).items()
    )
    return (
        f'<bpmn:serviceTask id="{key}" name="{key}"><bpmn:extensionElements>'
        f'<zeebe:taskDefinition type="{type_}" />'
        f"{f'<zeebe:taskHeaders>{said}</zeebe:taskHeaders>' if said else ''}"
        f"{_mappings(inputs or {}, outputs or {})}</bpmn:extensionElements></bpmn:serviceTask>"
    )


def script(key: str, expression: str, result: str) -> str:
    """A script task."""
    return (
        f'<bpmn:scriptTask id="{key}" name="{key}"><bpmn:extensionElements>'
        f"<zeebe:script expression={quoteattr(expression)} resultVariable={quoteattr(result)} />"
        f"</bpmn:extensionElements></bpmn:scriptTask>"
    )


def call(
    key: str, called: str, *, inputs: Mapping[str, str], outputs: Mapping[str, str], loop: str = ""
) -> str:
    """A call activity that maps everything."""
    return (
        f'<bpmn:callActivity id="{key}" name="{key}"><bpmn:extensionElements>'
        f'<zeebe:calledElement processId="{called}" propagateAllChildVariables="false" '
        f'propagateAllParentVariables="false" bindingType="deployment" />'
        f"{_mappings(inputs, outputs)}</bpmn:extensionElements>{loop}</bpmn:callActivity>"
    )


def gateway(key: str, kind: str = "exclusive", default: str | None = None) -> str:
    """A gateway."""
    chosen = f' default="{default}"' if default else ""
    return f'<bpmn:{kind}Gateway id="{key}" name="{key}"{chosen} />'


def flow(source: str, target: str, *, when: str | None = None, key: str | None = None) -> str:
    """A sequence flow."""
    condition = (
        f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{_text(when)}</bpmn:conditionExpression>'
        if when
        else ""
    )
    return (
        f'<bpmn:sequenceFlow id="{key or f"f_{source}_{target}"}" sourceRef="{source}" '
        f'targetRef="{target}">{condition}</bpmn:sequenceFlow>'
    )


def chain(*keys: str) -> str:
    """Flows from each to the next."""
    return "".join(flow(one, other) for one, other in itertools.pairwise(keys))


def timer(key: str, host: str, duration: str, *, interrupting: bool = True) -> str:
    """A boundary timer."""
    return (
        f'<bpmn:boundaryEvent id="{key}" name="{key}" attachedToRef="{host}" '
        f'cancelActivity="{str(interrupting).lower()}"><bpmn:timerEventDefinition id="{key}_event">'
        f'<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">{duration}</bpmn:timeDuration>'
        f"</bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    )


def catch(key: str, message: str, **properties: str) -> str:
    """An intermediate event that waits for a message."""
    return (
        f'<bpmn:intermediateCatchEvent id="{key}" name="{key}"><bpmn:extensionElements>{_properties(properties)}'
        f'</bpmn:extensionElements><bpmn:messageEventDefinition id="{key}_event" messageRef="{message}" />'
        f"</bpmn:intermediateCatchEvent>"
    )


def throw(key: str, message: str, inputs: Mapping[str, str] | None = None) -> str:
    """An intermediate event that throws a message."""
    return (
        f'<bpmn:intermediateThrowEvent id="{key}" name="{key}"><bpmn:extensionElements>'
        f'<zeebe:taskDefinition type="cip:send-message" />{_mappings(inputs or {}, {})}</bpmn:extensionElements>'
        f'<bpmn:messageEventDefinition id="{key}_event" messageRef="{message}" /></bpmn:intermediateThrowEvent>'
    )


def message(key: str, name: str, correlation: str | None = None) -> str:
    """A message declaration."""
    inside = (
        f"<bpmn:extensionElements><zeebe:subscription correlationKey={quoteattr(correlation)} />"
        f"</bpmn:extensionElements>"
        if correlation
        else ""
    )
    return f'<bpmn:message id="{key}" name="{name}">{inside}</bpmn:message>'


def escalation(code: str) -> str:
    """An escalation declaration; its id is `Escalation_<code>`."""
    return f'<bpmn:escalation id="Escalation_{code}" name="{code}" escalationCode="{code}" />'


def escalating(code: str) -> str:
    """The event definition of an end event that escalates."""
    return f'<bpmn:escalationEventDefinition id="esc_{code}" escalationRef="Escalation_{code}" />'


def each(
    collection: str, element: str, *, output: tuple[str, str] | None = None, sequential: bool = False
) -> str:
    """Multi-instance characteristics."""
    out = f" outputCollection={quoteattr(output[0])} outputElement={quoteattr(output[1])}" if output else ""
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}"><bpmn:extensionElements>'
        f"<zeebe:loopCharacteristics inputCollection={quoteattr(collection)} inputElement={quoteattr(element)}{out} />"
        f"</bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>"
    )


def form(key: str, *fields: str, title: str = "") -> bytes:
    """A form of text fields; `name!` is required, `name#` a number, `name@group` a person."""
    import json

    return json.dumps(
        {
            "id": key,
            "type": "default",
            "schemaVersion": 18,
            "components": [
                {"type": "text", "text": f"# {title or key}", "id": "title"},
                *(_component(one) for one in fields),
            ],
        }
    ).encode()


def _component(said: str) -> dict[str, object]:
    name, _, group = said.partition("@")
    kind = "number" if name.endswith("#") else "select" if group else "textfield"
    key = name.rstrip("!#")
    made: dict[str, object] = {"type": kind, "key": key, "id": f"Field_{key}", "label": key.capitalize()}
    if "!" in name:
        made["validate"] = {"required": True}
    if group:
        made["properties"] = {"kind": "person", "group": group}
    return made


def _properties(properties: Mapping[str, str] | None) -> str:
    if not properties:
        return ""
    inside = "".join(
        f"<zeebe:property name={quoteattr(name)} value={quoteattr(value)} />"
        for name, value in properties.items()
    )
    return f"<zeebe:properties>{inside}</zeebe:properties>"


def _mappings(inputs: Mapping[str, str], outputs: Mapping[str, str]) -> str:
    if not inputs and not outputs:
        return ""
    return f"<zeebe:ioMapping>{_pairs('input', inputs)}{_pairs('output', outputs)}</zeebe:ioMapping>"


def _pairs(kind: str, pairs: Mapping[str, str]) -> str:
    return "".join(
        f"<zeebe:{kind} source={quoteattr(source)} target={quoteattr(target)} />"
        for target, source in pairs.items()
    )


def _text(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def files(**named: bytes) -> dict[str, bytes]:
    """`review_bpmn=..` becomes `review.bpmn`."""
    return {name.rsplit("_", 1)[0] + "." + name.rsplit("_", 1)[1]: data for name, data in named.items()}


def parallel(keys: Iterable[str], *, before: str, after: str) -> str:
    """Nodes and flows of a parallel split and join around user tasks."""
    return (
        gateway(before, "parallel")
        + gateway(after, "parallel")
        + "".join(flow(before, key) + flow(key, after) for key in keys)
    )
