"""A document while it is lowered: its tree, which the rules change, and what they could not put into FEEL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from cip_workflow.bpmn.document import Element, Flow
from cip_workflow.bpmn.expressions import Bare, Untranslatable, language, to_feel
from cip_workflow.bpmn.lower.problem import Problem
from cip_workflow.bpmn.names import MADE, bpmn, child, children, zeebe
from cip_workflow.bpmn.reading import read
from cip_workflow.xml import identifier

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Document, Process


class Lowering:
    """`document` always describes what stands in `root`, as of the last `again`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.original = document
        self.problems: list[Problem] = []

    @property
    def root(self) -> etree._Element:
        """The tree."""
        return self.document.root

    def again(self) -> None:
        """Read the tree anew, after rules have changed what elements there are."""
        self.document = read(etree.tostring(self.root), self.document.name)

    def elements(self) -> Iterator[Element]:
        """Every flow node of the processes that run."""
        for process in self.processes():
            yield from process.elements.values()

    def processes(self) -> tuple[Process, ...]:
        """The processes that run."""
        return self.document.to_run

    def expression(
        self,
        written: str,
        owner: Element | Flow | etree._Element,
        what: str,
        *,
        bare: Bare = "text",
        declared: str = "",
    ) -> str:
        """`=` and the FEEL for what was written; a text that stands for itself as it is. Notes what cannot be."""
        if language(written) in {"", "text"} and bare == "text":
            return written
        try:
            said = to_feel(written, bare=bare, dialect=self.original.dialect, declared=declared)
        except Untranslatable as error:
            self.refuse(owner, f"{what}: {error.message}")
            return "=null"
        return f"={said}"

    def refuse(self, owner: Element | Flow | etree._Element, message: str) -> None:
        """Note something that cannot be said in the internal dialect."""
        if isinstance(owner, Element | Flow):
            key, name = owner.id, owner.name
        else:
            key, name = identifier(owner), owner.get("name") or ""
        line, column = _place(self.original, key)
        self.problems.append(
            Problem(
                file=self.document.name,
                element=key,
                element_name=name,
                line=line,
                column=column,
                message=message,
            )
        )


def _place(document: Document, key: str) -> tuple[int, int]:
    for process in document.processes:
        thing = process.elements.get(key) or process.flows.get(key)
        if thing is not None:
            return document.place(thing)
    return 0, 0


def extension(node: etree._Element, name: str, **attributes: str | None) -> etree._Element:
    """`zeebe:<name>` of an element, made anew with these attributes (None is left out)."""
    holder = child(node, "extensionElements")
    if holder is None:
        holder = etree.Element(bpmn("extensionElements"))
        node.insert(sum(1 for _ in children(node, "documentation")), holder)
    for old in list(holder.iterchildren(zeebe(name))):
        holder.remove(old)
    made = etree.SubElement(holder, zeebe(name))
    for key, value in attributes.items():
        if value is not None:
            made.set(key, value)
    return made


def properties(node: etree._Element, said: dict[str, str]) -> None:
    """`zeebe:properties` of an element; none where nothing is said."""
    if said:
        holder = extension(node, "properties")
        for name, value in said.items():
            etree.SubElement(holder, zeebe("property"), name=name, value=value)


def write_text(parent: etree._Element, name: str, text: str) -> None:
    """The text of a BPMN child, whose attributes (language, type) then say nothing more."""
    node = child(parent, name)
    if node is None:
        node = etree.SubElement(parent, bpmn(name))
    for inner in list(node):
        node.remove(inner)
    node.attrib.clear()
    node.text = text


def made_id(*parts: str) -> str:
    """The id of an element that is added: `made.end.Task_1`."""
    return MADE + ".".join(re.sub(r"[^\w.-]", "_", part) for part in parts)
