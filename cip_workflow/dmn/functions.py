"""Functions of a model as values of FEEL: boxed function definitions, business knowledge models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cip_workflow.dmn.elements import Boxed, FunctionOf
from cip_workflow.dmn.elements import Parameter as Declared
from cip_workflow.dmn.evaluation import Evaluate, Evaluation, Scope
from cip_workflow.dmn.literals import Expressions
from cip_workflow.dmn.types import ANY, Type, fit
from cip_workflow.feel.external import external
from cip_workflow.feel.values import Function, Parameter

Names = frozenset[str]
Compile = Callable[[Boxed | None, Names, Expressions], Evaluate]
Body = Callable[[Scope], Any]


def function_value(definition: FunctionOf, names: Names, on: Expressions, compile_boxed: Compile) -> Evaluate:
    """The function that makes the function value: it keeps the scope in which it was made."""
    parameters = formals(definition.parameters, on, definition.line)
    own = [parameter.name for parameter in parameters]
    body = body_of(definition, names | frozenset(own), on, compile_boxed)

    def make(scope: Scope, run: Evaluation) -> Function:
        return callable_value(
            definition.called or "function", parameters, lambda given: body(scope | given, run), run
        )

    return make


def body_of(definition: FunctionOf, names: Names, on: Expressions, compile_boxed: Compile) -> Evaluate:
    """What a function does with its arguments, which are in the scope.

    Of functions in Java, FEEL answers some of `java.lang`; models in PMML are null with a note, and a problem of the
    model.
    """
    if definition.kind == "FEEL":
        return compile_boxed(definition.body, names, on)
    if definition.kind == "JAVA":
        return _java(definition, names, on, compile_boxed)
    sentence = f"Functions of the kind {definition.kind} cannot run here. Write it in FEEL."
    on.complain(definition.line, definition.called, sentence)
    return lambda scope, run: run.note(definition.line, "", sentence)


def _java(definition: FunctionOf, names: Names, on: Expressions, compile_boxed: Compile) -> Evaluate:
    mapping = compile_boxed(definition.body, names, on)
    own = [parameter.name for parameter in definition.parameters]

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        return external({"java": mapping(scope, run)})(*(scope[name] for name in own))

    return evaluate


def formals(declared: tuple[Declared, ...], on: Expressions, line: int) -> tuple[Parameter, ...]:
    """Declared parameters as FEEL takes them, with the types of the model."""
    return tuple(formal(each.name, on.types.find(each.type, line, each.name)) for each in declared)


def formal(name: str, wanted: Type) -> Parameter:
    """One parameter: an argument that does not fit its type makes the call null."""
    if wanted is ANY:
        return Parameter(name)
    return Parameter(name, wanted.name, lambda value: fit(wanted, value))


def callable_value(name: str, parameters: tuple[Parameter, ...], body: Body, run: Evaluation) -> Function:
    """A FEEL function that evaluates `body` with its arguments by name."""
    own = [parameter.name for parameter in parameters]

    def call(*arguments: Any) -> Any:
        with run.calling():
            return body(dict(zip(own, arguments, strict=True)))

    return Function(name, parameters, call)
