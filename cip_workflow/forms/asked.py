"""What is asked of one person now: every open field with its label, limits and options, all expressions evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cip_workflow.forms.expression import Expression
from cip_workflow.forms.form import Bound, Component, Field, Key, Option
from cip_workflow.forms.people import options
from cip_workflow.forms.rows import MAX_ROWS
from cip_workflow.forms.sheet import Sheet
from cip_workflow.forms.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One open field. Hashable: the marshmallow field for it is built once and kept."""

    component: Component
    name: str  #: dotted, within its container
    label: str
    short: str = ""
    required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    shortest: int | None = None
    longest: int | None = None
    earliest: date | datetime | None = None
    latest: date | datetime | None = None
    today: date | None = None  #: for dates: the day they are judged on
    not_passed: bool = False  #: a date that may not have passed
    options: tuple[Option, ...] = ()
    rows: tuple[
        tuple[int, tuple[Asked, ...]], ...
    ] = ()  #: the number of each row on the page, and its fields

    @property
    def wording(self) -> Wording:
        """Says what is wrong with the answer."""
        return Wording(self.component, self.label, self.short)


def asked(sheet: Sheet) -> tuple[Asked, ...]:
    """Every open field of a sheet, in the order of the page."""
    scope = sheet.book.scope(sheet)
    return tuple(
        _asked(sheet, key, field.component, scope)
        for key, field in sheet.container.fields.items()
        if sheet.is_open(key, field)
    )


def open_fields(sheet: Sheet) -> Iterator[tuple[Key, Field]]:
    """The fields that `asked` describes."""
    return ((key, field) for key, field in sheet.container.fields.items() if sheet.is_open(key, field))


def is_required(component: Component, scope: Mapping[str, Any]) -> bool:
    """Whether an answer is needed, for these answers."""
    return component.required or (component.required_if is not None and component.required_if.holds(scope))


def label_of(component: Component, scope: Mapping[str, Any]) -> str:
    """The label in words; the last part of the key in words where the form gives none."""
    rendered = component.label.render(scope).strip()
    return rendered or _in_words(component.key[-1] if component.key else component.id)


def _asked(sheet: Sheet, key: Key, component: Component, scope: Mapping[str, Any]) -> Asked:
    limits = component.limits
    rows = sheet.rows.get(key, [])
    minimum, maximum = _number(limits.minimum, scope), _number(limits.maximum, scope)
    if component.is_rows and maximum is None:
        maximum = Decimal(MAX_ROWS)
    return Asked(
        component=component,
        name=".".join(key),
        label=label_of(component, scope),
        short=component.short.render(scope),
        required=is_required(component, scope),
        minimum=minimum,
        maximum=maximum,
        shortest=_whole(limits.shortest, scope),
        longest=_whole(limits.longest, scope),
        earliest=_date(limits.earliest, scope),
        latest=_date(limits.latest, scope),
        today=sheet.book.today if component.kind in {"date", "datetime"} else None,
        not_passed="notpassed" in component.look,
        options=options(component, scope, sheet.book.people),
        rows=tuple((row.index, asked(row)) for row in rows),
    )


def _number(bound: Bound, scope: Mapping[str, Any]) -> Decimal | None:
    if not isinstance(bound, Expression):
        return bound
    value = bound.value(scope)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(str(value))
    return value if isinstance(value, Decimal) else None


def _whole(bound: Bound, scope: Mapping[str, Any]) -> int | None:
    found = _number(bound, scope)
    return None if found is None else int(found)


def _date(bound: Expression | None, scope: Mapping[str, Any]) -> date | datetime | None:
    value = None if bound is None else bound.value(scope)
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def _in_words(key: str) -> str:
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in key.replace("_", " "))
    return spaced.strip()[:1].upper() + spaced.strip()[1:]
