"""Which variables an expression reads from outside, for lint and for incidents."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.feel.syntax import tree

Bound = frozenset[str]


def free_names(root: tree.Node) -> tuple[str, ...]:
    """The variables that are read, as paths ("applicant.age"), each once, in the order of the text.

    Inside a filter a bare name may be an entry of the item; it is listed all the same, nobody can tell.
    The names of built-in functions are listed when they are called or used; the caller knows them.
    """
    return tuple(dict.fromkeys(_names(root, frozenset())))


def _names(node: tree.Node, bound: Bound) -> Iterator[str]:
    match node:
        case tree.Name() | tree.Path():
            yield from _path(node, bound)
        case tree.For():
            yield from _loop(node.iterations, node.body, bound | {"partial"})
        case tree.Quantified():
            yield from _loop(node.iterations, node.condition, bound)
        case tree.ContextLiteral():
            for key, value in node.entries:
                yield from _names(value, bound)
                bound |= {key}
        case _:
            for child, inner in _bindings(node, bound):
                yield from _names(child, inner)


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


def _loop(iterations: tuple[tree.Iteration, ...], body: tree.Node, bound: Bound) -> Iterator[str]:
    for iteration in iterations:
        yield from _names(iteration.domain, bound)
        if iteration.end is not None:
            yield from _names(iteration.end, bound)
        bound |= {iteration.name}
    yield from _names(body, bound)


def _path(node: tree.Node, bound: Bound) -> Iterator[str]:
    steps: list[str] = []
    while isinstance(node, tree.Path):
        steps.append(node.name)
        node = node.source
    if not isinstance(node, tree.Name):
        yield from _names(node, bound)
    elif node.name not in bound:
        yield ".".join([node.name, *reversed(steps)])
