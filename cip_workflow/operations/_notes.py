"""Words that people write about a case. The audit chain holds only a salted digest, so that they can be erased."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow import forms
from cip_workflow.errors import Invalid
from cip_workflow.operations._case import Case
from cip_workflow.operations._task import OpenTask
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import NOTE

LONGEST = 4000


def write(work: Work, case: Case, text: str, *, task_id: int | None = None) -> Mapping[str, Any]:
    """Store a note; what comes back (its id and digest) belongs into the event that it explains."""
    salt = secrets.token_hex(16)
    note_id = work.session.execute(
        sa.insert(NOTE).returning(NOTE.c.id),
        {
            "instance_id": case.id,
            "task_id": task_id,
            "person_id": work.actor.person_id,
            "written_at": work.at,
            "text": text,
            "salt": salt,
        },
    ).scalar_one()
    return {"note": note_id, "digest": digest(salt, text)}


def digest(salt: str, text: str) -> str:
    """What the chain keeps of a note."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def needed(text: str, *, field: str = "reason", what: str = "why you do this") -> str:
    """The text without blanks around it. Raises Invalid when there is none, or too much of it."""
    trimmed = text.strip()
    if not trimmed:
        raise Invalid("Some words are needed.", fields={field: [f"Say {what}"]})
    if len(trimmed) > LONGEST:
        raise Invalid("This is too long.", fields={field: [f"Use {LONGEST:,} characters or fewer"]})
    return trimmed


def keep_overrides(work: Work, case: Case, answers: forms.Answers, *, task: OpenTask | None = None) -> None:
    """Why a text that looks like a child's data was kept all the same: an event of its own, the reasons as a note."""
    if not answers.overrides:
        return
    reasons = "\n".join(f"{one.path}: {one.reason}" for one in answers.overrides)
    work.record(
        case,
        "text.kept",
        task_id=task.id if task else None,
        element=task.element if task else None,
        name=task.name if task else case.process_name,
        data={
            "paths": [one.path for one in answers.overrides],
            "why": write(work, case, reasons, task_id=task.id if task else None),
        },
    )
