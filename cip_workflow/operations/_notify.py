"""Telling people after the commit: at most one job a command, whatever it opened (DESIGN 3, 7)."""

from __future__ import annotations

from cip_workflow import jobs
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work


def opened(work: Work, case: Case) -> None:
    """Ask for mail about the tasks and escalations that this command opened, and the reminders that a diagram asked for.

    Nothing happens where mail is off.
    """
    if not (work.new_tasks or work.new_escalations or work.reminders):
        return
    jobs.enqueue(
        work.session,
        "mail",
        f"assigned-{case.id}-{case.seq}",
        {
            "reason": "assigned",
            "case": case.id,
            "tasks": work.new_tasks,
            "escalations": work.new_escalations,
            "reminders": [
                {"people": list(one.people), "subject": one.subject, "text": one.text}
                for one in work.reminders
            ],
        },
    )


def assigned(work: Work, case: Case, task_id: int) -> None:
    """Ask for mail to a person who was given a task by somebody else."""
    _about(work, case, "assigned", task_id)


def reminder(work: Work, case: Case, task_id: int) -> None:
    """Ask for a reminder to whoever holds a task, or may take it."""
    _about(work, case, "reminder", task_id)


def _about(work: Work, case: Case, reason: str, task_id: int) -> None:
    jobs.enqueue(
        work.session, "mail", f"{reason}-{case.id}-{case.seq}", {"reason": reason, "tasks": [task_id]}
    )
