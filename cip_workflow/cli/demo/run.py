"""Run a demo brief: the same operations as in the inbox, with the clock moved to each of its days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.cli.demo import story
from cip_workflow.cli.demo.story import Turn
from cip_workflow.cli.opened import Opened
from cip_workflow.operations.case import send_message, start
from cip_workflow.operations.document import upload
from cip_workflow.operations.task import claim, complete
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import INSTANCE, TASK
from cip_workflow.types import Actor
from cip_workflow.worker.loop import drain

_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_MOST_BYTES = 25 * 1024 * 1024


def run(here: Opened, brief: Mapping[str, Any]) -> int:
    """Run one brief to where it stands today; its case is returned. Nothing happens after the present."""
    today = clock.now()
    at = _working_hour(today - timedelta(days=int(brief["started"])), today)
    with clock.moved(at):
        instance_id = _begin(here, story.need(brief))
    for turn in story.turns(brief):
        at = _working_hour(at + timedelta(days=int(brief["pace"]) + turn.wait), today)
        with clock.moved(at):
            drain(here.sessions)
            if turn.message:
                _send(here, turn, instance_id)
            elif turn.form:
                _answer(here, turn, instance_id)
    drain(here.sessions)
    return instance_id


def _working_hour(at: datetime, today: datetime) -> datetime:
    """Ten in the morning of that day, a Monday if it is a weekend; never later than now."""
    day = at + timedelta(days={5: 2, 6: 1}.get(at.weekday(), 0))
    return min(day.replace(hour=10, minute=0, second=0, microsecond=0), today)


def _begin(here: Opened, turn: Turn) -> int:
    with transaction(here.sessions) as session:
        return start.start(
            session,
            actor=here.actor(turn.who),
            process_id="cip-brief-issue",
            answers=story.answers(turn, clock.now().date()),
        ).instance_id


def _send(here: Opened, turn: Turn, instance_id: int) -> None:
    with transaction(here.sessions) as session:
        reference = session.execute(
            sa.select(INSTANCE.c.business_key).where(INSTANCE.c.id == instance_id)
        ).scalar_one()
        send_message.send_message(
            session,
            actor=here.actor(turn.who),
            message=turn.message,
            correlation=reference,
            payload={**turn.changes, "briefRef": reference},
            instance_id=instance_id,
        )


def _answer(here: Opened, turn: Turn, instance_id: int) -> None:
    actor = here.actor(turn.who)
    task_id, fixed = _task(here, turn, instance_id, actor)
    answers = story.answers(turn, clock.now().date())
    if "evidencePack" in answers:
        answers["evidencePack"] = [_file(here, actor, task_id)]
    if not fixed:
        with transaction(here.sessions) as session:
            claim.claim(session, actor=actor, task_id=task_id)
    with transaction(here.sessions) as session:
        complete.complete(session, actor=actor, task_id=task_id, answers=answers)


def _task(here: Opened, turn: Turn, instance_id: int, actor: Actor) -> tuple[int, bool]:
    """The open task at the element that this person may do: of a step for several there are several."""
    with reading(here.sessions) as session:
        rows = session.execute(
            sa.select(TASK.c.id, TASK.c.candidates, TASK.c.fixed)
            .where(TASK.c.instance_id == instance_id, TASK.c.element == turn.element, TASK.c.status == "open")
            .order_by(TASK.c.id)
        ).all()
    return next((row.id, row.fixed) for row in rows if actor.principals & set(row.candidates))


def _file(here: Opened, actor: Actor, task_id: int) -> Mapping[str, Any]:
    with transaction(here.sessions) as session:
        return upload.upload(
            session,
            actor=actor,
            data=_PDF,
            name="Evidence pack.pdf",
            task_id=task_id,
            field="evidencePack",
            most_bytes=_MOST_BYTES,
        )
