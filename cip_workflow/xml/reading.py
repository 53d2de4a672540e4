"""Bytes in, a tree out: no DOCTYPE, no entities, no network, and bounds on everything."""

from __future__ import annotations

from itertools import islice
from typing import Any, cast

from lxml import etree

from cip_workflow.xml.names import LINE_ATTRIBUTE
from cip_workflow.xml.refused import XmlRefused
from cip_workflow.xml.scan import Scan

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 200
MAX_ELEMENTS = 200_000


def parse(
    data: bytes,
    name: str,
    *,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    max_elements: int = MAX_ELEMENTS,
) -> etree._Element:
    """The root element of the XML document in `data`; comments and processing instructions are left out.

    `name` is what the person calls the file; every sentence starts with it. UTF-8, UTF-16, their byte order marks
    and the 8-bit encodings that XML can declare are read. Raises XmlRefused (a Refused) for a DOCTYPE, an entity,
    a malformed document, and beyond the bounds (DESIGN section 6: malformed, hostile, huge or endless file).
    """
    if not data.strip():
        raise XmlRefused(name, 0, 0, "The file is empty.")
    if len(data) > max_bytes:
        raise XmlRefused(
            name, 0, 0, f"The file has {len(data):,} bytes; at most {max_bytes:,} are read. Split it."
        )
    scan = Scan(name, max_depth, max_elements)
    scan.read(data)
    root = _tree(data, name)
    if scan.far_lines:
        for element, at in zip(islice(root.iter(), scan.elements, None), scan.far_lines, strict=True):
            element.set(LINE_ATTRIBUTE, str(at))
    return root


def _tree(data: bytes, name: str) -> etree._Element:
    # A parser of its own for every file: lxml's parsers keep a dictionary of all names that they have ever met.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        row, column = error.position
        raise XmlRefused(name, row, column, f"This is not well-formed XML: {error.msg}.") from None
    if cast("Any", root.getroottree()).docinfo.internalDTD is not None:
        raise XmlRefused(
            name, 1, 1, "A DOCTYPE is not allowed, because it can declare entities. Remove that line."
        )
    return root
