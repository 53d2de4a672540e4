"""Texts of a diagram that are FEEL (`=amount > 10`) or stand for themselves (`finance`), and mappings made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cip_workflow import feel
from cip_workflow.engine.faults import Failed, Kind
from cip_workflow.engine.scopes import Scope, Variables, assign
from cip_workflow.errors import ExpressionError

if TYPE_CHECKING:
    from cip_workflow.engine.tokens import Token


class Expression:
    """One text of a diagram, read once.

    `what` says in words what it is for (`the assignee of Check the need`), so that an incident can say it too.
    """

    __slots__ = ("_program", "text", "what")

    def __init__(self, text: str, what: str) -> None:
        self.text = text
        self.what = what
        self._program = feel.compile(text[1:].strip()) if text.startswith("=") else None

    @property
    def static(self) -> bool:
        """Whether the text stands for itself."""
        return self._program is None

    def raw(self, scope: Variables) -> Any:
        """The value as FEEL gives it. Raises Failed."""
        if self._program is None:
            return self.text
        try:
            return self._program.evaluate(scope)
        except ExpressionError as error:
            raise self.failed(f"{self.what} cannot be evaluated. {error.message}", scope) from error

    def value(self, scope: Variables) -> Any:
        """The value as a variable can hold it. Raises Failed."""
        return self.text if self._program is None else feel.to_plain(self.raw(scope))

    def truth(self, scope: Variables) -> bool:
        """True or false. Raises Failed for anything else: null must not choose a way by itself."""
        value = self.raw(scope)
        if value is True or value is False:
            return bool(value)
        raise self.failed(f"{self.what} gave {_shown(value)}, not true or false.{self._why(scope)}", scope)

    def holds(self, token: Token) -> bool:
        """Whether the condition is true where `token` stands."""
        return self.truth(token.data)

    @property
    def names(self) -> tuple[str, ...]:
        """The variables that it reads, as paths."""
        found = () if self._program is None else self._program.names
        return tuple(path for path in found if path not in feel.BUILTINS)

    def reads(self, scope: Variables) -> dict[str, Any]:
        """The variables that it reads, by path, with their values; for an incident."""
        return {path: _at(scope, path) for path in self.names}

    def failed(self, message: str, scope: Variables, kind: Kind = "expression") -> Failed:
        """The failure of this expression, with what it read."""
        return Failed(message, kind=kind, expression=self.text, values=self.reads(scope))

    def _why(self, scope: Variables) -> str:
        notes = () if self._program is None else self._program.run(scope).diagnostics
        return "".join(f" {note}" for note in notes[:3])


def _shown(value: Any) -> str:
    return "null" if value is None else feel.text_of(value)


def _at(scope: Variables, path: str) -> Any:
    value: Any = scope
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def as_feel(text: str) -> str:
    """An expression also where the file leaves out the `=`, for places where plain text has no meaning."""
    return text if text.startswith("=") else f"={text}"


Mappings = tuple[tuple[str, Expression], ...]


def read_mappings(pairs: list[list[str]], what: str) -> Mappings:
    """`(target, expression)` for every `[target, source]` of a zeebe:ioMapping."""
    return tuple(
        (target, Expression(source, f"The {what} mapping to {target!r}")) for target, source in pairs
    )


def map_in(mappings: Mappings, scope: Variables) -> Scope:
    """A local scope over `scope` with the inputs; each sees those before it. Raises Failed."""
    local = Scope({}, scope)
    for target, source in mappings:
        assign(local.local, target, source.value(local))
    return local


def map_out(mappings: Mappings, results: Mapping[str, Any], token: Token) -> None:
    """Carry results outward through output mappings; without any, all of them. Raises Failed, and has then done nothing."""
    outer = token.outer
    if not mappings:
        for name, value in results.items():
            outer[name] = value
        return
    view = Scope(dict(results), token.data)
    values = []
    for target, source in mappings:
        value = source.value(view)
        values.append((target, value))
        assign(view.local, target, value)
    for target, value in values:
        assign(outer, target, value)
