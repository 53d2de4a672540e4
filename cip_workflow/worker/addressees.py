"""Who must be told of what: from the ids in a mail job to letters, and again from a letter to its facts when it goes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.queries import recipients
from cip_workflow.queries.recipients import Told
from cip_workflow.store.tables import PERSON, TASK
from cip_workflow.worker.letters import Recipient, TaskLine

ESCALATED = "escalated"
REMINDER = "reminder"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail that is to go out. It holds ids and no address: the facts are looked up when it goes (and may be over by then)."""

    key: str
    reason: str
    person: int
    tasks: list[int]
    escalation: int | None = None
    subject: str = ""  #: of a reminder that a diagram words
    text: str = ""

    def as_dict(self) -> dict[str, Any]:
        """JSON values, as a job keeps them."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a letter says, as things stand now."""

    to: Recipient
    tasks: tuple[TaskLine, ...]
    text: str


def letters(session: Session, job: str, payload: Mapping[str, Any]) -> list[Letter]:
    """The letters of a job, one a person and subject; the key of each is the same however often this is asked."""
    reason, text = str(payload["reason"]), str(payload.get("text") or "")
    tasks = [int(one) for one in payload.get("tasks") or ()]
    found = [
        Letter(
            key=f"{job}-p{told.person_id}", reason=reason, person=told.person_id, tasks=_ids(told), text=text
        )
        for told in _holders(session, tasks)
    ]
    if reason == "overdue":
        known = {one.person for one in found}
        found += [
            Letter(key=f"{job}-p{told.person_id}", reason=ESCALATED, person=told.person_id, tasks=_ids(told))
            for told in recipients.of_tasks(session, tasks, also_escalated=True)
            if told.person_id not in known
        ]
    for escalation in payload.get("escalations") or ():
        found += [
            Letter(
                key=f"{job}-e{escalation}-p{told.person_id}",
                reason=ESCALATED,
                person=told.person_id,
                tasks=[],
                escalation=int(escalation),
            )
            for _, _, persons in recipients.of_escalations(session, [int(escalation)])
            for told in persons
        ]
    for number, one in enumerate(payload.get("reminders") or ()):
        found += [
            Letter(
                key=f"{job}-r{number}-p{person_id}",
                reason=REMINDER,
                person=person_id,
                tasks=[],
                subject=str(one.get("subject") or ""),
                text=str(one.get("text") or ""),
            )
            for person_id, _ in _wanting(session, one.get("people") or ())
        ]
    return found


def facts(session: Session, letter: Letter) -> Facts | None:
    """What the letter says now; None when nothing is left to say: task done, person gone, mail switched off meanwhile."""
    if letter.escalation is not None:
        for case, text, persons in recipients.of_escalations(session, [letter.escalation]):
            for told in persons:
                if told.person_id == letter.person:
                    return Facts(to=_recipient(told), tasks=(), text=f"{case}: {text}")
        return None
    if letter.tasks:
        found = _told(session, letter)
        if found is None:
            return None
        return Facts(to=_recipient(found), tasks=_lines(found, letter), text=letter.text)
    for _, recipient in _wanting(session, [letter.person]):
        return Facts(to=recipient, tasks=(), text=letter.text)
    return None


def _told(session: Session, letter: Letter) -> Told | None:
    asked = (
        recipients.of_tasks(session, letter.tasks, also_escalated=True)
        if letter.reason == ESCALATED
        else _holders(session, letter.tasks)
    )
    return next((told for told in asked if told.person_id == letter.person), None)


def _holders(session: Session, tasks: Sequence[int]) -> Iterator[Told]:
    """Who holds these tasks or may take them: nobody whom a rule of separate duties keeps out."""
    if not tasks:
        return
    rows = session.execute(sa.select(TASK.c.id, TASK.c.excluded).where(TASK.c.id.in_(tasks)))
    kept_out = {row.id: set(row.excluded) for row in rows}
    for told in recipients.of_tasks(session, tasks):
        theirs = tuple(one for one in told.tasks if told.person_id not in kept_out[one.task_id])
        if theirs:
            yield Told(person_id=told.person_id, name=told.name, email=told.email, tasks=theirs)


def _wanting(session: Session, people: Iterable[Any]) -> list[tuple[int, Recipient]]:
    """Those of these people who are there and want mail."""
    rows = session.execute(
        sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.email)
        .where(
            PERSON.c.id.in_([int(one) for one in people]),
            PERSON.c.active,
            PERSON.c.mail,
            PERSON.c.email.is_not(None),
        )
        .order_by(PERSON.c.id)
    )
    return [(row.id, Recipient(name=row.name, email=row.email)) for row in rows]


def _ids(told: Told) -> list[int]:
    return [one.task_id for one in told.tasks]


def _recipient(told: Told) -> Recipient:
    return Recipient(name=told.name, email=told.email)


def _lines(told: Told, letter: Letter) -> tuple[TaskLine, ...]:
    return tuple(
        TaskLine(
            task_id=one.task_id,
            name=one.name,
            case=one.case,
            due=one.due_at,
            shared=one.shared and letter.reason != ESCALATED,
        )
        for one in told.tasks
    )
