"""`value.name`: entries of contexts, and the properties that other values have (DMN tables 64 to 67)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.temporal.calendar import day_number, nanoseconds_of
from cip_workflow.feel.temporal.zones import offset_of, offset_of_time, zone_name
from cip_workflow.feel.values import MISSING, NANOSECONDS, DaysTimeDuration, described, kind_of

Property = Callable[[Any], Any]


def select(value: Any, name: str) -> Any:
    """`value.name`; of a list, the same of each of its items.

    Raises:
        NoValue: the value has nothing of that name.
    """
    if isinstance(value, Mapping):
        found = value.get(name, MISSING)
        if found is MISSING:
            raise NoValue(f"This context has no entry {name!r}; it has {_listed(value)}.")
        return inbound(found)
    if isinstance(value, list):
        return [_of_item(item, name) for item in value]
    kind = kind_of(value)
    prop = _PROPERTIES.get(kind, {}).get(name)
    if prop is None:
        raise NoValue(f"{described(value).capitalize()} has no property {name!r}.")
    return prop(value)


def _of_item(item: Any, name: str) -> Any:
    try:
        return select(item, name)
    except NoValue:
        return None


def _listed(context: Mapping[str, Any]) -> str:
    keys = [str(key) for _, key in zip(range(10), context, strict=False)]
    return ", ".join(map(repr, keys)) or "none"


def _attribute(name: str) -> Property:
    return lambda value: Decimal(getattr(value, name))


def _weekday(value: Any) -> Decimal:
    return Decimal((day_number(value) - 1) % 7 + 1)


def _second(value: Any) -> Decimal:
    fraction = nanoseconds_of(value) % NANOSECONDS
    return value.second + Decimal(fraction).scaleb(-9).normalize() if fraction else Decimal(value.second)


def _duration(seconds: int | None) -> DaysTimeDuration | None:
    return None if seconds is None else DaysTimeDuration(seconds * NANOSECONDS)


def _part(index: int) -> Property:
    return lambda value: Decimal(value.parts[index])


_DATE: dict[str, Property] = {
    "year": _attribute("year"),
    "month": _attribute("month"),
    "day": _attribute("day"),
    "weekday": _weekday,
}
_TIME: dict[str, Property] = {
    "hour": _attribute("hour"),
    "minute": _attribute("minute"),
    "second": _second,
    "time offset": lambda value: _duration(offset_of_time(value)),
    "timezone": lambda value: zone_name(value.tzinfo),
}
_PROPERTIES: dict[str, dict[str, Property]] = {
    "date": _DATE,
    "time": _TIME,
    "date and time": {**_TIME, **_DATE, "time offset": lambda value: _duration(offset_of(value))},
    "years and months duration": {"years": _attribute("years"), "months": _attribute("months")},
    "days and time duration": {
        "days": _part(0),
        "hours": _part(1),
        "minutes": _part(2),
        "seconds": lambda value: Decimal(value.parts[3]).normalize() + 0,
    },
    "range": {
        "start": lambda value: value.low,
        "end": lambda value: value.high,
        "start included": lambda value: value.low_included,
        "end included": lambda value: value.high_included,
    },
}
