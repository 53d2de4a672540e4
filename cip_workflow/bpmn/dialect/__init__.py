"""What each vendor calls things, under the field names of `document.Element`.

One module per dialect, each with the same three functions:
`element(node) -> fields`, `process(node) -> fields`, `message(node) -> fields`; fields are keyword arguments that
override what `plain` found. Nothing is translated here: expressions stay as they were written.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.dialect import camunda, plain, spiff, zeebe
from cip_workflow.bpmn.names import CAMUNDA_FAMILY, MODELER, SPIFF, ZEEBE
from cip_workflow.xml import namespace

if TYPE_CHECKING:
    from lxml import etree

Fields = dict[str, Any]

BY_NAME: dict[str, ModuleType] = {"zeebe": zeebe, "camunda": camunda, "spiff": spiff, "plain": plain}
_PLATFORMS = {"Camunda Cloud": "zeebe", "Camunda Platform": "camunda"}


def detect(root: etree._Element) -> str:
    """The dialect of a file: the vendor whose names it uses, or the platform that it says it is for, else plain."""
    declared = _PLATFORMS.get((root.get(f"{{{MODELER}}}executionPlatform") or "").strip())
    if declared:
        return declared
    used: dict[str, int] = {}
    for node in root.iter("*"):
        for name in (node.tag, *node.attrib):
            space = namespace(name)
            if space == ZEEBE:
                used["zeebe"] = used.get("zeebe", 0) + 1
            elif space in CAMUNDA_FAMILY:
                used["camunda"] = used.get("camunda", 0) + 1
            elif space == SPIFF:
                used["spiff"] = used.get("spiff", 0) + 1
    return max(used, key=lambda name: used[name]) if used else "plain"
