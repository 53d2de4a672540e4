"""The timeline of a case: events put together where people would tell them in one breath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from cip_workflow.queries.timeline import Happening
from web.cases import words

_TOGETHER = timedelta(minutes=1)


def told(events: Sequence[Happening]) -> list[dict[str, Any]]:
    """Lines, newest first: taking a task and then doing it is one, and so is what the system did to several at once."""
    done = {(event.task_id, event.who) for event in events if event.kind == "task.completed"}
    lines: list[dict[str, Any]] = []
    for event in events:
        if event.kind == "task.claimed" and (event.task_id, event.who) in done:
            continue
        line = {**words.said(event), "times": 1}
        if lines and not event.who and _same(lines[-1], line):
            lines[-1]["times"] += 1
        else:
            lines.append(line)
    return lines


def _same(newer: dict[str, Any], older: dict[str, Any]) -> bool:
    alike = all(newer[name] == older[name] for name in ("what", "who", "said"))
    return alike and newer["at"] - older["at"] < _TOGETHER
