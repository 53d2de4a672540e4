"""Camunda 8: `zeebe:` elements inside extensionElements (zeebe-bpmn-moddle 2.0)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.dialect import plain
from cip_workflow.bpmn.document import Implementation, Listener, MultiInstance
from cip_workflow.bpmn.names import child, extensions, flag, text, zeebe

if TYPE_CHECKING:
    from lxml import etree

#: What the modeller writes before the id of a form that stands in the diagram itself.
EMBEDDED = "camunda-forms:bpmn:"


def element(node: etree._Element) -> dict[str, Any]:
    """Everything that the modeller's panel writes for a flow node."""
    fields: dict[str, Any] = {}
    for extension in extensions(node):
        if reader := _READERS.get(extension.tag):
            found = reader(extension)
            if "listeners" in found:
                found["listeners"] = fields.get("listeners", ()) + found["listeners"]
            fields |= found
    repeated = _multi_instance(node)
    if repeated:
        fields["multi_instance"] = repeated
    return {name: value for name, value in fields.items() if value is not None}


def process(node: etree._Element) -> dict[str, Any]:
    """Version tag, properties."""
    fields: dict[str, Any] = {}
    for extension in extensions(node):
        if extension.tag == zeebe("versionTag"):
            fields["version_tag"] = extension.get("value") or None
        elif extension.tag == zeebe("properties"):
            fields["properties"] = pairs(extension, "property", "name")
    return fields


def message(node: etree._Element) -> dict[str, Any]:
    """The correlation key of a message."""
    for extension in extensions(node):
        if extension.tag == zeebe("subscription"):
            return {"correlation_key": (extension.get("correlationKey") or "").strip()}
    return {}


def embedded_forms(root: etree._Element) -> dict[str, str]:
    """Forms that stand in the diagram, by id, as JSON text."""
    return {
        form_id: text(form)
        for form in root.iter(zeebe("userTaskForm"))
        if (form_id := (form.get("id") or "").strip())
    }


def pairs(holder: etree._Element, name: str, key: str) -> dict[str, str]:
    """`{name: value}` of the children called `name`, whatever their namespace."""
    return {
        said.strip(): found.get("value") or ""
        for found in holder.iterchildren(f"{{*}}{name}")
        if (said := found.get(key) or "").strip()
    }


def _form(extension: etree._Element) -> dict[str, Any]:
    key = _written(extension, "formKey") or _written(extension, "externalReference")
    if key and key.startswith(EMBEDDED):
        return {"form": key.removeprefix(EMBEDDED), "binding": extension.get("bindingType") or "latest"}
    return {
        "form": _written(extension, "formId"),
        "form_key": key,
        "binding": extension.get("bindingType") or "latest",
    }


def _written(extension: etree._Element, name: str) -> str | None:
    return (extension.get(name) or "").strip() or None


def _assignment(extension: etree._Element) -> dict[str, Any]:
    return {
        "assignee": _written(extension, "assignee"),
        "candidate_groups": plain.names(extension.get("candidateGroups")),
        "candidate_users": plain.names(extension.get("candidateUsers")),
    }


def _schedule(extension: etree._Element) -> dict[str, Any]:
    return {
        "due_date": _written(extension, "dueDate"),
        "follow_up_date": _written(extension, "followUpDate"),
    }


def _task_definition(extension: etree._Element) -> dict[str, Any]:
    return {"job_type": _written(extension, "type"), "retries": _written(extension, "retries")}


def _called_decision(extension: etree._Element) -> dict[str, Any]:
    return {
        "called_decision": _written(extension, "decisionId"),
        "result_variable": _written(extension, "resultVariable"),
        "binding": extension.get("bindingType") or "latest",
    }


def _script(extension: etree._Element) -> dict[str, Any]:
    return {
        "script": extension.get("expression") or "",
        "script_format": "feel",
        "result_variable": _written(extension, "resultVariable"),
    }


def _ad_hoc(extension: etree._Element) -> dict[str, Any]:
    active = extension.get("activeElementsCollection") or ""
    return {"implementation": Implementation(kind="adHoc", text=active)}


def _mappings(extension: etree._Element) -> dict[str, Any]:
    return {
        field: tuple(
            ((found.get("target") or "").strip(), found.get("source") or "")
            for found in extension.iterchildren(zeebe(name))
        )
        for field, name in (("inputs", "input"), ("outputs", "output"))
    }


def _called_element(extension: etree._Element) -> dict[str, Any]:
    return {
        "called_process": (extension.get("processId") or "").strip() or None,
        "propagate_in": flag(extension, "propagateAllParentVariables", default=True),
        "propagate_out": flag(extension, "propagateAllChildVariables", default=True),
        "binding": extension.get("bindingType") or "latest",
    }


def _listeners(holder: etree._Element) -> dict[str, Any]:
    return {
        "listeners": tuple(
            Listener(
                kind="task" if found.tag == zeebe("taskListener") else "execution",
                event=found.get("eventType") or "",
                implementation=found.get("type") or "",
                node=found,
            )
            for found in holder.iterchildren("*")
        )
    }


def _multi_instance(node: etree._Element) -> MultiInstance | None:
    standard = child(node, "multiInstanceLoopCharacteristics")
    if standard is None:
        return None
    for extension in extensions(standard):
        if extension.tag == zeebe("loopCharacteristics"):
            return MultiInstance(
                sequential=flag(standard, "isSequential"),
                collection=(extension.get("inputCollection") or "").strip(),
                element=(extension.get("inputElement") or "").strip(),
                output_collection=(extension.get("outputCollection") or "").strip(),
                output_element=(extension.get("outputElement") or "").strip(),
                condition=text(child(standard, "completionCondition")),
            )
    return None


_READERS: dict[str, Callable[[etree._Element], dict[str, Any]]] = {
    zeebe("formDefinition"): _form,
    zeebe("assignmentDefinition"): _assignment,
    zeebe("taskSchedule"): _schedule,
    zeebe("priorityDefinition"): lambda extension: {"priority": _written(extension, "priority")},
    zeebe("taskDefinition"): _task_definition,
    zeebe("taskHeaders"): lambda extension: {"headers": pairs(extension, "header", "key")},
    zeebe("properties"): lambda extension: {"properties": pairs(extension, "property", "name")},
    zeebe("ioMapping"): _mappings,
    zeebe("calledElement"): _called_element,
    zeebe("calledDecision"): _called_decision,
    zeebe("script"): _script,
    zeebe("executionListeners"): _listeners,
    zeebe("taskListeners"): _listeners,
    zeebe("adHoc"): _ad_hoc,
}
