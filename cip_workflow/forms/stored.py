"""Typed answers as JSON and back: dates as ISO 8601, decimals as text, so that nothing is rounded on the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from cip_workflow.forms.form import Container, Form
from cip_workflow.forms.kinds import NUMBERS
from cip_workflow.forms.rows import followed

_OF_ISO = {"date": date.fromisoformat, "time": time.fromisoformat, "datetime": datetime.fromisoformat}


def as_json(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as plain JSON values."""
    return {str(name): _plain(value) for name, value in answers.items()}


def from_json(form: Form, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Answers that `as_json` made, typed again by the kinds that the form declares.

    What the form does not declare (answers to an older version of it) is kept as it is.
    """
    return _typed(form.root, stored)


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same answer, however each is written: 2 and Decimal("2.00"), null and empty."""
    return bool(_compared(one) == _compared(other))


def _compared(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _compared(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_compared(item) for item in value] or None
    if isinstance(value, bool) or value is None or value == "":
        return value or (False if value is False else None)
    if isinstance(value, int | float | Decimal):
        return str(Decimal(str(value)).normalize())
    if isinstance(value, str):
        try:
            return str(Decimal(value).normalize())
        except ArithmeticError:
            return value
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def _typed(container: Container, stored: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _copied(stored)
    for key, field in container.fields.items():
        inside = followed(found, key[:-1])
        if not isinstance(inside, dict) or key[-1] not in inside:
            continue
        component, value = field.component, inside[key[-1]]
        if component.row is not None and isinstance(value, list):
            inside[key[-1]] = [_typed(component.row, row) if isinstance(row, dict) else row for row in value]
        else:
            kind = component.look.get("kind", "") if component.kind == "computed" else component.kind
            inside[key[-1]] = _read(kind, value)
    return found


def _read(kind: str, value: Any) -> Any:
    try:
        if kind in NUMBERS and isinstance(value, str | int | float) and not isinstance(value, bool):
            return Decimal(str(value))
        if kind in _OF_ISO and isinstance(value, str):
            return _OF_ISO[kind](value)
    except (ValueError, ArithmeticError):
        return value
    return value


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _copied(item) for name, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
