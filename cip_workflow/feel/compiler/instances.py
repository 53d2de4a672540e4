"""`instance of`."""

from __future__ import annotations

from typing import Any

from cip_workflow.feel.compiler.dispatch import Unit, compile_node, compiles, guarded
from cip_workflow.feel.compiler.scope import Code, Scope
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.types import is_instance, resolved, type_text


@compiles(tree.InstanceOf)
def instance_of(node: tree.InstanceOf, unit: Unit) -> Code:
    value = compile_node(node.value, unit)
    wanted = resolved(node.type, unit.types)
    if wanted is None:

        def refuse(scope: Scope) -> Any:
            raise NoValue(_refusal(type_text(node.type)))

        return guarded(node, refuse)
    return lambda scope: is_instance(value(scope), wanted, scope.run)


def _refusal(text: str) -> str:
    if text in _GENERIC:
        return f"The type {text} must say what is in it: {_GENERIC[text]}."
    return f"There is no type {text!r}."


_GENERIC = {
    "list": "list<number>",
    "range": "range<number>",
    "context": "context<name: string>",
    "function": "function<number> -> number",
}
