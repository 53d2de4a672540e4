"""SpiffArena: `spiffworkflow:` elements inside extensionElements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.dialect.zeebe import pairs
from cip_workflow.bpmn.document import Implementation, Listener
from cip_workflow.bpmn.names import SPIFF, extensions, text
from cip_workflow.xml import local, namespace

if TYPE_CHECKING:
    from lxml import etree

_FORM = "formJsonSchemaFilename"


def element(node: etree._Element) -> dict[str, Any]:
    """Forms, decisions, operators and scripts of a flow node. Its expressions are Python."""
    fields: dict[str, Any] = {}
    listeners: list[Listener] = []
    for extension in extensions(node):
        if namespace(extension.tag) != SPIFF:
            continue
        name = local(extension.tag)
        if name == "properties":
            fields["properties"] = pairs(extension, "property", "name")
            if form := fields["properties"].get(_FORM):
                fields["form_key"] = form
        elif name == "instructionsForEndUser":
            fields["documentation"] = text(extension)
        elif name == "calledDecisionId":
            fields["called_decision"] = text(extension) or None
        elif name == "serviceTaskOperator":
            fields["implementation"] = Implementation(kind="operator", text=extension.get("id") or "")
            fields["result_variable"] = (extension.get("resultVariable") or "").strip() or None
        elif name in {"preScript", "postScript"} and text(extension):
            listeners.append(
                Listener(kind="execution", event=name, implementation=text(extension), node=extension)
            )
    if listeners:
        fields["listeners"] = tuple(listeners)
    return {name: value for name, value in fields.items() if value is not None}


def process(node: etree._Element) -> dict[str, Any]:
    """Nothing of its own."""
    return {}


def message(node: etree._Element) -> dict[str, Any]:
    """Correlation is by retrieval expressions in Python, which are not read."""
    return {}
