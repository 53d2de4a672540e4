"""How each thing of the story is done: by the same operations as on the pages, as the person who does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.cli.demo import story
from cip_workflow.cli.demo.story import Turn
from cip_workflow.cli.opened import Opened
from cip_workflow.operations.case import correct, note, remind, save_start_draft, send_message, start, suspend
from cip_workflow.operations.document import upload
from cip_workflow.operations.procurement import receive_bid
from cip_workflow.operations.task import claim, complete, save_draft
from cip_workflow.store import transaction
from cip_workflow.store.tables import INSTANCE, PROCUREMENT, TASK
from cip_workflow.types import Actor

_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_PROCESS = "cip-lifecycle"


class Acting:
    """One brief of the story, on its way."""

    def __init__(self, here: Opened) -> None:
        self._here = here
        self._case = 0
        self._acts: Mapping[str, Callable[[Session, Actor, Turn], object]] = {
            "start": self._start,
            "answer": self._answer,
            "claim": self._claim,
            "draft": self._draft,
            "start-draft": self._start_draft,
            "remind": self._remind,
            "note": self._note,
            "suspend": self._suspend,
            "correct": self._correct,
            "send": self._send,
            "declare": self._declare,
            "bid": self._bid,
        }

    def act(self, turn: Turn) -> None:
        """Do one thing, at the instant that the clock shows; `wait` does nothing."""
        if turn.do == "wait":
            return
        actor = self._here.actor(turn.who)
        with transaction(self._here.sessions) as session:
            self._acts[turn.do](session, actor, turn)

    def _start(self, session: Session, actor: Actor, turn: Turn) -> None:
        self._case = start.start(
            session, actor=actor, process_id=_PROCESS, answers=_answers(turn)
        ).instance_id

    def _declare(self, session: Session, actor: Actor, turn: Turn) -> None:
        """Of their own accord, in a case of its own about the same brief."""
        start.start(
            session,
            actor=actor,
            process_id="cip-conflict-of-interest",
            answers=_answers(turn),
            brief_ref=self._reference(session),
        )

    def _answer(self, session: Session, actor: Actor, turn: Turn) -> None:
        task_id, fixed = self._task(session, actor, turn.element)
        answers = {
            name: [self._file(session, actor, task_id, name, one[1:]) for one in value]
            if _is_files(value)
            else value
            for name, value in _answers(turn).items()
        }
        if not fixed:
            claim.claim(session, actor=actor, task_id=task_id)
        complete.complete(session, actor=actor, task_id=task_id, answers=answers)
        if turn.second:
            other = self._here.actor(turn.second)
            claim.claim(session, actor=other, task_id=task_id)
            complete.complete(session, actor=other, task_id=task_id, answers=answers)

    def _file(self, session: Session, actor: Actor, task_id: int, field: str, name: str) -> Mapping[str, Any]:
        return upload.upload(
            session,
            actor=actor,
            data=_PDF,
            name=name,
            task_id=task_id,
            field=field,
            label=name.partition(".")[0],
        )

    def _bid(self, session: Session, actor: Actor, turn: Turn) -> None:
        """A bid goes into the box of this brief's procurement, which is open."""
        query = sa.select(PROCUREMENT.c.ref).where(
            PROCUREMENT.c.instance_id == self._case, PROCUREMENT.c.status == "open"
        )
        receive_bid.receive_bid(
            session,
            actor=actor,
            ref=session.execute(query).scalar_one(),
            supplier=str(turn.given["supplier"]),
            papers=[("Offer.pdf", _PDF)],
        )

    def _claim(self, session: Session, actor: Actor, turn: Turn) -> None:
        claim.claim(session, actor=actor, task_id=self._task(session, actor, turn.element)[0])

    def _draft(self, session: Session, actor: Actor, turn: Turn) -> None:
        task_id, _ = self._task(session, actor, turn.element)
        save_draft.save_draft(session, actor=actor, task_id=task_id, answers=_given(turn))

    def _start_draft(self, session: Session, actor: Actor, turn: Turn) -> None:
        save_start_draft.save_start_draft(session, actor=actor, process_id=_PROCESS, answers=_given(turn))

    def _remind(self, session: Session, actor: Actor, turn: Turn) -> None:
        task_id = session.execute(self._open(turn.element).limit(1)).scalar_one()
        remind.remind(session, actor=actor, task_id=task_id, text=str(turn.given["text"]))

    def _note(self, session: Session, actor: Actor, turn: Turn) -> None:
        note.note(session, actor=actor, instance_id=self._case, text=str(turn.given["text"]))

    def _suspend(self, session: Session, actor: Actor, turn: Turn) -> None:
        suspend.suspend(session, actor=actor, instance_id=self._case, reason=str(turn.given["reason"]))

    def _correct(self, session: Session, actor: Actor, turn: Turn) -> None:
        correct.correct(
            session,
            actor=actor,
            instance_id=self._case,
            variables=turn.given["variables"],
            reason=str(turn.given["reason"]),
        )

    def _send(self, session: Session, actor: Actor, turn: Turn) -> None:
        reference = self._reference(session)
        send_message.send_message(
            session,
            actor=actor,
            message=turn.element,
            correlation=reference,
            payload={**turn.given, "briefRef": reference},
            instance_id=self._case,
        )

    def _reference(self, session: Session) -> str:
        query = sa.select(INSTANCE.c.business_key).where(INSTANCE.c.id == self._case)
        return str(session.execute(query).scalar_one())

    def _open(self, element: str) -> sa.Select[Any]:
        """Open tasks at an element, in any case of this brief, oldest first."""
        whole = sa.select(INSTANCE.c.business_key).where(INSTANCE.c.id == self._case).scalar_subquery()
        return (
            sa.select(TASK.c.id, TASK.c.candidates, TASK.c.fixed)
            .join_from(TASK, INSTANCE, INSTANCE.c.id == TASK.c.instance_id)
            .where(INSTANCE.c.business_key == whole, TASK.c.element == element, TASK.c.status == "open")
            .order_by(TASK.c.id)
        )

    def _task(self, session: Session, actor: Actor, element: str) -> tuple[int, bool]:
        """The open task at the element that this person may do: of a step for several there are several."""
        for row in session.execute(self._open(element)):
            if actor.principals & set(row.candidates):
                return row.id, row.fixed
        msg = f"{actor.login} has no open task at {element}."
        raise LookupError(msg)


def _is_files(value: Any) -> bool:
    """Files are named in the answers like `#Tender pack.pdf`."""
    return (
        isinstance(value, list)
        and all(isinstance(one, str) and one.startswith("#") for one in value)
        and bool(value)
    )


def _answers(turn: Turn) -> dict[str, Any]:
    return story.answers(turn, _today())


def _given(turn: Turn) -> dict[str, Any]:
    found: dict[str, Any] = story.dated(dict(turn.given), _today())
    return found


def _today() -> Any:
    return clock.now().astimezone(clock.LONDON).date()
