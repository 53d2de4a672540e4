"""What a decision table decided, in words."""

from __future__ import annotations

from typing import Any

from cip_workflow.queries.progress import Decision


def said(one: Decision) -> dict[str, Any]:
    """Which rules decided, and what: “Rules 1 and 2 decided: UK1 pipeline (mandatory: yes); UK3 planned notice”."""
    rules = [str(rule) for part in one.trace for rule in _numbers(part)]
    named = f"Rule{'s' if len(rules) != 1 else ''} {' and '.join(rules)} decided: " if rules else "Decided: "
    return {"key": {"text": one.name}, "value": {"text": named + _readable(one.value)}}


def _numbers(part: dict[str, Any]) -> list[Any]:
    return [rule.get("number", rule) if isinstance(rule, dict) else rule for rule in part.get("rules") or []]


def _readable(value: Any) -> str:
    if isinstance(value, dict):
        return _context(value)
    if isinstance(value, list):
        return "; ".join(_readable(one) for one in value) or "nothing"
    if value is None or value == "":
        return "nothing"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _context(value: dict[str, Any]) -> str:
    """The first entry says what it is, the others what else is known of it; empty ones are left out."""
    entries = [(name, one) for name, one in value.items() if one not in (None, "", "none", [])]
    if not entries:
        return "nothing"
    rest = ", ".join(f"{name}: {_readable(one)}" for name, one in entries[1:])
    return _readable(entries[0][1]) + (f" ({rest})" if rest else "")
