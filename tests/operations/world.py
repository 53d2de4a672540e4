"""A small council for tests of operations: a cast, and every command in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.operations.case.start import Started, start
from cip_workflow.operations.deployment.deploy import Deployed, deploy
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.complete import Completed, complete
from cip_workflow.operations.timer.fire import fire
from cip_workflow.queries import people, timers
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from cip_workflow.types import SYSTEM, Actor
from tests.operations import diagrams as d

SYSTEM_ACTOR = Actor(person_id=None, login=SYSTEM, name="the system", organisation="LCC")

#: login -> organisation and groups
CAST = {
    "jo": ("LCC", ["lcc-legal"]),
    "ann": ("LCC", ["lcc-legal"]),
    "sam": ("LCC", ["lcc-finance"]),
    "pri": ("LCC", ["lcc-commissioner"]),
    "owen": ("LCC", ["lcc-head-of-service"]),
    "bern": ("LCC", ["lcc-monitoring-officer"]),
    "cal": ("BARNARDOS", ["bar-partnership-manager"]),
    "ese": ("BARNARDOS", ["bar-service-design"]),
    "fi": ("LCC", ["governance-lead"]),
    "zara": ("LCC", ["platform-admin"]),
    "paul": ("LCC", ["process-owner"]),
    "otto": ("OTHER", []),
}
AGREEMENT = {
    "id": 1,
    "ref": "CIP-AGR-2018",
    "title": "Collaboration agreement",
    "starts_on": date(2018, 12, 1),
    "initial_end": date(2019, 11, 30),
    "max_end": date(2028, 11, 30),
    "value_ceiling": Decimal(704_000_000),
    "committed_before": Decimal(0),
}
BOARD = {"id": 1, "agreement_id": 1, "key": "cip-board", "name": "Partnership board", "kind": "board"}
MORE_GROUPS = ("lcc-procurement", "cip-board", "design-lead", "co-lead", "design-team", "evaluation-panel")


class World:
    """What a test says in one line."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self.sessions = sessions
        self._populate()

    def _populate(self) -> None:
        organisations = {key: place for place, key in enumerate(("LCC", "BARNARDOS", "OTHER"), 1)}
        groups = sorted({one for _, member in CAST.values() for one in member} | set(MORE_GROUPS))
        now = clock.now()
        with transaction(self.sessions) as session:
            session.execute(
                sa.insert(t.ORGANISATION),
                [{"id": place, "key": key, "name": key} for key, place in organisations.items()],
            )
            session.execute(
                sa.insert(t.GROUP),
                [{"id": place, "key": key, "name": key} for place, key in enumerate(groups, 1)],
            )
            session.execute(
                sa.insert(t.PERSON),
                [
                    {
                        "id": place,
                        "login": login,
                        "name": login.capitalize(),
                        "organisation_id": organisations[organisation],
                        "created_at": now,
                    }
                    for place, (login, (organisation, _)) in enumerate(CAST.items(), 1)
                ],
            )
            session.execute(
                sa.insert(t.MEMBERSHIP),
                [
                    {"person_id": place, "group_id": groups.index(one) + 1, "since": now}
                    for place, (_, member) in enumerate(CAST.values(), 1)
                    for one in member
                ],
            )
            session.execute(sa.insert(t.AGREEMENT), AGREEMENT)
            session.execute(sa.insert(t.GOVERNANCE_BODY), BOARD)
            if session.get_bind().dialect.name == "postgresql":
                for table in ("organisation", "group", "person", "agreement", "governance_body"):
                    session.execute(sa.text(f"SELECT setval('{table}_id_seq', 100)"))

    def actor(self, login: str) -> Actor:
        """As whom a person acts now."""
        with reading(self.sessions) as session:
            return people.actor_by_login(session, login)

    def id(self, login: str) -> int:
        """The id of a person."""
        return list(CAST).index(login) + 1

    def do(self, operation: Callable[..., Any], login: str, **values: Any) -> Any:
        """One command of one person, in one transaction."""
        actor = self.actor(login)
        with transaction(self.sessions) as session:
            return operation(session, actor=actor, **values)

    def deploy(self, files: Mapping[str, bytes], login: str | None = None) -> Deployed:
        """Deploy a bundle, as the command line does."""
        actor = self.actor(login) if login else SYSTEM_ACTOR
        with transaction(self.sessions) as session:
            return deploy(session, actor=actor, files=files)

    def draw(
        self, *nodes: str, forms: Mapping[str, bytes] | None = None, parts: tuple[str, ...] = ()
    ) -> Deployed:
        """Deploy a process `p` of these nodes."""
        drawn = d.bpmn(d.process("p", *nodes), *parts)
        return self.deploy({"p.bpmn": drawn, **{f"{key}.form": data for key, data in (forms or {}).items()}})

    def start(self, login: str = "pri", process_id: str = "p", **answers: Any) -> Started:
        """Start a case by hand."""
        return self.do(start, login, process_id=process_id, answers=answers)

    def complete(self, login: str, element: str, case: int | None = None, **answers: Any) -> Completed:
        """Complete the open task at an element."""
        return self.do(complete, login, task_id=self.task(element, case), answers=answers)

    def claim(self, login: str, element: str) -> int:
        """Claim the open task at an element."""
        return self.do(claim, login, task_id=self.task(element))

    def task(self, element: str, case: int | None = None, status: str = "open") -> int:
        """Id of the latest task at an element."""
        query = sa.select(t.TASK.c.id).where(t.TASK.c.element == element, t.TASK.c.status == status)
        if case is not None:
            query = query.where(t.TASK.c.instance_id == case)
        return self.one(query.order_by(t.TASK.c.id.desc()).limit(1))

    def open(self, case: int | None = None) -> list[str]:
        """Elements of the open user tasks, oldest first."""
        query = sa.select(t.TASK.c.element).where(t.TASK.c.status == "open").order_by(t.TASK.c.id)
        if case is not None:
            query = query.where(t.TASK.c.instance_id == case)
        return [row.element for row in self.rows(query)]

    def case(self, instance_id: int = 1) -> Any:
        """The row of a case."""
        return self.rows(sa.select(t.INSTANCE).where(t.INSTANCE.c.id == instance_id))[0]

    def row(self, table: sa.Table, **where: Any) -> Any:
        """The only row of a table with these values."""
        rows = self.rows(sa.select(table).where(*(table.c[name] == value for name, value in where.items())))
        assert len(rows) == 1, f"{len(rows)} rows"
        return rows[0]

    def rows(self, query: sa.Select[Any]) -> list[Any]:
        """What a query gives."""
        with reading(self.sessions) as session:
            return list(session.execute(query).all())

    def one(self, query: sa.Select[Any]) -> Any:
        """The first value of the only row."""
        rows = self.rows(query)
        assert len(rows) == 1, f"{len(rows)} rows"
        return rows[0][0]

    def count(self, table: sa.Table) -> int:
        """How many rows a table has."""
        return int(self.one(sa.select(sa.func.count()).select_from(table)))

    def kinds(self, case: int = 1) -> list[str]:
        """Kinds of the events of a case, in order."""
        query = sa.select(t.EVENT.c.kind).where(t.EVENT.c.instance_id == case).order_by(t.EVENT.c.seq)
        return [row.kind for row in self.rows(query)]

    def inbox(self, login: str) -> list[str]:
        """Elements of the tasks that stand in a person's inbox: theirs and their teams'."""
        principals = sorted(self.actor(login).principals)
        query = (
            sa.select(t.TASK.c.element)
            .join_from(t.TASK, t.TASK_CANDIDATE, t.TASK_CANDIDATE.c.task_id == t.TASK.c.id)
            .where(t.TASK_CANDIDATE.c.principal.in_(principals))
            .distinct()
        )
        return sorted(row.element for row in self.rows(query))

    def run_timers(self, until: datetime) -> int:
        """Fire everything that is due at an instant; how many steps that took."""
        fired = 0
        with clock.moved(until):
            for _ in range(100):
                with reading(self.sessions) as session:
                    found = timers.next_due(session, clock.now())
                if found is None:
                    return fired
                with transaction(self.sessions) as session:
                    fired += fire(session, timer_id=found)
        raise AssertionError("the timers do not come to an end")
