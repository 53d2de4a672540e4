"""Who can be chosen in a form, and which options a choice offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from cip_workflow.forms.form import Component, Option, Source
from cip_workflow.forms.kinds import ORGANISATIONS
from cip_workflow.forms.readable import readable
from cip_workflow.forms.rows import followed

#: The group that stands for everybody who may sign in.
EVERYONE = "*"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who can be chosen."""

    login: str
    name: str
    organisation: str


class People(Protocol):
    """Knows the members of groups; operations give one that resolves groups within the brief."""

    def members(self, group: str) -> Sequence[Person]:
        """The active members of a group, by name; of everyone for `*`; empty for a group that is not known."""
        ...


class Nobody:
    """No people at all: for looking at a form outside any case."""

    def members(self, group: str) -> Sequence[Person]:
        """Nobody."""
        return ()


class Remembered:
    """Asks for each group once, however many rows of a list offer its people."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._known: dict[str, tuple[Person, ...]] = {}

    def members(self, group: str) -> Sequence[Person]:
        """The members, as the people behind this know them."""
        if group not in self._known:
            self._known[group] = tuple(self._people.members(group))
        return self._known[group]


def options(component: Component, scope: Mapping[str, Any], people: People) -> tuple[Option, ...]:
    """What a choice offers, for the answers and variables in `scope`; empty for what is no choice."""
    source = component.source
    if source is None:
        return ()
    if source.group is not None:
        return _persons(source, scope, people)
    if source.fixed:
        return source.fixed
    listed: Any = None
    if source.expression is not None:
        listed = source.expression.value(scope)
    elif source.variable is not None:
        listed = followed(scope, tuple(source.variable.split(".")))
    found = [_option(each, source) for each in listed] if isinstance(listed, list | tuple) else []
    return tuple({option.posted: option for option in found if option is not None}.values())


def organisations() -> tuple[Option, ...]:
    """The organisations of the partnership, as options."""
    return tuple(Option(value=key, label=name) for key, name in ORGANISATIONS.items())


def _persons(source: Source, scope: Mapping[str, Any], people: People) -> tuple[Option, ...]:
    groups = source.group.render(scope) if source.group else ""
    only = source.organisation.render(scope).strip() if source.organisation else ""
    found: dict[str, Person] = {}
    for group in filter(None, (name.strip() for name in groups.split(","))):
        for person in people.members(group):
            if not only or person.organisation == only:
                found.setdefault(person.login, person)
    return tuple(Option(value=each.login, label=named(each)) for each in found.values())


def named(person: Person) -> str:
    """A person as the page names them: with their organisation, since two may share a name."""
    return f"{person.name}, {ORGANISATIONS.get(person.organisation, person.organisation)}"


def _option(each: Any, source: Source) -> Option | None:
    if isinstance(each, Mapping):
        value = each.get("value")
        label = each.get("label", value)
    else:
        value = label = each
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(str(value))
    if value is None or not isinstance(value, str | bool | Decimal) or value == "":
        return None
    option = Option(value=value, label=readable(label))
    hint = source.hints.get(option.posted, "")
    return Option(value=value, label=option.label, hint=hint) if hint else option
