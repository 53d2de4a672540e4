"""From a job to letters, and from a letter to the SMTP server: what the mail workflow calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from cip_workflow.config import Settings
from cip_workflow.queries import recipients
from cip_workflow.store import reading
from cip_workflow.worker import letters, post

Letter = dict[str, Any]  #: reason, to (name and email), tasks, text: JSON values, as DBOS keeps them


class Mailroom:
    """Writes and sends the letters of one installation."""

    def __init__(self, sessions: Callable[[], Session], settings: Settings) -> None:
        self._sessions = sessions
        self._settings = settings

    def letters(self, payload: dict[str, Any]) -> list[Letter]:
        """The letters that a job asks for, one a person. Tasks that closed since are not told of."""
        reason = str(payload["reason"])
        with reading(self._sessions) as session:
            told = recipients.of_tasks(
                session, payload.get("tasks") or [], also_escalated=reason == "overdue"
            )
            escalated = recipients.of_escalations(session, payload.get("escalations") or [])
        found = [_letter(reason, one, text=str(payload.get("text") or "")) for one in told]
        for case, text, persons in escalated:
            found += [_letter("escalated", one, text=f"{case}: {text}") for one in persons]
        return found

    def send(self, letter: Letter, key: str) -> None:
        """Send one letter; `key` becomes its Message-ID."""
        tasks = [letters.TaskLine(**{**task, "due": _instant(task["due"])}) for task in letter["tasks"]]
        message = letters.compose(
            letter["reason"],
            letters.Recipient(**letter["to"]),
            tasks,
            sender=self._settings.mail_from,
            base_url=self._settings.base_url,
            key=key,
            text=letter["text"],
        )
        post.send(message, self._settings.smtp_url)


def _letter(reason: str, told: recipients.Told, *, text: str) -> Letter:
    tasks = [asdict(task) for task in told.tasks]
    return {
        "reason": reason,
        "to": {"name": told.name, "email": told.email},
        "tasks": [
            {
                "task_id": task["task_id"],
                "name": task["name"],
                "case": task["case"],
                "due": task["due_at"].isoformat() if task["due_at"] else None,
                "shared": task["shared"],
            }
            for task in tasks
        ],
        "text": text,
    }


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
