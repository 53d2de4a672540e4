"""Answers as they stand in a page's boxes, and as they are read when they cannot be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from cip_workflow.clock import LONDON
from cip_workflow.forms import readable
from cip_workflow.forms.form import Component, Option
from cip_workflow.forms.kinds import NUMBERS
from cip_workflow.forms.people import People, named


def box_text(component: Component, value: Any) -> str:
    """What stands in a text box: as typed, or a typed value written out; nothing for what no box could hold."""
    if isinstance(value, str):
        return value
    if component.kind == "tags" and isinstance(value, list | tuple):
        return "\n".join(each for each in value if isinstance(each, str))
    if component.kind in NUMBERS and isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        if component.kind == "money":
            return readable.money(value).replace("£", "")
        return readable.number(value).replace(",", "")
    if component.kind == "time" and isinstance(value, time):
        return f"{value:%H:%M}"
    return ""


def date_parts(value: Any) -> dict[str, str]:
    """What stands in the boxes of a date: as typed, or the parts of a typed date."""
    if isinstance(value, Mapping):
        return {str(name): str(part) for name, part in value.items() if part is not None}
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        except ValueError:
            return {}
    if isinstance(value, datetime):
        local = value.astimezone(LONDON) if value.tzinfo else value
        return {**date_parts(local.date()), "time": f"{local:%H:%M}"}
    if isinstance(value, date):
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
    return {}


def posted(value: Any) -> str:
    """A chosen value as its option posts it."""
    return "" if value is None or isinstance(value, Mapping | list) else Option(value=value, label="").posted


def all_posted(value: Any) -> list[str]:
    """Chosen values as their options post them."""
    if isinstance(value, str):
        return [value] if value else []
    return [posted(each) for each in value] if isinstance(value, Sequence) else []


def as_read(component: Component, value: Any, options: Iterable[Option], people: People) -> str:
    """An answer in words: labels of options, names of people, £ and %."""
    kind = component.look.get("kind", "") if component.kind == "computed" else component.kind
    if value is None or value == []:
        return ""
    if kind in {"person", "people"}:
        wanted = value if isinstance(value, list) else [value]
        names = {each.login: named(each) for each in people.members("*")} | {
            str(each.value): each.label for each in options
        }
        return "; ".join(names.get(str(each), str(each)) for each in wanted)
    if kind == "money" and isinstance(value, Decimal | int) and not isinstance(value, bool):
        return readable.money(value)
    if kind == "percent" and isinstance(value, Decimal | int) and not isinstance(value, bool):
        return f"{readable.number(value)}%"
    if kind == "files" and isinstance(value, list):
        return ", ".join(file_text(each) for each in value if isinstance(each, Mapping))
    labels = {posted(each.value): each.label for each in options}
    if isinstance(value, list):
        return ", ".join(labels.get(posted(each), readable.readable(each)) for each in value)
    text = labels.get(posted(value)) or readable.readable(value)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return component.look.get("prefix", "") + text + component.look.get("suffix", "")
    return text


def file_text(file: Mapping[str, Any]) -> str:
    """A file by name, kind and size: minutes.pdf (PDF, 86KB)."""
    name = str(file.get("name") or "File")
    detail = file_detail(file)
    return f"{name} ({detail})" if detail else name


def file_detail(file: Mapping[str, Any]) -> str:
    """Kind and size of a file, where they are known: PDF, 86KB."""
    name = str(file.get("name") or "")
    ending = name.rsplit(".", 1)[-1].upper() if "." in name else ""
    count = file.get("size")
    return ", ".join(filter(None, (ending, readable.size(count) if isinstance(count, int) else "")))
