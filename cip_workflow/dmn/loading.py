"""From files to a model: the file itself, the models it imports, everything compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from cip_workflow.dmn.elements import Definitions, Import
from cip_workflow.dmn.graph import Graph
from cip_workflow.dmn.item_types import Types
from cip_workflow.dmn.literals import Expressions
from cip_workflow.dmn.model import Model
from cip_workflow.dmn.problem import Problem
from cip_workflow.dmn.read import is_dmn, read
from cip_workflow.dmn.refused import ModelRefused
from cip_workflow.dmn.types import Type

#: A model that imports many models that import many models would be compiled once for each way to it.
MAX_IMPORTS = 100


def load(data: bytes, imports: Iterable[bytes] = (), name: str = "") -> Model:
    """The decision model in `data`, compiled.

    `imports` are the files that it may import, found by their namespace; what is not imported does not matter. `name`
    is the file that sentences speak of. Raises XmlRefused for what is no safe XML, and ModelRefused (both a Refused)
    for what is no DMN, is broken in its structure, imports what is not there, or requires itself. A model that was
    loaded lately is given again: it never changes.
    """
    return _load(data, tuple(imports), name)


@lru_cache(maxsize=64)
def _load(data: bytes, imports: tuple[bytes, ...], name: str) -> Model:
    others = [read(each, f"{name or 'The model'}, import {at}") for at, each in enumerate(imports, 1)]
    return _Loading(others).model(read(data, name))


class _Loading:
    def __init__(self, others: Iterable[Definitions]) -> None:
        self._others: dict[str, Definitions] = {}
        for each in others:
            self._others.setdefault(each.namespace, each)
        self._problems: dict[Problem, None] = {}
        self._count = 0

    def model(self, main: Definitions) -> Model:
        """The model with its imports."""
        self._others[main.namespace] = main
        graph = self._graph(main, (), (main.namespace,))
        return Model(graph, tuple(self._problems))

    def _graph(self, model: Definitions, path: tuple[str, ...], above: tuple[str, ...]) -> Graph:
        imported: dict[str, Graph] = {}
        for each in model.imports:
            if is_dmn(each.of) or each.namespace in self._others:
                imported[each.name] = self._imported(model, each, path, above)
            else:
                self._complain(
                    model, each.line, each.called, f'Only DMN is imported, so "{each.of}" is left out.'
                )
        on = Expressions(model, lambda line, element, said: self._complain(model, line, element, said))
        types = Types(model, _types(imported), on.restriction, on.complain)
        on.know(types, [model, *(each.model for each in imported.values())])
        return Graph(model, on, path, imported).build()

    def _imported(
        self, model: Definitions, each: Import, path: tuple[str, ...], above: tuple[str, ...]
    ) -> Graph:
        found = self._others.get(each.namespace)
        if found is None:
            sentence = f"The imported model {each.namespace} is not here. Deploy it together with this one."
            raise ModelRefused(model.file, each.line, each.called, sentence)
        self._count += 1
        if each.namespace in above or self._count > MAX_IMPORTS:
            sentence = f"The model {each.namespace} imports itself, or too many models are imported."
            raise ModelRefused(model.file, each.line, each.called, sentence)
        return self._graph(found, (*path, each.name) if each.name else path, (*above, each.namespace))

    def _complain(self, model: Definitions, line: int, element: str, sentence: str) -> None:
        self._problems[Problem(model.file, line, element, sentence)] = None


def _types(imported: Mapping[str, Graph]) -> dict[str, Type]:
    return {
        f"{prefix}.{name}" if prefix else name: kind
        for prefix, graph in imported.items()
        for name, kind in graph.on.types.own.items()
    }
