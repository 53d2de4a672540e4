"""Types answers into the page that a browser shows, as a person does: from top to bottom, pressing what shows more of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from cip_workflow.forms.rows import ROW_OF
from tests.processes.page import as_posted
from tests.processes.posting import PDF

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Filling:
    """The form of one page. `scripts` says whether questions come by themselves; `people` is login -> name."""

    def __init__(self, page: Page, people: Mapping[str, str], *, scripts: bool) -> None:
        self.page = page
        self.people = people
        self.scripts = scripts

    def fill(self, answers: Mapping[str, Any], before: str = "") -> None:
        """All answers, in their order; `before` is the path of the row or group they belong to."""
        for key, value in answers.items():
            self._one(before + key, value)

    def _one(self, path: str, value: Any) -> None:
        if isinstance(value, str) and _DATE.fullmatch(value):
            day = date.fromisoformat(value)
            for part in ("day", "month", "year"):
                self._box(f"{path}-{part}").fill(str(getattr(day, part)))
        elif isinstance(value, dict):
            self.fill(value, f"{path}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            if "document" in value[0]:
                self._file(path, value[0]["name"])
            else:
                self._rows(path, value)
        else:
            self._write(self._box(path), value)

    def _box(self, name: str) -> Locator:
        """The box with this name; where the page does not show it yet, what follows from the answers is asked for."""
        self.page.wait_for_load_state()  # a page that is half there has half of its boxes
        found = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
        if not self.scripts and found.count() == 0:
            self.page.get_by_role("button", name="Show the questions that follow from my answers").click()
        expect(found.first).to_be_visible()
        return found

    def _write(self, found: Locator, value: Any) -> None:
        kind = found.first.evaluate("box => box.type")
        if kind == "select-one":
            found.select_option(as_posted(value))
        elif kind in {"radio", "checkbox"}:
            for each in value if isinstance(value, list) else [value]:
                if each is not False or kind == "radio":
                    found.and_(self.page.locator(f'[value="{as_posted(each)}"]')).check()
        else:
            found.fill("\n".join(value) if isinstance(value, list) else as_posted(value))

    def _file(self, path: str, name: str) -> None:
        self._box(path).set_input_files({"name": name, "mimeType": "application/pdf", "buffer": PDF})
        if self.scripts:  # it is sent at once
            expect(self.page.get_by_role("button", name=f"Remove {name}")).to_be_visible()

    def _rows(self, path: str, rows: list[dict[str, Any]]) -> None:
        listed = self._listed(path)
        if listed:
            for row in rows:
                self._listed_row(row, listed)
            return
        for number, row in enumerate(rows):
            first = self.page.locator(f'[name^="{path}.{number}."]:not([type=hidden])')
            if first.count() == 0:
                self.page.locator(f'button[name="_add.{path}"]').click()
                expect(first.first).to_be_visible()
            self.fill(row, f"{path}.{number}.")

    def _listed(self, path: str) -> dict[str, str]:
        """Rows that the case lists: what each says, and the beginning of its names."""
        found = {}
        for name in self.page.locator(f'[name^="{path}."][name$=".{ROW_OF}"]').evaluate_all(
            "all => all.map(one => one.name)"
        ):
            before = name.removesuffix(ROW_OF)
            found[self.page.locator(f"[id='g-{before[:-1].replace('.', '-')}']").inner_text()] = before
        return found

    def _listed_row(self, row: Mapping[str, Any], listed: Mapping[str, str]) -> None:
        about = [self.people[one] for one in row.values() if isinstance(one, str) and one in self.people]
        [before] = [start for label, start in listed.items() if any(name in label for name in about)]
        for key, value in row.items():
            if value not in self.people:
                self._one(before + key, value)
