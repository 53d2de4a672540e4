"""Draws the components of one sheet, in order: which are shown, which are grouped, which stand under a radio."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from cip_workflow.forms import controls
from cip_workflow.forms.asked import is_required, label_of
from cip_workflow.forms.child_data import signs
from cip_workflow.forms.clean import OVERRIDE
from cip_workflow.forms.expression import Names
from cip_workflow.forms.form import Component, Key, Option
from cip_workflow.forms.page import Choice, FieldView, Line, RowView, Warned
from cip_workflow.forms.people import options
from cip_workflow.forms.prose import from_html, from_markdown
from cip_workflow.forms.reveal import revealed, with_value
from cip_workflow.forms.rows import MAX_ROWS, ROW, ROW_OF, listed_by_case, name_of
from cip_workflow.forms.sheet import Sheet
from cip_workflow.forms.values import as_read

Scope = Mapping[str, Any]


class Drawing:
    """One page being drawn. `embedded` are the components that stand under a choice; the page need not change for them."""

    def __init__(
        self, errors: Mapping[str, Sequence[str]], overrides: Mapping[str, Any], *, judged: bool
    ) -> None:
        self.errors = errors
        self.overrides = overrides
        self.judged = judged  #: the answers were sent and found wrong, so warnings are shown
        self.embedded: set[Component] = set()

    def sheet(self, sheet: Sheet, *, size: str = "m") -> tuple[FieldView, ...]:
        """The fields of a whole sheet."""
        return self._all(sheet, sheet.container.components, (), sheet.book.scope(sheet), size)

    def _all(
        self,
        sheet: Sheet,
        components: Sequence[Component],
        before: Key,
        scope: Scope,
        size: str,
        *,
        forced: bool = False,
    ) -> tuple[FieldView, ...]:
        drawn: list[FieldView] = []
        under: dict[Component, str] = {}
        for index, component in enumerate(components):
            if component in under or not sheet.book.may_see(component):
                continue
            if component in sheet.hidden_components and not forced:
                continue
            offered: tuple[Option, ...] = ()
            if component.source is not None:
                offered = options(component, scope, sheet.book.people)
            if component.type == "radio" and self._is_open(sheet, component, before):
                mine = self._under(sheet, component, before, offered, components[index + 1 :])
                under |= mine
            else:
                mine = {}
            view = self._one(sheet, component, before, scope, size, offered, mine)
            if view is None:
                continue
            if view.control == "lines" and drawn and drawn[-1].control == "lines":
                drawn[-1] = replace(drawn[-1], lines=(*drawn[-1].lines, *view.lines))
            else:
                drawn.append(view)
        return tuple(drawn)

    def _is_open(self, sheet: Sheet, component: Component, before: Key) -> bool:
        key = before + component.key
        return component.is_answered and key not in sheet.locked

    def _under(
        self,
        sheet: Sheet,
        radio: Component,
        before: Key,
        offered: Sequence[Option],
        rest: Sequence[Component],
    ) -> dict[Component, str]:
        dotted = ".".join(before + radio.key)
        names = [dotted] if sheet.parent is None else [f"this.{dotted}", f"_this_.{dotted}"]
        if sheet.parent is not None and not any(
            key == before + radio.key for key in sheet.book.root.container.fields
        ):
            names.append(dotted)
        found = revealed(radio, names, offered, [each for each in rest if sheet.book.may_see(each)])
        self.embedded |= set(found)
        return found

    def _one(
        self,
        sheet: Sheet,
        component: Component,
        before: Key,
        scope: Scope,
        size: str,
        offered: Sequence[Option],
        under: Mapping[Component, str],
    ) -> FieldView | None:
        key = before + component.key
        if component.kind == "group":
            return self._group(sheet, component, key, scope, size)
        if component.row is not None:
            return self._rows(sheet, component, key, scope, size)
        if not component.key:
            return _shown(component, scope)
        if component.kind == "computed" or not self._is_open(sheet, component, before):
            return self._line(sheet, component, key, scope, offered)
        path = (*sheet.path, *key)
        view = controls.control(component, path, sheet.given(key), offered, now=sheet.book.now)
        view = replace(
            view,
            **self._said(component, path, scope, sheet.book.now),
            size=size,
            warned=self._warned(sheet, component, key),
            small=sheet.parent is not None,
        )
        if not under:
            return view
        return replace(
            view,
            options=tuple(self._choice(sheet, each, before, scope, under, path) for each in view.options),
        )

    def _choice(
        self,
        sheet: Sheet,
        choice: Choice,
        before: Key,
        scope: Scope,
        under: Mapping[Component, str],
        path: Key,
    ) -> Choice:
        mine = [component for component, posted in under.items() if posted == choice.value]
        if not mine:
            return choice
        # What stands under a choice is worded as if that choice were made, whichever is made now.
        name = ".".join(path[len(sheet.path) :])
        within = name if sheet.parent is None else f"this.{name}"
        names = Names(with_value(dict(scope), within, choice.value))
        names.now = sheet.book.now
        return replace(choice, reveals=self._all(sheet, mine, before, names, "s", forced=True))

    def _said(self, component: Component, path: Key, scope: Scope, now: datetime) -> dict[str, Any]:
        label = label_of(component, scope)
        needed = is_required(component, scope) or component.kind == "flag" or "(optional)" in label.lower()
        said = self.errors.get(".".join(path), ())
        return {
            "label": label if needed else f"{label} (optional)",
            "hint": controls.hint(component, component.hint.render(scope), now),
            "error": said[0] if said else "",
        }

    def _group(
        self, sheet: Sheet, component: Component, key: Key, scope: Scope, size: str
    ) -> FieldView | None:
        inner = self._all(sheet, component.components, key, scope, "s")
        if not inner:
            return None
        said = self.errors.get(".".join((*sheet.path, *((component.key and key) or (component.id,)))), ())
        label = component.label.render(scope).strip()
        return FieldView(
            control="group" if label else "together",
            id=f"g-{_dashed(component.id)}{''.join(f'-{part}' for part in sheet.path)}",
            label=label,
            hint=component.hint.render(scope),
            error=said[0] if said else "",
            size=component.look.get("size", size),
            fields=inner,
        )

    def _rows(self, sheet: Sheet, component: Component, key: Key, scope: Scope, size: str) -> FieldView:
        path = (*sheet.path, *key)
        fixed = component.rows_from is not None or listed_by_case(sheet, key, component) is not None
        locked = component.readonly is True or key in sheet.locked
        kept = fixed or "fixedrows" in component.look or locked  # no row comes or goes
        rows = sheet.rows.get(key, [])
        most, least = component.limits.maximum, component.limits.minimum
        is_full = len(rows) >= (most if isinstance(most, Decimal) else MAX_ROWS)
        called = component.row_label.render(scope) if component.row_label.static is not None else ""
        views = tuple(
            self._row(row, component, number, called, removable=not kept)
            for number, row in enumerate(rows, start=1)
        )
        said = self._said(component, path, scope, sheet.book.now)
        if least is not None or fixed:
            said["label"] = said["label"].removesuffix(" (optional)")
        return FieldView(
            control="rows",
            id=f"g-{'-'.join(path)}",
            name=".".join(path),
            size=component.look.get("size", size),
            rows=views,
            add="" if kept or is_full else f"_add.{'.'.join(path)}",
            add_label=component.look.get("addlabel") or f"Add another {called.lower() or 'row'}",
            compact=component.kind == "matrix",
            **said,
        )

    def _row(self, row: Sheet, component: Component, number: int, called: str, *, removable: bool) -> RowView:
        scope = row.book.scope(row)
        own = component.row_label.render(scope) if component.row_label.static is None else ""
        label = own or f"{called or 'Row'} {number}"
        name = ".".join(row.path)
        fields = self._all(row, row.container.components, (), scope, "s")
        alone = len(fields) == 1 and fields[0].control in {"input", "textarea", "select"}
        if alone and fields[0].label.lower().startswith((called or "row").lower()):
            fields = (replace(fields[0], label=label),)
        return RowView(
            id=f"g-{'-'.join(row.path)}",
            label="" if alone and fields[0].label == label else label,
            fields=fields,
            of_name=f"{name}.{ROW_OF}" if row.item else "" if _sends(fields) else f"{name}.{ROW}",
            of=name_of(row.item, component) if row.item else "",
            remove=f"_remove.{name}" if removable else "",
            remove_label=f"Remove {label[:1].lower()}{label[1:]}",
        )

    def _line(
        self, sheet: Sheet, component: Component, key: Key, scope: Scope, offered: Iterable[Option]
    ) -> FieldView | None:
        if component.kind == "computed" and not component.label:
            return None
        text = as_read(component, sheet.values.get(key), offered, sheet.book.people)
        return FieldView(
            control="lines", lines=(Line(label=label_of(component, scope), text=text or "Not given"),)
        )

    def _warned(self, sheet: Sheet, component: Component, key: Key) -> Warned | None:
        if component.child_data != "warn":
            return None
        path = ".".join((*sheet.path, *key))
        reason = self.overrides.get(path, "")
        if not self.judged and not reason:
            return None
        value = sheet.values.get(key)
        found = signs("\n".join(value) if isinstance(value, list) else value or "", sheet.book.today)
        if not found:
            return None
        return Warned(
            id=f"f-{'-'.join((*sheet.path, *key))}-why",
            name=f"{OVERRIDE}.{path}",
            found=", ".join(f"“{each.found}” looks like {each.like}" for each in found),
            reason=str(reason),
        )


def _sends(fields: Iterable[FieldView]) -> bool:
    """Whether a browser sends anything for these fields."""
    return any(each.name or _sends(each.fields) for each in fields)


def _shown(component: Component, scope: Scope) -> FieldView | None:
    """What is only shown: texts, tables, images, links to documents, lines and gaps."""
    if component.kind == "prose":
        render = from_html if component.type == "html" else from_markdown
        html = render(component.body, scope)
        if not html.strip():
            return None
        look = component.look
        return FieldView(
            control="prose", html=html, style=look.get("style", ""), summary=look.get("summary", "More")
        )
    if component.kind == "table":
        return controls.table(component, scope)
    if component.kind == "documents":
        return controls.documents(component, scope)
    if component.kind == "image":
        source = component.body.render(scope)
        return (
            FieldView(control="image", value=source, label=component.look.get("alt", "")) if source else None
        )
    if component.kind in {"break", "space"}:
        return FieldView(control=component.kind)
    return None


def _dashed(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text)
