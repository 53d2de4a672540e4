"""The demonstration: true to its story on any day of any year, whole or not at all, and the same after loading twice."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock, jobs, store
from cip_workflow.cli.demo import acts, load, play, story
from cip_workflow.cli.opened import OPERATOR, Opened, opened
from cip_workflow.operations.audit import verify
from cip_workflow.operations.case.retry import retry
from cip_workflow.queries import inbox, people, stuck
from cip_workflow.store import Base, reading, transaction
from cip_workflow.store import tables as t
from cip_workflow.working_time import is_working_day
from tests.cli.demo_stands import STANDS
from tests.processes.steps import words
from tests.worker.conftest import Collected

#: Who has something to see in which lists. Governance, admin, owners and auditors work on no tasks.
EVERYTHING = ("mine", "teams", "waiting", "done")
LISTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        sorted(
            words(
                "pnandra ohartley tkowal jfenn hlarkin bstokes nruddock ghale ipatel kvance croe ebanjo rgill"
            )
        ),
        EVERYTHING,
    ),
    **dict.fromkeys(
        sorted(words("mdelacy rthorne dosei edunmore radeyemi smerrick mquill azaman lfawcett mkeane")),
        ("teams", "waiting", "done"),
    ),
    "ksingh": ("teams", "done"),
    **dict.fromkeys(["iroscoe", "vmarsh", "kbanks"], ("waiting", "done")),
    **dict.fromkeys(["fgreer", "zadmin", "pownes", "hvale", "tokafor"], ()),
}
#: A Sunday night, the first minutes of a year, the hour that does not exist and the one that exists twice, Christmas, a leap day.
DAYS = [
    datetime(2026, 11, 22, 3, 15, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 0, 30, tzinfo=UTC),
    datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    datetime(2027, 3, 29, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 59, tzinfo=UTC),
    datetime(2026, 7, 15, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 12, 26, 12, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 9, 59, tzinfo=UTC),
    datetime(2027, 6, 30, 9, 0, 5, tzinfo=UTC),
]


def stands(here: Opened) -> dict[str, str]:
    """Where the briefs stand, in the words of STANDS."""
    case, task = t.INSTANCE.c, t.TASK.c
    with reading(here.sessions) as session:
        found = {
            row.title: row.outcome or ""
            for row in session.execute(
                sa.select(case.title, case.outcome).where(case.process_id == "cip-lifecycle")
            )
        }
        rows = session.execute(
            sa.select(case.title, task.element, t.PERSON.c.login)
            .join_from(t.TASK, t.INSTANCE, case.id == task.instance_id)
            .outerjoin(t.PERSON, t.PERSON.c.id == task.assignee_id)
            .where(case.process_id == "cip-lifecycle", task.status == "open")
        )
        steps: dict[str, list[str]] = {}
        for row in rows:
            steps.setdefault(row.title, []).append(f"{row.element} {row.login or ''}".strip())
    return found | {title: ", ".join(sorted(names)) for title, names in steps.items()}


def instants(here: Opened) -> Iterator[tuple[str, datetime]]:
    """Every instant that stands for something that has happened, in every table."""
    planned = {"due_at", "timer_due_at", "warn_at", "until", "closes_at"}
    with reading(here.sessions) as session:
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, store.base.UtcDateTime) and column.name not in planned:
                    for value in session.execute(sa.select(column).where(column.is_not(None))).scalars():
                        yield f"{table.name}.{column.name}", value


def counted(here: Opened) -> dict[str, int]:
    with reading(here.sessions) as session:
        return {
            table.name: session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }


def test_every_brief_stands_where_the_story_says(here: Opened) -> None:
    assert stands(here) == STANDS
    assert set(STANDS) == {brief["title"] for brief in story.briefs()}


@pytest.mark.parametrize("login", LISTS)
def test_every_role_has_something_true_to_see(here: Opened, login: str) -> None:
    with reading(here.sessions) as session:
        actor = people.actor_by_login(session, login)
        for name in EVERYTHING:
            rows = getattr(inbox, name)(session, actor).rows
            assert bool(rows) is (name in LISTS[login]), name


def test_everything_that_can_hold_a_case_up_is_there_once_at_least(here: Opened) -> None:
    with reading(here.sessions) as session:
        rows, _ = stuck.page(session, OPERATOR, limit=500)
        for table in (t.NOTE, t.DRAFT, t.DOCUMENT, t.DECLARATION, t.RESTRICTION, t.BRIEF_MEMBER, t.TIMER):
            assert session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one(), table.name
        kinds = set(session.scalars(sa.select(t.EVENT.c.kind)))
        drafts = session.execute(sa.select(t.DRAFT.c.process_id, t.DRAFT.c.task_id)).all()
        judged = Counter(session.scalars(sa.select(t.DECLARATION.c.status)))
    assert Counter(row.why for row in rows).keys() == {"failed", "nobody", "escalated", "overdue", "quiet"}
    assert kinds >= {
        "reminder.sent",
        "case.suspended",
        "variables.corrected",
        "incident.opened",
        "note.added",
    }
    assert {bool(row.task_id) for row in drafts} == {True, False}
    assert judged.keys() == {"cleared", "mitigated", "open"}


def test_the_register_is_full_of_what_the_processes_have_done(here: Opened) -> None:
    def found(column: sa.ColumnElement[Any]) -> Counter[Any]:
        with reading(here.sessions) as session:
            return Counter(session.scalars(sa.select(column)))

    assert found(t.SERVICE_CONTRACT.c.status) == {"signed": 5, "standstill": 1}
    assert found(t.SUB_CONTRACT.c.ref).total() == 2
    assert found(t.PROCUREMENT.c.status) == {"open": 1, "evaluating": 1, "closed": 1, "awarded": 2}
    assert found(t.BID.c.compliant) == {None: 2, True: 6, False: 1}
    assert found(t.BRIEF_VERSION.c.number) == {1: found(t.BRIEF_VERSION.c.number)[1], 2: 1}
    assert found(t.NOTICE.c.status).keys() == {"due", "published"}
    assert found(t.DECISION_RECORD.c.body).keys() >= {
        "cip-board",
        "lcc-cabinet",
        "lcc-dcs",
        "lcc-delivery-panel",
    }
    assert found(t.CHALLENGE.c.id).total() == 1
    assert found(t.FUNDING_BID.c.id).total() == 2


def test_the_failed_step_is_mended_by_correcting_the_value(here: Opened) -> None:
    with reading(here.sessions) as session:
        fiona = people.actor_by_login(session, "fgreer")
        failed = stuck.page(session, fiona, filters=stuck.Filters(why=("failed",)))[0]
    assert [one.name for one in failed] == ["How often deferred?"]
    with transaction(here.sessions) as session:
        again = retry(
            session,
            actor=fiona,
            incident_id=failed[0].row_id,
            variables={"boardDeferrals": 1},
            reason="A number, not a word.",
        )
    assert not again.again
    with reading(here.sessions) as session:
        assert stuck.page(session, fiona, filters=stuck.Filters(why=("failed",)))[1] == 0


def test_every_chain_holds(here: Opened) -> None:
    with reading(here.sessions) as session:
        assert verify.verify(session).faults == ()


def test_loading_twice_changes_nothing(here: Opened) -> None:
    before = counted(here)
    load.load(here, say=lambda line: None)
    assert counted(here) == before


def test_each_brief_is_said_as_it_comes(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = story.briefs()[-2:]
    monkeypatch.setattr(story, "briefs", lambda: brief)
    said: list[str] = []
    load.load(opened(demo=True), say=said.append)
    people_line, processes, *briefs, diary = said
    assert people_line == "40 demo people."
    assert re.fullmatch(r"[1-9]\d* processes deployed\.", processes)
    assert briefs == [
        f"Brief 1 of 2: {brief[0]['title']}",
        f"Brief 2 of 2: {brief[1]['title']}",
    ]
    assert re.fullmatch(r"3\d meetings planned\.", diary)


def test_who_stops_it_half_way_has_an_empty_house_and_can_begin_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = opened(demo=True)
    before = counted(here)
    brief = story.briefs()[-1:]
    monkeypatch.setattr(story, "briefs", lambda: brief)

    def stop(self: object, turn: story.Turn) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(acts.Acting, "act", stop)
        load.load(here, say=lambda line: None)
    assert counted(here) == before
    load.load(here, say=lambda line: None)
    assert counted(here)["instance"] == 1


def test_no_mail_goes_out_for_what_is_past(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = story.briefs()[-1:]
    monkeypatch.setattr(story, "briefs", lambda: brief)
    here = opened(demo=True)
    asked = Collected()
    here.sessions.configure(info={jobs.INFO: asked})
    load.load(here, say=lambda line: None)
    assert asked == []


@pytest.mark.parametrize("now", DAYS, ids=lambda now: f"{now:%a-%d-%b-%Y-%H%M}")
def test_nothing_happens_later_than_now_and_nobody_works_at_night(now: datetime) -> None:
    """Every instant of the story: not after now, one after the other, on working days at ten or soon after."""
    for brief in story.briefs():
        before = None
        for at, turn in play.instants(brief, now):
            local = at.astimezone(clock.LONDON)
            assert at <= now, (brief["title"], turn)
            assert before is None or at >= before
            assert is_working_day(local.date()), (brief["title"], local)
            assert 10 <= local.hour < 16 or at == now, (brief["title"], local)
            before = at


@pytest.mark.parametrize(
    "now", DAYS if os.environ.get("CIP_SOAK") else DAYS[:3], ids=lambda now: f"{now:%a-%d-%b-%Y-%H%M}"
)
def test_it_loads_on_any_day(data: Path, now: datetime) -> None:
    with clock.moved(now):
        here = opened(demo=True)
        load.load(here, say=lambda line: None)
        assert stands(here) == STANDS
        late = [(name, at) for name, at in instants(here) if at > now]
        assert late == []
        with reading(here.sessions) as session:
            assert verify.verify(session).faults == ()
            overdue: Any = session.execute(
                sa.select(sa.func.count()).select_from(t.TIMER).where(t.TIMER.c.due_at <= now)
            ).scalar_one()
        assert overdue == 0
        in_order = [at for _, at in sorted(_events(here))]
    assert in_order == sorted(in_order)
    here.engine.dispose()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_it_loads_into_postgresql(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    load.load(here := opened(demo=True), say=lambda line: None)
    assert stands(here) == STANDS
    here.engine.dispose()


def _events(here: Opened) -> list[tuple[int, datetime]]:
    with reading(here.sessions) as session:
        return [(row.id, row.at) for row in session.execute(sa.select(t.EVENT.c.id, t.EVENT.c.at))]


def test_dates_in_answers_follow_the_day() -> None:
    told = story.dated({"a": ["@+3"], "b": "@home"}, datetime(2026, 12, 31, tzinfo=UTC).date())
    assert told == {"a": ["2027-01-03"], "b": "@home"}
