"""Upgrading with live cases: a database of the first schema, written by the software of that day, goes on working.

`first_schema.sql` is text, and not a binary, so that everybody can read what is in it. Only the software of its day could
make it: states of cases, compiled diagrams and the audit chain are as that software wrote them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock, store
from cip_workflow.cli.opened import Opened, opened
from cip_workflow.errors import NotAllowed
from cip_workflow.operations.audit.verify import verify
from cip_workflow.operations.case.retry import retry
from cip_workflow.operations.case.send_message import send_message
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.complete import complete
from cip_workflow.operations.task.present import present
from cip_workflow.operations.task.recall import recall
from cip_workflow.queries import cases, papers, people, timeline
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from cip_workflow.worker.timers import drain
from tests.processes.databases import own_name, postgresql

FIRST = Path(__file__).with_name("first_schema.sql")
SCHEMA = "0006"
WRITTEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LOOKED_AT, AGREEING, ANSWERED, FAILED = 1, 2, 3, 4


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a database as the first schema had it, on either server."""
    data.mkdir()
    file = data / "cip.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(FIRST.read_text(encoding="utf-8"))
    if request.param == "sqlite":
        yield f"sqlite:///{file}"
        return
    with postgresql(own_name("upgrade")) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        store.upgrade(url, SCHEMA)
        _carry_over(file, url)
        yield url


def _carry_over(file: Path, url: str) -> None:
    """The same rows into PostgreSQL, at the same schema."""
    engine = store.connect(url)
    tables = sa.MetaData()
    tables.reflect(engine)
    with closing(sqlite3.connect(file)) as source, engine.begin() as target:
        source.row_factory = sqlite3.Row
        target.exec_driver_sql("SET session_replication_role = replica")  # rows refer to each other in rings
        for table in tables.sorted_tables:
            rows = [
                {name: _typed(value, table.c[name].type) for name, value in dict(row).items()}
                for row in source.execute(f'SELECT * FROM "{table.name}"')
            ]
            if rows and table.name != "alembic_version":
                target.execute(sa.insert(table), rows)
            if "id" in table.c and isinstance(table.c.id.type, sa.Integer):
                target.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), 1000)"
                )
    engine.dispose()


def _typed(value: Any, kind: Any) -> Any:
    if value is None or isinstance(value, bytes):
        return value
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, sa.JSON):
        return json.loads(value)
    return bool(value) if isinstance(kind, sa.Boolean) else value


@pytest.fixture
def here(old: str) -> Iterator[Opened]:
    """That database, opened by the software of today, which brings it to the newest schema."""
    with clock.moved(WRITTEN):
        found = opened()
        yield found
    found.engine.dispose()


def do(here: Opened, operation: Any, login: str, **values: Any) -> Any:
    with transaction(here.sessions) as session:
        return operation(session, actor=here.actor(login), **values)


def task(here: Opened, case: int, element: str) -> int:
    query = (
        sa.select(t.TASK.c.id)
        .where(t.TASK.c.instance_id == case, t.TASK.c.element == element, t.TASK.c.status == "open")
        .order_by(t.TASK.c.id)
    )
    with reading(here.sessions) as session:
        return int(session.execute(query).scalars().first() or 0)


def status(here: Opened, case: int) -> tuple[str, str | None]:
    with reading(here.sessions) as session:
        row = session.execute(sa.select(t.INSTANCE).where(t.INSTANCE.c.id == case)).one()
    return row.status, row.outcome


def test_it_is_of_the_first_schema(old: str) -> None:
    engine = store.connect(old)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == SCHEMA
        assert not sa.inspect(connection).has_table("service_contract")
    engine.dispose()


def test_the_command_brings_it_to_the_newest(cip, old: str) -> None:
    assert cip("health").code == 1
    assert cip("db", "upgrade").out == "The database has the newest schema.\n"
    assert cip("health").code == 0
    assert [one["login"] for one in cip("user", "list", "--json").json] == [
        "cora",
        "gwil",
        "hana",
        "omar",
        "priya",
    ]
    assert len(cip("cases", "--json").json) == 4
    assert [one["step"] for one in cip("stuck", "--why", "failed", "--json").json] == ["big"]
    assert cip("verify-audit").code == 0


def test_what_was_written_is_read(here: Opened) -> None:
    with reading(here.sessions) as session:
        omar = people.actor_by_login(session, "omar")
        case = cases.get(session, omar, LOOKED_AT)
        assert (case.title, case.start_answers["places"]) == ("Places looked at", "7")
        [paper] = papers.of_case(session, omar, LOOKED_AT)
        assert papers.read(session, omar, paper.id)[1].startswith(b"%PDF-1.4")
        told, _ = timeline.of_case(session, AGREEING, limit=50)
        assert "Families ask for Saturdays." in [one.words for one in told]
        found = verify(session)
    assert (found.broken, found.cases) == ((), 4)


def test_every_case_goes_on_to_its_end(here: Opened) -> None:
    for _ in range(2):
        look = task(here, LOOKED_AT, "look")
        shown = do(here, present, "omar", task_id=look)
        assert shown.form is not None
        do(here, claim, "omar", task_id=look)
        do(here, complete, "omar", task_id=look, answers={"remark": "seen after the upgrade"})
    for case in (LOOKED_AT, AGREEING):
        agree = task(here, case, "agree")
        with pytest.raises(NotAllowed, match="you are not one of them"):
            do(here, complete, "priya", task_id=agree, answers={})
        do(here, complete, "hana", task_id=agree, answers={})
    for case in (LOOKED_AT, AGREEING, ANSWERED):
        with reading(here.sessions) as session:
            title = cases.get(session, people.actor_by_login(session, "priya"), case).title
        do(
            here,
            send_message,
            "priya",
            message="places.answer",
            correlation=title,
            payload={},
            instance_id=case,
        )
        assert status(here, case) == ("finished", "Agreed")
    with reading(here.sessions) as session:
        [incident] = session.execute(sa.select(t.INCIDENT.c.id)).scalars().all()
    done = do(here, retry, "gwil", incident_id=incident, variables={"limit": 5}, reason="It was never set")
    assert not done.again
    assert status(here, FAILED) == ("finished", "small_end")
    with reading(here.sessions) as session:
        assert verify(session).broken == ()


def test_its_timers_fire(here: Opened) -> None:
    assert task(here, AGREEING, "chase") == 0
    with clock.moved(WRITTEN + timedelta(days=40)):
        drain(here.sessions)
        assert task(here, AGREEING, "chase") > 0
        do(here, complete, "priya", task_id=task(here, AGREEING, "chase"), answers={})
    assert task(here, AGREEING, "agree") > 0


def test_an_answer_of_before_is_taken_back(here: Opened) -> None:
    with reading(here.sessions) as session:
        agreed = session.execute(
            sa.select(t.TASK.c.id).where(t.TASK.c.instance_id == ANSWERED, t.TASK.c.element == "agree")
        ).scalar_one()
    do(here, recall, "hana", task_id=agreed)
    assert task(here, ANSWERED, "agree") == agreed
    do(here, complete, "hana", task_id=agreed, answers={})
    assert status(here, ANSWERED)[0] == "running"


def test_new_cases_run_beside_them(here: Opened, cip) -> None:
    begun = cip(
        "start",
        "places",
        "--as",
        "priya",
        "--answers",
        '{"title": "After", "places": "3", "briefAuthor": "priya"}',
    )
    assert begun.code == 0, begun.err
    assert cip("tasks", "--as", "omar", "--teams", "--json").json[-1]["title"] == "After"


def test_rows_that_refer_to_nothing_stop_the_upgrade(data: Path) -> None:
    """SQLite looks at references when all is done; what it finds leaves everything as it was."""
    data.mkdir()
    file = data / "cip.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(FIRST.read_text(encoding="utf-8"))
        connection.execute("DELETE FROM deployment")
        connection.commit()
    with pytest.raises(sa.exc.IntegrityError, match="refer to rows of deployment that are not there"):
        store.upgrade(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA,)]
