"""Values as literals."""

from __future__ import annotations

from decimal import Decimal

from cip_workflow.feel.numbers import plain
from cip_workflow.feel.syntax.vocabulary import is_plain

_LONG = 40


def quoted(text: str) -> str:
    """A string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def key_text(key: str) -> str:
    """The key of a context entry: a name where it is one, else a string literal."""
    return key if is_plain(key) else quoted(key)


def number_text(value: Decimal) -> str:
    """A number literal, with an exponent only where it would be very long."""
    return plain(value) if abs(value.adjusted()) < _LONG else str(value)
