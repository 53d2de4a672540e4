"""Input and output parameters of Camunda 7, which may be a text, a list, a map or a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cip_workflow.bpmn.expressions import SCRIPT, Untranslatable, to_feel
from cip_workflow.bpmn.names import text
from cip_workflow.xml import local

if TYPE_CHECKING:
    from lxml import etree


def parameter(node: etree._Element) -> str:
    """The value of a parameter as an expression or a text; a script keeps its language: `#!javascript 1 + 1`."""
    inside = node.find("*")
    if inside is None:
        return text(node)
    try:
        return _value(inside)
    except Untranslatable:
        return text(node)  # one part cannot be read; lint says so with the part's own words


def _value(node: etree._Element) -> str:
    kind = local(node.tag)
    if kind == "script":
        language = (node.get("scriptFormat") or "").strip().lower()
        return (
            f"={text(node).lstrip('= ')}"
            if language == "feel"
            else f"{SCRIPT}{language or 'script'} {text(node)}"
        )
    if kind == "list":
        return f"=[{', '.join(_part(part) for part in node.iterchildren('*'))}]"
    if kind == "map":
        entries = (f"{to_feel(entry.get('key') or '')}: {_part(entry)}" for entry in node.iterchildren("*"))
        return "={" + ", ".join(entries) + "}"
    return text(node)


def _part(node: etree._Element) -> str:
    inside = node.find("*")
    return to_feel(text(node) if inside is None else _value(inside))
