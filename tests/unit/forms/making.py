"""Small forms and a small cast for these tests."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from cip_workflow.errors import Invalid, Refused
from cip_workflow.forms import Answers, Finding, Form, Person, clean, load
from cip_workflow.types import Actor

_numbers = count(1)
NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)  # a Sunday, in winter: London's time is UTC

OWEN = Person(login="ohartley", name="Owen Hartley", organisation="LCC")
RUTH = Person(login="radeyemi", name="Ruth Adeyemi", organisation="LCC")
CALLUM = Person(login="croe", name="Callum Roe", organisation="BARNARDOS")

COUNCIL = Actor(person_id=1, login="pnandra", name="Priya Nandra", organisation="LCC")
CHARITY = Actor(person_id=2, login="ebanjo", name="Ese Banjo", organisation="BARNARDOS")


class Cast:
    """Three people in two groups; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def members(self, group: str) -> Sequence[Person]:
        self.asked.append(group)
        groups = {"heads": (OWEN,), "board": (OWEN, RUTH, CALLUM), "*": (OWEN, RUTH, CALLUM)}
        return groups.get(group, ())


def component(type_: str, key: str = "", **more: Any) -> dict[str, Any]:
    """A component with an id and a label made from its key; `properties` and the like as keywords."""
    place = "path" if type_ in {"group", "dynamiclist"} else "key"
    label = "dateLabel" if type_ == "datetime" else "label"
    made: dict[str, Any] = {"type": type_, "id": f"{type_}_{next(_numbers)}"}
    if key:
        made |= {place: key, label: key.capitalize()}
    return made | more


def source(*components: dict[str, Any], **top: Any) -> bytes:
    """A form file with these components."""
    return json.dumps({"type": "default", "id": "Form_1", "components": list(components)} | top).encode()


def form(*components: dict[str, Any], **top: Any) -> Form:
    """A loaded form with these components."""
    return load(source(*components, **top), "test.form")


def findings(*components: dict[str, Any], **top: Any) -> list[Finding]:
    """Why a form with these components is refused."""
    with pytest.raises(Refused) as caught:
        form(*components, **top)
    return [each for each in caught.value.findings if isinstance(each, Finding)]


def cleaned(
    made: Form, answers: Mapping[str, Any], context: Mapping[str, Any] | None = None, **more: Any
) -> Answers:
    """The typed answers."""
    return clean(made, answers, context or {}, **({"people": Cast(), "now": NOW} | more))


def faults(
    made: Form, answers: Mapping[str, Any], context: Mapping[str, Any] | None = None, **more: Any
) -> dict[str, list[str]]:
    """What is wrong with the answers, by path."""
    with pytest.raises(Invalid) as caught:
        cleaned(made, answers, context, **more)
    return caught.value.fields


def values(*names: str) -> list[dict[str, str]]:
    """Options whose labels are their values with a capital."""
    return [{"label": name.capitalize(), "value": name} for name in names]
