"""How a sentence speaks of elements."""

from __future__ import annotations

from cip_workflow.bpmn.document import Element, Flow, Process


def called(thing: Element | Process) -> str:
    """How a person calls it: its name in quotes, else what kind of thing it is."""
    if thing.name:
        return f"“{thing.name}”"
    return f"this {kind(thing.type)}" if isinstance(thing, Element) else f"the process {thing.id}"


def way(process: Process, flow: Flow) -> str:
    """How a person calls a flow: its name in quotes, else where it leads."""
    if flow.name:
        return f"“{flow.name}”"
    target = process.elements.get(flow.target)
    return f"the way to “{target.name}”" if target and target.name else f"the way {flow.id}"


def kind(type_: str) -> str:
    """`exclusive gateway` of `exclusiveGateway`."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in type_)


def large(sentence: str) -> str:
    """With a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]
