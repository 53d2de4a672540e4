"""Audit events as sentences that a council officer would say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from cip_workflow.queries.timeline import Happening

_SAID: Mapping[str, str] = {
    "case.started": "Case started",
    "case.finished": "Case ended: {name}",
    "case.cancelled": "Case cancelled",
    "case.suspended": "Case suspended",
    "case.resumed": "Case resumed",
    "case.corrected": "Values corrected",
    "case.noted": "Note",
    "case.retried": "“{name}” tried again",
    "case.skipped": "“{name}” skipped",
    "decision.made": "“{name}” decided",
    "document.added": "Document added: {name}",
    "document.removed": "Document removed: {name}",
    "escalation.raised": "Escalated: {name}",
    "escalation.closed": "Escalation closed: {name}",
    "incident.opened": "“{name}” failed",
    "incident.retried": "“{name}” tried again",
    "job.failed": "“{name}” could not be done",
    "message.received": "Message received: {name}",
    "message.sent": "Message sent: {name}",
    "message.unmatched": "Message sent, nobody waited for it: {name}",
    "task.answered-first": "“{name}” answered by the first of two people",
    "task.assigned": "“{name}” given to somebody",
    "task.claimed": "“{name}” taken",
    "task.completed": "“{name}” done",
    "task.handed-over": "“{name}” handed over",
    "task.reassigned": "“{name}” given to somebody else",
    "task.recalled": "“{name}” taken back",
    "task.released": "“{name}” given back to the team",
    "task.reminded": "Reminder sent: {name}",
    "timer.fired": "Time reached: {name}",
    "timer.failed": "Time reached, but a step failed: {name}",
    "stage.set": "Stage: {name}",
}


def said(event: Happening) -> dict[str, Any]:
    """One line of the timeline: what, who, when, and where to read more."""
    pattern = _SAID.get(event.kind) or _plain(event.kind)
    line: dict[str, Any] = {
        "what": pattern.format(name=event.name or "this step"),
        "who": event.who or "the system",
        "at": event.at,
        "said": _more(event.data),
        "href": None,
    }
    if event.kind == "task.completed" and event.task_id:
        line |= {"href": url_for("inbox.submitted", task_id=event.task_id), "link": "Read what was submitted"}
    return line


def _plain(kind: str) -> str:
    """`brief.issued` -> `Brief issued: {name}` for kinds that a handler brings along."""
    words = kind.replace(".", " ").replace("-", " ").replace("{", "").replace("}", "")
    return words[:1].upper() + words[1:] + ": {name}"


def _more(data: Mapping[str, Any]) -> str:
    for name in ("said", "text", "reason", "note", "message"):
        if isinstance(data.get(name), str):
            return str(data[name])
    return ""
