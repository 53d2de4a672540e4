"""One small process for each rule of duty, with the demo people: what the doors of the product have to refuse.

Tests of pages and of the command line play these; the rules themselves are tested beside this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations.case.start import start
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.operations.task.complete import complete
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.processes.town import OPERATOR

#: Both are in lcc-legal.
JOANNA, ELIN = "jfenn", "edunmore"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A rule, who is kept out by it, and what came before."""

    rule: str
    kept_out: str = JOANNA
    before: tuple[str, ...] = ()  #: steps that JOANNA completes
    last: str = "T999_check"
    variable: str = ""  #: of the first step, to hold JOANNA's login
    joins: bool = False  #: who is kept out has been put into lcc-legal by mistake
    twice: bool = False  #: JOANNA has given the answers first

    def nodes(self) -> tuple[str, ...]:
        """What the process is drawn of."""
        outputs = {self.variable: "=completedBy"} if self.variable else None
        return (
            d.start(),
            *(d.user(one, name=f"Step {one}", outputs=outputs) for one in self.before),
            d.user(self.last, name="The guarded step", sod=self.rule),
            d.end(),
            d.chain("start", *self.before, self.last, "end"),
        )


SCENES = (
    Scene(rule="SOD-01", kept_out="croe", joins=True),
    Scene(rule="SOD-02", before=("T300_build",)),
    Scene(rule="SOD-03", before=("T507_score",)),
    Scene(rule="SOD-04", before=("T603_approve",), last="T607_sign"),
    Scene(rule="SOD-05", before=("T105_write",), variable="briefAuthor"),
    Scene(rule="SOD-06", before=("T209_model", "T302_bid")),
    Scene(rule="SOD-07", before=("T901_declare",), variable="declarant"),
    Scene(rule="SOD-08", twice=True),
    Scene(rule="SOD-10", kept_out="zadmin", joins=True),
    Scene(rule="SOD-12", before=("T108_nominate",), variable="designLead"),
)

#: SOD-13: the board decides on the end of a contract.
BOARD_STEP = "T308_board"


def play(sessions: Any, scene: Scene) -> int:
    """Deploy and run to the guarded step; its task's id."""
    if scene.joins:
        _join(sessions, scene.kept_out)
    case = begin(sessions, {"p.bpmn": d.bpmn(d.process("p", *scene.nodes()))})
    for element in scene.before:
        do(sessions, complete, JOANNA, task_id=task(sessions, case, element), answers={})
    task_id = task(sessions, case, scene.last)
    if scene.twice:
        do(sessions, complete, JOANNA, task_id=task_id, answers={})
    return task_id


def _join(sessions: Any, login: str) -> None:
    """Behind the back of the operation, which refuses people of another organisation as members."""
    with transaction(sessions) as session:
        person = sa.select(t.PERSON.c.id).where(t.PERSON.c.login == login).scalar_subquery()
        group = sa.select(t.GROUP.c.id).where(t.GROUP.c.key == "lcc-legal").scalar_subquery()
        since = sa.func.current_timestamp()
        session.execute(sa.insert(t.MEMBERSHIP).values(person_id=person, group_id=group, since=since))


def play_board(sessions: Any, form: bytes) -> int:
    """A task of the board about the end of a contract, with the real form F08."""
    nodes = (
        d.start(),
        d.service("S_read", "cip:read-agreement", outputs={"boardMembers": "=agreement.boardMembers"}),
        d.user(
            BOARD_STEP,
            name="Board decides",
            groups="cip-board",
            form="F08",
            sod="SOD-13",
            inputs={"decisionType": '="extend-exit"', "boardMembers": "=boardMembers"},
        ),
        d.end(),
        d.chain("start", "S_read", BOARD_STEP, "end"),
    )
    case = begin(sessions, {"p.bpmn": d.bpmn(d.process("p", *nodes)), "F08.form": form})
    return task(sessions, case, BOARD_STEP)


def begin(sessions: Any, files: dict[str, bytes]) -> int:
    """Deploy these files, start a case of process `p`."""
    with transaction(sessions) as session:
        deploy(session, actor=OPERATOR, files=files)
    return int(do(sessions, start, "pnandra", process_id="p").instance_id)


def do(sessions: Any, operation: Callable[..., Any], who: str, **values: Any) -> Any:
    """One command of somebody."""
    with reading(sessions) as session:
        actor = people.actor_by_login(session, who)
    with transaction(sessions) as session:
        return operation(session, actor=actor, **values)


def task(sessions: Any, case: int, element: str) -> int:
    """The open task at an element."""
    query = sa.select(t.TASK.c.id).where(
        t.TASK.c.instance_id == case, t.TASK.c.element == element, t.TASK.c.status == "open"
    )
    with reading(sessions) as session:
        return int(session.execute(query).scalar_one())
