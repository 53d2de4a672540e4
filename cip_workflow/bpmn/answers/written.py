"""A diagram with its answers written into it: what runs. The owner's own bytes are not touched."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.rules import (
    by_hand,
    choose_way,
    executable,
    forms,
    happens,
    listeners,
    mended,
    messages,
    people,
    repetition,
    timers,
)
from cip_workflow.bpmn.answers.tree import Tree
from cip_workflow.bpmn.reading import read

#: Ways are chosen last: their tasks stand before whatever the other answers made of a step.
_RULES = (
    executable,
    mended,
    by_hand,
    people,
    forms,
    timers,
    happens,
    messages,
    listeners,
    repetition,
    choose_way,
)
_BY_RULE = {rule: module for module in _RULES for rule in module.RULES}


def apply(data: bytes, name: str, answers: Iterable[Answer]) -> tuple[bytes, dict[str, bytes]]:
    """Write answers into a diagram.

    Ids stay; an element that is added is called `asked.<id of the element that it is about>`. Answers about elements
    that are not there, or no longer ask for them, are passed over: they belong to another version.

    Args:
        data: the diagram, in any dialect.
        name: what its owner calls the file.

    Returns:
        The diagram as it runs, and forms by file name that it needs besides.

    Raises:
        XmlRefused: the bytes are no diagram.
    """
    document = read(data, name)
    tree = Tree(document)
    given = sorted(
        (one for one in answers if one.rule in _BY_RULE), key=lambda one: _RULES.index(_BY_RULE[one.rule])
    )
    for one in given:
        _BY_RULE[one.rule].write(tree, one)
    if not given:
        return data, {}
    etree.cleanup_namespaces(tree.root)
    return etree.tostring(tree.root, xml_declaration=True, encoding="UTF-8"), tree.forms
