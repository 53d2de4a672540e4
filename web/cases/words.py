"""Audit events as sentences that a council officer would say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from cip_workflow.queries.timeline import Happening

_SAID: Mapping[str, str] = {
    "brief.issued": "Brief issued: {name}",
    "brief.changed": "Brief changed: {name}",
    "case.started": "Case started",
    "case.finished": "Case ended: {name}",
    "case.cancelled": "Case cancelled",
    "case.suspended": "Case suspended",
    "case.resumed": "Case resumed",
    "document.added": "Document added to “{name}”",
    "document.removed": "Document removed from “{name}”",
    "escalation.raised": "Escalated: {name}",
    "incident.opened": "“{name}” failed",
    "incident.retried": "“{name}” tried again",
    "incident.corrected": "A value corrected and “{name}” tried again",
    "incident.skipped": "“{name}” skipped",
    "job.done": "“{name}” done",
    "job.failed": "“{name}” could not be done",
    "message.failed": "Message could not be sent: {name}",
    "message.received": "Message received: {name}",
    "message.sent": "Message sent: {name}",
    "message.unmatched": "Message sent, nobody waited for it: {name}",
    "note.added": "Note",
    "release.published": "Published: {name}",
    "reminder.sent": "Reminder sent: {name}",
    "task.answered-first": "“{name}” answered by the first of two people",
    "task.claimed": "“{name}” taken",
    "task.completed": "“{name}” done",
    "task.handed-over": "“{name}” handed over",
    "task.reassigned": "“{name}” given to somebody else",
    "task.recalled": "“{name}” taken back",
    "task.released": "“{name}” given back to the team",
    "text.kept": "A text in “{name}” kept in spite of a warning",
    "timer.fired": "Time reached: {name}",
    "variables.corrected": "Values corrected",
}


def said(event: Happening) -> dict[str, Any]:
    """One line of the timeline: what, who, when, and where to read more."""
    pattern = _SAID.get(event.kind) or _plain(event.kind)
    line: dict[str, Any] = {
        "what": pattern.format(name=event.name or "this step"),
        "who": event.who or "the system",
        "at": event.at,
        "said": event.words or str(event.data.get("said") or ""),
        "href": None,
    }
    if event.kind == "task.completed" and event.task_id:
        line |= {"href": url_for("inbox.submitted", task_id=event.task_id), "link": "Read what was submitted"}
    return line


def _plain(kind: str) -> str:
    """`brief.issued` -> `Brief issued: {name}` for kinds that a handler brings along."""
    words = kind.replace(".", " ").replace("-", " ").replace("{", "").replace("}", "")
    return words[:1].upper() + words[1:] + ": {name}"
