"""Calling functions that are values: those given to `sort` and `list replace`, and those in variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cip_workflow.feel.builtins.registry import Builtin
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import Run
from cip_workflow.feel.values import MISSING, Function, described


def call(run: Run, function: Any, arguments: Sequence[Any]) -> Any:
    """Call a function with positional arguments (DMN 10.3.2.13.5).

    Raises:
        NoValue: it is no function, or does not take these arguments.
    """
    if isinstance(function, Builtin):
        return function.call(run, arguments)
    if not isinstance(function, Function):
        raise NoValue(f"{described(function).capitalize()} cannot be called.")
    parameters = function.parameters
    if len(arguments) != len(parameters):
        raise NoValue(
            f"{function.name or 'This function'} takes {len(parameters)} arguments, not {len(arguments)}."
        )
    fitted = list(arguments)
    for index, parameter in enumerate(parameters):
        if parameter.fit is not None:
            fitted[index] = parameter.fit(arguments[index])
            if fitted[index] is MISSING:
                raise NoValue(
                    f"{parameter.name} must be {parameter.type}, not {described(arguments[index])}."
                )
    return inbound(function.call(*fitted))


def call_named(run: Run, function: Any, arguments: Mapping[str, Any]) -> Any:
    """Call a function with named arguments; those left out are null.

    Raises:
        NoValue: it is no function, or has no such parameters.
    """
    if isinstance(function, Builtin):
        return function.call_named(run, arguments)
    if not isinstance(function, Function):
        raise NoValue(f"{described(function).capitalize()} cannot be called.")
    names = [parameter.name for parameter in function.parameters]
    unknown = [name for name in arguments if name not in names]
    if unknown:
        raise NoValue(
            f"{function.name or 'This function'} has no parameter {unknown[0]!r}; it has {', '.join(names)}."
        )
    return call(run, function, [arguments.get(name) for name in names])


def is_true(run: Run, function: Any, *arguments: Any) -> bool:
    """Call a function that must answer true or false.

    Raises:
        NoValue: it answers something else.
    """
    answer = call(run, function, arguments)
    if not isinstance(answer, bool):
        raise NoValue("The function must answer true or false for every item.")
    return answer
