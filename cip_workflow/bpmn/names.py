"""Namespaces and element names of BPMN 2.0, and what the vendors add."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cip_workflow.xml import local, namespace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
MODELER = "http://camunda.org/schema/modeler/1.0"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"
#: Camunda 7 and its relatives write the same attributes under their own names.
CAMUNDA_FAMILY = (
    "http://camunda.org/schema/1.0/bpmn",
    "http://operaton.org/schema/1.0/bpmn",
    "http://flowable.org/bpmn",
    "http://activiti.org/bpmn",
)
#: Drafts of the standard that old tools still write, read as the standard itself.
DRAFTS = {
    "http://schema.omg.org/spec/BPMN/2.0": MODEL,
    "http://bpmndi.org/bpmndi": DI,
}

TASKS = frozenset(
    {
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask",
    }
)
SUB_PROCESSES = frozenset({"subProcess", "adHocSubProcess", "transaction"})
ACTIVITIES = TASKS | SUB_PROCESSES | {"callActivity"}
GATEWAYS = frozenset(
    {"exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway"}
)
CATCHING = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent"})
THROWING = frozenset({"intermediateThrowEvent", "endEvent", "implicitThrowEvent"})
EVENTS = CATCHING | THROWING
FLOW_NODES = ACTIVITIES | GATEWAYS | EVENTS
ARTIFACTS = frozenset(
    {
        "textAnnotation",
        "group",
        "dataObjectReference",
        "dataStoreReference",
        "dataObject",
        "dataInput",
        "dataOutput",
    }
)

#: What a step that this product added to a lowered diagram is called; no modeller writes such an id.
MADE = "made."


def bpmn(name: str) -> str:
    """`{http://...MODEL}task` of `task`."""
    return f"{{{MODEL}}}{name}"


def zeebe(name: str) -> str:
    """`{http://...zeebe/1.0}input` of `input`."""
    return f"{{{ZEEBE}}}{name}"


def is_bpmn(node: etree._Element, name: str) -> bool:
    """Is this the BPMN element `name`?"""
    return node.tag == f"{{{MODEL}}}{name}"


def bpmn_name(node: etree._Element) -> str:
    """`userTask` of a BPMN element; the empty text for anything of a vendor's."""
    return local(node.tag) if namespace(node.tag) == MODEL else ""


def children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """The direct BPMN children called `name`."""
    return node.iterchildren(f"{{{MODEL}}}{name}")


def child(node: etree._Element, name: str) -> etree._Element | None:
    """The first direct BPMN child called `name`."""
    return node.find(f"{{{MODEL}}}{name}")


def text(node: etree._Element | None) -> str:
    """All text inside, trimmed; the empty text for no element."""
    return "" if node is None else "".join(str(part) for part in node.itertext()).strip()


def flag(node: etree._Element, name: str, *, default: bool = False) -> bool:
    """An attribute of type xs:boolean, which may be written `1` and `0` as well."""
    written = (node.get(name) or "").strip().lower()
    return written in {"true", "1"} if written else default


def reference(written: str | None) -> str:
    """What a QName attribute points at: `M1` of `tns:M1`."""
    return (written or "").strip().rpartition(":")[2]


@lru_cache(maxsize=2)
def _by_id(root: etree._Element) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for node in root.iter("*"):
        if key := node.get("id"):
            found.setdefault(key.strip(), node)
    return found


def declared(node: etree._Element, key: str) -> etree._Element | None:
    """What has the id `key` in the file of `node`, as it was read."""
    return _by_id(node.getroottree().getroot()).get(key)


def extensions(node: etree._Element) -> Iterator[etree._Element]:
    """Everything that vendors keep in `extensionElements`."""
    for holder in children(node, "extensionElements"):
        yield from holder.iterchildren("*")
