"""Once a day: one digest over the heads of all chains that moved, chained to the day before.

A chain could be written anew from any event on, with right hashes; then its head would no longer be the one that was
anchored. Keep the anchor's hash somewhere else (a mail, a minute) and not even the whole database can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.operations import _audit
from cip_workflow.store.tables import ANCHOR, ANCHOR_HEAD, INSTANCE


@dataclass(frozen=True, kw_only=True)
class Anchored:
    """The anchor of a day."""

    day: date
    cases: int
    hash: str
    new: bool  #: False where the day was anchored before


def anchor(session: Session) -> Anchored:
    """Anchor today (in London); a second time on a day changes nothing."""
    now = clock.now()
    day = now.astimezone(clock.LONDON).date()
    last = session.execute(sa.select(ANCHOR).order_by(ANCHOR.c.day.desc()).limit(1)).one_or_none()
    if last is not None and last.day >= day:
        return Anchored(day=last.day, cases=last.cases, hash=last.hash, new=False)
    anchored = (
        sa.select(ANCHOR_HEAD.c.instance_id, sa.func.max(ANCHOR_HEAD.c.seq).label("seq"))
        .group_by(ANCHOR_HEAD.c.instance_id)
        .subquery()
    )
    heads = session.execute(
        sa.select(INSTANCE.c.id, INSTANCE.c.seq, INSTANCE.c.head)
        .join_from(INSTANCE, anchored, anchored.c.instance_id == INSTANCE.c.id, isouter=True)
        .where(INSTANCE.c.seq > sa.func.coalesce(anchored.c.seq, 0))
        .order_by(INSTANCE.c.id)
    ).all()
    root = _audit.value_digest([[row.id, row.seq, row.head] for row in heads])
    previous = last.hash if last is not None else _audit.FIRST
    whole = _audit.value_digest([str(day), root, previous])
    anchor_id = session.execute(
        sa.insert(ANCHOR).returning(ANCHOR.c.id),
        {
            "day": day,
            "made_at": now,
            "cases": len(heads),
            "root": root,
            "prev_hash": previous,
            "hash": whole,
        },
    ).scalar_one()
    if heads:
        session.execute(
            sa.insert(ANCHOR_HEAD),
            [
                {"anchor_id": anchor_id, "instance_id": row.id, "seq": row.seq, "head": row.head}
                for row in heads
            ],
        )
    return Anchored(day=day, cases=len(heads), hash=whole, new=True)
