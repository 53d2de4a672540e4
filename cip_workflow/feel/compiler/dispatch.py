"""From a node to the function that compiles its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cip_workflow.feel.compiler.scope import Code, Scope
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.syntax import tree

AnyNode = TypeVar("AnyNode", bound=tree.Node)
Handler = Callable[[Any, "Unit"], Code]


@dataclass(frozen=True)
class Unit:
    """What is known while one expression is compiled: the types that its model defines."""

    types: Mapping[str, tree.Type] = field(default_factory=dict)


_HANDLERS: dict[type[tree.Node], Handler] = {}


def compiles(
    kind: type[AnyNode],
) -> Callable[[Callable[[AnyNode, Unit], Code]], Callable[[AnyNode, Unit], Code]]:
    """Declare the decorated function as the one that compiles nodes of this kind."""

    def decorate(handler: Callable[[AnyNode, Unit], Code]) -> Callable[[AnyNode, Unit], Code]:
        _HANDLERS[kind] = handler
        return handler

    return decorate


def compile_node(node: tree.Node, unit: Unit) -> Code:
    """The closure that evaluates `node` in a scope."""
    return _HANDLERS[type(node)](node, unit)


def constant(value: Any) -> Code:
    """A closure that always gives `value`."""
    return lambda scope: value


def guarded(node: tree.Node, code: Code) -> Code:
    """`code`, where NoValue becomes null and a note about `node`."""

    def run(scope: Scope) -> Any:
        try:
            return code(scope)
        except NoValue as nothing:
            scope.run.note(node, nothing.sentence)
            return None

    return run


def size(node: tree.Node) -> int:
    """How many nodes a tree has: what one evaluation of it costs."""
    return 1 + sum(size(child) for child in node.children())
