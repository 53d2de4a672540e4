"""From what was sent to typed answers, or to one list of sentences per field. Permission to answer at all is not judged here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from marshmallow import ValidationError

from cip_workflow.errors import Invalid
from cip_workflow.forms.asked import asked, label_of, open_fields
from cip_workflow.forms.child_data import Sign, signs
from cip_workflow.forms.files import with_documents
from cip_workflow.forms.form import Component, Field, Form, Key
from cip_workflow.forms.people import People
from cip_workflow.forms.rows import ROW_OF, followed
from cip_workflow.forms.schema import flat_errors, schema_for
from cip_workflow.forms.sheet import Book, Sheet, place
from cip_workflow.forms.stored import same
from cip_workflow.forms.wording import Wording
from cip_workflow.types import Actor

#: Under this name the reasons for keeping what looks like a child's data are sent: `{path: reason}`.
OVERRIDE: Final = "_override"
_SHORTEST_REASON = 10


@dataclass(frozen=True, kw_only=True)
class Override:
    """Why a text that looks like a child's personal data was kept; goes into the audit event."""

    path: str
    reason: str
    found: tuple[Sign, ...]


class Answers(dict[str, Any]):
    """Typed answers, nested as the form declares them; `overrides` tells what was kept in spite of a warning."""

    overrides: tuple[Override, ...] = ()


def clean(
    form: Form,
    answers: Mapping[str, Any],
    context: Mapping[str, Any],
    *,
    people: People,
    now: datetime,
    actor: Actor | None = None,
    documents: Mapping[int, Mapping[str, Any]] | None = None,
) -> Answers:
    """The typed answers of the fields that are visible for these answers and this actor.

    Args:
        form: the form, as loaded.
        answers: what `read` made of a page, what an API sent, or typed answers; nested.
        context: the variables of the case that the form's expressions may read.
        people: who is in which group.
        now: the instant that dates are judged by.
        actor: whose organisation decides what is visible; None is the system, which sees all.
        documents: what is known of each document that may be named, by id; None: the caller compares the descriptions
            with the documents.

    Returns:
        Every visible field by name: None (or False, or an empty list) where it was left empty; worked-out and
        read-only values as the case has them. Hidden fields are not there.

    Raises:
        Invalid: `fields` has the sentences for each path, `members.0.user`; a field that the form does not
            declare, or does not let this actor answer, is refused too.
        ExpressionError: an expression of the form needs more steps than it may take.
    """
    overrides = answers.get(OVERRIDE) or {
        each.path: each.reason for each in getattr(answers, "overrides", ())
    }
    given = {name: value for name, value in answers.items() if name != OVERRIDE}
    if documents is not None:
        given = with_documents(form, given, documents)
    book = Book(form, given, context, people=people, actor=actor, now=now, tidy=True)
    wrong = dict(_strange(book.root, given, ()))
    found: dict[str, Any] = {}
    try:
        found = schema_for(asked(book.root)).load(_flat(book.root))
    except ValidationError as error:
        _merge(wrong, flat_errors(_by_name(error)))
    kept = _child_data(book, overrides if isinstance(overrides, Mapping) else {}, wrong)
    _rules(book, wrong)
    if wrong:
        raise Invalid("Some answers need another look.", fields=wrong)
    typed = Answers(_completed(book.root, found))
    typed.overrides = kept
    return typed


def _flat(sheet: Sheet) -> dict[str, Any]:
    """What was given for the open fields, by dotted name; rows as lists of the same."""
    return {
        ".".join(key): [_flat(row) for row in sheet.rows.get(key, ())]
        if field.component.row is not None
        else sheet.given(key)
        for key, field in open_fields(sheet)
    }


def _completed(sheet: Sheet, found: Mapping[str, Any]) -> dict[str, Any]:
    """The loaded answers and what the case or the form itself says: items of rows, read-only, worked out."""
    complete: dict[str, Any] = dict(sheet.item)
    for key, field in sheet.container.fields.items():
        if not sheet.shows(key, field):
            continue
        value = followed(found, key)
        if field.component.row is not None:
            rows = value if isinstance(value, list) else [{} for _ in sheet.rows.get(key, ())]
            value = [_completed(row, each) for row, each in zip(sheet.rows.get(key, ()), rows, strict=True)]
        elif not sheet.is_open(key, field):
            if field.component.disabled:
                continue
            value = sheet.values.get(key)
        place(complete, key, value)
    return complete


def _by_name(error: ValidationError) -> Mapping[Any, Any]:
    return error.messages if isinstance(error.messages, Mapping) else {"": error.messages}


def _strange(sheet: Sheet, raw: Mapping[str, Any], before: Key) -> Iterator[tuple[str, list[str]]]:
    """What was sent that this form does not take from this actor."""
    fields = sheet.container.fields
    for name, value in raw.items():
        key = (*before, str(name))
        path = ".".join((*sheet.path, *key))
        field = fields.get(key)
        if field is not None:
            sentence = _refused(sheet, key, field, value)
            if sentence:
                yield path, [sentence]
            elif field.component.row is not None and field.component.is_answered:
                yield from _strange_rows(sheet, key, field.component, value, path)
        elif any(other[: len(key)] == key for other in fields) and isinstance(value, Mapping):
            yield from _strange(sheet, value, key)
        elif not _is_of_item(sheet, key, value):
            yield path, [f"The form has no field “{path}”."]


def _strange_rows(
    sheet: Sheet, key: Key, component: Component, value: Any, path: str
) -> Iterator[tuple[str, list[str]]]:
    if value is None or value == "":
        return
    if not isinstance(value, list | tuple) or not all(isinstance(row, Mapping) for row in value):
        yield path, [Wording(component, label_of(component, sheet.book.scope(sheet))).say("invalid")]
        return
    if key in sheet.hidden:
        return
    for row in sheet.rows.get(key, ()):
        yield from _strange(row, row.raw, ())


def _refused(sheet: Sheet, key: Key, field: Field, value: Any) -> str:
    """Why a declared field is not taken; empty when it is. Its own value may be sent back to a read-only field."""
    component = field.component
    path = ".".join((*sheet.path, *key))
    if not field.shown_to(sheet.book.organisation):
        return f"The form has no field “{path}”."
    if component.is_answered or component.row is not None:
        return ""
    known = followed(sheet.data(), key)
    if key in sheet.hidden or same(value, known):
        return ""
    wording = Wording(component, label_of(component, sheet.book.scope(sheet)))
    return wording.say("computed" if component.kind == "computed" else "not-accepted")


def _is_of_item(sheet: Sheet, key: Key, value: Any) -> bool:
    if len(key) != 1 or sheet.parent is None:
        return False
    if key == (ROW_OF,):
        return bool(sheet.item)
    return key[0] in sheet.item and same(value, sheet.item[key[0]])


def _child_data(
    book: Book, overrides: Mapping[Any, Any], wrong: dict[str, list[str]]
) -> tuple[Override, ...]:
    kept: list[Override] = []
    for sheet in book.sheets():
        for key, field in open_fields(sheet):
            component = field.component
            if component.child_data == "off":
                continue
            value = sheet.values.get(key)
            text = "\n".join(value) if isinstance(value, list) else value or ""
            found = tuple(signs(text, book.today))
            path = ".".join((*sheet.path, *key))
            if not found or path in wrong:
                continue
            reason = overrides.get(path)
            reason = reason.strip() if isinstance(reason, str) else ""
            if component.child_data == "warn" and len(reason) >= _SHORTEST_REASON:
                kept.append(Override(path=path, reason=reason, found=found))
                continue
            wording = Wording(component, label_of(component, book.scope(sheet)))
            code = "child-data-refused" if component.child_data == "refuse" else "child-data"
            wrong[path] = [wording.say(code, found=found[0].found, like=found[0].like)]
    return tuple(kept)


def _rules(book: Book, wrong: dict[str, list[str]]) -> None:
    """The rules between fields, for fields that are right by themselves."""
    for sheet in book.sheets():
        if not _is_shown(sheet):
            continue
        scope = book.scope(sheet)
        for component in sheet.drawn():
            if not component.rules:
                continue
            key = next(
                (each for each, field in sheet.container.fields.items() if field.component is component), None
            )
            path = ".".join((*sheet.path, *(key or (component.id,))))
            if key is not None and _is_empty(sheet, key):
                continue
            if any(name == path or name.startswith(path + ".") for name in wrong):
                continue
            broken = [rule for rule in component.rules if not rule.expression.holds(scope)]
            if broken:
                wrong[path] = [broken[0].message.render(scope) or "This is not right."]


def _is_shown(sheet: Sheet) -> bool:
    """Whether the list that this row stands in is shown, and the one around that."""
    while sheet.parent is not None:
        key = next((key for key, rows in sheet.parent.rows.items() if sheet in rows), None)
        if key is None or not sheet.parent.shows(key, sheet.parent.container.fields[key]):
            return False
        sheet = sheet.parent
    return True


def _is_empty(sheet: Sheet, key: Key) -> bool:
    """Rules are about answers; an empty list is one, since a rule may count its rows."""
    return key not in sheet.rows and sheet.values.get(key) is None


def _merge(into: dict[str, list[str]], more: Mapping[str, list[str]]) -> None:
    for path, said in more.items():
        into.setdefault(path, []).extend(said)
