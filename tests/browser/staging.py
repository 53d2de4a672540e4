"""Cases beside those of the demonstration, so that every form and every kind of trouble is open somewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock, engine
from cip_workflow.cli.opened import Opened
from cip_workflow.operations.case import start
from cip_workflow.operations.document import upload
from cip_workflow.operations.task import claim, complete
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.browser.proposed import propose_drafts
from tests.browser.shelf import shelve
from tests.processes import answers as a
from tests.processes.brief_issue.paths import (
    ANALYSE,
    APPROVE,
    FUND,
    IN_SCOPE,
    LISTEN,
    NOMINATE,
    TO_BOARD,
    Correct,
    Do,
)
from tests.processes.conflict_of_interest.paths import assesses, declares
from tests.processes.posting import PDF
from tests.processes.steps import given

EVIDENCE = (ANALYSE, FUND, LISTEN)
TO_TEAM = (*TO_BOARD, APPROVE)
DECLARED = (*TO_TEAM, *NOMINATE, declares("ghale", a.f10_interest))

#: The title of each case, and what was done in it.
STAGED: dict[str, tuple[Do | Correct, ...]] = {
    "Asks two people": (ANALYSE, FUND),
    "Asks whether it is in scope": EVIDENCE,
    "Asks for the brief": (*EVIDENCE, IN_SCOPE),
    "Asks for the quality check": TO_BOARD[:-1],
    "Asks the board": TO_BOARD,
    "Asks who designs": TO_TEAM,
    "Asks why it was refused": (*TO_BOARD[:-1], Do("T106_checkQuality", "ohartley", given(a.f07_refused))),
    "Asks for an assessment": DECLARED,
    "Asks for mitigation": (*DECLARED, assesses(a.f11_actual)),
    "Asks for a restriction": (*DECLARED, assesses(a.f11_hopeless)),
    "Has failed": (*TO_BOARD, Correct("fgreer", {"publishPlanning": None}), APPROVE),
}


def stage(here: Opened) -> None:
    """Run every case of `STAGED` as the demo people, and fill the register."""
    for title, steps in STAGED.items():
        _Staging(here, title).run(steps)
    shelve(here)
    propose_drafts(here)


class _Staging:
    def __init__(self, here: Opened, title: str) -> None:
        self.here = here
        self.title = title
        self.case_id = 0

    @property
    def today(self) -> date:
        return clock.now().astimezone(clock.LONDON).date()

    def run(self, steps: tuple[Do | Correct, ...]) -> None:
        answers = a.f01(self.today, title=self.title)
        with transaction(self.here.sessions) as session:
            self.case_id = start.start(
                session, actor=self.here.actor("pnandra"), process_id="cip-lifecycle", answers=answers
            ).instance_id
        for step in steps:
            if isinstance(step, Do):
                self._do(step)
            else:
                self._damage(step)

    def _do(self, step: Do) -> None:
        actor = self.here.actor(step.who)
        task_id = self._task(step.element, actor.principals)
        answers = dict(step.answers(self.today))
        if "evidencePack" in answers:
            answers["evidencePack"] = [self._file(actor, task_id)]
        if "title" in answers:
            answers["title"] = self.title
        with transaction(self.here.sessions) as session:
            claim.claim(session, actor=actor, task_id=task_id)
        with transaction(self.here.sessions) as session:
            complete.complete(session, actor=actor, task_id=task_id, answers=answers)

    def _task(self, element: str, principals: Any) -> int:
        task = t.TASK.c
        with reading(self.here.sessions) as session:
            rows = session.execute(
                sa.select(task.id, task.candidates)
                .where(task.instance_id == self.case_id, task.element == element, task.status == "open")
                .order_by(task.id)
            ).all()
        return next(int(row.id) for row in rows if principals & set(row.candidates))

    def _file(self, actor: Any, task_id: int) -> Any:
        with transaction(self.here.sessions) as session:
            return upload.upload(
                session,
                actor=actor,
                data=PDF,
                name="needs-analysis.pdf",
                task_id=task_id,
                field="evidencePack",
                most_bytes=10**6,
            )

    def _damage(self, step: Correct) -> None:
        """A value goes wrong behind the back of everybody, so that the next gateway stands still."""
        with transaction(self.here.sessions) as session:
            found = session.execute(
                sa.select(t.INSTANCE.c.state, t.DEFINITION.c.specs)
                .join_from(t.INSTANCE, t.DEFINITION, t.DEFINITION.c.id == t.INSTANCE.c.definition_id)
                .where(t.INSTANCE.c.id == self.case_id)
            ).one()
            wait = (
                t.SUBSCRIPTION.c
            )  # the called process waits for its withdrawal, so that is where its variables are
            issuing = sa.select(wait.key).where(
                wait.instance_id == self.case_id, wait.process == "cip-brief-issue"
            )
            key = session.execute(issuing).scalars().first()
            damaged = engine.set_variables(found.specs, found.state, step.variables, now=clock.now(), key=key)
            session.execute(
                sa.update(t.INSTANCE).where(t.INSTANCE.c.id == self.case_id).values(state=damaged.state)
            )
