"""The box that bids lie in: its procurement, and what keeps the papers shut until it opens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import StepFailed
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import PROCUREMENT

#: Papers in the box belong to an organisation that nobody is in, and to no uploader: no page and no list gives them out.
SEALED = "SEALED"
#: Groups of the panel, with their members within the brief.
PANEL, CHAIR = "evaluation-panel", "evaluation-chair"
#: A procurement that has come to its end.
OVER = ("awarded", "no-bids", "stopped", "withdrawn")


def find(session: Session, ref: object) -> Any:
    """The row of a procurement, or None."""
    return session.execute(sa.select(PROCUREMENT).where(PROCUREMENT.c.ref == str(ref))).one_or_none()


def known(work: Work, ref: object) -> Any:
    """The row of a procurement. Raises StepFailed when there is none."""
    row = find(work.session, ref)
    if row is None:
        raise StepFailed(
            f"There is no procurement {ref}. The variable procurementRef must hold the reference of a procurement."
        )
    return row


def change(work: Work, procurement_id: int, **values: Any) -> None:
    """Change columns of a procurement."""
    work.session.execute(
        sa.update(PROCUREMENT)
        .where(PROCUREMENT.c.id == procurement_id)
        .values(**values, row_version=PROCUREMENT.c.row_version + 1)
    )


def is_shut(row: Any, at: datetime) -> bool:
    """Whether the bids are sealed at this instant: bidding has not closed, or nobody has unsealed them since."""
    return row.status == "open" or row.closes_at is None or at < row.closes_at
