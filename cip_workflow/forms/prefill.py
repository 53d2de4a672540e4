"""What stands in a field before anybody has typed: the case's variable of that name, else the form's default.

A rework loop shows what was answered before; a generic form starts empty (`prefill: false`), and a confirmation is
never given in advance.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cip_workflow.forms.form import Component, Container, Form, Key
from cip_workflow.forms.rows import MAX_ROWS, followed
from cip_workflow.forms.sheet import place


def prefilled(form: Form, answers: Mapping[str, Any], context: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with a first value for every field that has none yet; what was emptied stays empty."""
    return _container(form.root, answers, context)


def _container(
    container: Container, answers: Mapping[str, Any], context: Mapping[str, Any] | None
) -> dict[str, Any]:
    found = dict(answers)
    for key, field in container.fields.items():
        component = field.component
        if not component.is_answered:
            continue
        if _has(answers, key):
            given = followed(answers, key)
            if component.row is not None and isinstance(given, list | tuple):
                place(found, key, [_row(component.row, row) for row in given])
            continue
        first = _first(component, key, context)
        if first is not None:
            place(found, key, first)
    return found


def _first(component: Component, key: Key, context: Mapping[str, Any] | None) -> Any:
    known = followed(context, key) if component.prefill and context is not None else None
    if component.row is None:
        return component.default if known is None else known
    if isinstance(known, list) and known:
        return [_row(component.row, row) if isinstance(row, Mapping) else row for row in known]
    return [_row(component.row, {}) for _ in range(_repetitions(component))]


def _row(row: Container, answers: Any) -> Any:
    return _container(row, answers, None) if isinstance(answers, Mapping) else answers


def _repetitions(component: Component) -> int:
    wanted = int(component.look.get("repetitions", "1"))
    least = component.limits.minimum
    if isinstance(least, Decimal):
        wanted = max(wanted, int(least))
    return min(max(wanted, 0), MAX_ROWS)


def _has(answers: Any, key: Key) -> bool:
    for part in key:
        if not isinstance(answers, Mapping) or part not in answers:
            return False
        answers = answers[part]
    return True
