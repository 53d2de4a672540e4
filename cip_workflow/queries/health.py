"""Whether the database answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from cip_workflow import log


def answers(reading: Callable[[], AbstractContextManager[Session]]) -> bool:
    """Ask the database a question; False, with a line in the log, when it cannot be reached or does not answer."""
    try:
        with reading() as session:
            return session.scalar(sa.select(1)) == 1
    except SQLAlchemyError:
        log.get(__name__).exception("The database does not answer.")
        return False
