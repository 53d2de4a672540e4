"""`/health`, `/health/live` and `cip health`: what watchers and load balancers are told."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask.testing import FlaskClient

from cip_workflow.cli import main
from cip_workflow.config import Settings
from cip_workflow.worker.leases import Lease
from web import create_app


@pytest.fixture
def cip(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    """`cip health` over the same database: exit code and words."""
    monkeypatch.setenv("CIP_DATA", str(settings.data))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setattr("cip_workflow.log.configure", lambda *given: None)

    def run(*words: str) -> tuple[int, str]:
        said = CliRunner().invoke(main, ["health", *words])
        return said.exit_code, said.output

    return run


def test_all_is_well(client: FlaskClient, database: sa.Engine, cip) -> None:
    lease = Lease(database)
    try:
        answer = client.get("/health")
        said = cip("--worker")
    finally:
        lease.release()
    assert (answer.status_code, answer.json) == (
        200,
        {"status": "ok", "database": "answers", "schema": "newest", "worker": "lives"},
    )
    assert said == (0, "The database answers.\nIts schema is the newest.\nA worker lives.\n")


def test_pages_are_served_without_a_worker(client: FlaskClient, cip) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json["worker"]) == (200, "none lives: cip worker")
    assert cip()[0] == 0
    assert cip("--worker") == (
        1,
        "The database answers.\nIts schema is the newest.\nNo worker lives: cip worker.\n",
    )


def test_an_old_schema_is_not_served(client: FlaskClient, database: sa.Engine, cip) -> None:
    version = "UPDATE alembic_version SET version_num = '{}'"
    with database.begin() as connection:
        [[now]] = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall()
        connection.exec_driver_sql(version.format("0006"))
    try:
        answer = client.get("/health")
        code, said = cip("--json")
        with database.connect() as connection:
            [[left]] = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall()
    finally:
        with database.begin() as connection:
            connection.exec_driver_sql(version.format(now))
    assert (answer.status_code, answer.json["schema"]) == (503, "not the newest: cip db upgrade")
    assert (code, '"ready": false' in said) == (1, True)
    assert left == "0006", "asking changes nothing"


def test_a_process_without_its_database_lives_and_is_not_ready(
    settings: Settings, tmp_path: Path, cip, monkeypatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    gone = Settings(
        secret_key=settings.secret_key,
        data=settings.data,
        database_url=f"sqlite:///{tmp_path}",
        hashing=settings.hashing,
    )
    client = create_app(gone).test_client()
    assert (client.get("/health/live").status_code, client.get("/health/live").json) == (
        200,
        {"status": "ok"},
    )
    answer = client.get("/health")
    assert (answer.status_code, answer.json) == (503, {"status": "failed", "database": "does not answer"})
    code, said = cip()
    assert (code, said.endswith("The database does not answer.\n")) == (1, True)


def test_asking_leaves_no_lock_behind(client: FlaskClient, database: sa.Engine) -> None:
    Lease(database).release()
    for _ in range(3):
        client.get("/health")
    Lease(database).release()
