"""`cip db backup` and `cip db restore`, on both databases: a copy of one moment, checked, and put back whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from cip_workflow import store
from cip_workflow.store import postgres_copies
from cip_workflow.worker.leases import Lease
from tests import postgres
from tests.cli.conftest import Said
from tests.processes.databases import own_name, postgresql

PASSWORD = "trout lantern meadow 7"


def people(cip) -> list[str]:
    return [one["login"] for one in cip("user", "list", "--json").json]


def add(cip, login: str) -> None:
    said = cip("user", "add", "--login", login, "--name", login.capitalize(), "--password", PASSWORD)
    assert said.code == 0, said


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty installation of each kind; its address."""
    if request.param == "sqlite":
        yield f"sqlite:///{data / 'cip.sqlite3'}"
        return
    programs = postgres._system_programs()
    if programs is not None:
        monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    with postgresql(own_name("backup")) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


def copied(said: Said) -> bool:
    """False where PostgreSQL's own programs are missing or too old: then the sentence says so, and nothing else is there."""
    if said.code == 0:
        return True
    assert said.err.startswith(("cip: pg_dump is not installed here. Install", "cip: pg_dump could not: "))
    assert "version" in said.err
    return False


def test_what_was_backed_up_comes_back(cip, place: str, tmp_path: Path) -> None:
    add(cip, "amina")
    copy = tmp_path / "copies" / "monday.backup"
    said = cip("db", "backup", str(copy))
    if not copied(said):
        assert not copy.exists()
        return
    assert said.out.startswith(f"{copy}: ")
    assert "schema 00" in said.out
    assert "secret_key too: without it everybody signs in again." in said.out
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [one.name for one in copy.parent.iterdir()] == ["monday.backup"]
    add(cip, "bela")
    assert people(cip) == ["amina", "bela"]
    assert cip("db", "restore", str(copy), stdin="n\n").code != 0
    assert people(cip) == ["amina", "bela"], "who says no keeps what is there"
    back = cip("db", "restore", str(copy), "--yes")
    assert (back.code, back.out) == (0, f"{copy} is restored. Check it: cip verify-audit, and cip cases.\n")
    assert people(cip) == ["amina"]
    add(cip, "cem")  # its sequences and constraints are there, too
    assert people(cip) == ["amina", "cem"]
    assert cip("verify-audit").code == 0
    again = cip("db", "restore", str(copy), "--yes")
    assert (again.code, people(cip)) == (0, ["amina"])


def test_into_an_empty_place(cip, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(cip, "amina")
    copy = tmp_path / "a.backup"
    if not copied(cip("db", "backup", str(copy))):
        return
    if place.startswith("sqlite"):
        monkeypatch.setenv("CIP_DATA", str(tmp_path / "elsewhere"))
        assert cip("db", "restore", str(copy)).code == 0, "nothing is there, so nothing is asked"
        assert people(cip) == ["amina"]
        return
    with postgresql(own_name("elsewhere")) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        assert cip("db", "restore", str(copy)).code == 0
        assert people(cip) == ["amina"]


def test_a_copy_that_is_none_changes_nothing(cip, place: str, tmp_path: Path) -> None:
    add(cip, "amina")
    bad = tmp_path / "bad.backup"
    for content in (b"", b"not a database at all, whatever its name is" * 100):
        bad.write_bytes(content)
        said = cip("db", "restore", str(bad), "--yes")
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("cip: ")
        assert people(cip) == ["amina"]
    said = cip("db", "restore", str(tmp_path / "none"), "--yes")
    assert (said.code, said.err) == (2, f"cip: There is no file {tmp_path / 'none'}.\n")


def test_a_backup_overwrites_nothing(cip, place: str, tmp_path: Path) -> None:
    add(cip, "amina")
    copy = tmp_path / "a.backup"
    copy.write_text("kept")
    said = cip("db", "backup", str(copy))
    assert (said.code, "never overwrites another" in said.err) == (2, True)
    assert copy.read_text() == "kept"


def test_nothing_is_restored_under_a_running_service(cip, place: str, tmp_path: Path) -> None:
    add(cip, "amina")
    copy = tmp_path / "a.backup"
    if not copied(cip("db", "backup", str(copy))):
        return
    add(cip, "bela")
    engine = store.connect(place)
    lease = Lease(engine)
    said = cip("db", "restore", str(copy), "--yes")
    lease.release()
    engine.dispose()
    assert (said.code, said.err) == (
        2,
        "cip: The service is running. Stop it first: servers, then workers.\n",
    )
    assert people(cip) == ["amina", "bela"]


def test_a_copy_of_a_newer_version_is_refused_whole(cip, place: str, tmp_path: Path) -> None:
    add(cip, "amina")
    copy = tmp_path / "newer.backup"
    engine = store.connect(place)
    with engine.begin() as connection:
        [[now]] = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall()
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    if place.startswith("sqlite"):
        with closing(sqlite3.connect(place.removeprefix("sqlite:///"))) as newer:
            newer.execute("VACUUM INTO ?", (str(copy),))
        refused = cip("db", "backup", str(tmp_path / "other"))
        assert (refused.code, "schema 9999" in refused.err) == (2, True), (
            "what nobody could restore is no backup"
        )
    elif not copied(cip("db", "backup", str(copy))):
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{now}'")
    engine.dispose()
    add(cip, "bela")
    said = cip("db", "restore", str(copy), "--yes")
    assert (said.code, said.out) == (2, "")
    assert "9999" in said.err
    assert people(cip) == ["amina", "bela"], "all of it is as it was"


def test_a_backup_is_one_moment_while_others_write(cip, data: Path, tmp_path: Path) -> None:
    """SQLite: two rows that are always changed together are together in the copy."""
    add(cip, "amina")
    database = data / "cip.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE pair (a INTEGER, b INTEGER, filler BLOB)")
        connection.executemany(
            "INSERT INTO pair VALUES (0, 0, ?)", [(os.urandom(4000),) for _ in range(2000)]
        )
        connection.commit()
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                connection.execute("UPDATE pair SET a = ? WHERE rowid % 500 = 0", (number,))
                connection.execute("UPDATE pair SET b = ? WHERE rowid % 500 = 0", (number,))
                connection.commit()

    writing = threading.Thread(target=write)
    writing.start()
    copy = tmp_path / "a.backup"
    said = cip("db", "backup", str(copy))
    stop.set()
    writing.join()
    assert said.code == 0
    with closing(sqlite3.connect(copy)) as connection:
        [[torn]] = connection.execute("SELECT count(*) FROM pair WHERE a <> b").fetchall()
        [[rows]] = connection.execute("SELECT count(*) FROM pair").fetchall()
    assert (torn, rows) == (0, 2000)


def test_without_the_clients_programs_a_sentence_says_so(
    cip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://cip:secret@nowhere.invalid/cip")
    said = cip("db", "backup", str(tmp_path / "a"))
    assert said.code == 2
    assert said.err.startswith("cip: pg_dump is not installed here. Install PostgreSQL's client")
    assert "secret" not in said.err


def test_the_password_is_not_in_the_list_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\necho "$PGPASSWORD" > {tmp_path}/password\nexit 1\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(Exception, match="pg_dump could not"):
        postgres_copies.backup("postgresql+psycopg://cip:se%40cret@db.example/cip", tmp_path / "a")
    assert "cret" not in (tmp_path / "arguments").read_text()
    assert "postgresql://cip@db.example/cip" in (tmp_path / "arguments").read_text()
    assert (tmp_path / "password").read_text() == "se@cret\n"
    assert sa.make_url("postgresql://a:b@c/d").password == "b"
