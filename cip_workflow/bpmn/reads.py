"""Which variables an expression reads."""

from __future__ import annotations

from functools import lru_cache

from cip_workflow import feel
from cip_workflow.errors import ExpressionError
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.free_names import free_names


@lru_cache(maxsize=4_000)
def reads(text: str) -> frozenset[str]:
    """The variables (first names of paths) that a FEEL text reads for certain; empty for what is not FEEL.

    A name inside a filter may be an entry of the items, and one that FEEL defines is no variable: both are left out.
    """
    try:
        expression = feel.compile(text)
    except ExpressionError:
        return frozenset()
    unsure = {name for condition in _filters(expression.tree) for name in free_names(condition)}
    names = {path.partition(".")[0] for path in expression.names if path not in unsure}
    return frozenset(name for name in names if name not in feel.BUILTINS)


def _filters(node: tree.Node) -> list[tree.Node]:
    found = [node.condition] if isinstance(node, tree.Filter) else []
    for child in node.children():
        found += _filters(child)
    return found
