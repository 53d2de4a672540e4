"""What was submitted, to read and print: a label and a text for each answer, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from cip_workflow import clock
from cip_workflow.forms.asked import label_of
from cip_workflow.forms.form import Component, Form, Key
from cip_workflow.forms.people import Nobody, People, options
from cip_workflow.forms.sheet import Book, Sheet
from cip_workflow.forms.values import as_read
from cip_workflow.types import Actor


class Shown(NamedTuple):
    """One answer; `label` names the row of a list too: `Member 1: name`."""

    label: str
    text: str


def show(
    form: Form,
    answers: Mapping[str, Any],
    *,
    context: Mapping[str, Any] | None = None,
    people: People | None = None,
    actor: Actor | None = None,
    now: datetime | None = None,
) -> list[Shown]:
    """The answers in words.

    Args:
        form: the form, in the version that was answered.
        answers: typed answers, as `clean` or `from_json` gave them; what is not in them is not shown.
        context: variables that labels and options read; labels of options are looked up with them.
        people: to write names instead of logins.
        actor: the reader; what their organisation may not see is left out. None is the system.
        now: the instant for expressions; the clock's when not given.
    """
    known = people or Nobody()
    book = Book(form, answers, context or {}, people=known, actor=actor, now=now or clock.now())
    return list(_sheet(book.root, answers, ""))


def _sheet(sheet: Sheet, answers: Mapping[str, Any], before: str) -> Iterator[Shown]:
    scope = sheet.book.scope(sheet)
    for key, field in sheet.container.fields.items():
        if not field.shown_to(sheet.book.organisation) or not _has(answers, key):
            continue
        component, value = field.component, _at(answers, key)
        if component.row is not None:
            yield from _rows(sheet, key, component, value, before)
            continue
        if component.kind == "computed" and not component.label:
            continue
        offered = options(component, scope, sheet.book.people)
        text = as_read(component, value, offered, sheet.book.people)
        yield Shown(before + label_of(component, scope).removesuffix("(optional)").strip(), text)


def _rows(sheet: Sheet, key: Key, component: Component, value: Any, before: str) -> Iterator[Shown]:
    rows = value if isinstance(value, list) else []
    label = label_of(component, sheet.book.scope(sheet)).removesuffix("(optional)").strip()
    if not rows:
        yield Shown(before + label, "None")
    sheets = sheet.rows.get(key, [])
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping) or number > len(sheets):
            continue
        inner = sheets[number - 1]
        own = component.row_label.render(inner.book.scope(inner)) if component.row_label else label
        if component.row_label.static is not None:
            own = f"{own} {number}"
        yield from _sheet(inner, row, f"{before}{own}: ")


def _has(answers: Any, key: Key) -> bool:
    for part in key:
        if not isinstance(answers, Mapping) or part not in answers:
            return False
        answers = answers[part]
    return True


def _at(answers: Any, key: Key) -> Any:
    for part in key:
        answers = answers[part]
    return answers
