"""The agreement's terms, its diary, its parties, and the calendar of working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations.agreement.change import change
from cip_workflow.operations.agreement.load_standard import load_standard
from cip_workflow.operations.holiday.remove import remove
from cip_workflow.operations.holiday.set import set_holiday
from cip_workflow.operations.meeting.add import add as add_meeting
from cip_workflow.operations.meeting.cancel import cancel
from cip_workflow.operations.party.add import add as add_party
from cip_workflow.queries import agreement, changes
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import SYSTEM_ACTOR, World

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TERMS: dict[str, Any] = {
    "agreement_id": 1,
    "version": 1,
    "title": "Collaboration agreement",
    "scope": "",
    "legal_basis": "",
    "signed_on": None,
    "starts_on": date(2018, 12, 1),
    "initial_end": date(2019, 11, 30),
    "max_end": date(2028, 11, 30),
    "value_ceiling": Decimal(704_000_000),
    "committed_before": Decimal(0),
    "reason": "The board of May",
}


def current(world: World) -> agreement.Agreement:
    with reading(world.sessions) as session:
        return agreement.current(session, today=MONDAY.date())


def test_the_standard_agreement_is_registered_once(sessions: sessionmaker[Session]) -> None:
    for _ in range(2):
        with transaction(sessions) as session:
            load_standard(session, actor=SYSTEM_ACTOR)
    with reading(sessions) as session:
        found = agreement.current(session, today=MONDAY.date())
        signing = [one for one in agreement.parties(session) if one.signs]
        bodies = agreement.bodies(session, today=MONDAY.date())
        [change_line] = changes.page(session).rows
    assert (found.ref, found.value_ceiling, found.max_end) == (
        "CIP-AGR-2018",
        Decimal(704_000_000),
        date(2028, 11, 30),
    )
    assert {one.name: one.ppon for one in signing} == {
        "Leicestershire County Council": "PNHT-9235-VXDV",
        "Barnardo’s": "PHTN-1518-HDWG",
    }
    assert [one.key for one in bodies][:2] == ["cip-board", "delivery-group"]
    assert change_line.kind == "agreement.registered"


def test_an_agreement_that_is_not_registered(sessions: sessionmaker[Session]) -> None:
    with reading(sessions) as session, pytest.raises(NotFound, match="cip serve"):
        agreement.current(session, today=MONDAY.date())


def test_what_is_committed(world: World) -> None:
    """Signed contracts count, and stay counted when they end; drafts and abandoned ones do not."""
    world.draw(d.start(), d.user("t"), d.end(), d.chain("start", "t", "end"))
    world.start()
    values = {
        "signed": "400000000.10",
        "ended": "60000000.20",
        "terminated": "0.30",
        "draft": "9",
        "abandoned": "9",
    }
    with transaction(world.sessions) as session:
        session.execute(sa.update(t.AGREEMENT).values(committed_before=Decimal(110000000)))
        for number, (status, value) in enumerate(values.items()):
            row = {
                "ref": f"CIP-SC-2026-0{number}",
                "brief_ref": "CIP-DB-2026-01",
                "agreement_id": 1,
                "instance_id": 1,
                "title": "A service",
                "supplier": "Barnardo’s",
                "route": "DIRECT",
                "status": status,
                "value": Decimal(value),
                "details": {},
                "registered_at": clock.now(),
            }
            session.execute(sa.insert(t.SERVICE_CONTRACT), row)
    found = current(world)
    assert (found.contracts, found.contracted) == (3, Decimal("460000000.60"))
    assert found.committed == Decimal("570000000.60")
    assert found.headroom == Decimal("133999999.40")
    assert found.warned
    assert found.days_left(date(2028, 11, 29)) == 1


def test_the_terms_change_with_a_reason(world: World) -> None:
    world.do(change, "zara", **TERMS | {"max_end": date(2030, 11, 30), "value_ceiling": Decimal("1.50")})
    found = current(world)
    assert (found.max_end, found.value_ceiling, found.version) == (date(2030, 11, 30), Decimal("1.50"), 2)
    with reading(world.sessions) as session:
        [line] = changes.page(session, subject="agreement:CIP-AGR-2018").rows
    before = {
        name: Decimal(value) if name == "value_ceiling" else value
        for name, value in line.data["before"].items()
    }
    assert before == {"max_end": "2028-11-30", "value_ceiling": Decimal(704_000_000)}
    assert line.data["after"] == {"max_end": "2030-11-30", "value_ceiling": "1.50"}
    assert line.data["reason"] == "The board of May"
    with pytest.raises(Conflict):
        world.do(change, "zara", **TERMS | {"title": "Another"})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"initial_end": date(2018, 12, 1)}, "initial_end"),
        ({"max_end": date(2019, 1, 1)}, "max_end"),
        ({"value_ceiling": Decimal(0)}, "value_ceiling"),
        ({"value_ceiling": Decimal(10**12)}, "value_ceiling"),
        ({"committed_before": Decimal(-1)}, "committed_before"),
        ({"title": "Another", "reason": " "}, "reason"),
        ({}, None),
    ],
)
def test_terms_that_are_not_right(world: World, wrong: dict[str, Any], field: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        world.do(change, "zara", **TERMS | wrong)
    assert set(refused.value.fields) == ({field} if field else set())
    assert current(world).version == 1


def test_the_diary_of_the_board(world: World) -> None:
    with clock.moved(MONDAY):
        first = world.do(
            add_meeting,
            "fi",
            body="cip-board",
            held_on=date(2026, 12, 9),
            reason="Diary",
            place="County Hall",
        )
        world.do(add_meeting, "zara", body="cip-board", held_on=date(2027, 1, 6), reason="Diary")
        assert current(world).board_meetings == (date(2026, 12, 9), date(2027, 1, 6))
        world.do(cancel, "fi", meeting_id=first, reason="No quorum")
        assert current(world).board_meetings == (date(2027, 1, 6),)
        assert (
            world.do(add_meeting, "fi", body="cip-board", held_on=date(2026, 12, 9), reason="Quorum") == first
        )
        with reading(world.sessions) as session:
            body = agreement.body(session, "cip-board")
    assert [one.held_on for one in body.meetings] == [date(2027, 1, 6), date(2026, 12, 9)]
    # Seven working days before 6 January: New Year, two substitute days and two weekends do not count.
    assert [one.papers_due for one in body.meetings] == [date(2026, 12, 23), date(2026, 11, 30)]
    with clock.moved(MONDAY + timedelta(days=60)), pytest.raises(Conflict, match="is past"):
        world.do(cancel, "fi", meeting_id=first, reason="Late")
    kinds = [row.kind for row in world.rows(sa.select(t.CHANGE.c.kind).order_by(t.CHANGE.c.seq))]
    assert kinds == ["meeting.added", "meeting.added", "meeting.cancelled", "meeting.added"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "not past"),
        (date(2030, 1, 7), "three years"),
        (date(2026, 12, 25), "working day"),
        (date(2026, 12, 5), "working day"),
    ],
)
def test_days_on_which_nobody_meets(world: World, day: date, said: str) -> None:
    with clock.moved(MONDAY), pytest.raises(Invalid, match=said):
        world.do(add_meeting, "fi", body="cip-board", held_on=day, reason="Diary")


def test_a_body_meets_once_a_day(world: World) -> None:
    with clock.moved(MONDAY):
        world.do(add_meeting, "fi", body="cip-board", held_on=date(2026, 12, 9), reason="Diary")
        with pytest.raises(Invalid, match="already"):
            world.do(add_meeting, "fi", body="cip-board", held_on=date(2026, 12, 9), reason="Diary")
        with pytest.raises(NotFound):
            world.do(add_meeting, "fi", body="tea-circle", held_on=date(2026, 12, 9), reason="Diary")
        with pytest.raises(NotFound):
            world.do(cancel, "fi", meeting_id=99, reason="Diary")


def test_a_party_and_its_successor(world: World) -> None:
    given = {"kind": "PROVIDER", "reason": "Won a lot", "company": "61625", "ppon": "phtn-1518-hdwg"}
    first = world.do(add_party, "fi", name="Brook  House", charity="1112223", vcse=True, **given)
    world.do(add_party, "zara", name="River House", successor_of=first, **given)
    with reading(world.sessions) as session:
        old, new = agreement.parties(session)
    assert (old.name, old.company, old.ppon, old.vcse) == ("Brook House", "00061625", "PHTN-1518-HDWG", True)
    assert (new.successor_of, new.signs) == ("Brook House", False)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "BROOK HOUSE"}, "name"),
        ({"kind": "FRIEND"}, "kind"),
        ({"ppon": "12"}, "ppon"),
        ({"company": "12-34"}, "company"),
        ({"charity": "abc"}, "charity"),
        ({"successor_of": 77}, "successor_of"),
        ({"reason": ""}, "reason"),
    ],
)
def test_parties_that_are_not_right(world: World, given: dict[str, Any], field: str) -> None:
    right = {"name": "Elm", "kind": "FUNDER", "reason": "Paid"}
    world.do(add_party, "fi", **right | {"name": "Brook House"})
    with pytest.raises(Invalid) as refused:
        world.do(add_party, "fi", **right | given)
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("login", ["pri", "cal", "fi"])
def test_only_administrators_change_terms_and_calendar(world: World, login: str) -> None:
    with pytest.raises(NotAllowed):
        world.do(change, login, **TERMS | {"title": "Another"})
    with pytest.raises(NotAllowed):
        world.do(set_holiday, login, day=date(2026, 12, 24), closed=True, name="x", reason="x")
    with pytest.raises(NotAllowed):
        world.do(remove, login, day=date(2026, 12, 24), reason="x")
    if login != "fi":
        with pytest.raises(NotAllowed):
            world.do(add_meeting, login, body="cip-board", held_on=date(2026, 12, 9), reason="x")
        with pytest.raises(NotAllowed):
            world.do(cancel, login, meeting_id=1, reason="x")
        with pytest.raises(NotAllowed):
            world.do(add_party, login, name="Elm", kind="FUNDER", reason="x")
