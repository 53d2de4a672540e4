"""A loaded model: what it offers, and its evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cip_workflow.dmn.elements import Decision, DecisionService, Definitions, InputData
from cip_workflow.dmn.evaluation import Evaluation
from cip_workflow.dmn.graph import Graph
from cip_workflow.dmn.nodes import DecisionNode, Frame, KnowledgeNode, ServiceNode
from cip_workflow.dmn.outcome import NO_SHAPE, Outcome
from cip_workflow.dmn.problem import Problem
from cip_workflow.dmn.sheet import Sheet, sheets
from cip_workflow.errors import ExpressionError, NotFound
from cip_workflow.feel.builtins.calling import call_named
from cip_workflow.feel.errors import FeelBudgetError, NoValue
from cip_workflow.feel.inbound import outbound

#: How many times the budget of one expression a whole graph of decisions may spend.
MAX_BUDGETS = 10

Offered = DecisionNode | ServiceNode | KnowledgeNode


class Model:
    """A decision model, compiled once and evaluated often; it may be shared by threads.

    `decisions`, `inputs`, `services` are what the file defines, in its order; each has `id`, `name`, `type`.
    `problems` lists what will give null when it is evaluated (an expression that cannot be read, a type that is not
    defined, a function in Java): to be shown, and refused where a model is deployed.
    """

    def __init__(self, graph: Graph, problems: tuple[Problem, ...]) -> None:
        self._graph = graph
        self._offered = _offered(graph, ())
        self.problems = problems

    @property
    def definitions(self) -> Definitions:
        """The whole file as it was read."""
        return self._graph.model

    @property
    def name(self) -> str:
        """The name that the file gives itself."""
        return self._graph.model.name

    @property
    def namespace(self) -> str:
        """What other models import this one by."""
        return self._graph.model.namespace

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of this file."""
        return self._graph.model.decisions

    @property
    def inputs(self) -> tuple[InputData, ...]:
        """The input data of this file."""
        return self._graph.model.inputs

    @property
    def services(self) -> tuple[DecisionService, ...]:
        """The decision services of this file."""
        return self._graph.model.services

    def tables(self) -> tuple[Sheet, ...]:
        """Every decision table as texts, for a page to draw."""
        return sheets(self._graph.model)

    def evaluate(self, decision: str, inputs: Mapping[str, Any], *, now: datetime | None = None) -> Outcome:
        """Evaluate a decision, found by its id or name, with everything that it requires.

        A decision service or a business knowledge model is found as well, its inputs being its parameters; what is
        imported is found as `import name.name`. Values are those of `cip_workflow.feel`; ints, floats, tuples and
        timedeltas are taken too. Mistakes inside give null and a diagnostic, as the standard wants it.

        Raises NotFound when the model has no such element, ExpressionError when the budget is spent.
        """
        node = self._find(decision, DecisionNode, ServiceNode, KnowledgeNode)
        return self._outcome(node, inputs, now)

    def evaluate_service(
        self, name: str, inputs: Mapping[str, Any], *, now: datetime | None = None
    ) -> Outcome:
        """Evaluate a decision service, found by its id or name, from its input data and input decisions.

        The value is that of its output decision, or a context of several by their names. Raises as `evaluate` does.
        """
        return self._outcome(self._find(name, ServiceNode), inputs, now)

    def service_outputs(self, name: str) -> tuple[str, ...]:
        """The names of the output decisions of a service. Raises NotFound when there is no such service."""
        service = self._find(name, ServiceNode)
        return tuple(node.at.variable for node in service.outputs)

    def _find(self, name: str, *kinds: type) -> Any:
        for node in self._offered.get(name, ()):
            if isinstance(node, kinds):
                return node
        known = ", ".join(f'"{each.called}"' for each in self.decisions[:20])
        raise NotFound(
            f'{self.definitions.file or "This model"} has no decision "{name}". It has {known or "none"}.'
        )

    def _outcome(self, node: Offered, inputs: Mapping[str, Any], now: datetime | None) -> Outcome:
        run = Evaluation(now)
        run.decision = node.at.called
        try:
            value = outbound(self._value(node, Frame(inputs), run))
        except RecursionError:
            sentence = f'The decision "{node.at.called}" calls functions too deep inside each other.'
            raise FeelBudgetError(sentence) from None
        except NoValue as problem:
            value = run.note(node.at.line, "", problem.sentence)
        except FeelBudgetError as error:
            raise FeelBudgetError(f"{run.decision}: {error.message}") from None
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # an input that is no value of FEEL and does not behave, such as an object of some library
            raise ExpressionError(f"{run.decision}: an input cannot be used in FEEL: {error}.") from error
        shape = node.shape if isinstance(node, DecisionNode) else NO_SHAPE
        return Outcome(value, tuple(run.trace), tuple(run.diagnostics), shape)

    def _value(self, node: Offered, frame: Frame, run: Evaluation) -> Any:
        if isinstance(node, ServiceNode):
            return node.answer(frame.given, run)
        if isinstance(node, KnowledgeNode):
            names = [parameter.name for parameter in node.parameters]
            return call_named(
                run.feel, node.value(frame, run), {name: frame.given.get(name) for name in names}
            )
        # a large graph may take longer than one expression, but not without end
        run.feel.steps *= min(len(node.plan), MAX_BUDGETS)
        for each in node.plan:
            frame.values[each] = each.compute(frame, run)
        return frame.values[node]


def _offered(graph: Graph, path: tuple[str, ...]) -> dict[str, list[Offered]]:
    """What can be asked for, by id, name and variable; an id wins over a name that is the same."""
    found: dict[str, list[Offered]] = {}
    nodes = [
        node for node in graph.nodes.values() if isinstance(node, DecisionNode | ServiceNode | KnowledgeNode)
    ]
    for kind in (DecisionNode, ServiceNode, KnowledgeNode):
        for attribute in ("id", "name", "variable"):
            for node in nodes:
                name = getattr(node.at, attribute)
                if isinstance(node, kind) and name:
                    found.setdefault(".".join((*path, name)), []).append(node)
    for prefix, imported in graph.imports.items():
        for name, others in _offered(imported, (*path, prefix) if prefix else path).items():
            found.setdefault(name, []).extend(others)
    return found
