"""What a template draws: plain values, already decided, so that no template asks why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One radio, tick or option."""

    value: str
    label: str
    hint: str = ""
    chosen: bool = False
    reveals: tuple[FieldView, ...] = ()  #: questions that belong to this choice alone


@dataclass(frozen=True, kw_only=True)
class Box:
    """One of the boxes of a date."""

    part: str  #: day, month, year, time
    id: str
    name: str
    label: str
    value: str
    width: str
    wrong: bool = False
    inputmode: str = "numeric"


@dataclass(frozen=True, kw_only=True)
class FileView:
    """A file that is already uploaded."""

    document: int
    name: str
    detail: str  #: PDF, 1.2MB
    posted: str = ""  #: what the page sends back for it
    remove: str = ""  #: name of the button that removes it


@dataclass(frozen=True, kw_only=True)
class RowView:
    """One row of a list."""

    id: str
    label: str  #: empty where its only field says it
    fields: tuple[FieldView, ...]
    of_name: str = ""  #: hidden input: a row without answers is sent back too
    of: str = ""  #: names the item of the case that this row answers
    remove: str = ""  #: name of the button that removes the row; empty: it stays
    remove_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A text that may hold a child's data, with a box for the reason to keep it."""

    id: str
    name: str
    found: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A label and a value to read only."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One part of a page. `control` says which macro draws it; the rest is what that macro needs."""

    control: str
    id: str = ""
    name: str = ""
    label: str = ""
    hint: str = ""
    error: str = ""
    error_id: str = ""  #: of the element that the error summary leads to
    size: str = "m"  #: of the label: m at the top of the form, s inside groups
    value: str = ""
    options: tuple[Choice, ...] = ()
    inline: bool = False
    boxes: tuple[Box, ...] = ()
    fields: tuple[FieldView, ...] = ()
    rows: tuple[RowView, ...] = ()
    files: tuple[FileView, ...] = ()
    lines: tuple[Line, ...] = ()
    head: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    html: str = ""
    style: str = ""
    summary: str = ""
    prefix: str = ""
    suffix: str = ""
    width: str = ""
    inputmode: str = ""
    autocomplete: str = ""
    spellcheck: bool = True
    input_type: str = "text"
    lines_high: int = 5
    longest: int = 0  #: characters counted on the page; 0: not counted
    threshold: int = 0  #: per cent of `longest` from which the count shows
    accept: str = ""
    multiple: bool = False
    add: str = ""  #: name of the button that adds a row
    add_label: str = ""
    small: bool = False  #: small radios and ticks, in rows
    compact: bool = False  #: a row's fields beside each other where there is room
    warned: Warned | None = None


@dataclass(frozen=True, kw_only=True)
class ErrorLink:
    """A line of the error summary."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class FormView:
    """A form, ready to be drawn."""

    id: str
    title: str
    fields: tuple[FieldView, ...]
    errors: tuple[ErrorLink, ...] = ()
    refresh: tuple[str, ...] = ()  #: names of fields on whose change other questions come and go
    submit: str = ""  #: the text of the form's own button
    has_files: bool = False

    def everything(self) -> Iterator[FieldView]:
        """Every part, those inside groups, rows and choices too, in the order of the page."""
        waiting = list(reversed(self.fields))
        while waiting:
            field = waiting.pop()
            yield field
            inner = [
                *(each for choice in field.options for each in choice.reveals),
                *field.fields,
                *(each for row in field.rows for each in row.fields),
            ]
            waiting.extend(reversed(inner))
