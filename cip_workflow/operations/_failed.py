"""A failed step that somebody wants to put right: its incident with its case, locked."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations import _policy
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import INCIDENT, TIMER

NO_INCIDENT = "There is no such failed step, or you may not see it."


@dataclass(frozen=True, kw_only=True)
class Failed:
    """An open incident. The key of a timer that failed is that of the timer, negative."""

    id: int
    key: int
    element: str
    name: str
    case: Case

    @property
    def of_timer(self) -> bool:
        """Whether a whole timer failed, and not an element behind it."""
        return self.key < 0


def take(work: Work, incident_id: int) -> Failed:
    """Lock the case of an incident. Raises NotFound, or Conflict when it is settled already."""
    row = work.session.execute(
        sa.select(INCIDENT.c.instance_id, INCIDENT.c.key, INCIDENT.c.element, INCIDENT.c.name).where(
            INCIDENT.c.id == incident_id
        )
    ).one_or_none()
    if row is None:
        raise NotFound(NO_INCIDENT)
    case = work.take(row.instance_id)
    try:
        _policy.see_case(work.actor, case)
    except NotFound:
        raise NotFound(NO_INCIDENT) from None
    # Read once more behind the lock: somebody may have settled it while we waited.
    closed = work.session.execute(
        sa.select(INCIDENT.c.closed_at).where(INCIDENT.c.id == incident_id)
    ).scalar_one()
    if closed is not None:
        raise Conflict("This failed step has been settled already.")
    return Failed(id=incident_id, key=row.key, element=row.element, name=row.name, case=case)


def try_timer_again(work: Work, failed: Failed) -> None:
    """The timer is due again, and its incident is closed; the worker opens a new one when it fails again."""
    work.session.execute(
        sa.update(TIMER)
        .where(TIMER.c.instance_id == failed.case.id, TIMER.c.key == -failed.key)
        .values(due_at=TIMER.c.timer_due_at)
    )
    work.session.execute(
        sa.update(INCIDENT).where(INCIDENT.c.id == failed.id),
        {"closed_at": work.at, "closed_by": work.actor.person_id, "resolution": "retried"},
    )
