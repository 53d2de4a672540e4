"""A form with answers as a page to be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from cip_workflow import clock
from cip_workflow.forms.clean import OVERRIDE
from cip_workflow.forms.drawing import Drawing
from cip_workflow.forms.expression import Expression, compile_expression
from cip_workflow.forms.form import Component, Container, Form
from cip_workflow.forms.page import ErrorLink, FieldView, FormView
from cip_workflow.forms.people import People
from cip_workflow.forms.prefill import prefilled
from cip_workflow.forms.sheet import Book
from cip_workflow.types import Actor


def view(
    form: Form,
    answers: Mapping[str, Any],
    context: Mapping[str, Any],
    *,
    errors: Mapping[str, Sequence[str]] | None = None,
    people: People,
    actor: Actor | None,
    now: datetime | None = None,
) -> FormView:
    """What the page of a form shows this person, with everything typed still there.

    Args:
        form: the form.
        answers: raw answers (of `read`, of a draft) or typed ones; fields without any are prefilled.
        context: the variables of the case that the form may show and its expressions may read.
        errors: `Invalid.fields` of `clean`, after the answers were sent; None before.
        people: who can be chosen.
        actor: whose page it is.
        now: the instant for dates; the clock's when not given.

    Raises:
        ExpressionError: an expression of the form needs more steps than it may take.
    """
    overrides = answers.get(OVERRIDE) or {
        each.path: each.reason for each in getattr(answers, "overrides", ())
    }
    given = {name: value for name, value in answers.items() if name != OVERRIDE}
    book = Book(
        form, prefilled(form, given, context), context, people=people, actor=actor, now=now or clock.now()
    )
    drawing = Drawing(
        errors or {}, overrides if isinstance(overrides, Mapping) else {}, judged=errors is not None
    )
    fields = drawing.sheet(book.root)
    page = FormView(id=form.id, title=form.title, fields=fields)
    everything = list(page.everything())
    return FormView(
        id=form.id,
        title=form.title,
        fields=fields,
        errors=tuple(_links(fields, errors or {})),
        refresh=tuple(_refresh(form, drawing.embedded)),
        submit=next(
            (
                each.label.render(book.scope(book.root))
                for each in form.root.everything()
                if each.type == "button" and each.look.get("action") != "reset"
            ),
            "",
        ),
        has_files=any(each.control == "files" for each in everything),
    )


def _links(fields: Iterable[FieldView], errors: Mapping[str, Sequence[str]]) -> Iterator[ErrorLink]:
    """The error summary, in the order of the page; what is not on the page comes last, without a link."""
    told: set[str] = set()
    for field, row in _with_row(fields, ""):
        if field.error:
            target = field.error_id or _first_id(field) or field.id
            told.add(field.error)
            # The same question stands in every row: the summary says which row is meant.
            yield ErrorLink(text=f"{row}: {_lower(field.error)}" if row else field.error, href=f"#{target}")
    for said in errors.values():
        if said and said[0] not in told:
            yield ErrorLink(text=said[0])


def _with_row(fields: Iterable[FieldView], row: str) -> Iterator[tuple[FieldView, str]]:
    for field in fields:
        yield field, row
        yield from _with_row((each for choice in field.options for each in choice.reveals), row)
        yield from _with_row(field.fields, row)
        for each in field.rows:
            yield from _with_row(each.fields, each.label or (each.fields[0].label if each.fields else row))


def _lower(sentence: str) -> str:
    first = sentence.split(" ", 1)[0]
    return sentence if any(letter.isupper() for letter in first[1:]) else sentence[:1].lower() + sentence[1:]


def _first_id(field: FieldView) -> str:
    for inner in (*(each for row in field.rows for each in row.fields), *field.fields):
        found = inner.error_id or _first_id(inner)
        if found:
            return found
    return f"{field.id}-add" if field.add else ""


def _refresh(form: Form, embedded: set[Component]) -> Iterator[str]:
    """The names of fields (`members.*.role`) that something on the page depends on, reveals left aside."""
    read = [expression for each in form.root.everything() for expression in _read_by(each, embedded)]
    yield from _touched(form.root, "", read)


def _read_by(component: Component, embedded: set[Component]) -> Iterator[Expression]:
    source = component.source
    texts = [component.label, component.hint, component.body, component.row_label]
    found = [
        component.required_if,
        component.rows_from,
        component.columns_expression,
        component.expression,
        component.readonly,
        None if component in embedded else component.hide,
        None if source is None else source.expression,
    ]
    yield from (each for each in found if isinstance(each, Expression))
    if source is not None:
        texts += [each for each in (source.group, source.organisation) if each is not None]
        if source.variable:
            yield compile_expression(source.variable)
    for text in texts:
        yield from text.expressions


def _touched(container: Container, before: str, read: Sequence[Expression]) -> Iterator[str]:
    for key, field in container.fields.items():
        component = field.component
        name = before + ".".join(key)
        if component.row is not None:
            yield from _touched(component.row, f"{name}.*.", read)
        elif component.is_answered and any(_is_about(each, name) for each in read):
            yield name


def _is_about(expression: Expression, name: str) -> bool:
    """Whether an expression reads a field: by its name, in its row by `this`, or within the list that it stands in."""
    local = name.rsplit("*.", 1)[-1]
    for read in expression.names:
        own = read.removeprefix("_this_.").removeprefix("this.")
        if _overlap(read, name) or ("*" in name and _overlap(own, local)):
            return True
        in_list = "*" in name and _overlap(read, name.split(".*", 1)[0])
        if in_list and re.search(rf"\b{re.escape(local)}\b", expression.text):
            return True
    return False


def _overlap(read: str, name: str) -> bool:
    """Whether one dotted name holds the other; the rows of a list are not meant when the list is named."""
    within = name.startswith(f"{read}.") and "*" not in name
    return read == name or within or read.startswith(f"{name}.")
