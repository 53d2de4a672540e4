"""What a case was before an answer, small enough to keep beside it, so that the answer can be taken back."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import msgpack

from cip_workflow.operations._case import Case
from cip_workflow.operations._record import Recorded

_COLUMNS = ("status", "stage", "stage_since", "outcome", "ended_at", "business_key", "title", "waits")


@dataclass(frozen=True, kw_only=True)
class Before:
    """The case before an answer."""

    state: bytes
    columns: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Undo:
    """How to take an answer back."""

    before: Before
    seq: int  #: the case's last event when the answer had been recorded
    opened: list[int]  #: ids of tasks that the answer opened
    cancelled: list[int]  #: ids of tasks that it made unnecessary
    rows: dict[str, list[dict[str, Any]]]  #: waits that it ended, by table
    escalations: list[int]
    registers: list[tuple[str, int, dict[str, Any] | None]]  #: rows as they were, latest change first


def before(case: Case) -> Before:
    """Remember a case before its step."""
    return Before(state=case.state, columns={name: getattr(case, name) for name in _COLUMNS})


def pack(case: Case, remembered: Before, recorded: Recorded) -> bytes:
    """What to keep on the task; called when every event of the command is recorded."""
    value = {
        "state": remembered.state,
        "columns": remembered.columns,
        "seq": case.seq,
        "opened": [one.id for one in recorded.opened],
        "cancelled": list(recorded.cancelled),
        "rows": recorded.closed.rows,
        "escalations": list(recorded.escalations),
        "registers": case.undo[::-1],
    }
    return zlib.compress(msgpack.packb(value, datetime=True), 1)


def unpack(data: bytes) -> Undo:
    """What `pack` kept."""
    value = msgpack.unpackb(zlib.decompress(data), timestamp=3)
    return Undo(
        before=Before(state=value["state"], columns=value["columns"]),
        seq=value["seq"],
        opened=value["opened"],
        cancelled=value["cancelled"],
        rows=value["rows"],
        escalations=value["escalations"],
        registers=[tuple(one) for one in value["registers"]],
    )
