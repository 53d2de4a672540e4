"""Which variables an expression reads from outside, for lint and for incidents."""

from __future__ import annotations

from collections.abc import Container, Iterator

from cip_workflow.feel.syntax import tree

Bound = frozenset[str]


def free_names(root: tree.Node, functions: Container[str] = ()) -> tuple[str, ...]:
    """The variables that are read, as paths ("applicant.age"), each once, in the order of the text.

    Inside a filter a bare name may be an entry of the item; it is listed all the same, nobody can tell.
    One of the `functions` is not listed where it is called.
    """
    return tuple(dict.fromkeys(_Reading(functions).names(root, frozenset())))


class _Reading:
    """Goes through a tree with the names that are bound on the way."""

    def __init__(self, functions: Container[str]) -> None:
        self.functions = functions

    def names(self, node: tree.Node, bound: Bound) -> Iterator[str]:
        match node:
            case tree.Name() | tree.Path():
                yield from self._path(node, bound)
            case tree.For():
                yield from self._loop(node.iterations, node.body, bound | {"partial"})
            case tree.Quantified():
                yield from self._loop(node.iterations, node.condition, bound)
            case tree.ContextLiteral():
                for key, value in node.entries:
                    yield from self.names(value, bound)
                    bound |= {key}
            case _:
                for child, inner in _bindings(node, bound):
                    if not self._is_called(child, node):
                        yield from self.names(child, inner)

    def _is_called(self, child: tree.Node, node: tree.Node) -> bool:
        return (
            isinstance(node, tree.Call | tree.NamedCall)
            and child is node.function
            and isinstance(child, tree.Name)
            and child.name in self.functions
        )

    def _loop(self, iterations: tuple[tree.Iteration, ...], body: tree.Node, bound: Bound) -> Iterator[str]:
        for iteration in iterations:
            yield from self.names(iteration.domain, bound)
            if iteration.end is not None:
                yield from self.names(iteration.end, bound)
            bound |= {iteration.name}
        yield from self.names(body, bound)

    def _path(self, node: tree.Node, bound: Bound) -> Iterator[str]:
        steps: list[str] = []
        while isinstance(node, tree.Path):
            steps.append(node.name)
            node = node.source
        if not isinstance(node, tree.Name):
            yield from self.names(node, bound)
        elif node.name not in bound:
            yield ".".join([node.name, *reversed(steps)])


def _bindings(node: tree.Node, bound: Bound) -> Iterator[tuple[tree.Node, Bound]]:
    """The children of a node, each with the names that are bound in it."""
    match node:
        case tree.Filter():
            yield node.source, bound
            yield node.condition, bound | {"item"}
        case tree.FunctionDefinition():
            if not node.external:
                yield node.body, bound | {parameter.name for parameter in node.parameters}
        case tree.UnaryTests() | tree.In():
            for child in node.children():
                yield child, bound | {"?"}
        case _:
            for child in node.children():
                yield child, bound
