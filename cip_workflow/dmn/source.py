"""Small questions to the XML of one DMN file: children by name, types without prefixes, references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from lxml import etree

from cip_workflow.dmn.elements import Reference
from cip_workflow.dmn.refused import ModelRefused
from cip_workflow.xml import line, local, namespace

_QUALIFIED = re.compile(r"([\w.-]+):([^<>:]+)")
_SPACE = re.compile(r"\s+")


def name_of(text: str | None) -> str:
    """A name as FEEL compares it: outer space removed, inner space single (DMN 1.5, 10.3.1.2)."""
    return _SPACE.sub(" ", text or "").strip()


@dataclass(frozen=True)
class Source:
    """One parsed file: what it is called, its DMN namespace, and the names of its imports by their namespace."""

    file: str
    root: etree._Element
    imports: dict[str, str] = field(default_factory=dict)

    @property
    def dmn(self) -> str:
        """The namespace of the DMN version that the file is written in."""
        return namespace(self.root.tag)

    def children(self, element: etree._Element, *names: str) -> Iterator[etree._Element]:
        """The child elements of DMN called one of `names`, in order; vendors' extensions are passed over."""
        dmn = self.dmn
        for child in element:
            if local(child.tag) in names and namespace(child.tag) == dmn:
                yield child

    def child(self, element: etree._Element, *names: str) -> etree._Element | None:
        """The first of `children`, or None."""
        return next(self.children(element, *names), None)

    def text(self, element: etree._Element, *path: str) -> str:
        """The text at the end of a path of child names, trimmed; empty where a step is missing."""
        at: etree._Element | None = element
        for step in path:
            at = None if at is None else self.child(at, step)
        return "" if at is None else str(at.xpath("string()")).strip()

    def type(self, element: etree._Element | None, attribute: str = "typeRef") -> str:
        """The typeRef of an element, from its attribute (DMN 1.1 also: its child element), without an XML prefix."""
        if element is None:
            return ""
        written = element.get(attribute)
        if written is None and attribute == "typeRef":
            found = self.child(element, "typeRef")
            element, written = (element, None) if found is None else (found, found.text)
        return self._unqualified(element, name_of(written))

    def _unqualified(self, element: etree._Element, written: str) -> str:
        qualified = _QUALIFIED.fullmatch(written)
        if qualified is None:
            return written
        of = element.nsmap.get(qualified[1])
        prefix = self.imports.get(of or "", "")
        return f"{prefix}.{qualified[2]}" if prefix else qualified[2]

    def references(self, element: etree._Element, *path: str) -> tuple[Reference, ...]:
        """Every href found by following `path`, the last step of which may occur many times."""
        parents = [element]
        for step in path:
            parents = [child for parent in parents for child in self.children(parent, step)]
        return tuple(self._reference(found) for found in parents)

    def _reference(self, element: etree._Element) -> Reference:
        space, hash_sign, target = (element.get("href") or "").strip().rpartition("#")
        if not hash_sign or not target:
            self.refuse(
                element,
                f'The reference "{element.get("href") or ""}" names no element. Write "#" and its id.',
            )
        own = (self.root.get("namespace") or "").strip()
        return Reference(namespace="" if space == own else space, id=target, line=line(element))

    def refuse(self, element: etree._Element, sentence: str) -> NoReturn:
        """Raise ModelRefused at this element."""
        called = element.get("id") or element.get("name") or local(element.tag)
        raise ModelRefused(self.file, line(element), called, sentence)
