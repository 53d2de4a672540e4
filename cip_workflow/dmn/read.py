"""A DMN file of any version and vendor, read into `elements`."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from cip_workflow.dmn.elements import (
    Decision,
    DecisionService,
    Definitions,
    FunctionItem,
    FunctionOf,
    Import,
    InputData,
    Item,
    KnowledgeModel,
)
from cip_workflow.dmn.read_boxed import read_boxed, read_function, read_parameters
from cip_workflow.dmn.source import Source, name_of
from cip_workflow.xml import identifier, line, local, namespace, parse

#: `20130901` is the draft of DMN, `20151101/dmn.xsd` is DMN 1.1, `20180521/MODEL/` 1.2, `20191111` 1.3, `20211108` 1.4, `20230324` 1.5, later ones 1.6
_DMN = re.compile(r"https?://www\.omg\.org/spec/DMN/20(?:1[3-9]|2\d)\d{4}(/.*)?")
_LENIENT = ("camunda.org", "flowable.org", "activiti.")


def read(data: bytes, name: str = "") -> Definitions:
    """The DMN model in `data`; `name` is the file that sentences speak of.

    Raises XmlRefused for what is no safe XML and ModelRefused for what is no DMN or is broken in its structure.
    """
    root = parse(data, name)
    source = Source(name, root)
    if local(root.tag) != "definitions" or not _DMN.fullmatch(namespace(root.tag)):
        source.refuse(
            root, "This is not a DMN 1.1 to 1.5 file: its outermost element is not DMN's definitions."
        )
    imports = tuple(_import(source, found) for found in source.children(root, "import"))
    source.imports.update({found.namespace: found.name for found in imports})
    language = root.get("expressionLanguage") or ""
    return Definitions(
        **_common(root),
        file=name,
        namespace=(root.get("namespace") or "").strip(),
        language="" if is_feel(language) else language,
        lenient=_is_lenient(root),
        imports=imports,
        items=tuple(_item(source, found) for found in source.children(root, "itemDefinition")),
        inputs=tuple(_input(source, found) for found in source.children(root, "inputData")),
        decisions=tuple(_decision(source, found) for found in source.children(root, "decision")),
        knowledge=tuple(
            _knowledge(source, found) for found in source.children(root, "businessKnowledgeModel")
        ),
        services=tuple(_service(source, found) for found in source.children(root, "decisionService")),
    )


def is_feel(language: str) -> bool:
    """Whether an expressionLanguage names FEEL: not given, `feel`, or one of the standard's addresses for it."""
    return not language.strip() or "feel" in language.lower() or _DMN.fullmatch(language.strip()) is not None


def is_dmn(kind: str) -> bool:
    """Whether an importType names DMN, in any version; some tools leave it out."""
    return not kind or _DMN.fullmatch(kind) is not None


def _is_lenient(root: etree._Element) -> bool:
    spaces = [*root.nsmap.values(), root.get("namespace") or ""]
    return any(vendor in space for space in spaces for vendor in _LENIENT) or any(
        local(attribute) == "executionPlatform" for attribute in root.attrib
    )


def _common(element: etree._Element) -> dict[str, Any]:
    return {"line": line(element), "id": identifier(element), "name": name_of(element.get("name"))}


def _node(source: Source, element: etree._Element) -> dict[str, Any]:
    variable = source.child(element, "variable")
    common = _common(element)
    if not common["name"] and not common["id"]:
        source.refuse(element, f"This {local(element.tag)} has neither a name nor an id. Give it a name.")
    named = "" if variable is None else name_of(variable.get("name"))
    return common | {"variable": named or common["name"] or common["id"], "type": source.type(variable)}


def _import(source: Source, element: etree._Element) -> Import:
    space = (element.get("namespace") or "").strip()
    return Import(**_common(element), namespace=space, of=(element.get("importType") or "").strip())


def _input(source: Source, element: etree._Element) -> InputData:
    return InputData(**_node(source, element))


def _decision(source: Source, element: etree._Element) -> Decision:
    return Decision(
        **_node(source, element),
        question=source.text(element, "question"),
        description=source.text(element, "description"),
        requires=source.references(element, "informationRequirement", "requiredInput")
        + source.references(element, "informationRequirement", "requiredDecision"),
        knows=source.references(element, "knowledgeRequirement", "requiredKnowledge"),
        logic=read_boxed(source, element),
    )


def _knowledge(source: Source, element: etree._Element) -> KnowledgeModel:
    encapsulated = source.child(element, "encapsulatedLogic")
    return KnowledgeModel(
        **_node(source, element),
        knows=source.references(element, "knowledgeRequirement", "requiredKnowledge"),
        logic=FunctionOf(line=line(element)) if encapsulated is None else read_function(source, encapsulated),
    )


def _service(source: Source, element: etree._Element) -> DecisionService:
    return DecisionService(
        **_node(source, element),
        outputs=source.references(element, "outputDecision"),
        encapsulated=source.references(element, "encapsulatedDecision"),
        input_decisions=source.references(element, "inputDecision"),
        input_data=source.references(element, "inputData"),
    )


def _item(source: Source, element: etree._Element) -> Item:
    function = source.child(element, "functionItem")
    return Item(
        **_common(element),
        type=source.type(element),
        collection=element.get("isCollection", "").strip().lower() in ("true", "1"),
        allowed=source.text(element, "allowedValues", "text"),
        constraint=source.text(element, "typeConstraint", "text"),
        components=tuple(_item(source, found) for found in source.children(element, "itemComponent")),
        function=None
        if function is None
        else FunctionItem(
            parameters=read_parameters(source, function, "parameters"),
            result=source.type(function, "outputTypeRef"),
        ),
    )
