"""Runs cases by the operations alone to where a test of a page begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock, engine
from cip_workflow.operations.case.start import start
from cip_workflow.operations.document.upload import upload
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.complete import complete
from cip_workflow.queries import people
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from cip_workflow.types import Actor
from tests.processes import answers as a
from tests.processes.posting import PDF
from tests.processes.steps import Correct, Do
from tests.processes.town import Town

TITLE = "Short breaks for disabled children at weekends"


@dataclass(frozen=True)
class Case:
    """A case that was run so far."""

    id: int
    reference: str


class Stage:
    """Cases of one town."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def actor(self, login: str) -> Actor:
        """Somebody as operations see them."""
        with reading(self.town.sessions) as session:
            return people.actor_by_login(session, login)

    def brief(self, *steps: Do | Correct, title: str = TITLE) -> Case:
        """A brief that Priya Nandra started, after these steps."""
        answers = a.f01(clock.now().date(), title=title)
        begun = self.town.do(
            start, actor=self.actor("pnandra"), process_id="cip-brief-issue", answers=answers
        )
        case = Case(begun.instance_id, begun.reference)
        for step in steps:
            self.take(case, step)
        return case

    def take(self, case: Case, step: Do | Correct) -> None:
        """One more step."""
        if isinstance(step, Correct):
            self.damage(case, step.variables)
            return
        actor, task_id = self.actor(step.who), self.task(case, step.element, step.who)
        answers = dict(step.answers(clock.now().date()))
        if "evidencePack" in answers:
            answers["evidencePack"] = [self.file(step.who, task_id)]
        self.town.do(complete, actor=actor, task_id=task_id, answers=answers)

    def file(self, login: str, task_id: int, name: str = "needs-analysis.pdf") -> Mapping[str, Any]:
        """A PDF that somebody gave to a task."""
        found: Mapping[str, Any] = self.town.do(
            upload,
            actor=self.actor(login),
            data=PDF,
            name=name,
            task_id=task_id,
            field="evidencePack",
            most_bytes=1_000_000,
        )
        return found

    def task(self, case: Case, element: str, login: str = "") -> int:
        """The id of the open task at `element`, the one that is for `login` where there are several."""
        open_tasks = (t.TASK.c.instance_id == case.id, t.TASK.c.element == element, t.TASK.c.status == "open")
        rows = self.town.rows(
            sa.select(t.TASK.c.id, t.TASK.c.candidates).where(*open_tasks).order_by(t.TASK.c.id)
        )
        assert rows, f"nothing is open at {element}"
        principals = self.actor(login).principals if login else set()
        mine = [row.id for row in rows if principals & set(row.candidates)]
        return int((mine or [row.id for row in rows])[0])

    def held(self, case: Case, element: str, login: str) -> int:
        """The same, taken by this person."""
        task_id = self.task(case, element, login)
        self.town.do(claim, actor=self.actor(login), task_id=task_id)
        return task_id

    def damage(self, case: Case, variables: Mapping[str, Any]) -> None:
        """Values go wrong behind the back of everybody."""
        query = (
            sa.select(t.INSTANCE.c.state, t.DEFINITION.c.specs)
            .join_from(t.INSTANCE, t.DEFINITION, t.DEFINITION.c.id == t.INSTANCE.c.definition_id)
            .where(t.INSTANCE.c.id == case.id)
        )
        [found] = self.town.rows(query)
        state = engine.set_variables(found.specs, found.state, variables, now=clock.now()).state
        self.town.do(
            lambda session: session.execute(
                sa.update(t.INSTANCE).where(t.INSTANCE.c.id == case.id).values(state=state)
            )
        )

    def one(self, query: Any) -> Any:
        """The one value of a query."""
        [row] = self.town.rows(query)
        return row[0]

    def events(self, case: Case) -> list[str]:
        """What the trail of a case says, in order."""
        query = sa.select(t.EVENT.c.kind).where(t.EVENT.c.instance_id == case.id).order_by(t.EVENT.c.seq)
        return [row.kind for row in self.town.rows(query)]
