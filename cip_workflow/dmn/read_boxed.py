"""Boxed expressions of a DMN file, read into `elements`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from cip_workflow.dmn.elements import (
    Boxed,
    Conditional,
    Context,
    Entry,
    Filter,
    FunctionOf,
    Invocation,
    Iteration,
    ListOf,
    Literal,
    Parameter,
    Relation,
)
from cip_workflow.dmn.read_table import read_table
from cip_workflow.dmn.source import Source, name_of
from cip_workflow.xml import identifier, line, local


def read_boxed(source: Source, parent: etree._Element) -> Boxed | None:
    """The expression that `parent` holds, or None where it holds none."""
    element = source.child(parent, *_READERS)
    return None if element is None else _READERS[local(element.tag)](source, element)


def read_function(source: Source, element: etree._Element) -> FunctionOf:
    """A functionDefinition or an encapsulatedLogic."""
    return FunctionOf(
        **_common(source, element),
        kind=(element.get("kind") or "FEEL").strip().upper(),
        parameters=read_parameters(source, element, "formalParameter"),
        body=read_boxed(source, element),
    )


def read_parameters(source: Source, element: etree._Element, tag: str) -> tuple[Parameter, ...]:
    """The named and typed parameters in the child elements `tag`."""
    return tuple(
        Parameter(name=name_of(found.get("name")), type=source.type(found))
        for found in source.children(element, tag)
    )


def _common(source: Source, element: etree._Element) -> dict[str, Any]:
    return {
        "line": line(element),
        "id": identifier(element),
        "name": name_of(element.get("label")),
        "type": source.type(element),
    }


def _literal(source: Source, element: etree._Element) -> Literal:
    if source.child(element, "importedValues") is not None:
        source.refuse(element, "Imported values are not read. Write the expression into the model.")
    return Literal(
        **_common(source, element),
        text=source.text(element, "text"),
        language=(element.get("expressionLanguage") or "").strip(),
    )


def _entry(source: Source, element: etree._Element, named: etree._Element | None) -> Entry:
    return Entry(
        line=line(element),
        id=identifier(element),
        name="" if named is None else name_of(named.get("name")),
        type=source.type(named),
        value=read_boxed(source, element),
    )


def _context(source: Source, element: etree._Element) -> Context:
    entries = tuple(
        _entry(source, found, source.child(found, "variable"))
        for found in source.children(element, "contextEntry")
    )
    return Context(**_common(source, element), entries=entries)


def _invocation(source: Source, element: etree._Element) -> Invocation:
    bindings = tuple(
        _entry(source, found, source.child(found, "parameter"))
        for found in source.children(element, "binding")
    )
    return Invocation(**_common(source, element), function=read_boxed(source, element), bindings=bindings)


def _expressions(source: Source, element: etree._Element) -> tuple[Boxed | None, ...]:
    return tuple(_READERS[local(child.tag)](source, child) for child in source.children(element, *_READERS))


def _list(source: Source, element: etree._Element) -> ListOf:
    return ListOf(**_common(source, element), items=_expressions(source, element))


def _relation(source: Source, element: etree._Element) -> Relation:
    columns = tuple(
        Entry(
            line=line(found), id=identifier(found), name=name_of(found.get("name")), type=source.type(found)
        )
        for found in source.children(element, "column")
    )
    rows = []
    for row in source.children(element, "row"):
        cells = _expressions(source, row)
        if len(cells) != len(columns):
            source.refuse(
                row, f"This row has {len(cells)} cells, but the relation has {len(columns)} columns."
            )
        rows.append(cells)
    return Relation(**_common(source, element), columns=columns, rows=tuple(rows))


def _part(source: Source, element: etree._Element, name: str) -> Boxed | None:
    part = source.child(element, name)
    if part is None:
        source.refuse(element, f'A boxed "{local(element.tag)}" needs its part "{name}".')
    return read_boxed(source, part)


def _conditional(source: Source, element: etree._Element) -> Conditional:
    return Conditional(
        **_common(source, element),
        condition=_part(source, element, "if"),
        then=_part(source, element, "then"),
        otherwise=_part(source, element, "else"),
    )


def _iteration(source: Source, element: etree._Element) -> Iteration:
    kind = local(element.tag)
    variable = name_of(element.get("iteratorVariable"))
    if not variable:
        source.refuse(element, f'A boxed "{kind}" needs the name of its iterator variable.')
    return Iteration(
        **_common(source, element),
        kind=kind,
        variable=variable,
        over=_part(source, element, "in"),
        result=_part(source, element, "return" if kind == "for" else "satisfies"),
    )


def _filter(source: Source, element: etree._Element) -> Filter:
    return Filter(
        **_common(source, element), over=_part(source, element, "in"), match=_part(source, element, "match")
    )


def _table(source: Source, element: etree._Element) -> Boxed:
    return read_table(source, element, _common(source, element), _literal)


_READERS: dict[str, Callable[[Source, etree._Element], Boxed]] = {
    "literalExpression": _literal,
    "decisionTable": _table,
    "context": _context,
    "invocation": _invocation,
    "list": _list,
    "relation": _relation,
    "functionDefinition": read_function,
    "conditional": _conditional,
    "for": _iteration,
    "some": _iteration,
    "every": _iteration,
    "filter": _filter,
}
