"""The expressions of a form: FEEL after `=`, and texts with `{{ expression }}` in them.

form-js evaluates both in the browser; here they are compiled once, when the file is loaded, and evaluated on the
server for each person's answers.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import Any

from cip_workflow import feel
from cip_workflow.forms.readable import readable

_HOLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_BLOCK = re.compile(r"\{\{\s*[#/]")


class Names(ChainMap[str, Any]):
    """The names that an expression sees, and the instant that `now()` and `today()` give. Nothing writes to it."""

    now: datetime | None = None

    def __init__(self, *maps: Mapping[str, Any]) -> None:
        super().__init__(*(each if isinstance(each, dict) else dict(each) for each in maps))


@dataclass(frozen=True, eq=False)
class Expression:
    """A compiled FEEL expression; `names` are the variables that it reads, as paths, to know what it depends on."""

    text: str
    compiled: feel.Expression = field(repr=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The variables that are read, as paths: `("brief.title", "outcome")`."""
        # The names of built-in functions stand among them wherever one is called.
        return tuple(
            name
            for name in self.compiled.names
            if name not in feel.BUILTINS or not re.search(rf"\b{re.escape(name)}\s*\(", self.text)
        )

    def value(self, scope: Mapping[str, Any]) -> Any:
        """What it gives; None where FEEL gives null. Numbers stay Decimal, durations and ranges become their text.

        Raises:
            ExpressionError: it needs more steps than one evaluation may take.
        """
        return _plain(self.compiled.evaluate(scope, now=getattr(scope, "now", None)))

    def holds(self, scope: Mapping[str, Any]) -> bool:
        """Whether it is true: not false, not null."""
        return self.value(scope) is True


@dataclass(frozen=True, eq=False)
class Text:
    """A text of the file: `parts` are literal strings and the expressions between them."""

    parts: tuple[str | Expression, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def static(self) -> str | None:
        """The text itself, when nothing in it is to be evaluated."""
        if not self.parts:
            return ""
        first = self.parts[0]
        return first if len(self.parts) == 1 and isinstance(first, str) else None

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The expressions in it."""
        return tuple(part for part in self.parts if isinstance(part, Expression))

    def render(self, scope: Mapping[str, Any], *, say: Callable[[str], str] = str) -> str:
        """The text with the values of its expressions in words; `say` is applied to each of those."""
        return "".join(
            part if isinstance(part, str) else say(readable(part.value(scope))) for part in self.parts
        )


def compile_expression(text: str) -> Expression:
    """Compile FEEL, with or without the leading `=`.

    Raises:
        ExpressionError: the text is not FEEL; the message says where and what was expected.
    """
    body = text.strip().removeprefix("=").strip()
    return Expression(text, feel.compile(body))


def compile_text(text: str) -> Text:
    """Compile a label, hint or body: `= expression`, or a text with `{{ expression }}` in it.

    Raises:
        ExpressionError: an expression in it is not FEEL, or it uses `{{#if}}` or `{{#loop}}`.
    """
    if text.startswith("="):
        return Text((compile_expression(text),))
    if _BLOCK.search(text):
        raise feel.FeelSyntaxError(
            "The template tags {{#if}} and {{#loop}} are not available: write {{ if .. then .. else .. }}"
            ' or {{ string join(for x in .. return .., ", ") }}',
            text,
        )
    pieces = _HOLE.split(text)
    parts: list[str | Expression] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append(compile_expression(piece))
        elif piece:
            parts.append(piece)
    return Text(tuple(parts))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | Decimal | date | time):
        return value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return feel.text_of(value)
