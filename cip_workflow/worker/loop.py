"""The worker: drain due timers, tell of due dates, recover dead workers' jobs; then sleep. One bad item is put off."""

from __future__ import annotations

import threading
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, log
from cip_workflow.config import Settings
from cip_workflow.errors import Conflict
from cip_workflow.operations.audit import anchor
from cip_workflow.operations.task import announce
from cip_workflow.operations.timer import fire
from cip_workflow.queries import timers
from cip_workflow.store import reading, transaction
from cip_workflow.worker import durable
from cip_workflow.worker.leases import Lease
from cip_workflow.worker.mailroom import Mailroom

Sessions = Callable[[], Session]

_BETWEEN = 1.0  #: seconds between looks at an empty queue
_ANNOUNCE_EVERY = 60
_RECOVER_EVERY = 15
_ANCHOR_EVERY = 3600


class Worker:
    """Everything that happens without a person, until `stop` is set. Runs in a thread of `cip serve`, or as `cip worker`."""

    def __init__(self, engine: sa.Engine, sessions: Sessions, settings: Settings) -> None:
        self._sessions = sessions
        self._settings = settings
        self.stop = threading.Event()
        self._lease = Lease(engine)
        self._mail = bool(settings.smtp_url)
        if self._mail:
            room = Mailroom(sessions, settings)
            durable.Duties.letters, durable.Duties.send = room.letters, room.send
            durable.launch(settings.database_url, self._lease)

    def run(self) -> None:
        """Work until stopped."""
        turn = 0
        while not self.stop.is_set():
            self._safely("timers", lambda: drain(self._sessions))
            if turn % _ANNOUNCE_EVERY == 0:
                self._safely("announcements", self._announce)
            if turn % _ANCHOR_EVERY == 0:
                self._safely("anchor", self._anchor)
            if self._mail and turn % _RECOVER_EVERY == 0:
                self._safely("recovery", lambda: durable.recover(self._lease))
            turn += 1
            self.stop.wait(_BETWEEN)
        if self._mail:
            durable.stop()
        self._lease.release()

    def _announce(self) -> None:
        with transaction(self._sessions) as session:
            announce.announce(session)

    def _anchor(self) -> None:
        try:
            with transaction(self._sessions) as session:
                anchor.anchor(session)
        except Conflict:
            pass  # another worker has anchored this day

    def _safely(self, what: str, do: Callable[[], object]) -> None:
        """A worker goes on: what failed now is tried again at its next turn."""
        try:
            do()
        except Exception as error:
            log.get(__name__).error("worker", what=what, exc_info=error)


def drain(sessions: Sessions, *, most: int = 10_000) -> int:
    """Fire every timer that is due, each in a transaction of its own; how many fired."""
    fired = 0
    passed: set[int] = set()
    for _ in range(most):
        with reading(sessions) as session:
            found = timers.next_due(session, clock.now(), without=passed)
        if found is None:
            break
        passed.add(found)
        with transaction(sessions) as session:
            fired += fire.fire(session, timer_id=found)
    return fired
