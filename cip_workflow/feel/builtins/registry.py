"""How a built-in function is declared, chosen by its arguments, and called.

    @builtin("substring", "string: string, start position: number, length: number?")
    def substring(text, start, length=None): ...

A name may be declared several times, once for each signature. `?` marks what may be left out or null, `*` the last
parameter that takes any number of arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from cip_workflow.feel.builtins.domains import DOMAINS, Fit
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import Run
from cip_workflow.feel.syntax.vocabulary import is_plain
from cip_workflow.feel.values import MISSING, described

AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Formal:
    """A formal parameter: its name, what fits an argument to its domain, whether it may be left out."""

    name: str
    domain: str
    type: str
    fit: Fit
    optional: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a built-in."""

    parameters: tuple[Formal, ...]
    function: Callable[..., Any]
    needs_run: bool = False
    #: The name of the type of its results, where it has one type.
    result_type: str = ""

    @property
    def least(self) -> int:
        return sum(not (formal.optional or formal.many) for formal in self.parameters)

    @property
    def most(self) -> float:
        return float("inf") if self.parameters and self.parameters[-1].many else len(self.parameters)

    def __str__(self) -> str:
        return ", ".join(
            formal.name + "?" * formal.optional + "..." * formal.many for formal in self.parameters
        )


class Builtin:
    """A built-in function with all its signatures."""

    __slots__ = ("_by_count", "name", "signatures")
    feel_kind = "function"

    def __init__(self, name: str) -> None:
        self.name = name
        self.signatures: list[Signature] = []
        self._by_count: dict[int, list[Signature]] = {}

    def add(self, signature: Signature) -> None:
        self.signatures.append(signature)
        self._by_count.clear()

    def call(self, run: Run, arguments: Sequence[Any]) -> Any:
        """Call with positional arguments.

        Raises:
            NoValue: no signature takes these arguments, or the result is null for a reason to tell.
        """
        count = len(arguments)
        candidates = self._by_count.get(count)
        if candidates is None:
            candidates = [each for each in self.signatures if each.least <= count <= each.most]
            self._by_count[count] = candidates
        if not candidates:
            raise NoValue(f"{self.name} does not take {count} arguments; it is {self}.")
        return self._first_fitting(run, candidates, arguments)

    def call_named(self, run: Run, arguments: Mapping[str, Any]) -> Any:
        """Call with named arguments.

        Raises:
            NoValue: as for `call`.
        """
        candidates: list[tuple[Signature, list[Any]]] = []
        for signature in self.signatures:
            names = [formal.name for formal in signature.parameters]
            required = {f.name for f in signature.parameters if not f.optional}
            if required <= arguments.keys() <= set(names):
                candidates.append((signature, [arguments.get(name) for name in names]))
        if not candidates:
            raise NoValue(f"{self.name} has no parameters {', '.join(arguments)}; it is {self}.")
        refusal = NoValue("")
        for signature, values in candidates:
            try:
                return _invoke(run, signature, values)
            except _Unfit as unfit:
                refusal = unfit
        raise NoValue(f"{self.name}: {refusal.sentence}")

    def _first_fitting(self, run: Run, candidates: Sequence[Signature], arguments: Sequence[Any]) -> Any:
        if len(candidates) == 1:
            return _invoke(run, candidates[0], arguments)
        refusal: _Unfit | None = None
        for signature in candidates:
            try:
                return _invoke(run, signature, arguments)
            except _Unfit as unfit:
                refusal = refusal or unfit  # the first signature is the usual one
        raise refusal or NoValue("")

    def __str__(self) -> str:
        return " or ".join(f"{self.name}({signature})" for signature in self.signatures)


class _Unfit(NoValue):
    """An argument is outside the domain of its parameter."""


def _invoke(run: Run, signature: Signature, arguments: Sequence[Any]) -> Any:
    fitted: list[Any] = []
    formals = signature.parameters
    for index, argument in enumerate(arguments):
        formal = formals[index] if index < len(formals) else formals[-1]
        if argument is None and formal.optional:
            fitted.append(None)
            continue
        value = formal.fit(argument)
        if value is MISSING:
            raise _unfit(formal, argument)
        kind = type(value)
        if kind is list:
            run.spend(len(value) >> 2)
        elif kind is str:
            run.read(value)
        fitted.append(value)
    result = signature.function(run, *fitted) if signature.needs_run else signature.function(*fitted)
    kind = type(result)
    if kind is list:
        run.keep(result)
    elif kind is str:
        run.read(result)
    return result


def _unfit(formal: Formal, argument: Any) -> _Unfit:
    return _Unfit(f"The {formal.name} must be {formal.domain}, not {_shown(argument)}.")


def _shown(argument: Any) -> str:
    if type(argument) is not list or not argument:
        return described(argument)
    held = dict.fromkeys(described(item) for item in argument[:100])
    return f"a list that holds {', '.join(held)}"


#: What the results of a Python function are in FEEL.
_RESULTS = {
    "Decimal": "number",
    "str": "string",
    "bool": "boolean",
    "DaysTimeDuration": "days and time duration",
}

#: All built-ins by name.
BUILTINS: dict[str, Builtin] = {}


def declare(name: str, parameters: str, function: Callable[..., Any], *, needs_run: bool = False) -> Builtin:
    """Add a signature to the built-in of this name, which is made when it is the first."""
    found = BUILTINS.get(name)
    if found is None:
        found = BUILTINS[name] = Builtin(name)
    result = _RESULTS.get(function.__annotations__.get("return", ""), "")
    found.add(Signature(_formals(parameters), function, needs_run, result))
    return found


def builtin(
    name: str, parameters: str = "", *, needs_run: bool = False
) -> Callable[[AnyFunction], AnyFunction]:
    """Declare the decorated function as a built-in."""

    def decorate(function: AnyFunction) -> AnyFunction:
        declare(name, parameters, function, needs_run=needs_run)
        return function

    return decorate


def _formals(parameters: str) -> tuple[Formal, ...]:
    found: list[Formal] = []
    for part in filter(None, (each.strip() for each in parameters.split(","))):
        name, _, domain = (piece.strip() for piece in part.partition(":"))
        optional, many = domain.endswith("?"), domain.endswith("*")
        domain = domain.rstrip("?*")
        known = DOMAINS[domain]
        found.append(Formal(name, known.description, known.type, known.fit, optional, many))
    return tuple(found)


def register(name: str, parameters: str, function: Callable[..., Any], *, needs_run: bool = False) -> None:
    """Add a function of our own to the language.

    Args:
        name: as expressions call it: "add working days".
        parameters: as for `builtin`: "day: date, days: number, holidays: list?".
        function: gets FEEL values; raises NoValue with a sentence where its answer is null.
        needs_run: whether it takes the `Run` first, to spend what its work costs.

    Raises:
        ValueError: a name or a parameter domain that does not exist.
    """
    if not is_plain(name):
        raise ValueError(
            f"{name!r} holds a keyword or a symbol; expressions could not tell it from an operation."
        )
    declare(name, parameters, function, needs_run=needs_run)
