"""Prove that no event was changed, removed, added or moved afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.operations import _audit, _notes
from cip_workflow.store.tables import ANCHOR, ANCHOR_HEAD, CHANGE, EVENT, INSTANCE, NOTE, TASK

_EVENT = ("seq", "at", "kind", "actor_id", "task_id", "element", "name", "data")
_CHANGE = ("seq", "at", "kind", "actor_id", "subject", "data")
_AT_ONCE = 1_000


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is not as it was written."""

    instance_id: int | None  #: None: the chain of changes, or an anchor
    seq: int | None
    message: str


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What was looked at, and what is wrong with it."""

    cases: int
    events: int
    anchors: int
    faults: tuple[Fault, ...]

    @property
    def broken(self) -> tuple[str, ...]:
        """What is wrong, one line each; nothing when all is as it was written."""
        return tuple(
            f"Case {one.instance_id}: {one.message}" if one.instance_id is not None else one.message
            for one in self.faults
        )


def verify(session: Session, *, instance_id: int | None = None) -> Verified:
    """Compute every hash again: of one case, or of all cases, the changes and the daily anchors.

    Found are an altered event, a missing or additional one, one that was moved, a chain cut at its end, altered answers
    and notes, and an anchor whose heads are no longer in the chains.
    """
    query = sa.select(INSTANCE.c.id, INSTANCE.c.uid, INSTANCE.c.seq, INSTANCE.c.head).order_by(INSTANCE.c.id)
    if instance_id is not None:
        query = query.where(INSTANCE.c.id == instance_id)
    faults: list[Fault] = []
    cases = events = anchors = 0
    for case in session.execute(query).all():
        cases += 1
        events += case.seq
        faults += _case(session, case.id, case.uid, case.seq, case.head)
        faults += _answers(session, case.id)
        faults += _texts(session, case.id)
    if instance_id is None:
        faults += _changes(session)
        for anchor in session.execute(sa.select(ANCHOR).order_by(ANCHOR.c.day)).all():
            anchors += 1
            faults += _anchor(session, anchor)
    return Verified(cases=cases, events=events, anchors=anchors, faults=tuple(faults))


def _case(session: Session, instance_id: int, uid: str, seq: int, head: str) -> Iterator[Fault]:
    previous, expected = _audit.FIRST, 1
    rows = session.execute(
        sa.select(EVENT)
        .where(EVENT.c.instance_id == instance_id)
        .order_by(EVENT.c.seq)
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in rows:
        event = row._mapping
        if row.seq != expected:
            yield Fault(instance_id=instance_id, seq=expected, message=f"Event {expected} is missing.")
            expected = row.seq
        if row.prev_hash != previous:
            yield Fault(
                instance_id=instance_id,
                seq=row.seq,
                message=f"Event {row.seq} does not follow the one before it: something was taken out or put in.",
            )
        if _audit.digest({**{name: event[name] for name in _EVENT}, "case": uid}, row.prev_hash) != row.hash:
            yield Fault(instance_id=instance_id, seq=row.seq, message=f"Event {row.seq} has been altered.")
        previous, expected = row.hash, expected + 1
    if expected - 1 != seq or (previous != head and seq):
        yield Fault(
            instance_id=instance_id,
            seq=seq,
            message=f"The case says its last event is {seq}; the chain ends at {expected - 1}, or with another hash.",
        )


def _answers(session: Session, instance_id: int) -> Iterator[Fault]:
    """Answers are kept beside the chain; it holds their digest."""
    rows = session.execute(
        sa.select(TASK.c.answers, TASK.c.name, EVENT.c.seq, EVENT.c.data)
        .join_from(
            TASK,
            EVENT,
            sa.and_(EVENT.c.instance_id == TASK.c.instance_id, EVENT.c.seq == TASK.c.completed_seq),
        )
        .where(TASK.c.instance_id == instance_id, TASK.c.status == "done")
        .order_by(EVENT.c.seq)
    )
    for row in rows:
        if _audit.value_digest(row.answers) != row.data.get("answers"):
            yield Fault(
                instance_id=instance_id,
                seq=row.seq,
                message=f"The answers to “{row.name}” are not those that were given.",
            )


def _texts(session: Session, instance_id: int) -> Iterator[Fault]:
    events = session.execute(
        sa.select(EVENT.c.seq, EVENT.c.data).where(EVENT.c.instance_id == instance_id).order_by(EVENT.c.seq)
    )
    told = {row.data["why"]["note"]: row for row in events if isinstance(row.data.get("why"), dict)}
    if not told:
        return
    notes = {row.id: row for row in session.execute(sa.select(NOTE).where(NOTE.c.instance_id == instance_id))}
    for note_id, event in told.items():
        note = notes.get(note_id)
        if note is not None and note.erased_at is not None:
            continue
        if note is None or _notes.digest(note.salt, note.text) != event.data["why"]["digest"]:
            yield Fault(
                instance_id=instance_id,
                seq=event.seq,
                message=f"The words of event {event.seq} are not those that were written.",
            )


def _changes(session: Session) -> Iterator[Fault]:
    previous, expected = _audit.FIRST, 1
    for row in session.execute(sa.select(CHANGE).order_by(CHANGE.c.seq)):
        event = row._mapping
        if row.seq != expected or row.prev_hash != previous:
            yield Fault(
                instance_id=None, seq=row.seq, message=f"Change {row.seq} does not follow the one before it."
            )
        if _audit.digest({name: event[name] for name in _CHANGE}, row.prev_hash) != row.hash:
            yield Fault(instance_id=None, seq=row.seq, message=f"Change {row.seq} has been altered.")
        previous, expected = row.hash, row.seq + 1


def _anchor(session: Session, anchor: sa.Row[tuple[object, ...]]) -> Iterator[Fault]:
    values = anchor._mapping
    heads = session.execute(
        sa.select(ANCHOR_HEAD.c.instance_id, ANCHOR_HEAD.c.seq, ANCHOR_HEAD.c.head, EVENT.c.hash)
        .join_from(
            ANCHOR_HEAD,
            EVENT,
            sa.and_(EVENT.c.instance_id == ANCHOR_HEAD.c.instance_id, EVENT.c.seq == ANCHOR_HEAD.c.seq),
            isouter=True,
        )
        .where(ANCHOR_HEAD.c.anchor_id == values["id"])
        .order_by(ANCHOR_HEAD.c.instance_id)
    ).all()
    for row in heads:
        if row.hash != row.head:
            yield Fault(
                instance_id=row.instance_id,
                seq=row.seq,
                message=f"On {values['day']} event {row.seq} had another hash: the chain was written anew.",
            )
    root = _audit.value_digest([[row.instance_id, row.seq, row.head] for row in heads])
    whole = _audit.value_digest([str(values["day"]), root, values["prev_hash"]])
    if root != values["root"] or whole != values["hash"] or len(heads) != values["cases"]:
        yield Fault(instance_id=None, seq=None, message=f"The anchor of {values['day']} has been altered.")
