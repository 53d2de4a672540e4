"""The days on which this installation's calendar differs from the published one, at hand in every transaction.

They are read on a connection of their own, at most once a minute for each database of this process. A change that this
process stores counts for the next transaction; other processes know it a minute later at most.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.engine import READING
from cip_workflow.store.tables import HOLIDAY

#: Seconds of the machine, not of the moved clock: how old a copy is has nothing to do with which day it is.
FRESH_FOR = 60.0

_READ: WeakKeyDictionary[sa.Engine, tuple[float, Mapping[date, bool]]] = WeakKeyDictionary()


def of(session: Session) -> Mapping[date, bool]:
    """The days that differ: closed (True) or open (False). One statement, once a minute."""
    engine = session.get_bind().engine
    at, days = _READ.get(engine, (None, {}))
    if at is None or time.monotonic() - at > FRESH_FOR:
        with engine.connect().execution_options(**{READING: True}) as connection:
            days = {
                row.day: row.closed for row in connection.execute(sa.select(HOLIDAY.c.day, HOLIDAY.c.closed))
            }
        _READ[engine] = (time.monotonic(), days)
    return days


def changed(session: Session) -> None:
    """Read the days again once this transaction is committed."""
    engine = session.get_bind().engine
    sa.event.listen(session, "after_commit", lambda _: _READ.pop(engine, None), once=True)
