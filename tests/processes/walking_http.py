"""Walks a path as people do: each looks into their own list, takes the task, fills in its page and presses the button.

After every step the pages of everybody whom it concerns are opened. The clock moves half an hour with every step, so that
sessions end on the way as they do in real life.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock

import sqlalchemy as sa

from cip_workflow import clock, engine, forms
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from cip_workflow.worker.loop import drain
from tests.processes import ahead, bidding
from tests.processes.drawn import drawn, inside
from tests.processes.leaving_out import left_out
from tests.processes.page import Page
from tests.processes.steps import Advance, Bid, Call, Correct, Do, Path, Retry, Send, Skip, Step
from tests.processes.town import Town
from tests.processes.visitor import Visitor

BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
#: Where a task leaves the list of who did it, and where it stands afterwards.
_LISTS = ("/tasks", "/tasks/waiting", "/tasks/done")


def _as_feel(value: Any) -> str:
    """A value as somebody types it into the page of a failed step."""
    return json.dumps(value)


class HttpWalk:
    """One case on its way through the pages. `watch` also opens the pages of everybody concerned after each step."""

    def __init__(self, town: Town, path: Path, *, watch: bool = True) -> None:
        self.town, self.path, self.watch = town, path, watch
        self.now = BEGIN
        self.case_id = 0
        self.reference = ""

    @property
    def today(self) -> date:
        return self.now.astimezone(clock.LONDON).date()

    def go(self, brief: str = "") -> HttpWalk:
        """From the start to the last step; `brief` is what a declaration is about."""
        with left_out(self.path.left_out):
            with clock.moved(self.now):
                self.begin(brief)
            for step in self.path.steps:
                self.now += timedelta(minutes=30)
                with clock.moved(self.now):
                    self.take(step)
        return self

    @property
    def starter(self) -> str:
        """Who has begun it: of a process that is called, who stated the need."""
        start = self.path.start
        return ahead.COMMISSIONER if isinstance(start, Call) else start.who

    def begin(self, brief: str) -> None:
        start = self.path.start
        if isinstance(start, Call):
            given = start.variables(self.today)
            self.case_id, self.reference = ahead.to_call(self.town, self.path.process, given)
            return
        who = self.town.visitor(start.who)
        index = who.get("/start")
        answers = dict(start.answers(self.today) if isinstance(start, Do) else start.payload(self.today))
        if isinstance(start, Do):
            page = who.follow(index, str(drawn()[start.element].properties["action"]))
        else:
            assert f"/start/{self.path.process}" in index.text
            page = who.get(f"/start/{self.path.process}?brief={brief}")
            for known in ("declarant", "organisation", "title"):  # who asks and about what, the page knows
                answers.pop(known)
        case = self._submit(
            who, page, "Start", answers, odd=isinstance(start, Send) and not self.path.is_checked
        )
        self.case_id = int(re.fullmatch(r"/cases/(\d+)", case.path)[1])  # type: ignore[index]
        self.reference = str(self.case().business_key)
        assert self.reference in case.said
        self._look(who)

    def take(self, step: Step) -> None:
        if isinstance(step, Do):
            self._do(step)
        elif isinstance(step, Bid):
            bidding.put_in(self.town, self.case_id, step)
        elif isinstance(step, Advance):
            self._wait(step)
        elif isinstance(step, Send):
            self._send(step)
        elif isinstance(step, Correct):
            self._damage(step)
        elif isinstance(step, Skip):
            ahead.skip_call(self.town, self.case_id, step.element, step.gives)
        else:
            self._mend(step)

    def _do(self, step: Do) -> None:
        if step.second is not None:
            who, _, _, page = self._taken(step, step.who)
            kept = self._submit(who, page, "Submit", step.answers(self.today), odd=step.unchecked)
            assert "A second person must confirm them" in kept.said
        who, name, address, page = self._taken(step, step.second or step.who)
        submitted = self._submit(who, page, "Submit", step.answers(self.today), odd=step.unchecked)
        assert submitted.path == f"{address}/submitted?now=1"
        assert "Submitted" in submitted.said
        if self.watch:
            read = who.get(f"{address}/submitted").said
            assert f"{name} You did this task" in read, read
        self._look(who)

    def _taken(self, step: Do, login: str) -> tuple[Visitor, str, str, Page]:
        """Somebody finds the task in their lists and takes it: who, its name, its address, its page."""
        who, name = self.town.visitor(login), str(drawn()[step.element].name)
        address = who.find(
            lambda task, line: task == name and self.reference in line, "/tasks/teams", "/tasks"
        )
        assert address, f"{login} finds no task “{name}” of {self.reference}"
        page = who.get(address)
        if "Take this task" in page.buttons():
            page = who.press(page, "Take this task")
        return who, name, address, page

    def _submit(
        self, who: Visitor, page: Page, button: str, answers: Mapping[str, Any], *, odd: bool
    ) -> Page:
        if odd:
            with mock.patch.object(forms, "clean", lambda *given, **more: forms.Answers(answers)):
                answer = who.send(page.form(button))
        else:
            answer = who.fill_in(page, button, answers)
        assert answer.status == 303, (self.path.name, who.login, page.path, answer.errors or answer.said)
        return who.get(answer.to)

    def _wait(self, step: Advance) -> None:
        self.now = max(self.now, min(row.due_at for row in self._open(t.TIMER, step.timer)))
        with clock.moved(self.now):
            assert drain(self.town.sessions) > 0
            self._look(self.town.visitor(self.starter))

    def _send(self, step: Send) -> None:
        [wait] = [
            row
            for row in self.town.rows(
                sa.select(t.SUBSCRIPTION).where(t.SUBSCRIPTION.c.instance_id == self.case_id)
            )
            if row.message == step.message
        ]
        action = str(drawn()[wait.element].properties["action"])
        who = self.town.visitor(step.who)
        page = who.follow(who.get(f"/cases/{self.case_id}"), action)
        asked = page.form(action).names()
        told = {"reason": "As agreed by telephone."} | dict(step.payload(self.today))
        case = who.press(page, action, **{name: value for name, value in told.items() if name in asked})
        assert f"Done: {action}" in case.said
        self._look(who)

    def _damage(self, step: Correct) -> None:
        """A value goes wrong behind the back of everybody: no page does that, and the next gateway must notice."""
        with transaction(self.town.sessions) as session:
            found = session.execute(
                sa.select(t.INSTANCE.c.state, t.DEFINITION.c.specs)
                .join_from(t.INSTANCE, t.DEFINITION, t.DEFINITION.c.id == t.INSTANCE.c.definition_id)
                .where(t.INSTANCE.c.id == self.case_id)
            ).one()
            damaged = engine.set_variables(
                found.specs, found.state, step.variables, now=self.now, key=self._within()
            )
            session.execute(
                sa.update(t.INSTANCE).where(t.INSTANCE.c.id == self.case_id).values(state=damaged.state)
            )

    def _within(self) -> int | None:
        """The key of a wait that sees the variables of the process that the path is about, where others call it.

        All of them wait for their withdrawal.
        """
        if not isinstance(self.path.start, Call):
            return None
        wait = t.SUBSCRIPTION.c
        mine = (wait.instance_id == self.case_id, wait.process == self.path.process)
        return int(self.town.rows(sa.select(wait.key).where(*mine))[0].key)

    def _mend(self, step: Retry) -> None:
        governs = self.town.visitor(step.who)
        [incident] = [row for row in self._open(t.INCIDENT, step.element) if row.closed_at is None]
        listed = governs.get("/governance?why=failed")
        assert any(self.reference in line and name == incident.name for _, name, line in listed.rows())
        [(name, value)] = step.variables.items()
        mends = self.town.visitor(step.decider or step.who)
        page = mends.follow(mends.get(f"/cases/{self.case_id}"), "Correct a value")
        [button] = page.form_with("value").buttons()
        case = mends.press(page, button, name=name, value=_as_feel(value), reason="As agreed by telephone.")
        if step.decider:
            assert "A governance lead can try the step again now" in case.said
            case = governs.press(governs.get(f"/cases/{self.case_id}"), "Try this step again")
        assert "tried again and the case goes on" in case.said or "The step is done now." in case.said
        self._look(governs)

    def _look(self, who: Visitor) -> None:
        """Everybody concerned opens their lists and the case."""
        if not self.watch:
            return
        for address in (*_LISTS, f"/cases/{self.case_id}"):
            who.get(address)
        for login in sorted(self._concerned() - {who.login}):
            other = self.town.visitor(login)
            seen = other.get(f"/cases/{self.case_id}").said
            assert self.reference in seen, (login, self.now, seen[:600])
            other.get("/tasks/teams")

    def _concerned(self) -> set[str]:
        """Who started the case, and for each open task its holder or one of those it waits for."""
        people = {self.starter}
        task = t.TASK.c
        for row in self.town.rows(
            sa.select(task.assignee_id, task.candidates).where(
                task.instance_id == self.case_id, task.status == "open"
            )
        ):
            held = [f"p:{row.assignee_id}"] if row.assignee_id else row.candidates
            people |= {self.town.one_of(principal) for principal in held}
        return people

    def _open(self, table: Any, element: str) -> list[Any]:
        found = self.town.rows(
            sa.select(table).where(table.c.instance_id == self.case_id, table.c.element == element)
        )
        assert found, f"{self.path.name}: nothing is open at {element}"
        return found

    def case(self) -> Any:
        """The row of the case."""
        [case] = self.town.rows(sa.select(t.INSTANCE).where(t.INSTANCE.c.id == self.case_id))
        return case

    def _caption(self) -> str:
        case = self.case()
        return f"{case.business_key} · {case.title}"

    def left_open(self) -> list[Any]:
        """Tasks, timers, messages and failed steps that still wait in the process that the path is about."""
        tables = ((t.TASK, t.TASK.c.status == "open"), (t.INCIDENT, t.INCIDENT.c.closed_at.is_(None)))
        tables += ((t.TIMER, sa.true()), (t.SUBSCRIPTION, sa.true()))
        return [
            row.element
            for table, still in tables
            for row in self.town.rows(sa.select(table).where(table.c.instance_id == self.case_id, still))
            if not isinstance(self.path.start, Call) or row.process in inside(self.path.process)
        ]

    def variables(self) -> dict[str, Any]:
        """The variables of the case."""
        [found] = self.town.rows(
            sa.select(t.INSTANCE.c.state, t.DEFINITION.c.specs)
            .join_from(t.INSTANCE, t.DEFINITION, t.DEFINITION.c.id == t.INSTANCE.c.definition_id)
            .where(t.INSTANCE.c.id == self.case_id)
        )
        return engine.variables(found.specs, found.state)

    def passed(self) -> list[Any]:
        """Everything that was left on the way, in order: elements, and sequence flows that were taken.

        Of a process that is called, what was left between the call and its end.
        """
        rows = self.town.rows(
            sa.select(t.HISTORY)
            .where(t.HISTORY.c.instance_id == self.case_id, t.HISTORY.c.happened.in_(("entered", "left")))
            .order_by(t.HISTORY.c.id)
        )
        left = [row for row in rows if row.happened == "left"]
        if not isinstance(self.path.start, Call):
            return left
        call = ahead.calls()[self.path.process]
        first = min(row.id for row in rows if row.element == call and row.happened == "entered")
        last = min((row.id for row in left if row.element == call), default=None)
        assert last, f"{self.path.name}: {self.path.process} has not ended"
        return [row for row in left if first < row.id < last and row.process in inside(self.path.process)]
