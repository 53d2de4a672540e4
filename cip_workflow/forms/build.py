"""One component of a form file, from JSON to a `Component`; what is wrong with it goes to the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cip_workflow.errors import ExpressionError
from cip_workflow.forms import parts
from cip_workflow.forms.expression import Expression, Text, compile_expression, compile_text
from cip_workflow.forms.finding import Report
from cip_workflow.forms.form import Component, Container, Field, Key
from cip_workflow.forms.kinds import (
    CONTAINERS,
    INPUTS,
    ORGANISATIONS,
    REFUSED,
    SPECIAL,
    TYPES,
)
from cip_workflow.forms.properties import Properties, nearest
from cip_workflow.forms.prose import unsafe

_KEY = re.compile(r"[^\W_]\w*(\.\w+)*")
_MAX_DEPTH = 8
_RESERVED = {"csrf_token", "this", "parent", "i", "currentUser"}


class Builder:
    """Reads one component; `wrong` reports with its id and label."""

    def __init__(self, raw: Mapping[str, Any], report: Report, *, readonly: bool = False) -> None:
        report.count += 1
        self.within_readonly = readonly
        self.raw = raw
        self.report = report
        self.type = str(raw.get("type") or "")
        self.properties = Properties(raw.get("properties"))
        self.id = str(raw.get("id") or f"component_{report.count}")
        self.name = _short(
            raw.get("label") or raw.get("dateLabel") or raw.get("key") or raw.get("text") or self.id
        )

    def wrong(self, rule: str, message: str, cure: str) -> None:
        """Report a fault for which the file is refused."""
        self.report.error(rule, f"“{self.name}” {message}", cure, at=self.id, name=self.name)

    def expression(self, text: Any, what: str) -> Expression | None:
        """Compile FEEL of the file; None, with a finding, when it cannot be read."""
        if not isinstance(text, str) or not text.strip().removeprefix("=").strip():
            return None
        try:
            return compile_expression(text)
        except ExpressionError as error:
            self._not_feel(what, text, error)
            return None

    def text(self, text: Any, what: str) -> Text:
        """Compile a label or another text of the file; empty, with a finding, when it cannot be read."""
        if not isinstance(text, str) or not text.strip():
            return Text()
        try:
            return compile_text(text)
        except ExpressionError as error:
            self._not_feel(what, text, error)
            return Text()

    def build(self, depth: int) -> Component | None:
        """The component, or None when nothing can be made of it."""
        if not self._is_known():
            return None
        asked = self._asked_kind()
        kind = parts.kind_from(self, asked)
        self._look_at_properties()
        inner = self._inner(depth) if self.type in CONTAINERS else ()
        row = container(inner, self.report) if self.type == "dynamiclist" else None
        hide = self.raw.get("conditional")
        readonly = True if self.within_readonly else self.raw.get("readonly")
        return Component(
            type=self.type,
            id=self.id,
            kind=kind,
            key=self._key(),
            label=self._label(),
            hint=self.text(self.properties.get("hint") or self.raw.get("description"), "the description"),
            body=self._body(),
            hide=self.expression(hide.get("hide"), "the condition to hide it")
            if isinstance(hide, Mapping)
            else None,
            readonly=(self.expression(readonly, "the read-only condition") or False)
            if isinstance(readonly, str)
            else readonly is True,
            disabled=self.raw.get("disabled") is True,
            required=self._validate().get("required") is True,
            required_if=self.expression(parts.required_if(self), "the property required-if"),
            limits=parts.limits(self, kind),
            source=parts.source(self, kind, asked),
            rules=parts.rules(self),
            visible_to=self._visible_to(),
            default=self.raw.get("defaultValue"),
            prefill=parts.may_prefill(self, kind),
            expression=self._expression(),
            columns=parts.columns(self),
            columns_expression=self.expression(self.raw.get("columnsExpression"), "the columns"),
            child_data=parts.child_data(self, kind),
            short=self.text(self.properties.get("short"), "the property short"),
            words=self.properties.words,
            look=parts.look(self, asked),
            components=inner if self.type == "group" else (),
            row=row,
            row_label=self.text(self.properties.get("row-label"), "the property row-label"),
            rows_from=self.expression(self.properties.get("rows-from"), "the property rows-from"),
        )

    def _is_known(self) -> bool:
        if self.type in REFUSED:
            self.wrong(
                "form-type-refused", f"is of the type {self.type}, which is not shown.", REFUSED[self.type]
            )
            return False
        if self.type not in TYPES:
            self.wrong(
                "form-type-unknown",
                f"is of a type that is not known: {self.type!r}." if self.type else "has no type.",
                f"Use one of these: {', '.join(sorted(TYPES))}.",
            )
            return False
        return True

    def _asked_kind(self) -> str | None:
        asked = self.properties.get("kind").lower().replace("-", "").replace(" ", "") or None
        if asked and asked not in SPECIAL:
            self.wrong(
                "form-kind",
                f"has the kind {asked!r}, which is not known.",
                f"Use one of {', '.join(SPECIAL)}.",
            )
            return None
        if asked and self.type not in SPECIAL[asked][0]:
            on = ", ".join(sorted(SPECIAL[asked][0]))
            self.wrong(
                "form-kind", f"is a {self.type}, which cannot be of the kind {asked}.", f"Use one of: {on}."
            )
            return None
        return asked

    def _look_at_properties(self) -> None:
        for name in self.properties.unknown:
            near = nearest(name)
            self.report.warning(
                "form-property",
                f"“{self.name}” has the property {name!r}, which means nothing here.",
                f"Did you mean {near!r}?" if near else "Take it out, or look in docs/forms.md what there is.",
                at=self.id,
                name=self.name,
            )

    def _inner(self, depth: int) -> tuple[Component, ...]:
        if depth >= _MAX_DEPTH:
            self.wrong("form-depth", f"stands in more than {_MAX_DEPTH} groups.", "Flatten the groups.")
            return ()
        readonly = self.within_readonly or self.raw.get("readonly") is True
        return build_all(self.raw.get("components"), self.report, depth + 1, readonly=readonly)

    def _key(self) -> Key:
        wanted = "path" if self.type in CONTAINERS else "key"
        key = self.raw.get(wanted)
        if self.type == "group" or (self.type not in INPUTS and self.type != "dynamiclist"):
            if self.type != "group" or not key:
                return ()
        elif not key:
            self.wrong(f"form-{wanted}", f"has no {wanted}.", f"Give it a {wanted}: the name of its answer.")
            return ()
        if not isinstance(key, str) or not _KEY.fullmatch(key) or key in _RESERVED:
            self.wrong(
                f"form-{wanted}",
                f"has the {wanted} {key!r}, which cannot be the name of an answer.",
                "Use letters, numbers and underscores, beginning with a letter; dots between levels.",
            )
            return ()
        return tuple(key.split("."))

    def _label(self) -> Text:
        given = self.raw.get("label")
        if self.type == "datetime":
            given = self.raw.get("timeLabel" if self.raw.get("subtype") == "time" else "dateLabel") or given
        if self.type == "expression":
            given = self.properties.get("label")
        return self.text(given, "the label")

    def _body(self) -> Text:
        if self.type == "html" and isinstance(self.raw.get("content"), str):
            for found in unsafe(self.raw["content"]):
                self.wrong("form-html", f"holds {found}, which is not safe to show.", "Take it out.")
        if self.type == "image":
            return self.text(parts.image_source(self), "the source")
        return self.text(self.raw.get("text" if self.type == "text" else "content"), "the text")

    def _expression(self) -> Expression | None:
        names = {"expression": "expression", "table": "dataSource", "documentPreview": "dataSource"}
        name = names.get(self.type)
        if name is None:
            return None
        if not self.raw.get(name):
            self.wrong(
                "form-expression", f"has no {name}.", "Write the FEEL expression that gives its value."
            )
        return self.expression(self.raw.get(name), f"the {name}")

    def _validate(self) -> Mapping[str, Any]:
        found = self.raw.get("validate")
        return found if isinstance(found, Mapping) else {}

    def _visible_to(self) -> frozenset[str]:
        named = frozenset(
            word.strip().upper() for word in self.properties.get("visibleTo").split(",") if word.strip()
        )
        if not named <= set(ORGANISATIONS):
            strange = ", ".join(sorted(named - set(ORGANISATIONS)))
            self.wrong(
                "form-visible-to",
                f"is visible to {strange}, which is no organisation.",
                "Use LCC or BARNARDOS.",
            )
        return named

    def _not_feel(self, what: str, text: str, error: ExpressionError) -> None:
        self.wrong(
            "form-feel", f"has an expression that cannot be read in {what}: {text!r}. {error}", "Mend it."
        )


def build_all(raw: Any, report: Report, depth: int = 0, *, readonly: bool = False) -> tuple[Component, ...]:
    """All components of a list in the file; `readonly` where the group around them is."""
    if not isinstance(raw, list):
        return ()
    found = []
    for number, each in enumerate(raw):
        if not isinstance(each, Mapping):
            report.error(
                "form-component",
                f"Component {number + 1} is not an object.",
                "Save the file from the editor.",
            )
            continue
        built = Builder(each, report, readonly=readonly).build(depth)
        if built is not None:
            found.append(built)
    return tuple(found)


def container(components: Sequence[Component], report: Report) -> Container:
    """The components with their fields laid flat; the same key twice is reported."""
    fields: dict[Key, Field] = {}
    for key, field in _flat(components, (), ()):
        clash = next(
            (other for other in fields if other[: len(key)] == key or key[: len(other)] == other), None
        )
        if clash is not None:
            name, first = ".".join(key), fields[clash].component
            report.error(
                "form-key-twice",
                f"The key {name!r} is used by {first.id} and by {field.component.id}."
                if clash == key
                else f"The key {name!r} of {field.component.id} and {'.'.join(clash)!r} of {first.id} overlap.",
                "Give each field a key of its own.",
                at=field.component.id,
            )
        else:
            fields[key] = field
    return Container(components=tuple(components), fields=fields)


def _flat(
    components: Iterable[Component], before: Key, groups: tuple[Component, ...]
) -> Iterable[tuple[Key, Field]]:
    for component in components:
        if component.kind == "group":
            yield from _flat(component.components, before + component.key, (*groups, component))
        elif component.key:
            yield before + component.key, Field(component=component, groups=groups)


def _short(text: Any) -> str:
    one_line = " ".join(str(text).split())
    return one_line if len(one_line) <= 60 else one_line[:57] + "..."
