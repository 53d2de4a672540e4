"""Defining and calling functions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from cip_workflow.feel.builtins.calling import call as call_positional
from cip_workflow.feel.builtins.calling import call_named
from cip_workflow.feel.compiler.dispatch import Unit, compile_node, compiles, guarded, size
from cip_workflow.feel.compiler.scope import Code, Scope, inner
from cip_workflow.feel.errors import FeelBudgetError, NoValue
from cip_workflow.feel.external import external
from cip_workflow.feel.limits import MAX_CALLS, Run
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.types import Fitting, fitting, type_text
from cip_workflow.feel.values import Function, Parameter


@compiles(tree.Call)
def call(node: tree.Call, unit: Unit) -> Code:
    function = compile_node(node.function, unit)
    arguments = [compile_node(argument, unit) for argument in node.arguments]

    def run(scope: Scope) -> Any:
        try:
            return call_positional(scope.run, function(scope), [argument(scope) for argument in arguments])
        except NoValue as nothing:
            scope.run.note(node, nothing.sentence)
            return None

    return run


@compiles(tree.NamedCall)
def named_call(node: tree.NamedCall, unit: Unit) -> Code:
    function = compile_node(node.function, unit)
    arguments = [(name, compile_node(argument, unit)) for name, argument in node.arguments]

    def run(scope: Scope) -> Any:
        return call_named(scope.run, function(scope), {name: argument(scope) for name, argument in arguments})

    return guarded(node, run)


@compiles(tree.FunctionDefinition)
def function_definition(node: tree.FunctionDefinition, unit: Unit) -> Code:
    parameters = [_parameter(parameter, unit) for parameter in node.parameters]
    names = [parameter.name for parameter in node.parameters]
    body = compile_node(node.body, unit)
    if node.external:
        return lambda scope: Function("", _bound(parameters, scope.run), external(body(scope)))
    cost = size(node.body)
    result_type = _RESULT_TYPES.get(type(node.body), "")

    def define(scope: Scope) -> Function:
        budget = scope.run

        def invoke(*arguments: Any) -> Any:
            budget.spend(cost)
            budget.calls += 1
            if budget.calls > MAX_CALLS:
                raise FeelBudgetError(f"Functions call each other more than {MAX_CALLS} deep.")
            try:
                return body(inner(dict(zip(names, arguments, strict=True)), scope))
            finally:
                budget.calls -= 1

        return Function("", _bound(parameters, budget), invoke, result_type)

    return define


#: The types of what some bodies give, whatever their arguments are.
_RESULT_TYPES: dict[type[tree.Node], str] = {
    tree.Number: "number",
    tree.String: "string",
    **dict.fromkeys(
        (
            tree.Boolean,
            tree.Comparison,
            tree.Between,
            tree.In,
            tree.InstanceOf,
            tree.Conjunction,
            tree.Disjunction,
        ),
        "boolean",
    ),
}


def _parameter(parameter: tree.Parameter, unit: Unit) -> tuple[Parameter, Fitting | None]:
    if parameter.type is None:
        return Parameter(parameter.name), None
    return Parameter(parameter.name, type_text(parameter.type)), fitting(parameter.type, unit.types)


def _bound(parameters: list[tuple[Parameter, Fitting | None]], run: Run) -> tuple[Parameter, ...]:
    """The parameters of a function that is made in a run: fitting its arguments counts there."""
    return tuple(
        parameter if fit is None else replace(parameter, fit=partial(_fitted, fit, run))
        for parameter, fit in parameters
    )


def _fitted(fit: Fitting, run: Run, value: Any) -> Any:
    return fit(value, run)
