"""A form as read from its file: values only, nothing of one person's answers in it.

Form
└── root: Container                     what is answered once
    ├── components: tuple[Component]    the tree as drawn: groups hold components
    └── fields: {path: Field}           the same, flat: every component with a key, with the groups around it
        └── Component of kind "rows"
            └── row: Container          what is answered once for every row of a list
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from cip_workflow.forms.expression import Expression, Text
from cip_workflow.forms.finding import Finding
from cip_workflow.forms.kinds import ROWS

#: A key within its container: `("contact", "email")` for a field `email` in a group with path `contact`.
Key = tuple[str, ...]
Bound = Decimal | Expression | None


@dataclass(frozen=True, kw_only=True)
class Option:
    """One of the things to choose from. `value` is what the answer becomes, `posted` what the page sends."""

    value: Any
    label: str
    hint: str = ""

    @property
    def posted(self) -> str:
        """The value as text, as it stands in HTML."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        return format(self.value, "f") if isinstance(self.value, Decimal) else str(self.value)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the options of a choice come from: the file, a variable, an expression, or the people of a group."""

    fixed: tuple[Option, ...] = ()
    variable: str | None = None
    expression: Expression | None = None
    group: Text | None = None
    organisation: Text | None = None
    hints: Mapping[str, str] = field(default_factory=dict)  #: by posted value


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What an answer must keep to, as the file says; expressions are evaluated for each answer."""

    minimum: Bound = None
    maximum: Bound = None
    shortest: Bound = None
    longest: Bound = None
    earliest: Expression | None = None
    latest: Expression | None = None
    digits: int | None = None  #: places after the decimal point; None: any
    step: Decimal | None = None
    pattern: str | None = None  #: Python's spelling
    format: str | None = None  #: email or phone
    accept: tuple[str, ...] = ()  #: file name endings, lower case, with the dot
    most_bytes: int = 25 * 1024 * 1024
    multiple: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """An expression that must be true of the answers, and the sentence for when it is not."""

    expression: Expression
    message: Text


@dataclass(frozen=True, kw_only=True, eq=False)
class Component:
    """One component of the file. Two are equal only when they are the same one."""

    type: str
    id: str
    kind: str
    key: Key = ()
    label: Text = field(default_factory=Text)
    hint: Text = field(default_factory=Text)
    body: Text = field(default_factory=Text)  #: of text, html, image
    hide: Expression | None = None
    readonly: Expression | bool = False
    disabled: bool = False
    required: bool = False
    required_if: Expression | None = None
    limits: Limits = field(default_factory=Limits)
    source: Source | None = None
    rules: tuple[Rule, ...] = ()
    visible_to: frozenset[str] = frozenset()
    default: Any = None
    prefill: bool = True
    expression: Expression | None = None  #: of expression, table, documentPreview; what to compute or list
    columns: tuple[tuple[str, str], ...] = ()  #: (key, label) of a table
    columns_expression: Expression | None = None
    child_data: str = "off"  #: warn, refuse, off
    short: Text = field(default_factory=Text)  #: what to call it in a sentence
    words: Mapping[str, str] = field(default_factory=dict)  #: own error sentences by code
    look: Mapping[str, str] = field(default_factory=dict)  #: width, rows, inline, prefix, suffix, ..
    components: tuple[Component, ...] = ()
    row: Container | None = None
    rows_from: Expression | None = None
    row_label: Text = field(default_factory=Text)

    @property
    def is_rows(self) -> bool:
        """True for what is answered as a list of rows."""
        return self.kind in ROWS

    @property
    def is_answered(self) -> bool:
        """True for what a person may answer, on some condition perhaps."""
        return bool(self.key) and self.kind != "computed" and not self.disabled and self.readonly is not True


@dataclass(frozen=True, kw_only=True)
class Field:
    """A component with a key, and the groups it stands in, outermost first."""

    component: Component
    groups: tuple[Component, ...] = ()

    def shown_to(self, organisation: str | None) -> bool:
        """Whether people of an organisation may see it; None is the system, which sees all."""
        return organisation is None or all(
            not one.visible_to or organisation in one.visible_to for one in (*self.groups, self.component)
        )


@dataclass(frozen=True, kw_only=True)
class Container:
    """Components that are answered together: the form itself, or one row of a list."""

    components: tuple[Component, ...]
    fields: Mapping[Key, Field]

    @cached_property
    def depends(self) -> bool:
        """True when anything here or in its rows depends on answers or on the case, so that a fixed point is needed."""
        return any(_depends(each) for each in self.everything())

    @cached_property
    def depends_itself(self) -> bool:
        """The same without the rows."""
        return any(_depends(each) for each in self.drawn())

    def drawn(self) -> Iterator[Component]:
        """The components here and in groups, without those of rows, in order."""
        waiting = list(reversed(self.components))
        while waiting:
            component = waiting.pop()
            yield component
            waiting.extend(reversed(component.components))

    def everything(self) -> Iterator[Component]:
        """All components, those of groups and rows too, in order."""
        waiting = list(reversed(self.components))
        while waiting:
            component = waiting.pop()
            yield component
            inner = component.row.components if component.row else component.components
            waiting.extend(reversed(inner))


@dataclass(frozen=True, kw_only=True, eq=False)
class Form:
    """A form that was read without an error."""

    id: str
    title: str
    name: str  #: of the file
    root: Container
    warnings: tuple[Finding, ...] = ()

    @property
    def components(self) -> tuple[Component, ...]:
        """The tree of components, as drawn."""
        return self.root.components

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """The declared keys, nested as the answers are: a kind for each, a mapping for a group, a list for rows."""
        return _nested(self.root)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The dotted names of all fields; `members` and `members.user` for a list."""
        return frozenset(_dotted(self.root, ""))


def _depends(component: Component) -> bool:
    return bool(
        component.hide
        or component.kind == "computed"
        or isinstance(component.readonly, Expression)
        or component.rows_from
        or (component.source is not None and not component.source.fixed)
    )


def _nested(container: Container) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, each in container.fields.items():
        inside = found
        for part in key[:-1]:
            inside = inside.setdefault(part, {})
        row = each.component.row
        inside[key[-1]] = [_nested(row)] if row else each.component.kind
    return found


def _dotted(container: Container, before: str) -> Iterator[str]:
    for key, each in container.fields.items():
        name = before + ".".join(key)
        yield name
        if each.component.row:
            yield from _dotted(each.component.row, name + ".")
