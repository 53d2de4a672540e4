"""Small diagrams for tests: the wrapping is written here once, so that a test shows only what it is about."""

from __future__ import annotations

from cip_workflow.bpmn import Document, read

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
    ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    ' xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:operaton="http://operaton.org/schema/1.0/bpmn"'
    ' xmlns:flowable="http://flowable.org/bpmn"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
    ' id="d" targetNamespace="urn:test">\n'
)


def definitions(inside: str) -> bytes:
    """A whole file around what stands in `bpmn:definitions`."""
    return (HEAD + inside + "\n</bpmn:definitions>\n").encode()


def process(inside: str, *, beside: str = "", attributes: str = 'isExecutable="true"') -> bytes:
    """A whole file around what stands in its one process, called p."""
    return definitions(
        f'<bpmn:process id="p" name="Process" {attributes}>\n{inside}\n</bpmn:process>\n{beside}'
    )


def document(inside: str, *, beside: str = "") -> Document:
    """The same, read."""
    return read(process(inside, beside=beside), "test.bpmn")


def flow(source: str, target: str, condition: str = "", *, name: str = "", flow_id: str = "") -> str:
    """A sequence flow."""
    inner = (
        f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>'
        if condition
        else ""
    )
    return (
        f'<bpmn:sequenceFlow id="{flow_id or f"{source}_{target}"}" sourceRef="{source}" targetRef="{target}"'
        f"{f' name={chr(34)}{name}{chr(34)}' if name else ''}>{inner}</bpmn:sequenceFlow>"
    )


def straight(middle: str, middle_id: str) -> str:
    """Start, the given element, end."""
    return f'<bpmn:startEvent id="s"/>{middle}<bpmn:endEvent id="e"/>{flow("s", middle_id)}{flow(middle_id, "e")}'
