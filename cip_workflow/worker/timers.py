"""Due timers, each in a transaction of its own, until none is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from cip_workflow import clock, log
from cip_workflow.operations.timer import fire
from cip_workflow.queries import timers
from cip_workflow.store import reading, transaction

Sessions = Callable[[], Session]
logger = log.get(__name__)

_MOST = 10_000  #: in one go; the worker looks at its other duties then
_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(hours=1)


class Timers:
    """The due timers of an installation.

    An operation that fails puts its timer off with an incident. What fails even then (the database gave up, a fault of
    ours) is remembered here and tried again after a while that doubles, so that it neither stops others nor fills the log.
    """

    def __init__(self, sessions: Sessions, stopped: Callable[[], bool] = lambda: False) -> None:
        self._sessions = sessions
        self._stopped = stopped
        self._failed: dict[int, tuple[datetime, timedelta]] = {}

    def drain(self) -> int:
        """Fire every timer that is due; how many fired.

        Raises whatever the database raises when it cannot even be asked for the next timer.
        """
        now = clock.now()
        passed = {timer_id for timer_id, (until, _) in self._failed.items() if until > now}
        fired = 0
        for _ in range(_MOST):
            if self._stopped():
                break
            with reading(self._sessions) as session:
                found = timers.next_due(session, clock.now(), without=passed)
            if found is None:
                break
            if self._fire(found):
                fired += 1
            else:
                passed.add(found)  # somebody else is at its case, or it failed: the next one, please
        return fired

    def _fire(self, timer_id: int) -> bool:
        try:
            with transaction(self._sessions) as session:
                fired = fire.fire(session, timer_id=timer_id)
        except Exception:
            wait = self._failed[timer_id][1] * 2 if timer_id in self._failed else _FIRST
            self._failed[timer_id] = (clock.now() + min(wait, _LONGEST), min(wait, _LONGEST))
            logger.exception("a timer could not be fired", timer=timer_id)
            return False
        self._failed.pop(timer_id, None)
        return fired


def drain(sessions: Sessions) -> int:
    """Fire every timer that is due now; how many fired."""
    return Timers(sessions).drain()
