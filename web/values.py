"""Values of a case as somebody would type them to correct one: FEEL literals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def as_typed(value: Any) -> str:
    """A value as FEEL: `"yes"`, `42`, `null`, `date("2026-11-23")`, `["LCC", "BARNARDOS"]`, `{outcome: "agree"}`."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return f'date and time("{value.isoformat()}")'
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {as_typed(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_typed, value)) + "]"
    return str(value)
