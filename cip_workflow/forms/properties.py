"""The `properties` of a component: the form editor's own place for what form-js has no field for (RULINGS 8).

Names are matched whatever their case, hyphens and underscores: `visibleTo`, `visible-to` and `visible_to` are one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, Final

from cip_workflow.forms.wording import CODES

#: name as documented -> what it is for (docs/forms.md tells more; a test compares the two)
KNOWN: Final = {
    "kind": "what the answer is: money, percent, integer, person, people, organisation, cpv, boolean, tags, matrix",
    "group": "whose people a person is chosen from; several with commas",
    "organisation": "only people of this organisation",
    "visibleTo": "the organisations that see this component at all",
    "rule": "FEEL that must be true of the answers",
    "rule-message": "the sentence for when it is not",
    "required-if": "FEEL: an answer is needed when it is true",
    "hint": "help under the label, before the description",
    "short": "what to call this in error messages",
    "width": "of an input, in characters: 2, 3, 4, 5, 10, 20 or 30",
    "rows": "lines of a textarea",
    "inline": "radios beside each other",
    "autocomplete": "what a browser may fill in",
    "spellcheck": "false for codes and references",
    "min-rows": "fewest rows, choices, tags or files",
    "max-rows": "most rows, choices, tags or files",
    "row-label": "what one row is called",
    "add-label": "the text of the button that adds a row",
    "rows-from": "FEEL: a list with one row to answer for every item",
    "row-key": "the entry that tells the items of rows-from apart",
    "earliest": "FEEL: the first date allowed",
    "latest": "FEEL: the last date allowed",
    "max-size": "of a file, in megabytes",
    "noChildData": "signs of a child's personal data: warn, refuse or off",
    "prefill": "false: never filled in from the case's variables",
    "label": "shows a worked-out value, under this label",
    "style": "of a text: inset, warning or details",
    "summary": "what is shown of a text with style details until it is opened",
    "size": "of the label or heading: s, m or l",
}
_NORMAL = {re.sub(r"[-_]", "", name).lower(): name for name in KNOWN}
_CODE_NAMES = {code.replace("-", ""): code for code in CODES} | {
    "min": "minimum",
    "max": "maximum",
    "minlength": "shortest",
    "maxlength": "longest",
    "minrows": "rows",
    "maxrows": "too-many",
    "short": "",
}
_RULE = re.compile(r"rule(\d*)(message)?(\d*)")


class Properties:
    """The properties of one component, by documented name."""

    def __init__(self, raw: Any) -> None:
        self.values: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.hints: dict[str, str] = {}
        self.rules: dict[str, str] = {}
        self.messages: dict[str, str] = {}
        self.unknown: list[str] = []
        for name, value in raw.items() if isinstance(raw, Mapping) else ():
            if value is not None and str(value).strip():
                self._take(str(name), _as_text(value))

    def get(self, name: str, default: str = "") -> str:
        """The value of a property, without spaces around it."""
        return self.values.get(name, default)

    def is_on(self, name: str) -> bool:
        """Whether a property says yes."""
        return self.get(name).lower() in {"true", "yes", "on", "1"}

    @property
    def look(self) -> dict[str, str]:
        """What only the page needs, by name without hyphens."""
        names = ("width", "rows", "inline", "autocomplete", "spellcheck", "style", "size", "row-key")
        return {name.replace("-", ""): self.values[name] for name in names if name in self.values}

    def _take(self, name: str, value: str) -> None:
        plain = re.sub(r"[-_]", "", name).lower()
        rule = _RULE.fullmatch(plain)
        if rule:
            (self.messages if rule[2] else self.rules)[rule[1] or rule[3]] = value
        elif plain in _NORMAL:
            self.values[_NORMAL[plain]] = value
        elif plain.startswith("error") and plain[5:] in _CODE_NAMES:
            code = _CODE_NAMES[plain[5:]]
            if code:
                self.words[code] = value
            else:
                self.values["short"] = value
        elif name.lower().startswith("hint-"):
            self.hints[name[5:]] = value
        elif plain == "errorrule":
            self.messages[""] = value
        else:
            self.unknown.append(name)


def nearest(name: str) -> str | None:
    """The documented property that a name was perhaps meant to be."""
    plain = re.sub(r"[-_]", "", name).lower()
    near = difflib.get_close_matches(plain, _NORMAL, n=1, cutoff=0.75)
    return _NORMAL[near[0]] if near else None


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()
