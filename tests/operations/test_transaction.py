"""The one commit: everything or nothing, and what concurrent writers are told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.errors import Conflict
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from cip_workflow.store.model import Group, Person
from tests.operations.world import World

Sessions = sessionmaker[Session]


def add_group(session: Session, key: str) -> None:
    session.execute(sa.insert(t.GROUP), {"key": key, "name": key})


def keys(sessions: Sessions) -> list[str]:
    with reading(sessions) as session:
        return sorted(session.execute(sa.select(t.GROUP.c.key)).scalars())


def test_all_or_nothing(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        add_group(session, "one")
    with pytest.raises(KeyError), transaction(sessions) as session:
        add_group(session, "two")
        raise KeyError
    assert keys(sessions) == ["one"]


def test_reading_keeps_nothing(sessions: Sessions) -> None:
    with reading(sessions) as session:
        add_group(session, "one")
    assert keys(sessions) == []


def test_a_known_unique_key_is_a_sentence(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        add_group(session, "one")
    with (
        pytest.raises(Conflict, match="There is already a group with this key"),
        transaction(sessions) as session,
    ):
        add_group(session, "one")


def test_a_unique_key_over_two_columns_and_a_partial_one(world: World) -> None:
    now = clock.now()
    with transaction(world.sessions) as session:
        values = {"ref": "X", "year": 2026, "number": 1, "title": "x", "created_at": now}
        brief = session.execute(sa.insert(t.BRIEF).values(**values).returning(t.BRIEF.c.id)).scalar_one()
    with pytest.raises(Conflict, match="brief number is taken"), transaction(world.sessions) as session:
        session.execute(sa.insert(t.BRIEF).values(**{**values, "ref": "Y"}))
    member = {"brief_id": brief, "person_id": 1, "role": "design-team", "since": now}
    with transaction(world.sessions) as session:
        session.execute(sa.insert(t.BRIEF_MEMBER).values(**member, ended_at=now))
        session.execute(sa.insert(t.BRIEF_MEMBER).values(**member))
    with pytest.raises(Conflict, match="already has this role"), transaction(world.sessions) as session:
        session.execute(sa.insert(t.BRIEF_MEMBER).values(**member))


def test_any_other_broken_constraint_is_a_fault_of_ours(sessions: Sessions) -> None:
    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.execute(
            sa.insert(t.PERSON),
            {"login": "x", "name": "x", "organisation_id": 4711, "created_at": clock.now()},
        )


def test_a_stale_row_is_a_conflict(world: World) -> None:
    with pytest.raises(Conflict, match="Somebody else has changed this"), transaction(world.sessions) as one:
        person = one.get(Person, 1)
        assert person is not None
        if one.get_bind().dialect.name == "sqlite":
            one.execute(sa.update(t.PERSON).where(t.PERSON.c.id == 1).values(version=9))
        else:
            with transaction(world.sessions) as other:
                other.execute(sa.update(t.PERSON).where(t.PERSON.c.id == 1).values(version=9))
        person.name = "Changed"


def test_writers_wait_for_each_other_and_lose_nothing(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        session.add(Group(key="counter", name="0"))

    def raise_it(_: int) -> None:
        with transaction(sessions) as session:
            row = session.execute(sa.select(t.GROUP).with_for_update()).one()
            session.execute(sa.update(t.GROUP).values(name=str(int(row.name) + 1)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(raise_it, range(40)))
    with reading(sessions) as session:
        assert session.execute(sa.select(t.GROUP.c.name)).scalar_one() == "40"


def test_readers_do_not_wait_for_a_writer(sessions: Sessions) -> None:
    held, done = Signal(), Signal()

    def write() -> None:
        with transaction(sessions) as session:
            add_group(session, "slow")
            held.set()
            assert done.wait(20)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        assert held.wait(20)
        assert keys(sessions) == []
        done.set()
        writing.result()
    assert keys(sessions) == ["slow"]


def test_two_who_wait_for_each_other_are_told(sessions: Sessions) -> None:
    """PostgreSQL gives one of them up; SQLite never lets it come to that."""
    with transaction(sessions) as session:
        add_group(session, "a")
        add_group(session, "b")
    here, there = Signal(), Signal()

    def change(first: str, second: str, mine: Signal, theirs: Signal) -> None:
        with transaction(sessions) as session:
            session.execute(sa.update(t.GROUP).where(t.GROUP.c.key == first).values(name=first + second))
            mine.set()
            theirs.wait(0.5)
            session.execute(sa.update(t.GROUP).where(t.GROUP.c.key == second).values(name=first + second))

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(change, "a", "b", here, there), pool.submit(change, "b", "a", there, here)]
        errors = [one.exception() for one in both]
    assert all(error is None or isinstance(error, Conflict) for error in errors), errors
    with reading(sessions) as session:
        assert len(set(session.execute(sa.select(t.GROUP.c.name)).scalars())) == 1


def test_sqlite_is_set_up_for_people_and_power_cuts(database: sa.Engine) -> None:
    if database.dialect.name == "sqlite":
        with database.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
        assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}
    else:
        with database.connect() as connection:
            level = connection.exec_driver_sql("SHOW transaction_isolation").scalar()
        assert level == "read committed"
