"""The requirements graph at work: input data, decisions, knowledge models, services, each able to give its value.

A `Frame` holds the values of one round: the model's own, or that of one call of a decision service. The order in which
a decision's requirements are evaluated is planned once (`plans.py`), so nothing here goes through the graph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

from cip_workflow.dmn.elements import Decision, DecisionService, Element, InputData, KnowledgeModel, Table
from cip_workflow.dmn.evaluation import Evaluate, Evaluation, Scope
from cip_workflow.dmn.functions import callable_value, formal
from cip_workflow.dmn.outcome import Evaluated, Shape
from cip_workflow.dmn.plans import plan
from cip_workflow.dmn.refused import ModelRefused
from cip_workflow.dmn.types import ANY, Type, result_type
from cip_workflow.feel.inbound import outbound
from cip_workflow.feel.values import Function, Parameter

_ABSENT = object()


class Frame:
    """The values of one round: what was given, and what has been evaluated so far."""

    __slots__ = ("given", "values")

    def __init__(self, given: Mapping[str, Any], values: dict[Any, Any] | None = None) -> None:
        self.given = given
        self.values: dict[Any, Any] = {} if values is None else values


@dataclass(eq=False)
class Requirement:
    """Where expressions find a node: under its name, or for an imported one under the names of the imports."""

    name: str
    path: tuple[str, ...]
    node: Any

    def put(self, value: Any, scope: Scope) -> None:
        """Set the value in a scope."""
        for step in self.path:
            # what the caller gave under this name is his own, and is not changed
            held = scope.get(step)
            within: Scope = dict(held) if isinstance(held, Mapping) else {}
            scope[step] = within
            scope = within
        scope[self.name] = value


@dataclass(eq=False)
class InputNode:
    """An input data: read from what was given."""

    at: InputData
    type: Type
    path: tuple[str, ...] = ()

    def compute(self, frame: Frame, run: Evaluation) -> Any:
        value = self._given(frame.given)
        if value is _ABSENT:
            return run.note(self.at.line, "", f'The input "{self.at.called}" was not given.')
        return run.fit(outbound(value), self.type, self.at.line, called=self.at.called)

    def _given(self, given: Mapping[str, Any]) -> Any:
        for name in (self.at.variable, self.at.name, self.at.id):
            if self.path:
                at: Any = given
                for step in self.path:
                    at = at.get(step) if isinstance(at, Mapping) else None
                if isinstance(at, Mapping) and name in at:
                    return at[name]
                dotted = ".".join((*self.path, name))
                if dotted in given:
                    return given[dotted]
            if name in given:
                return given[name]
        return _ABSENT


@dataclass(eq=False)
class DecisionNode:
    """A decision: its logic in the scope of what it requires and knows."""

    at: Decision
    type: Type
    open: bool
    sources: Sequence[Requirement] = ()
    knowledge: Sequence[Requirement] = ()
    logic: Evaluate | None = None

    @cached_property
    def shape(self) -> Shape:
        """How the value of this decision is made of outputs."""
        logic = self.at.logic
        if not isinstance(logic, Table):
            return Shape((self.at.variable,))
        names = tuple(output.name or output.label or self.at.variable for output in logic.outputs)
        return Shape(names, table=True, many=logic.listing)

    @cached_property
    def plan(self) -> list[InputNode | DecisionNode]:
        """What to evaluate for this decision, in order, itself last."""
        return plan([self], (), _circle)

    def compute(self, frame: Frame, run: Evaluation) -> Any:
        if self.logic is None:
            return self._without_logic(frame, run)
        scope: Scope = dict(frame.given) if self.open else {}
        values = frame.values
        for source in self.sources:
            if source.path:
                source.put(values[source.node], scope)
            else:
                scope[source.name] = values[source.node]
        read = dict(scope) if not self.open else {source.name: values[source.node] for source in self.sources}
        for source in self.knowledge:
            source.put(source.node.value(frame, run), scope)
        with run.deciding(self.at.called):
            value = self.logic(scope, run)
            if self.type is not ANY:
                value = run.fit(value, self.type, self.at.line, called=self.at.called)
            if run.columns:
                read = run.columns | read
            run.trace.append(Evaluated(self.at.id, self.at.name, read, tuple(run.fired), value))
        return value

    def _without_logic(self, frame: Frame, run: Evaluation) -> Any:
        for name in (self.at.variable, self.at.name, self.at.id):
            if name in frame.given:
                return run.fit(outbound(frame.given[name]), self.type, self.at.line, called=self.at.called)
        return run.note(self.at.line, "", f'The decision "{self.at.called}" has no logic and was not given.')


@dataclass(eq=False)
class KnowledgeNode:
    """A business knowledge model: a function that sees only its parameters and what it knows itself."""

    at: KnowledgeModel
    parameters: tuple[Parameter, ...]
    type: Type
    knowledge: Sequence[Requirement] = ()
    logic: Evaluate | None = None

    def value(self, frame: Frame, run: Evaluation) -> Function:
        """The function value, one in each frame."""
        found: Function | None = frame.values.get(self)
        if found is None:
            found = callable_value(
                self.at.called, self.parameters, lambda given: self._body(given, frame, run), run
            )
            frame.values[self] = found
        return found

    def _body(self, given: Scope, frame: Frame, run: Evaluation) -> Any:
        if self.logic is None:
            return None
        scope: Scope = {}
        for source in self.knowledge:
            source.put(source.node.value(frame, run), scope)
        scope.update(given)
        value = self.logic(scope, run)
        return run.fit(value, result_type(self.type), self.at.line, called=self.at.called)


@dataclass(eq=False)
class ServiceNode:
    """A decision service: its inputs are parameters, its output decisions the result."""

    at: DecisionService
    type: Type
    parameters: Sequence[tuple[str, InputNode | DecisionNode]] = ()
    outputs: Sequence[DecisionNode] = ()

    @cached_property
    def plan(self) -> list[InputNode | DecisionNode]:
        """What to evaluate for an answer, in order."""
        return plan(self.outputs, [node for _, node in self.parameters], _circle)

    def value(self, frame: Frame, run: Evaluation) -> Function:
        """The service as a function, one in each frame."""
        found: Function | None = frame.values.get(self)
        if found is None:
            formals = tuple(formal(name, ANY) for name, _ in self.parameters)
            found = callable_value(self.at.called, formals, lambda given: self.answer(given, run), run)
            frame.values[self] = found
        return found

    def answer(self, given: Mapping[str, Any], run: Evaluation) -> Any:
        """The value of the service for these inputs, evaluated apart from everything else."""
        frame = Frame(given)
        for name, node in self.parameters:
            value = outbound(given.get(name))
            frame.values[node] = run.fit(value, node.type, node.at.line, called=node.at.called)
        for node in self.plan:
            if node not in frame.values:
                frame.values[node] = node.compute(frame, run)
        values = {node.at.variable: frame.values[node] for node in self.outputs}
        if not values:
            return run.note(
                self.at.line, "", f'The decision service "{self.at.called}" has no output decision.'
            )
        result = next(iter(values.values())) if len(values) == 1 else values
        return run.fit(result, result_type(self.type), self.at.line, called=self.at.called)


def _circle(element: Element, sentence: str) -> NoReturn:
    raise ModelRefused("", element.line, element.called, sentence)
