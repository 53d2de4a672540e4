"""Where names are looked up while an expression runs (DMN 10.3.2.11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cip_workflow.feel.limits import Run


class Scope:
    """Names and the scope around them; the outermost is the caller's context, which is never copied."""

    __slots__ = ("names", "parent", "run")

    def __init__(self, names: Mapping[str, Any], parent: Scope | None, run: Run) -> None:
        self.names = names
        self.parent = parent
        self.run = run


def inner(names: Mapping[str, Any], parent: Scope) -> Scope:
    """A scope within another."""
    return Scope(names, parent, parent.run)


#: A compiled expression.
Code = Callable[[Scope], Any]
