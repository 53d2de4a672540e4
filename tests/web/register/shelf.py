"""Rows of the register for tests of its pages: two briefs, one of them with everything that can come of a brief."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.operations.case.start import start
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.web.conftest import COMMAND_LINE

REF, OTHER = "CIP-DB-2026-01", "CIP-DB-2026-02"
#: What the two issued versions of the first brief say.
FIRST: dict[str, Any] = {
    "brief": {
        "title": "Short breaks",
        "problem": "Families of disabled children wait eleven weeks for a short break at a weekend",
        "designDeadline": "2027-03-31",
        "outcomes": [{"outcome": "Fewer crises", "measure": "Calls at night"}, {"outcome": "Rest"}],
        "fixedPoints": "Two houses",
    },
    "designLead": "pnandra",
    "legalRegime": "PCR2015_CALLOFF",
}
SECOND: dict[str, Any] = {
    "brief": {
        "title": "Short breaks",
        "problem": "Families of disabled children wait nine weeks for a short break at a weekend",
        "designDeadline": "2027-04-30",
        "outcomes": [{"outcome": "Fewer crises", "measure": "Calls at night"}, {"outcome": "Sleep"}],
        "children": 1200,
    },
    "designLead": "ghale",
    "legalRegime": "PCR2015_CALLOFF",
}


class Shelf:
    """The rows, and short ways to add more."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self.sessions = sessions
        with transaction(sessions) as session:
            drawn = d.bpmn(d.process("p", d.start(), d.user("t"), d.end(), d.chain("start", "t", "end")))
            deploy(session, actor=COMMAND_LINE, files={"p.bpmn": drawn})
        self.case = self._case("pnandra", REF)
        self.other_case = self._case("mdelacy", OTHER)
        self.brief = self.add(t.BRIEF, **self._brief(REF, 1, "Short breaks", "issued"))
        self.add(t.BRIEF, **self._brief(OTHER, 2, "Foster carers at night", "draft"))

    def _case(self, login: str, ref: str) -> int:
        with reading(self.sessions) as session:
            actor = people.actor_by_login(session, login)
        with transaction(self.sessions) as session:
            begun = start(session, actor=actor, process_id="p", answers={})
            session.execute(
                sa.update(t.INSTANCE).where(t.INSTANCE.c.id == begun.instance_id).values(business_key=ref)
            )
        return int(begun.instance_id)

    def _brief(self, ref: str, number: int, title: str, status: str) -> dict[str, Any]:
        return {
            "ref": ref,
            "year": 2026,
            "number": number,
            "title": title,
            "stage": "brief-issue",
            "status": status,
            "version": 2,
            "details": {},
            "created_at": clock.now(),
        }

    def person(self, login: str) -> int:
        """The id of somebody of the demonstration."""
        with reading(self.sessions) as session:
            return int(
                session.execute(sa.select(t.PERSON.c.id).where(t.PERSON.c.login == login)).scalar_one()
            )

    def add(self, table: sa.Table, **values: Any) -> int:
        """One more row; what every row of a case needs is filled in."""
        if "instance_id" in table.c:
            values.setdefault("instance_id", self.case)
        if "brief_ref" in table.c:
            values.setdefault("brief_ref", REF)
        with transaction(self.sessions) as session:
            made = session.execute(sa.insert(table).values(**values).returning(table.c.id)).scalar_one()
        return int(made)

    def member(self, login: str, role: str) -> None:
        """Somebody has a role in the first brief."""
        who = self.person(login)
        self.add(t.BRIEF_MEMBER, brief_id=self.brief, person_id=who, role=role, since=clock.now())

    def version(self, number: int, content: dict[str, Any]) -> None:
        """A version of the first brief is issued."""
        self.add(
            t.BRIEF_VERSION,
            brief_id=self.brief,
            number=number,
            content=content,
            digest="a" * 64,
            issued_at=clock.now(),
            issued_by=self.person("ohartley"),
        )

    def decision(self, **values: Any) -> int:
        """A decision is recorded."""
        given: dict[str, Any] = {
            "element": "T308",
            "kind": "issue-brief",
            "body": "cip-board",
            "decided_on": date(2026, 11, 20),
            "outcome": "issue",
            "reasons": "It is needed",
            "conditions": [],
            "details": {},
            "recorded_at": clock.now(),
        }
        return self.add(t.DECISION_RECORD, **given | values)

    def contract(self, number: int, value: str, status: str = "signed", **values: Any) -> int:
        """A contract is registered."""
        with reading(self.sessions) as session:
            agreement = session.execute(sa.select(t.AGREEMENT.c.id)).scalar_one()
        given: dict[str, Any] = {
            "ref": f"CIP-SC-2026-{number:02}",
            "agreement_id": agreement,
            "title": f"Service {number}",
            "supplier": "Barnardo’s",
            "route": "DIRECT",
            "status": status,
            "value": Decimal(value),
            "details": {},
            "registered_at": clock.now(),
        }
        return self.add(t.SERVICE_CONTRACT, **given | values)

    def notice(self, name: str, status: str = "due", **values: Any) -> int:
        """A notice is planned."""
        given = {"regime": "PA2023", "event": "SIGN", "mandatory": True, "planned_at": clock.now()}
        return self.add(t.NOTICE, name=name, status=status, **given | values)

    def procurement(self, number: int = 1, *, closes_at: datetime | None, **values: Any) -> int:
        """A procurement is open."""
        given: dict[str, Any] = {
            "ref": f"CIP-PR-2026-{number:02}",
            "title": "Weekend staff",
            "procedure": "open",
            "closes_at": closes_at,
            "criteria": [{"name": "Quality", "weight": 60}, {"name": "Price", "weight": 40}],
            "evaluators": ["rgill"],
            "ranking": [],
            "details": {},
        }
        return self.add(t.PROCUREMENT, **given | values)

    def bid(self, procurement: int, supplier: str, price: str, *, opened: bool) -> None:
        """A bid came in an hour ago."""
        with transaction(self.sessions) as session:
            session.execute(
                sa.insert(t.BID).values(
                    procurement_id=procurement,
                    supplier=supplier,
                    received_at=clock.now() - timedelta(hours=1),
                    price=Decimal(price),
                    documents=[4711],
                    opened_at=clock.now() if opened else None,
                )
            )

    def release(self, tag: str, key: str = "ocds-1") -> int:
        """A release is published."""
        return self.add(t.RELEASE, key=key, ocid="ocds", tag=tag, body={}, published_at=clock.now())

    def takes_part(self, login: str) -> None:
        """Somebody had work in the case of the first brief."""
        principal = f"p:{self.person(login)}"
        with transaction(self.sessions) as session:
            session.execute(sa.insert(t.PARTICIPANT).values(instance_id=self.case, principal=principal))
