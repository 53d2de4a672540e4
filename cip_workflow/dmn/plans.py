"""The order in which a decision's requirements are evaluated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from cip_workflow.dmn.elements import Element

#: A node of the graph: it has `at`, its element, and a decision has `sources`, what it requires.
Node = Any


def plan(
    targets: Iterable[Node], given: Iterable[Node], refuse: Callable[[Element, str], NoReturn]
) -> list[Node]:
    """Everything that the targets require, themselves included, each after what it requires itself.

    What is `given` is left out with all that only it requires. Calls `refuse` where requirements go in a circle.
    """
    order: list[Node] = []
    done: set[Node] = set(given)
    for target in targets:
        path: dict[Node, Iterator[Node]] = {} if target in done else {target: _required(target)}
        while path:
            node, waiting = next(reversed(path.items()))
            required = next((each for each in waiting if each not in done), None)
            if required is None:
                del path[node]
                done.add(node)
                order.append(node)
            elif required in path:
                names = f'"{required.at.called}" and "{node.at.called}"'
                refuse(
                    node.at, f"The requirements of {names} go in a circle, so neither can be decided first."
                )
            else:
                path[required] = _required(required)
    return order


def _required(node: Node) -> Iterator[Node]:
    return iter([source.node for source in getattr(node, "sources", ())])
