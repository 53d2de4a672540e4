"""Who a task is for and when it is due, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any


def group_name(key: str, names: Mapping[str, Any]) -> str:
    """`g:design-lead@CIP-DB-2026-01` -> the group's readable name."""
    plain = key.removeprefix("g:").partition("@")[0]
    return str(names.get(plain) or plain.replace("-", " "))


def waits_for(candidates: Iterable[str], names: Mapping[str, Any]) -> str:
    """Who may take it."""
    groups = list(dict.fromkeys(group_name(one, names) for one in candidates if one.startswith("g:")))
    return " or ".join(groups) or "One named person"


def rule_of(sla: str | None) -> str:
    """`10wd` -> by which rule a task is due."""
    if sla == "dueDate":
        return "the process sets the date"
    found = re.fullmatch(r"(\d+)(wd|d)", sla or "")
    if found is None:
        return sla or ""
    number, unit = int(found[1]), "working day" if found[2] == "wd" else "day"
    return f"{number} {unit}{'s' if number != 1 else ''} after it was opened, at 5pm"
