"""One filling-in of a form: its answers typed as far as they can be, what is hidden, what is worked out.

A `Sheet` is the answers to one container: the form itself, or one row of a list. A `Book` holds the sheets of one
filling-in and finds the fixed point: hiding a field empties it, which may hide or show others, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cip_workflow.clock import LONDON
from cip_workflow.forms.expression import Expression, Names
from cip_workflow.forms.form import Component, Container, Field, Form, Key
from cip_workflow.forms.people import Nobody, People, Remembered, options
from cip_workflow.forms.rows import followed, items_of, rows_for, rows_of
from cip_workflow.forms.typed import meant
from cip_workflow.types import Actor

#: After this many passes hiding may only grow, so that rules that contradict each other come to rest.
_FREE_PASSES = 12


class Sheet:
    """The answers to one container. `values` are typed (None where empty or wrong); `raw` is what was given."""

    def __init__(
        self,
        book: Book,
        container: Container,
        raw: Mapping[str, Any],
        path: Key = (),
        parent: Sheet | None = None,
        item: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.book = book
        self.container = container
        self.raw = raw
        self.path = path
        self.parent = parent
        self.values: dict[Key, Any] = {}
        self.rows: dict[Key, list[Sheet]] = {}
        self.hidden: set[Key] = set()
        self.hidden_components: set[Component] = set()  #: those without a key too
        self.locked: set[Key] = set()
        self._data: dict[str, Any] | None = None
        self.item = item  #: what the case says of this row; not for the person to change
        for key, field in container.fields.items():
            self.read(key, field.component)

    @property
    def index(self) -> int:
        """Which row this is, from 0."""
        return int(self.path[-1])

    def given(self, key: Key) -> Any:
        """What was given for a field, untouched; None when nothing was."""
        found: Any = self.raw
        for part in key:
            if not isinstance(found, Mapping):
                return None
            found = found.get(part)
        return found

    def row(
        self,
        key: Key,
        component: Component,
        index: int,
        raw: Mapping[str, Any],
        item: Mapping[str, Any] = MappingProxyType({}),
    ) -> Sheet:
        """A sheet for one row of the list at `key`."""
        assert component.row is not None  # only lists of rows are asked
        return Sheet(self.book, component.row, raw, (*self.path, *key, str(index)), self, item)

    def data(self) -> Mapping[str, Any]:
        """The values as the nested context that expressions see; hidden ones are null. Kept until something changes."""
        if self._data is None:
            self._data = dict(self.item)
            for key, field in self.container.fields.items():
                value = self.values.get(key)
                if key in self.hidden:
                    value = None
                elif field.component.row is not None:
                    value = [row.data() for row in self.rows.get(key, ())]
                place(self._data, key, value)
        return self._data

    def touch(self) -> None:
        """Something here changed, so what expressions saw of it, and of what is around it, is out of date."""
        self._data = None
        if self.parent is not None:
            self.parent.touch()

    def shows(self, key: Key, field: Field) -> bool:
        """Whether this field is on the page of this actor, for these answers."""
        return key not in self.hidden and field.shown_to(self.book.organisation)

    def drawn(self) -> Iterator[Component]:
        """The components of this container and of its groups that this actor sees for these answers, in order."""
        waiting = list(reversed(self.container.components))
        while waiting:
            component = waiting.pop()
            if component in self.hidden_components or not self.book.may_see(component):
                continue
            yield component
            waiting.extend(reversed(component.components))

    def is_open(self, key: Key, field: Field) -> bool:
        """Whether this field may be answered: shown, and not read-only for these answers."""
        return field.component.is_answered and key not in self.locked and self.shows(key, field)

    def read(self, key: Key, component: Component) -> None:
        """Take the value of a field from what was given, or from the case when it is read-only."""
        if component.row is not None:
            self.rows[key] = rows_of(self, key, component)
        elif component.readonly is True or component.disabled:
            self.values[key] = self.book.variable((*self.path, *key), component, self.item)
        elif component.kind != "computed":
            fixed = component.source.fixed if component.source else ()
            self.values[key] = meant(component, self.given(key), fixed or None)


class Book:
    """A form with one person's answers, at rest: nothing more would hide, show or change."""

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, Any],
        context: Mapping[str, Any],
        *,
        people: People | None = None,
        actor: Actor | None = None,
        now: datetime,
        tidy: bool = False,
    ) -> None:
        """`tidy` leaves out rows that were offered and never used, as when answers are judged."""
        self.form = form
        self.tidy = tidy
        self.context = context
        self.people = Remembered(people or Nobody())
        self.organisation = None if actor is None or actor.is_system else actor.organisation
        self.now = now
        self.today = now.astimezone(LONDON).date()
        self._variables = dict(context)
        self._user = {
            "currentUser": None
            if actor is None
            else {"login": actor.login, "name": actor.name, "organisation": actor.organisation}
        }
        self.root = Sheet(self, form.root, answers)
        self._scope = Names()
        self._hide_from_actor()
        self._settle()

    def sheets(self) -> Iterator[Sheet]:
        """The form's own answers, then those of the rows, outermost first."""
        waiting = [self.root]
        while waiting:
            sheet = waiting.pop()
            yield sheet
            waiting.extend(row for rows in reversed(sheet.rows.values()) for row in reversed(rows))

    def may_see(self, component: Component) -> bool:
        """Whether the actor's organisation may see a component."""
        return (
            not component.visible_to or self.organisation is None or self.organisation in component.visible_to
        )

    def variable(
        self, path: Key, component: Component, item: Mapping[str, Any] = MappingProxyType({})
    ) -> Any:
        """The case's value of a read-only field: of the row's item, or the variable at its path, or its default."""
        for source, parts in ((item, component.key), (self.context, path)):
            found = followed(source, parts)
            if found is not None:
                return found
        return component.default

    def scope(self, sheet: Sheet) -> Mapping[str, Any]:
        """What the expressions of a sheet see: the form's answers, the case's variables, and in a row `this`.

        As in form-js the form's own names come first; inside a list `this`, `parent` and `i` (from 1) say the row.
        """
        if sheet.parent is None:
            return self._scope
        this = sheet.data()
        parent = sheet.parent.data()
        special = {"this": this, "parent": parent, "i": [sheet.index + 1]}
        wrapped = {f"_{name}_": value for name, value in special.items()}
        names = Names({**special, **wrapped}, *self._scope.maps, this)
        names.now = self.now
        return names

    def _hide_from_actor(self) -> None:
        for sheet in self.sheets():
            for key, field in sheet.container.fields.items():
                if not field.shown_to(self.organisation):
                    sheet.values[key] = None
                    sheet.rows.pop(key, None)

    def _settle(self) -> None:
        self._refresh()
        if not self.form.root.depends:
            return
        # Rules that contradict each other would hide and show for ever; from some pass on, hidden stays hidden, and
        # then every pass that changes anything hides or locks one more.
        turn, most = 0, _FREE_PASSES
        while self._turn(only_more=turn >= _FREE_PASSES) and turn <= most:
            turn += 1
            if turn == _FREE_PASSES:
                most += 2 * sum(1 for sheet in self.sheets() for _ in sheet.container.drawn())

    def _turn(self, *, only_more: bool) -> bool:
        changed = False
        for sheet in list(self.sheets()):
            if sheet.container.depends_itself and self._pass(sheet, only_more=only_more):
                changed = True
                sheet.touch()
                self._refresh()
        return changed

    def _refresh(self) -> None:
        self._scope = Names(self.root.data(), self._user, self._variables)
        self._scope.now = self.now

    def _pass(self, sheet: Sheet, *, only_more: bool) -> bool:
        before = (set(sheet.hidden), set(sheet.hidden_components), dict(sheet.values), set(sheet.locked))
        rows_before = {key: list(map(id, rows)) for key, rows in sheet.rows.items()}
        scope = self.scope(sheet)
        hidden = set(sheet.hidden_components) if only_more else set()
        for component in sheet.container.drawn():
            if component.hide is not None and component.hide.holds(scope):
                hidden.add(component)
        sheet.hidden_components = hidden
        sheet.hidden = set()
        for key, field in sheet.container.fields.items():
            component = field.component
            if any(each in hidden for each in (*field.groups, component)):
                sheet.hidden.add(key)
            if isinstance(component.readonly, Expression):
                locked = component.readonly.holds(scope) or (only_more and key in sheet.locked)
                self._lock(sheet, key, component, locked)
            if component.kind == "computed" and component.expression is not None and not only_more:
                sheet.values[key] = component.expression.value(scope)
            if component.rows_from is not None and not only_more:
                self._rows_from(sheet, key, component, component.rows_from.value(scope))
            if component.source is not None and not component.source.fixed:
                self._retype(sheet, key, component, scope)
        return before != (
            sheet.hidden,
            sheet.hidden_components,
            sheet.values,
            sheet.locked,
        ) or rows_before != {key: list(map(id, rows)) for key, rows in sheet.rows.items()}

    def _lock(self, sheet: Sheet, key: Key, component: Component, locked: bool) -> None:
        if locked and key not in sheet.locked:
            sheet.locked.add(key)
            sheet.values[key] = self.variable((*sheet.path, *key), component, sheet.item)
        elif not locked and key in sheet.locked:
            sheet.locked.discard(key)
            sheet.read(key, component)

    def _rows_from(self, sheet: Sheet, key: Key, component: Component, listed: Any) -> None:
        items = items_of(component, listed)
        if [row.item for row in sheet.rows.get(key, [])] != items:
            sheet.rows[key] = rows_for(sheet, key, component, items)

    def _retype(self, sheet: Sheet, key: Key, component: Component, scope: Mapping[str, Any]) -> None:
        if key in sheet.locked or not component.is_answered:
            return
        sheet.values[key] = meant(component, sheet.given(key), options(component, scope, self.people))


def place(answers: dict[str, Any], key: Key, value: Any) -> None:
    """Put a value at a path of nested answers; what stands in the way of the path is replaced."""
    for part in key[:-1]:
        inner = answers.get(part)
        answers[part] = dict(inner) if isinstance(inner, Mapping) else {}
        answers = answers[part]
    answers[key[-1]] = value
