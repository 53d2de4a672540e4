"""What a page posts, as nested raw answers.

Names on the page: `title`; `contact.email`; `members.0.user`; `meetingDate-day`, `-month`, `-year`, `-time`;
`_add.members`, `_remove.members.1`, `_remove.evidence.<document>` for buttons; `_override.<path>` for the reason to
keep what looks like a child's data. Groups of radios and ticks send an empty value first, so that "none chosen"
differs from "not on the page".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cip_workflow.forms.attached import from_posted
from cip_workflow.forms.clean import OVERRIDE
from cip_workflow.forms.form import Component, Container, Form
from cip_workflow.forms.kinds import MANY_CHOICE, SINGLE_CHOICE
from cip_workflow.forms.rows import MAX_ROWS, ROW, ROW_OF
from cip_workflow.forms.sheet import place

Pairs = Iterable[tuple[str, str]]
Files = Mapping[str, Sequence[Mapping[str, Any]]]

_DATE_PARTS = ("day", "month", "year")


@dataclass(frozen=True, kw_only=True)
class Intent:
    """Which button sent the page. Only `submit` asks for validation."""

    kind: Literal["submit", "save", "update", "add", "remove"]
    path: str = ""  #: of the list, or of the row or file to remove


def intent(pairs: Pairs) -> Intent:
    """What the person wants: the name of the button that was pressed."""
    for name, _ in pairs:
        if name in {"_save", "_update"}:
            return Intent(kind="save" if name == "_save" else "update")
        for kind in ("add", "remove"):
            if name.startswith(f"_{kind}."):
                return Intent(kind="add" if kind == "add" else "remove", path=name.split(".", 1)[1])
    return Intent(kind="submit")


def read(form: Form, pairs: Pairs, files: Files | None = None) -> dict[str, Any]:
    """The raw answers of a posted page, nested as the form declares; buttons that add and remove are applied.

    Args:
        form: the form.
        pairs: names and values in the order of the page.
        files: what is known of files that came with this post, by the path of their field.

    Returns:
        Raw answers for `clean`, `view` and drafts (plain JSON). Names that the form does not declare are kept, for
        `clean` to refuse; names that begin with `_` and the CSRF token belong to the page.
    """
    listed = list(pairs)
    post = _Post(listed, files or {})
    answers = post.container(form.root, "")
    reasons = {
        name.split(".", 1)[1]: value
        for name, value in listed
        if name.startswith(f"{OVERRIDE}.") and value.strip()
    }
    if reasons:
        answers[OVERRIDE] = reasons
    for name in post.left:
        answers[name] = post.values[name][-1]
    wanted = intent(listed)
    if wanted.kind == "add":
        _add(form.root, answers, wanted.path.split("."))
    elif wanted.kind == "remove":
        _remove(form.root, answers, wanted.path.split("."))
    return answers


class _Post:
    """The values of a post by name; `left` are the names that no field has taken."""

    def __init__(self, pairs: Sequence[tuple[str, str]], files: Files) -> None:
        self.values: dict[str, list[str]] = {}
        self.files = files
        for name, value in pairs:
            if not name.startswith("_") and name != "csrf_token":
                self.values.setdefault(name, []).append(value)
        self.left = dict.fromkeys(self.values)

    def container(self, container: Container, before: str) -> dict[str, Any]:
        """The raw answers of a container whose names begin with `before`."""
        found: dict[str, Any] = {}
        for key, field in container.fields.items():
            component = field.component
            name = before + ".".join(key)
            if component.row is not None:
                rows = self._rows(component.row, name)
                if rows is not None:
                    place(found, key, rows)
            elif component.is_answered:
                value = self._value(component, name)
                if value is not _ABSENT:
                    place(found, key, value)
        return found

    def _take(self, name: str) -> list[str] | None:
        self.left.pop(name, None)
        return self.values.get(name)

    def _value(self, component: Component, name: str) -> Any:
        kind = component.kind
        if kind in {"date", "datetime"}:
            parts = {
                part: self._take(f"{name}-{part}")
                for part in (*_DATE_PARTS, "time")[: 3 + (kind == "datetime")]
            }
            if any(values is not None for values in parts.values()):
                return {part: values[0] if values else "" for part, values in parts.items()}
        values = self._take(name)
        if kind == "files":
            return self._files(component, name, values)
        if values is None:
            return _ABSENT
        if kind == "flag":
            return any(value not in {"", "false"} for value in values)
        if kind in MANY_CHOICE:
            return list(dict.fromkeys(value for value in values if value))
        if kind in SINGLE_CHOICE:
            return next((value for value in reversed(values) if value), "")
        return values[0]

    def _files(self, component: Component, name: str, values: list[str] | None) -> Any:
        new = [dict(each) for each in self.files.get(name, ())]
        if values is None and not new:
            return _ABSENT
        if new and not component.limits.multiple:
            return new[-1:]  # a single file is replaced by the next one
        kept = [file for value in dict.fromkeys(values or ()) if value and (file := from_posted(value))]
        return kept + new

    def _rows(self, row: Container, name: str) -> list[dict[str, Any]] | None:
        before = name + "."
        shown = self._take(name) is not None
        numbers = {
            rest.split(".", 1)[0].split("-", 1)[0]
            for each in (*self.values, *self.files)
            if each.startswith(before) and (rest := each[len(before) :])
        }
        indexes = sorted({number for number in numbers if number.isascii() and number.isdecimal()}, key=int)
        if not indexes:
            return [] if shown else None
        found = []
        for index in indexes[: MAX_ROWS * 2]:
            answers = self.container(row, f"{before}{index}.")
            of = self._take(f"{before}{index}.{ROW_OF}")
            self._take(f"{before}{index}.{ROW}")
            found.append({ROW_OF: of[0], **answers} if of and of[0] else answers)
        return found


_ABSENT: Any = object()


def _list_at(
    container: Container, answers: dict[str, Any], parts: Sequence[str]
) -> tuple[Component, list[Any], Sequence[str]] | None:
    """The list of rows or files that a path leads to, and what is left of the path behind it."""
    for key, field in container.fields.items():
        component = field.component
        if tuple(parts[: len(key)]) != key or not (component.row or component.kind == "files"):
            continue
        inside: Any = answers
        for part in key[:-1]:
            inside = inside.setdefault(part, {})
        if not isinstance(inside.get(key[-1]), list):
            inside[key[-1]] = []
        found: list[Any] = inside[key[-1]]
        rest = parts[len(key) :]
        if component.row is not None and len(rest) > 1:
            index = int(rest[0]) if rest[0].isdecimal() else len(found)
            return _list_at(component.row, found[index], rest[1:]) if index < len(found) else None
        return component, found, rest
    return None


def _add(container: Container, answers: dict[str, Any], parts: Sequence[str]) -> None:
    found = _list_at(container, answers, parts)
    if found and found[0].row is not None and not found[2] and len(found[1]) < MAX_ROWS:
        found[1].append({})


def _remove(container: Container, answers: dict[str, Any], parts: Sequence[str]) -> None:
    found = _list_at(container, answers, parts)
    if found is None or len(found[2]) != 1:
        return
    component, rows, (which,) = found
    if component.row is None:
        rows[:] = [each for each in rows if str(each.get("document")) != which]
    elif which.isdecimal() and int(which) < len(rows):
        del rows[int(which)]
