"""The words of each mail. Plain text, one task or several, and a link; never an answer or a name of a child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr, formatdate

from cip_workflow.clock import LONDON


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """One task as a mail speaks of it."""

    task_id: int
    name: str
    case: str  #: reference and title of the case
    due: datetime | None
    shared: bool  #: True where it waits for anybody of a group


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Whom a mail goes to."""

    name: str
    email: str


_SUBJECT = {
    "assigned": ("You have a new task: {name}", "You have {count} new tasks", "You have new work"),
    "due-soon": ("Due soon: {name}", "{count} of your tasks are due soon", "Work is due soon"),
    "overdue": ("Overdue: {name}", "{count} of your tasks are overdue", "Work is overdue"),
    "reminder": ("A reminder: {name}", "A reminder of {count} tasks", "A reminder"),
    "escalated": (
        "Needs your attention: {name}",
        "{count} tasks need your attention",
        "A case needs your attention",
    ),
}
_OPENING = {
    "assigned": "There is new work for you.",
    "due-soon": "This is due soon.",
    "overdue": "This is past its due date. If something holds you up, hand it over or tell your governance lead.",
    "reminder": "A colleague asks you to look at this.",
    "escalated": "This has waited longer than agreed, and you are named as the person to tell.",
}
REASONS = frozenset(_SUBJECT)


def compose(
    reason: str,
    recipient: Recipient,
    tasks: Sequence[TaskLine],
    *,
    sender: str,
    base_url: str,
    key: str,
    subject: str = "",
    text: str = "",
) -> EmailMessage:
    """One mail about one or several tasks, or (an escalation) about a case as `text` says it.

    Args:
        reason: one of `REASONS`.
        key: the job's key; it becomes the Message-ID, so that a mail sent twice by a crash is one mail to its reader.
        subject: in the words of the process that asks for the mail, in place of ours.
        text: a sentence of the person or process that asks for the mail.
    """
    message = EmailMessage()
    message["From"] = formataddr(("Children’s Innovation Partnership", sender))
    message["To"] = formataddr((_one_line(recipient.name), recipient.email))
    message["Subject"] = _one_line(subject or _subject(reason, tasks))
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{key}@{sender.partition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    opening = text if subject else f"{_OPENING[reason]}\n\n{text}".strip()
    message.set_content("\n".join(_lines(opening, recipient, tasks, base_url)))
    return message


def _subject(reason: str, tasks: Sequence[TaskLine]) -> str:
    one, several, none = _SUBJECT[reason]
    if not tasks:
        return none
    return one.format(name=tasks[0].name) if len(tasks) == 1 else several.format(count=len(tasks))


def _one_line(text: str) -> str:
    """Headers are one line, whatever the name of a task holds."""
    return " ".join(text.split())


def _lines(opening: str, recipient: Recipient, tasks: Sequence[TaskLine], base_url: str) -> list[str]:
    lines = [f"Hello {recipient.name}", "", opening]
    for task in tasks:
        lines += ["", _one_line(task.name), _one_line(task.case)]
        if task.due is not None:
            lines.append(f"Due {spoken(task.due)}")
        if task.shared:
            lines.append("It waits for your team: whoever starts it takes it.")
        lines.append(f"{base_url.rstrip('/')}/tasks/{task.task_id}")
    return [
        *lines,
        "",
        "You can switch these mails off on your account page:",
        f"{base_url.rstrip('/')}/account",
        "",
    ]


def spoken(instant: datetime) -> str:
    """`Monday 23 November 2026 at 5:00pm`, in London time."""
    local = instant.astimezone(LONDON)
    hour = local.hour % 12 or 12
    return f"{local:%A} {local.day} {local:%B %Y} at {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
