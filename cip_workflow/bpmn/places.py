"""Where in the file an element stands. lxml knows lines only; columns are read once, when a finding asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from cip_workflow.xml import line

if TYPE_CHECKING:
    from lxml import etree


class Places:
    """Lines and columns of the start tags of `root`, which was parsed from `data`."""

    def __init__(self, root: etree._Element, data: bytes) -> None:
        self._data = data
        self._order = {node: number for number, node in enumerate(root.iter("*"))}
        self._columns: list[int] | None = None

    def of(self, node: etree._Element) -> tuple[int, int]:
        """(line, column) from 1; column 0 where it cannot be known, (0, 0) for a node that is not in the file."""
        number = self._order.get(node)
        if number is None:
            return 0, 0
        if self._columns is None:
            self._columns = _columns(self._data)
        column = self._columns[number] if number < len(self._columns) else 0
        return line(node), column


def _columns(data: bytes) -> list[int]:
    found: list[int] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, _attributes: found.append(parser.CurrentColumnNumber + 1)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        return found
    return found
