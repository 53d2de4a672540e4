"""The rows of a list: as many as a person added, or one for every item that the case lists.

Items come from `rows-from`, or, where a list shows read-only fields, from the variable of the same name: their
answers must stay with them when items come and go between showing a page and sending it. So each such row carries
the name of its item, and an item's own entries are never taken from what was sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from cip_workflow.forms.form import Component, Key

if TYPE_CHECKING:
    from cip_workflow.forms.sheet import Sheet

#: Rows that a list may have unless its form says otherwise.
MAX_ROWS: Final = 100
#: Which item a row answers.
ROW_OF: Final = "_of"
#: Sent for a row that has nothing else to send, so that it stays.
ROW: Final = "_row"


def rows_of(sheet: Sheet, key: Key, component: Component) -> list[Sheet]:
    """The rows of one list, as given; one for every item where the case lists them."""
    if component.rows_from is not None:
        return []
    listed = listed_by_case(sheet, key, component)
    if listed is not None:
        return rows_for(sheet, key, component, items_of(component, listed))
    given = sheet.given(key)
    rows = given if isinstance(given, list | tuple) else []
    numbered = [(index, row) for index, row in enumerate(rows[: MAX_ROWS * 2]) if isinstance(row, Mapping)]
    if sheet.book.tidy:
        numbered = _without_blank(numbered, component)
    else:
        numbered = [(index, row) for index, (_, row) in enumerate(numbered)]
    return [sheet.row(key, component, index, row) for index, row in numbered]


def _without_blank(numbered: list[tuple[int, Any]], component: Component) -> list[tuple[int, Any]]:
    """Rows that were offered and never used do not count; where rows are missing, they show what to fill in."""
    used = [(index, row) for index, row in numbered if not is_blank(row)]
    least = component.limits.minimum
    needed = max(int(least) if isinstance(least, Decimal) else 0, int(component.required))
    return used if len(used) >= needed else numbered


def is_blank(value: Any) -> bool:
    """Whether nothing was given, at any depth."""
    if isinstance(value, Mapping):
        return all(is_blank(each) for each in value.values())
    if isinstance(value, list | tuple):
        return all(is_blank(each) for each in value)
    return value is None or value is False or (isinstance(value, str) and not value.strip())


def listed_by_case(sheet: Sheet, key: Key, component: Component) -> list[Any] | None:
    """The variable behind a list with read-only fields; None where people add the rows themselves."""
    if component.row is None or not any(
        field.component.readonly is True for field in component.row.fields.values()
    ):
        return None
    found = followed(sheet.book.context, (*sheet.path, *key))
    return found if isinstance(found, list) else None


def items_of(component: Component, listed: Any) -> list[dict[str, Any]]:
    """What the case says of each row: the entries that are not for the person to answer."""
    assert component.row is not None  # only lists of rows are asked
    answered = {key[0] for key, field in component.row.fields.items() if field.component.is_answered}
    return [
        {name: value for name, value in item.items() if name not in answered}
        if isinstance(item, Mapping)
        else {"item": item}
        for item in (listed if isinstance(listed, list | tuple) else ())
    ][:MAX_ROWS]


def rows_for(sheet: Sheet, key: Key, component: Component, items: list[dict[str, Any]]) -> list[Sheet]:
    """One row for every item, with the answers that were given for it."""
    given = sheet.given(key)
    waiting = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list | tuple) else []
    found = []
    for index, item in enumerate(items):
        name = name_of(item, component)
        raw = next((row for row in waiting if _answers(row, name, item, component)), {})
        if raw:
            waiting.remove(raw)
        found.append(sheet.row(key, component, index, raw, item))
    return found


def name_of(item: Mapping[str, Any], component: Component) -> str:
    """What names an item on the page: by its entry `row-key`, or by all of it."""
    identity = component.look.get("rowkey", "")
    return row_name(item.get(identity) if identity else item)


def row_name(identity: Any) -> str:
    """What a page sends as `_of` with the row of this item."""
    return sha256(json.dumps(identity, default=str, sort_keys=True).encode()).hexdigest()[:16]


def followed(source: Any, path: Key) -> Any:
    """What a path leads to in nested mappings and lists; None where it leads nowhere."""
    for part in path:
        if isinstance(source, Mapping):
            source = source.get(part)
        elif isinstance(source, list | tuple) and part.isdecimal() and int(part) < len(source):
            source = source[int(part)]
        else:
            return None
    return source


def _answers(row: Mapping[str, Any], name: str, item: Mapping[str, Any], component: Component) -> bool:
    if ROW_OF in row:
        return bool(row[ROW_OF] == name)
    identity = component.look.get("rowkey", "")
    if identity:
        return identity in row and bool(row[identity] == item.get(identity))
    return bool(item) and all(row.get(key) == value for key, value in item.items())
