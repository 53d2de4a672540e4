"""What an issued version says, field by field, and how two versions differ: in words that a reader knows from the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from web import templating

#: The part that fields without one belong to.
_ABOUT = "About the brief"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ACRONYMS = {"vat": "VAT", "cpv": "CPV", "dpia": "DPIA", "ehria": "EHRIA", "send": "SEND"}
#: Codes that stand in answers, as people say them.
_WORDS = {
    "BARNARDOS": "Barnardo’s",
    "PCR2015_CALLOFF": "Call-off under the Public Contracts Regulations 2015",
    "PA2023_LIGHT_TOUCH": "Procurement Act 2023, light touch",
    "PA2023_BELOW_THRESHOLD": "Procurement Act 2023, below the threshold",
    "PSR": "Provider Selection Regime",
}
#: From so much alike on, two texts are shown as one with marks; below, as the old and the new one.
_ALIKE = 0.5


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a version: where it stands, what it is called, what it says."""

    path: tuple[str, ...]
    value: Any

    @property
    def section(self) -> str:
        """The part of the content that it stands in."""
        return label(self.path[0]) if len(self.path) > 1 else _ABOUT

    @property
    def name(self) -> str:
        """What it is called within its part."""
        return ": ".join(label(one) for one in self.path[1:]) or label(self.path[0])


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A piece of a text: kept, removed or added."""

    what: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that differs: `what` is added, removed or changed."""

    section: str
    name: str
    what: str
    marks: tuple[Mark, ...]


def fields(content: Mapping[str, Any]) -> tuple[Field, ...]:
    """Every field that says something, in the order of the content."""
    return tuple(_walk((), content))


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]
) -> tuple[Difference, ...]:
    """What was added, removed and changed, in the order of the newer version; what is gone comes last.

    Args:
        names: names of people by sign-in name.
    """
    old = {field.path: field for field in fields(before)}
    new = {field.path: field for field in fields(after)}
    found = []
    for path, field in {**new, **{path: one for path, one in old.items() if path not in new}}.items():
        was = old[path].value if path in old else None
        now = new[path].value if path in new else None
        if was == now:
            continue
        what = "added" if path not in old else "removed" if path not in new else "changed"
        found.append(
            Difference(
                section=field.section, name=field.name, what=what, marks=tuple(_marks(was, now, names))
            )
        )
    return tuple(found)


def said(value: Any, names: Mapping[str, str]) -> list[str]:
    """A value in lines: one for a text or a number, one a row for a list."""
    if isinstance(value, list):
        return [" · ".join(said(one, names)) for one in value]
    if isinstance(value, Mapping):
        if "sha256" in value and value.get("name"):
            return [str(value["name"])]  # a file: its name says more than its digest
        return [f"{label(name)}: {', '.join(said(one, names))}" for name, one in value.items() if _says(one)]
    if isinstance(value, bool):
        return ["Yes" if value else "No"]
    if isinstance(value, int | float):
        return [f"{value:,}"]
    text = str(value)
    if _DAY.fullmatch(text):
        return [templating.day(date.fromisoformat(text))]
    return [names.get(text) or _WORDS.get(text) or text]


def logins(content: Any) -> set[str]:
    """Everything in a content that may be a sign-in name: short words without blanks."""
    if isinstance(content, Mapping):
        return set().union(*map(logins, content.values()))
    if isinstance(content, list):
        return set().union(*map(logins, content))
    return {content} if isinstance(content, str) and re.fullmatch(r"[a-z0-9._@+-]{2,80}", content) else set()


def label(key: str) -> str:
    """`designDeadline` -> Design deadline."""
    words = _CAPITAL.sub(" ", key.replace("_", " ").replace("-", " ")).lower().split()
    text = " ".join(_ACRONYMS.get(word, word) for word in words)
    return text[:1].upper() + text[1:]


def _walk(path: tuple[str, ...], value: Any) -> Iterator[Field]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _walk((*path, str(name)), one)
    elif _says(value):
        yield Field(path=path, value=value)


def _says(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


def _marks(was: Any, now: Any, names: Mapping[str, str]) -> Iterator[Mark]:
    old = said(was, names) if was is not None else []
    new = said(now, names) if now is not None else []
    if len(old) == len(new) == 1 and not isinstance(was, list):
        yield from _words(old[0], new[0])
        return
    for kind, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Mark(what="kept", text=line) for line in old[first:last])
            continue
        yield from (Mark(what="removed", text=line) for line in old[first:last])
        yield from (Mark(what="added", text=line) for line in new[start:end])


def _words(old: str, new: str) -> Iterator[Mark]:
    """One text with marks when the two are alike; else the old one and the new one."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    if len(before) < 6 or matcher.ratio() < _ALIKE:
        yield Mark(what="removed", text=old)
        yield Mark(what="added", text=new)
        return
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield Mark(what="kept", text=" ".join(before[first:last]))
            continue
        if first < last:
            yield Mark(what="removed", text=" ".join(before[first:last]))
        if start < end:
            yield Mark(what="added", text=" ".join(after[start:end]))
