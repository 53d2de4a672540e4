"""From any dialect to the one that the engine runs: `zeebe:` extensions, every expression FEEL that begins with `=`.

Nothing of another vendor is left, original ids are kept, and what has no steps that run is gone: other pools, data,
notes, the drawing. Elements that had to be added are called `made.<..>`. The rules are in `rules/`, one change of
meaning each, with a model before and after in the tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from cip_workflow.bpmn.lower.lowering import Lowering
from cip_workflow.bpmn.lower.rules import AFTER, RULES
from cip_workflow.bpmn.names import MODEL, ZEEBE
from cip_workflow.bpmn.reading import read
from cip_workflow.errors import Refused

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Document

__all__ = ["lower"]


def lower(document: Document) -> bytes:
    """BPMN XML in the internal dialect, from a document that lint found nothing against; the document is not changed.

    Lowering twice gives the same as lowering once. Raises Refused with sentences for what cannot be said in the
    internal dialect (an expression that is not FEEL and cannot be put into it).
    """
    lowering = Lowering(read(document.data, document.name))
    for rule in RULES:
        rule.apply(lowering)
    for rule in AFTER:
        lowering.again()
        rule.apply(lowering)
    if lowering.problems:
        raise Refused("\n".join(str(problem) for problem in lowering.problems), findings=lowering.problems)
    etree.cleanup_namespaces(lowering.root, top_nsmap={"bpmn": MODEL, "zeebe": ZEEBE})
    for node in lowering.root.iter("*"):
        node.tail = None
        if len(node) or not (node.text or "").strip():
            node.text = None
    etree.indent(lowering.root)
    return bytes(etree.tostring(lowering.root, xml_declaration=True, encoding="UTF-8"))
