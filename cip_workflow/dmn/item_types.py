"""Item definitions turned into types, once per model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cip_workflow.dmn.elements import Definitions, Item, Parameter
from cip_workflow.dmn.refused import ModelRefused
from cip_workflow.dmn.types import (
    ANY,
    BUILT_IN,
    ContextType,
    FunctionType,
    ListType,
    Named,
    RangeType,
    Restricted,
    Test,
    Type,
)
from cip_workflow.feel.syntax import tree

#: Makes a test of a text of unary tests; says where it stands for the sentence of a fault.
MakeTest = Callable[[str, Item], Test]
Complain = Callable[[int, str, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Defined(tree.Type):
    """A type of the model as FEEL's `instance of` and typed parameters ask it."""

    type: Type

    def holds(self, value: Any) -> bool:
        """Whether a value conforms, its restrictions included."""
        return self.type.holds(value)


class Types:
    """The types that a model can name: FEEL's, its own, and those of its imports as `prefix.name`."""

    def __init__(
        self, model: Definitions, imported: Mapping[str, Type], make_test: MakeTest, complain: Complain
    ) -> None:
        self._make_test = make_test
        self._complain = complain
        items = {item.name: item for item in model.items}
        self.own: dict[str, Named] = {name: Named(name) for name in items}
        self._known: dict[str, Type] = {**BUILT_IN, **imported, **self.own}
        for name, item in items.items():
            self.own[name].of = self._of(item)
        self._refuse_circles(model)

    def for_feel(self) -> dict[str, tree.Type]:
        """The types that expressions of this model may name besides FEEL's own."""
        return {name: Defined(kind) for name, kind in self._known.items() if name not in BUILT_IN}

    def find(self, name: str, line: int = 0, element: str = "") -> Type:
        """The type called `name`; Any, with a complaint, when there is none."""
        found = self._known.get(name) or self._generic(name)
        if found is None:
            self._complain(
                line, element, f'The type "{name}" is not defined in this model. Values are not checked.'
            )
            return ANY
        return found

    def _generic(self, name: str) -> Type | None:
        if not name.endswith(">"):
            return None
        for start, make in (("list<", ListType), ("range<", RangeType)):
            if name.startswith(start):
                return make(name, self.find(name[len(start) : -1].strip()))
        return ANY

    def _of(self, item: Item) -> Type:
        wanted = self._core(item)
        if item.allowed:
            wanted = Restricted(item.name, wanted, self._make_test(item.allowed, item), item.allowed)
        if item.collection:
            wanted = ListType(item.name, wanted)
        if item.constraint:
            wanted = Restricted(item.name, wanted, self._make_test(item.constraint, item), item.constraint)
        return wanted

    def _core(self, item: Item) -> Type:
        if item.components:
            return ContextType(item.name, {part.name: self._of(part) for part in item.components})
        if item.function is not None:
            return FunctionType(
                item.name,
                [self._parameter(each, item) for each in item.function.parameters],
                self.find(item.function.result, item.line, item.called),
            )
        return self.find(item.type, item.line, item.called)

    def _parameter(self, parameter: Parameter, item: Item) -> Type:
        return self.find(parameter.type, item.line, item.called)

    def _refuse_circles(self, model: Definitions) -> None:
        for item in model.items:
            at: Type = self.own[item.name]
            met: set[int] = set()
            while isinstance(at, Named | Restricted):
                if id(at) in met:
                    sentence = f'The type "{item.name}" is defined by itself. Say what it is made of.'
                    raise ModelRefused(model.file, item.line, item.called, sentence)
                met.add(id(at))
                at = at.of
