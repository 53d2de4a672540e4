"""Which questions can stand under one radio (GOV.UK's conditional reveal) instead of coming and going with the page.

That is so when a question is hidden by nothing but the radio before it, shows for exactly one of its choices, and is
short. It then works without JavaScript too: everything is simply shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cip_workflow.forms.form import Component, Option

_SIMPLE = frozenset(
    {
        "text",
        "longtext",
        "number",
        "money",
        "percent",
        "integer",
        "date",
        "time",
        "choice",
        "choices",
        "boolean",
    }
    | {"person", "organisation", "tags", "cpv", "flag", "prose"}
)
_MOST = 4


def revealed(
    radio: Component, names: Sequence[str], options: Sequence[Option], following: Sequence[Component]
) -> dict[Component, str]:
    """The components right behind a radio that stand under one of its choices, with that choice's posted value.

    Args:
        radio: the question with the choices.
        names: how expressions call its answer: `outcome`, `contact.kind`, in a list `this.present`.
        options: the choices that it offers now.
        following: the components behind it in the same group, in order.
    """
    found: dict[Component, str] = {}
    left: set[str] = set()  # choices that show something which stays in its place
    for component in following:
        shown = _shown_for(component, names, options)
        if shown is None:
            break
        if len(shown) == 1 and component.kind in _SIMPLE and not shown & left:
            found[component] = next(iter(shown))
        else:
            left |= shown
    crowded = {choice for choice in found.values() if list(found.values()).count(choice) > _MOST}
    return {component: choice for component, choice in found.items() if choice not in crowded}


def _shown_for(component: Component, names: Sequence[str], options: Sequence[Option]) -> set[str] | None:
    """The choices for which a component shows; None when something else decides as well."""
    if component.hide is None or len(component.hide.names) != 1 or component.hide.names[0] not in names:
        return None
    name = component.hide.names[0]
    if not component.hide.holds(with_value({}, name, None)):
        return None
    return {
        option.posted for option in options if not component.hide.holds(with_value({}, name, option.value))
    }


def with_value(data: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    """The data with another value under a dotted name."""
    first, dot, rest = name.partition(".")
    inner = data.get(first)
    changed = with_value(inner if isinstance(inner, Mapping) else {}, rest, value) if dot else value
    return {**data, first: changed}
