"""Durable jobs on DBOS: mail. Only worker processes launch it (ADR 3).

A command asks for one job (`mail`). It finds out who must be told and asks for one job a letter (`letter`), so that a
letter that has to wait holds up no other. A letter that could not go out for a reason that may pass is a new job with a
delay; no thread sleeps.

Rules found by trial: a fixed application version, else every release strands the jobs of the one before; recovery is
ours, since nobody else watches dead executors; no transaction of ours is open while DBOS is called on SQLite.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dbos import DBOS, DBOSConfig, EnqueueOptions

from cip_workflow import clock, log
from cip_workflow.jobs.durable import APPLICATION, VERSION
from cip_workflow.worker.addressees import Letter
from cip_workflow.worker.leases import Lease
from cip_workflow.worker.mailroom import Mailroom


@dataclass(frozen=True, kw_only=True)
class Tempo:
    """How often things are looked at and tried again; tests are in more of a hurry."""

    #: Seconds before each further try of a letter: a day in all. Then it is given up, and the table `mail` says so.
    again: tuple[float, ...] = (30, 120, 600, 1800, *(3600,) * 23)
    #: Seconds between two looks at an empty queue.
    look: float = 1.0


USUAL = Tempo()
#: Letters that one worker hands to the mail server at the same time.
_AT_ONCE = 4
_KEPT = timedelta(days=30)
_MANY = 1_000


class Duties:
    """What the workflows work with; set at the launch, because DBOS finds its workflows by module-level name."""

    room: Mailroom
    tempo: Tempo = USUAL


# A step fails only when the database does; DBOS keeps its own record there and waits for it, so a few tries are enough.
@DBOS.step(name="letters", retries_allowed=True, max_attempts=5)
def _letters(job: str, payload: dict[str, Any]) -> list[dict[str, Any]]:
    return Duties.room.letters(job, payload)


@DBOS.step(name="deliver", retries_allowed=True, max_attempts=5)
def _deliver(letter: dict[str, Any], attempt: int, wait: float | None) -> bool:
    return Duties.room.deliver(Letter(**letter), attempt=attempt, wait=wait)


@DBOS.workflow(name="mail")
def _mail(payload: dict[str, Any]) -> int:
    """One job a command: it finds out who must be told, and asks for one job a letter; how many they are."""
    found = _letters(str(DBOS.workflow_id), payload)
    for letter in found:
        _ask(letter, attempt=1, wait=0)
    return len(found)


@DBOS.workflow(name="letter")
def _letter(letter: dict[str, Any], attempt: int) -> None:
    """One try to send one letter."""
    waits = Duties.tempo.again
    wait = waits[attempt - 1] if attempt <= len(waits) else None
    again = _deliver(letter, attempt, wait)
    if again and wait is not None:
        _ask(letter, attempt=attempt + 1, wait=wait)


def _ask(letter: dict[str, Any], *, attempt: int, wait: float) -> None:
    job: EnqueueOptions = {
        "workflow_name": "letter",
        "queue_name": "letter",
        "workflow_id": f"{letter['key']}.{attempt}",
        "app_version": VERSION,
    }
    if wait:
        job["delay_seconds"] = wait
    DBOS.enqueue_workflow_with_options(job, letter, attempt)


def recover(lease: Lease) -> int:
    """Go on with the jobs of executors that died; how many executors they were."""
    lease.hold()
    pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    dead = lease.dead({job.executor_id for job in pending if job.executor_id})
    if dead:
        log.get(__name__).warning("recovering jobs of dead workers", executors=dead)
        DBOS._recover_pending_workflows(dead)  # private, but the only idempotent way: ADR 3
    return len(dead)


def clear() -> int:
    """Forget jobs that ended a month ago; what was sent stays in the table `mail`. How many jobs they were."""
    before = (clock.now() - _KEPT).isoformat()
    gone = 0
    while True:
        old = DBOS.list_workflows(completed_before=before, limit=_MANY, load_input=False, load_output=False)
        if old:
            DBOS.delete_workflows([job.workflow_id for job in old])
        gone += len(old)
        if len(old) < _MANY:
            return gone


def launch(database_url: str, lease: Lease, room: Mailroom, tempo: Tempo = USUAL) -> None:
    """Start working on jobs in this process."""
    Duties.room, Duties.tempo = room, tempo
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": database_url,
        "executor_id": lease.executor,
        "application_version": VERSION,
        "log_level": "ERROR",
        "run_migrations": True,
    }
    DBOS(config=config)
    # It brings a handler of its own, in a format of its own; its lines belong into our log.
    logger = logging.getLogger("dbos")
    logger.handlers, logger.propagate = [], True
    try:
        DBOS.launch()
        for queue in ("mail", "letter"):
            DBOS.register_queue(queue, worker_concurrency=_AT_ONCE, polling_interval_sec=tempo.look)
    except BaseException:
        DBOS.destroy()
        raise


def stop() -> None:
    """Stop taking jobs. What runs at this moment is done again by the next worker, unless its letter went out."""
    DBOS.destroy()
