"""Tree to closures: what an expression means is worked out once, when it is read (DMN 10.3.2.15)."""

from __future__ import annotations

from collections.abc import Mapping

from cip_workflow.feel.compiler import functions, instances, literals, loops, operators, paths, tests
from cip_workflow.feel.compiler.dispatch import Unit, compile_node
from cip_workflow.feel.compiler.scope import Code
from cip_workflow.feel.syntax import tree

__all__ = ["compile_tree"]

#: Each compiles the nodes it has declared.
MODULES = (functions, instances, literals, loops, operators, paths, tests)


def compile_tree(root: tree.Node, types: Mapping[str, tree.Type]) -> Code:
    """The closure that evaluates a tree, with the types that its model defines."""
    return compile_node(root, Unit(types))
