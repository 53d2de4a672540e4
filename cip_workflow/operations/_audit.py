"""The audit trail: append-only events, one hash chain a case (DESIGN 3, 5), and one chain for everything that is not a case.

An event says who by id, and free text by the salted digest of its note, so that a person or a text can be erased while the
proof stands. `digest` is the one definition of what a hash covers; `operations/audit/verify.py` computes it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.store.engine import plain
from cip_workflow.store.tables import CHANGE
from cip_workflow.types import Actor

FIRST = "0" * 64  #: the hash before the first event


def canonical(value: object) -> bytes:
    """One text for one value, whatever the order of its keys and the database it was read from."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plain
    ).encode()


def digest(event: Mapping[str, Any], previous: str) -> str:
    """The hash of an event: SHA-256 over the hash before it and its canonical JSON, with the instant in UTC."""
    instant = event["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(previous.encode() + canonical({**event, "at": instant})).hexdigest()


def value_digest(value: object) -> str:
    """What an event says of answers or bytes without holding them."""
    return hashlib.sha256(value if isinstance(value, bytes) else canonical(value)).hexdigest()


def chained(
    *,
    case: str,
    seq: int,
    previous: str,
    at: datetime,
    kind: str,
    actor: Actor | None,
    task_id: int | None = None,
    element: str | None = None,
    name: str = "",
    data: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The row of the next event of a case, without the case's id: the hash covers its `uid`, which is there from the first."""
    event: dict[str, Any] = {
        "seq": seq,
        "at": at,
        "kind": kind,
        "actor_id": actor.person_id if actor is not None else None,
        "task_id": task_id,
        "element": element,
        "name": name[:300],
        "data": dict(data or {}),
    }
    return {**event, "prev_hash": previous, "hash": digest({**event, "case": case}, previous)}


def change(session: Session, *, actor: Actor | None, kind: str, subject: str, **data: Any) -> None:
    """Record a change that belongs to no case: accounts, groups, settings, deployments.

    Args:
        kind: what happened, `group.member-added`.
        subject: what it happened to, `person:12`.
        data: plain values; persons by id, never by name.

    Raises Conflict (at flush) when somebody else records a change in the same moment.
    """
    last = session.execute(
        sa.select(CHANGE.c.seq, CHANGE.c.hash).order_by(CHANGE.c.seq.desc()).limit(1)
    ).one_or_none()
    event: dict[str, Any] = {
        "seq": last.seq + 1 if last else 1,
        "at": clock.now(),
        "kind": kind,
        "actor_id": actor.person_id if actor is not None else None,
        "subject": subject,
        "data": data,
    }
    previous = last.hash if last else FIRST
    session.execute(
        sa.insert(CHANGE),
        {**event, "prev_hash": previous, "hash": digest(event, previous)},
    )
