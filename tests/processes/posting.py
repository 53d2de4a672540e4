"""Typed answers into a page's own boxes: dates in parts, rows by number, choices by value, files by name.

Without a script a list grows by its button “Add another …” and questions that follow from others come with “Show the
questions …”: `fill` says which button to press next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cip_workflow.forms.rows import ROW_OF, row_name
from tests.processes.page import Form, as_posted, words

UPDATE = "_update"
PDF = b"%PDF-1.4\n% made up for a test\n" + b"x" * 1000
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def fill(form: Form, answers: Mapping[str, Any], people: Mapping[str, str], *, updated: bool = False) -> str:
    """Put the answers into the page.

    Args:
        people: login -> name; rows that the case lists say whom they are about by name.
        updated: the page shows the questions that follow from what stands in it.

    Returns:
        The name of the button to press before the rest can be filled in; empty when everything stands in the page.

    Raises AssertionError for an answer that the page has no place for.
    """
    filling = _Filling(form, people)
    filling.all(answers, "")
    if filling.press:
        return filling.press[0]
    if filling.missing and not updated and UPDATE in form.buttons().values():
        return UPDATE
    assert not filling.missing, f"{form.page} has no place for {filling.missing}: {form.names()}"
    return ""


class _Filling:
    def __init__(self, form: Form, people: Mapping[str, str]) -> None:
        self.form = form
        self.people = people
        self.names = set(form.names())
        self.missing: list[str] = []
        self.press: list[str] = []

    def all(self, answers: Mapping[str, Any], before: str) -> None:
        for key, value in answers.items():
            self.one(before + key, value)

    def one(self, path: str, value: Any) -> None:
        if isinstance(value, str) and _DATE.fullmatch(value) and f"{path}-day" in self.names:
            day = date.fromisoformat(value)
            for part in ("day", "month", "year"):
                self.form.set(f"{path}-{part}", getattr(day, part))
        elif isinstance(value, str) and _MOMENT.fullmatch(value) and f"{path}-time" in self.names:
            day, _, time = value.partition("T")
            self.one(path, day)
            self.form.set(f"{path}-time", time)
        elif isinstance(value, dict):
            self.all(value, f"{path}.")
        elif _are_files(value):
            self.files(path, value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            self.rows(path, value)
        elif self.form.named(path) and self.offers(path, value):
            self.form.set(path, value)
        else:
            self.missing.append(path)

    def offers(self, path: str, value: Any) -> bool:
        """Whether a list to open has this choice: some follow from other answers."""
        options = [one.get("value") for box in self.form.named(path) for one in box.iter("option")]
        return not options or as_posted(value) in options

    def files(self, path: str, files: list[dict[str, Any]]) -> None:
        if path not in self.names:
            self.missing.append(path)
            return
        kept = [one for one in self.form.pairs() if one[0] == path and one[1]]
        if not kept:  # else it was stored when a button was pressed before
            [file] = files
            self.form.files[path] = (file["name"], PDF)

    def rows(self, path: str, rows: list[dict[str, Any]]) -> None:
        if path not in self.names:
            self.missing.append(path)
            return
        listed = dict(self.listed(path))
        if listed:
            for row in rows:
                self.listed_row(row, listed)
            return
        starts = [name for name in self.names if name.startswith(f"{path}.")]
        there = {int(name[len(path) + 1 :].split(".")[0].split("-")[0]) for name in starts}
        buttons = self.form.buttons().values()
        if not there and f"_add.{path}" not in buttons:  # rows that follow from other answers
            self.missing.append(path)
            return
        if len(there) > len(rows):
            self.press.append(f"_remove.{path}.{max(there)}")
        elif len(there) < len(rows):
            self.press.append(f"_add.{path}")
        assert not self.press or self.press[-1] in buttons, (self.form.page, self.press, list(buttons))
        for number, row in enumerate(rows[: len(there)]):
            self.all(row, f"{path}.{number}.")

    def listed(self, path: str) -> Iterator[tuple[str, str]]:
        """Rows that the case lists: what they say, and the beginning of the names of each."""
        for name, item in self.form.pairs():
            found = re.fullmatch(rf"({re.escape(path)}\.(\d+)\.){ROW_OF}", name)
            if found and item:
                [row] = self.form.element.xpath(f".//*[@id='g-{path.replace('.', '-')}-{found[2]}']")
                yield words(row), found[1]

    def listed_row(self, row: Mapping[str, Any], listed: Mapping[str, str]) -> None:
        items = dict(self.form.pairs())
        for before in listed.values():
            item = items.get(before + ROW_OF)
            said = {key for key, value in row.items() if isinstance(value, str) and row_name(value) == item}
            if said:
                self.all({key: value for key, value in row.items() if key not in said}, before)
                return
        about = [self.people[one] for one in row.values() if isinstance(one, str) and one in self.people]
        found = [before for label, before in listed.items() if any(name in label for name in about)]
        assert len(found) == 1, (about, dict(listed))
        [before] = found
        for key, value in row.items():
            if value not in self.people or self.form.named(before + key):
                self.one(before + key, value)


def _are_files(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "document" in value[0]
