"""Durable jobs on DBOS: mail. Only worker processes launch it (ADR 3).

Rules found by trial: a fixed application version, else every release strands the jobs of the one before; recovery is
ours, since nobody else watches dead executors; no transaction of ours is open while DBOS is called on SQLite.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dbos import DBOS, DBOSConfig

from cip_workflow import log
from cip_workflow.jobs.durable import APPLICATION, VERSION
from cip_workflow.worker.leases import Lease
from cip_workflow.worker.post import MailRefused


class Duties:
    """What the workflows call; set once at the launch, because DBOS finds its workflows by module-level name."""

    letters: Callable[[dict[str, Any]], list[dict[str, Any]]]
    send: Callable[[dict[str, Any], str], None]


@DBOS.step(name="letters")
def _letters(payload: dict[str, Any]) -> list[dict[str, Any]]:
    return Duties.letters(payload)


@DBOS.step(name="send", retries_allowed=True, max_attempts=9, interval_seconds=2, backoff_rate=3)
def _send(letter: dict[str, Any], key: str) -> str:
    try:
        Duties.send(letter, key)
    except MailRefused as refused:  # for good: trying again would not help, and the other letters must go out
        log.get(__name__).warning("mail refused", key=key, said=refused.message)
        return refused.message
    return ""


@DBOS.workflow(name="mail")
def _mail(payload: dict[str, Any]) -> int:
    """One job a command: it finds out who must be told, and sends each letter as a step of its own."""
    letters = _letters(payload)
    for number, letter in enumerate(letters):
        _send(letter, f"{DBOS.workflow_id}-{number}")
    return len(letters)


def recover(lease: Lease) -> int:
    """Go on with the jobs of executors that died; how many they were."""
    pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    dead = lease.dead({job.executor_id for job in pending if job.executor_id})
    if dead:
        log.get(__name__).warning("recovering jobs of dead workers", executors=dead)
        DBOS._recover_pending_workflows(dead)  # private, but the only idempotent way: ADR 3
    return len(dead)


def launch(database_url: str, lease: Lease) -> None:
    """Start working on jobs in this process; `Duties` must be set."""
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": database_url,
        "executor_id": lease.executor,
        "application_version": VERSION,
        "log_level": "ERROR",
        "run_migrations": True,
    }
    DBOS(config=config)
    DBOS.launch()
    DBOS.register_queue("mail", worker_concurrency=4, polling_interval_sec=1.0)


def prepare(database_url: str) -> None:
    """Make DBOS's own tables, so that a web process can enqueue before any worker has run."""
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": database_url,
            "application_version": VERSION,
            "log_level": "ERROR",
        }
    )
    DBOS.launch()
    DBOS.destroy()


def stop() -> None:
    """Let running steps end, then stop."""
    DBOS.destroy(workflow_completion_timeout_sec=5)
