"""A page as a browser without scripts has it: its forms, links and sentences; what pressing a button would send."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

_BOXES = "descendant::input|descendant::select|descendant::textarea"
_NOT_SENT = {"submit", "button", "reset", "image"}


def words(element: Any) -> str:
    """The text of an element in one line."""
    return " ".join(element.text_content().split())


class Page:
    """An answer of the server."""

    def __init__(self, response: TestResponse) -> None:
        self.status = response.status_code
        self.path = response.request.full_path.rstrip("?") if response.request else ""
        self.to = response.headers.get("Location", "")
        self.text = response.text if response.mimetype == "text/html" else ""
        self.json = response.json if response.is_json else None
        self.headers = response.headers
        self.data = response.data
        self._tree: Any = None

    @property
    def tree(self) -> Any:
        if self._tree is None:
            self._tree = html.document_fromstring(self.text)
        return self._tree

    @property
    def title(self) -> str:
        """The text of the browser's tab."""
        return str(self.tree.findtext(".//title")).strip()

    @property
    def said(self) -> str:
        """The text of the page without head and footer."""
        [main] = self.tree.xpath("//main")
        return words(main)

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        found = self.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")
        return [words(one) for one in found]

    def links(self, text: str) -> list[str]:
        """Addresses of the links with this text."""
        return [one.get("href") for one in self.tree.iter("a") if words(one) == text]

    def rows(self) -> list[tuple[str, str, str]]:
        """Address and text of the first link, and the whole text, of every row of the page's table."""
        found = []
        for row in self.tree.xpath("//tbody/tr"):
            link = next(row.iter("a"))
            found.append((link.get("href"), words(link), words(row)))
        return found

    def form_value(self, box: str) -> str:
        """What stands in a box of the form that filters a list."""
        [found] = self.tree.xpath(f"//form[@method='get']//input[@name='{box}']/@value")
        return str(found)

    def forms(self) -> list[Form]:
        """The forms that post."""
        return [Form(one, self.path) for one in self.tree.iter("form") if one.get("method") == "post"]

    def form(self, button: str) -> Form:
        """The form that has a button with this text."""
        found = [one for one in self.forms() if button in one.buttons()]
        assert found, f"{self.path} has no form with the button “{button}”: {self.buttons()}"
        return found[0]

    def form_with(self, box: str) -> Form:
        """The form that has a box with this name."""
        [found] = [one for one in self.forms() if box in one.names()]
        return found

    def buttons(self) -> list[str]:
        """The texts of all buttons of the page."""
        return [text for form in self.forms() for text in form.buttons()]


@dataclass
class Form:
    """One form with what stands in its boxes; `files` are chosen, by the name of their box."""

    element: Any
    page: str
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def action(self) -> str:
        """Where it is sent to."""
        return str(self.element.get("action") or self.page)

    @property
    def is_multipart(self) -> bool:
        """Whether files may come along."""
        return self.element.get("enctype") == "multipart/form-data"

    def buttons(self) -> dict[str, str]:
        """Text and name of each button, in order; the first of a text stands."""
        found: dict[str, str] = {}
        for one in self.element.iter("button"):
            found.setdefault(words(one), one.get("name") or "")
        return found

    def named(self, name: str) -> list[Any]:
        """The boxes with this name that a person sees."""
        return [one for one in self._boxes() if one.get("name") == name and one.get("type") != "hidden"]

    def names(self) -> list[str]:
        """The names of all boxes, hidden ones too, in order."""
        return list(dict.fromkeys(one.get("name") for one in self._boxes() if one.get("name")))

    def set(self, name: str, value: Any) -> None:
        """Type, choose or tick. AssertionError where the page offers no such box or choice."""
        boxes = self.named(name)
        assert boxes, f"{self.page} has no box “{name}”"
        if boxes[0].tag == "select":
            _choose(boxes[0], value)
        elif boxes[0].get("type") in {"radio", "checkbox"}:
            _tick(boxes, value)
        else:
            _write(boxes[0], value)

    def value(self, name: str) -> Any:
        """What stands in a box: its text, or the values that are ticked or chosen."""
        boxes = self.named(name)
        if boxes[0].tag == "input" and boxes[0].get("type") not in {"radio", "checkbox"}:
            return boxes[0].get("value", "")
        if boxes[0].tag == "textarea":
            return boxes[0].text or ""
        return [value for _, value in self._sent(boxes)]

    def pairs(self, button: str = "") -> list[tuple[str, str]]:
        """What a browser sends when the button with this name is pressed."""
        sent = list(self._sent(self._boxes()))
        return [*sent, (button, "1")] if button else sent

    def body(self, button: str = "") -> MultiDict[str, Any]:
        """The same for Flask's test client, with the files."""
        data: MultiDict[str, Any] = MultiDict(self.pairs(button))
        for name, (file, content) in self.files.items():
            data.add(name, (io.BytesIO(content), file))
        return data

    def _boxes(self) -> list[Any]:
        return list(self.element.xpath(_BOXES))

    def _sent(self, boxes: list[Any]) -> Iterator[tuple[str, str]]:
        for box in boxes:
            name, kind = box.get("name"), box.get("type", "text")
            if not name or box.get("disabled") is not None or kind in _NOT_SENT | {"file"}:
                continue
            if box.tag == "select":
                chosen = [one for one in box.iter("option") if one.get("selected") is not None]
                for one in chosen or list(box.iter("option"))[:1]:
                    yield name, one.get("value", words(one))
            elif box.tag == "textarea":
                yield name, re.sub(r"\r?\n", "\r\n", (box.text or "").removeprefix("\n"))
            elif kind not in {"radio", "checkbox"} or box.get("checked") is not None:
                yield name, box.get("value", "")


def as_posted(value: Any) -> str:
    """A typed value as the page's choices post it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _write(box: Any, value: Any) -> None:
    text = "\n".join(value) if isinstance(value, list) else as_posted(value)
    if box.tag == "textarea":
        box.text = text
    else:
        box.set("value", text)


def _choose(box: Any, value: Any) -> None:
    offered = list(box.iter("option"))
    wanted = as_posted(value)
    assert wanted in [one.get("value") for one in offered], (box.get("name"), wanted)
    for one in offered:
        one.attrib.pop("selected", None)
        if one.get("value") == wanted:
            one.set("selected", "")


def _tick(boxes: list[Any], value: Any) -> None:
    given = value if isinstance(value, list) else [value]
    if boxes[0].get("type") == "checkbox":
        given = [one for one in given if one is not False]
    wanted, offered = {as_posted(one) for one in given}, {box.get("value") for box in boxes}
    assert wanted <= offered, (boxes[0].get("name"), wanted, offered)
    for box in boxes:
        box.attrib.pop("checked", None)
        if box.get("value") in wanted:
            box.set("checked", "")
