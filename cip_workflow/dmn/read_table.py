"""A decision table of a DMN file, read into `elements` and checked for its shape."""

from __future__ import annotations

from typing import Any, Protocol

from lxml import etree

from cip_workflow.dmn.elements import Input, Literal, Output, Rule, Table
from cip_workflow.dmn.source import Source, name_of
from cip_workflow.xml import identifier, line


class ReadLiteral(Protocol):
    """How a literal expression is read: given, because boxed expressions hold tables and tables hold literals."""

    def __call__(self, source: Source, element: etree._Element) -> Literal: ...


HIT_POLICIES = {
    "U": "UNIQUE",
    "F": "FIRST",
    "P": "PRIORITY",
    "A": "ANY",
    "C": "COLLECT",
    "R": "RULE ORDER",
    "O": "OUTPUT ORDER",
}
AGGREGATIONS = ("", "SUM", "MIN", "MAX", "COUNT")


def read_table(
    source: Source, element: etree._Element, common: dict[str, Any], literal: ReadLiteral
) -> Table:
    """The table in `element`; raises ModelRefused where rules and columns do not fit or a policy is unknown."""
    policy = name_of(element.get("hitPolicy")).upper() or "UNIQUE"
    policy = HIT_POLICIES.get(policy, policy)
    if policy not in HIT_POLICIES.values():
        known = ", ".join(HIT_POLICIES.values())
        source.refuse(element, f'The hit policy "{policy}" is not known. Use one of {known}.')
    aggregation = name_of(element.get("aggregation")).upper() if policy == "COLLECT" else ""
    if aggregation not in AGGREGATIONS:
        source.refuse(element, f'The aggregation "{aggregation}" is not known. Use SUM, MIN, MAX or COUNT.')
    inputs = tuple(_input(source, found, literal) for found in source.children(element, "input"))
    outputs = tuple(_output(source, found, literal) for found in source.children(element, "output"))
    if not outputs:
        source.refuse(element, "This decision table has no output column. Add one.")
    if len(outputs) > 1 and not all(output.name for output in outputs):
        source.refuse(
            element, "A table with several outputs needs a name for each. Name every output column."
        )
    rules = tuple(
        _rule(source, found, number, (len(inputs), len(outputs)), literal)
        for number, found in enumerate(source.children(element, "rule"), 1)
    )
    return Table(
        **common,
        hit_policy=policy,
        aggregation=aggregation,
        inputs=inputs,
        outputs=outputs,
        rules=rules,
        annotations=tuple(name_of(found.get("name")) for found in source.children(element, "annotation")),
        output_label=name_of(element.get("outputLabel")),
    )


def _input(source: Source, element: etree._Element, literal: ReadLiteral) -> Input:
    expression = source.child(element, "inputExpression")
    if expression is None:
        source.refuse(element, "This input column has no input expression. Say what it compares.")
    read = literal(source, expression)
    return Input(
        line=line(element),
        id=identifier(element),
        label=name_of(element.get("label")),
        expression=read,
        type=read.type,
        values=source.text(element, "inputValues", "text"),
    )


def _output(source: Source, element: etree._Element, literal: ReadLiteral) -> Output:
    default = source.child(element, "defaultOutputEntry")
    return Output(
        line=line(element),
        id=identifier(element),
        name=name_of(element.get("name")),
        label=name_of(element.get("label")),
        type=source.type(element),
        values=source.text(element, "outputValues", "text"),
        default=None if default is None else literal(source, default),
    )


def _rule(
    source: Source, element: etree._Element, number: int, shape: tuple[int, int], literal: ReadLiteral
) -> Rule:
    inputs = tuple(literal(source, found) for found in source.children(element, "inputEntry"))
    outputs = tuple(literal(source, found) for found in source.children(element, "outputEntry"))
    if (len(inputs), len(outputs)) != shape:
        source.refuse(
            element,
            f"Rule {number} has {len(inputs)} input and {len(outputs)} output entries, "
            f"but the table has {shape[0]} input and {shape[1]} output columns.",
        )
    annotations = [source.text(found, "text") for found in source.children(element, "annotationEntry")]
    described = source.text(element, "description")
    return Rule(
        line=line(element),
        id=identifier(element),
        name=str(number),
        inputs=inputs,
        outputs=outputs,
        annotations=tuple(annotations) or ((described,) if described else ()),
    )
