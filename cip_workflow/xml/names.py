"""Names and places of elements, so that no reader takes `{namespace}tag` apart by hand."""

from __future__ import annotations

from typing import cast

from lxml import etree

#: Carries the true line of an element that stands beyond `LAST_PLAIN_LINE`; written by the parser alone.
LINE_ATTRIBUTE = "{urn:cip-workflow:source}line"
#: libxml2 keeps the line of an element in 16 bits; this is the last one that it can be trusted with.
LAST_PLAIN_LINE = 65_534


def local(tag: object) -> str:
    """`task` of `{http://...}task`; the empty text for what has no name (a comment, an instruction)."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(tag: object) -> str:
    """`http://...` of `{http://...}task`; the empty text where there is none."""
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def line(element: etree._Element) -> int:
    """The line in the file, from 1, on which the start tag of `element` begins; 0 for a made element."""
    plain = cast("int | None", element.sourceline) or 0
    if plain <= LAST_PLAIN_LINE:
        return plain
    return int(element.get(LINE_ATTRIBUTE) or plain)


def identifier(element: etree._Element) -> str:
    """The `id` of an element, trimmed; the empty text where it has none."""
    return (element.get("id") or "").strip()
