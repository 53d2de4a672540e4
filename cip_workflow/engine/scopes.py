"""Where variables live: one dictionary for a process, and small local ones over it (DESIGN section 3, Variables)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any


class Scope(MutableMapping[str, Any]):
    """Local variables over a parent scope.

    A name is read from the nearest scope that has it. It is written to the nearest scope that has it, else to the
    root: the rule of Camunda 8.
    """

    __slots__ = ("local", "parent")

    def __init__(self, local: dict[str, Any], parent: Variables) -> None:
        self.local = local
        self.parent = parent

    def __getitem__(self, name: str) -> Any:
        return self.local[name] if name in self.local else self.parent[name]

    def __contains__(self, name: object) -> bool:
        return name in self.local or name in self.parent

    def get(self, name: str, default: Any = None) -> Any:
        """The value of `name`, or `default`; without the exception that the inherited one goes through."""
        return self.local[name] if name in self.local else self.parent.get(name, default)

    def __setitem__(self, name: str, value: Any) -> None:
        (self.local if name in self.local else self.parent)[name] = value

    def __delitem__(self, name: str) -> None:
        del (self.local if name in self.local else self.parent)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(flat(self))

    def __len__(self) -> int:
        return len(flat(self))


Variables = dict[str, Any] | Scope


def flat(scope: Variables) -> dict[str, Any]:
    """Everything that is visible from `scope`, as a new dictionary."""
    return {**flat(scope.parent), **scope.local} if isinstance(scope, Scope) else dict(scope)


def copied(value: Any) -> Any:
    """The value with lists and objects of its own, for somebody who may change them."""
    if isinstance(value, Mapping):
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list) else value


def assign(scope: Variables, target: str, value: Any) -> None:
    """Write `value` to `target`: a name, or a path such as `order.id` into an object.

    An object that is there keeps its other entries. It is copied, never changed in place, because another variable
    may hold the same one.
    """
    name, _, path = target.partition(".")
    scope[name] = _put(scope.get(name), path, value) if path else value


def _put(holder: Any, path: str, value: Any) -> dict[str, Any]:
    name, _, rest = path.partition(".")
    copy = dict(holder) if isinstance(holder, Mapping) else {}
    copy[name] = _put(copy.get(name), rest, value) if rest else value
    return copy
