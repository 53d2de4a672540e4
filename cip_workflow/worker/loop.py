"""The worker: fires due timers, tells of due dates, anchors the audit chains, recovers dead workers' jobs; then sleeps.

Whatever fails is put off and the rest goes on: one bad timer stops no other, and a database that is away for a minute
stops nothing for longer.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import log
from cip_workflow.config import Settings
from cip_workflow.errors import Conflict
from cip_workflow.operations.audit import anchor
from cip_workflow.operations.task import announce
from cip_workflow.store import transaction
from cip_workflow.worker import post
from cip_workflow.worker.leases import Lease
from cip_workflow.worker.timers import Timers, drain

if TYPE_CHECKING:
    from cip_workflow.worker.durable import Tempo

__all__ = ["Worker", "drain"]

Sessions = Callable[[], Session]
logger = log.get(__name__)

_BETWEEN = 1.0  #: seconds between two looks at the timers
_AT_MOST = 30.0  #: the same, when the database does not answer


class Duty:
    """Something that the worker does every so many seconds."""

    def __init__(self, name: str, do: Callable[[], object], every: float) -> None:
        self.name = name
        self._do = do
        self._every = every
        self._next = 0.0

    def turn(self) -> bool:
        """Do it if it is time; False when it failed, and then it is tried again at the next turn."""
        now = time.monotonic()
        if now < self._next:
            return True
        try:
            self._do()
        except Exception:
            logger.exception("a duty failed and is tried again soon", duty=self.name)
            return False
        self._next = now + self._every
        return True


class Worker:
    """Everything that happens without a person. Runs in a thread of `cip serve`, or as `cip worker`, until `stop` is set."""

    def __init__(
        self,
        engine: sa.Engine,
        sessions: Sessions,
        settings: Settings,
        *,
        tempo: Tempo | None = None,
    ) -> None:
        """Claim to be a worker.

        Args:
            sessions: with the queue of jobs in their `info` where mail is on.
            tempo: of mail jobs; the usual one by default.

        Raises:
            Conflict: on SQLite, where another process works already.
            Invalid: CIP_SMTP_URL is no address of a mail server.
        """
        self._sessions = sessions
        self._settings = settings
        self._tempo = tempo
        self.stop = threading.Event()
        self._lease = Lease(engine)
        self._duties = [
            Duty("timers", Timers(sessions, self.stop.is_set).drain, 0),
            Duty("announcements", self._announce, 60),
            Duty("anchor", self._anchor, 3600),
        ]
        if settings.smtp_url:
            post.check(settings.smtp_url)
            self._duties.append(Duty("mail", self._begin_mail, math.inf))
        self._mails = False

    def run(self) -> None:
        """Work until stopped."""
        pause = _BETWEEN
        try:
            while not self.stop.is_set():
                pause = _BETWEEN if self.turn() else min(pause * 2, _AT_MOST)
                self.stop.wait(pause)
        finally:
            if self._mails:
                from cip_workflow.worker import durable

                durable.stop()
            self._lease.release()

    def turn(self) -> bool:
        """Everything whose time it is, once; False when something failed."""
        failed = [duty.name for duty in tuple(self._duties) if not duty.turn()]
        return not failed

    def _begin_mail(self) -> None:
        """Once; the next turn tries again when the database does not answer."""
        from cip_workflow.worker import durable
        from cip_workflow.worker.mailroom import Mailroom

        room = Mailroom(self._sessions, self._settings)
        durable.launch(self._settings.database_url, self._lease, room, self._tempo or durable.USUAL)
        self._mails = True
        self._duties += [
            Duty("recovery", lambda: durable.recover(self._lease), 15),
            Duty("clearing", durable.clear, 3600),
        ]

    def _announce(self) -> None:
        with transaction(self._sessions) as session:
            announce.announce(session)

    def _anchor(self) -> None:
        try:
            with transaction(self._sessions) as session:
                anchor.anchor(session)
        except Conflict:
            logger.debug("another worker has anchored this day")
