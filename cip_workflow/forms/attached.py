"""What a form knows of an uploaded file, and how a page carries it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

#: What is told of a file besides its id.
DETAILS: Final = ("name", "size", "type", "sha256")
_LONGEST_POSTED = 2_000


def described(given: Any) -> dict[str, Any] | None:
    """A file's description with nothing else in it; None when it names no document."""
    if not isinstance(given, Mapping) or isinstance(given.get("document"), bool):
        return None
    document = given.get("document")
    if isinstance(document, str) and document.isascii() and document.isdecimal() and len(document) < 19:
        document = int(document)
    elif isinstance(document, Decimal) and document.is_finite() and document == int(document):
        document = int(document)  # an expression gave it
    if not isinstance(document, int):
        return None
    told = {
        name: given[name] for name in DETAILS if type(given.get(name)) is (int if name == "size" else str)
    }
    return {"document": document, **told}


def as_posted(file: Mapping[str, Any]) -> str:
    """A file's description as the value of a hidden input."""
    return json.dumps(file, ensure_ascii=False, sort_keys=True)


def from_posted(value: str) -> dict[str, Any] | None:
    """The description in a hidden input: as `as_posted` wrote it, or the id alone."""
    if len(value) > _LONGEST_POSTED:
        return None
    try:
        return described(json.loads(value) if value.startswith("{") else {"document": value})
    except (ValueError, RecursionError):
        return None
