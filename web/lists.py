"""What lists have in common: choices of a filter, the tags of what is chosen, numbers in addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import MultiDict


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One group of checkboxes of a filter: value and text of each."""

    name: str
    legend: str
    options: Sequence[tuple[str, str]]

    def shown(self, given: MultiDict[str, str]) -> dict[str, Any]:
        """As `tasks/parts.html` takes it."""
        return {
            "name": self.name,
            "legend": self.legend,
            "picked": given.getlist(self.name),
            "options": [{"value": value, "text": text} for value, text in self.options],
        }


def chosen_tags(here: str, choices: Sequence[Choice]) -> list[dict[str, str]]:
    """What is chosen, each with the address of the list without it."""
    pairs = [
        (name, value)
        for name, value in request.args.items(multi=True)
        if value and name not in {"after", "before", "start"}
    ]
    texts = {(choice.name, value): text for choice in choices for value, text in choice.options}
    tags = []
    for pair in pairs:
        text = f"“{pair[1]}”" if pair[0] == "q" else texts.get(pair)
        if text:
            tags.append({"text": text, "href": address(here, [other for other in pairs if other != pair])})
    return tags


def address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """A path with a query."""
    return f"{path}?{urlencode(list(pairs))}" if pairs else path


def whole_number(name: str) -> int | None:
    """A positive number in the address; None where there is none or rubbish."""
    value = request.args.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 16 else None
