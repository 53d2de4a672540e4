"""One command at work: the session, who acts, at what instant, and the cases it has taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.operations import _case
from cip_workflow.operations._case import Case
from cip_workflow.operations._facts import Done
from cip_workflow.types import SYSTEM, Actor, Thrown

#: Who acts when nobody does: the worker, whose timers and jobs these are.
NOBODY = Actor(person_id=None, login=SYSTEM, name="the system", organisation="")


_LISTS = ("thrown", "new_tasks", "new_escalations", "reminders")


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A mail that a diagram asks for."""

    people: tuple[int, ...]
    subject: str
    text: str


@dataclass(slots=True, kw_only=True)
class Work:
    """What every part of one command shares. `taken` has each case once, however often messages come by."""

    session: Session
    actor: Actor
    at: datetime = field(default_factory=clock.now)
    taken: dict[int, Case] = field(default_factory=dict)
    thrown: list[tuple[Case, Thrown]] = field(
        default_factory=list
    )  #: messages on their way, with their senders
    new_tasks: list[int] = field(default_factory=list)  #: tasks opened by this command, to be told of
    new_escalations: list[int] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    completing: dict[int, Done] = field(
        default_factory=dict
    )  #: case -> the task that is completed, whose row is written last; rules of duty know of it already
    _connection: sa.Connection | None = None

    def run(self, statement: sa.Executable, values: Any = None) -> sa.CursorResult[Any]:
        """Run a statement of the tables on the session's connection: the ORM has nothing to add, and costs a quarter more."""
        if self._connection is None:
            self._connection = self.session.connection()
        return self._connection.execute(statement, values)

    def mark(self) -> tuple[dict[int, Case], dict[str, int]]:
        """How far it is, for `back_to`."""
        return dict(self.taken), {name: len(getattr(self, name)) for name in _LISTS}

    def back_to(self, mark: tuple[dict[int, Case], dict[str, int]]) -> None:
        """Forget what was added since: what did it has failed, and its rows are rolled back."""
        self.taken, lengths = mark
        for name, length in lengths.items():
            del getattr(self, name)[length:]

    def take(self, instance_id: int) -> Case:
        """The case, locked; the same object when this command has it already. Raises NotFound."""
        if instance_id not in self.taken:
            self.taken[instance_id] = _case.take(self.session, instance_id)
        return self.taken[instance_id]

    def hold(self, case: Case) -> Case:
        """Share a case that was taken, or made, in another way."""
        return self.taken.setdefault(case.id, case)

    def record(self, case: Case, kind: str, **values: Any) -> int:
        """Append an event of this command to a case; its number is returned."""
        return case.record(at=self.at, kind=kind, actor=self.actor, **values)

    def save(self) -> None:
        """Write every case that changed."""
        for case in self.taken.values():
            _case.save(self.session, case)
