"""One hash for one event, and another for every other."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow.clock import LONDON
from cip_workflow.operations import _audit

EVENT: dict[str, Any] = {
    "case": "c",
    "seq": 1,
    "at": datetime(2026, 6, 1, 9, 30, tzinfo=UTC),
    "kind": "task.completed",
    "actor_id": 7,
    "task_id": None,
    "element": "t",
    "name": "Prüfen",
    "data": {"b": 1, "a": [Decimal("1.50"), None]},
}
CANONICAL = (
    '{"actor_id":7,"at":"2026-06-01T09:30:00.000000+00:00","case":"c","data":{"a":["1.50",null],"b":1},'
    '"element":"t","kind":"task.completed","name":"Prüfen","seq":1,"task_id":null}'
)


def test_it_does_not_depend_on_how_it_was_read() -> None:
    other = {
        **dict(reversed(EVENT.items())),
        "at": EVENT["at"].astimezone(LONDON),
        "data": {"a": ["1.50", None], "b": 1},
    }
    assert _audit.digest(EVENT, _audit.FIRST) == _audit.digest(other, _audit.FIRST)


@pytest.mark.parametrize("name", EVENT)
def test_it_depends_on_everything(name: str) -> None:
    changed = datetime(2026, 6, 1, 9, 31, tzinfo=UTC) if name == "at" else "other"
    assert _audit.digest({**EVENT, name: changed}, _audit.FIRST) != _audit.digest(EVENT, _audit.FIRST)


def test_it_depends_on_what_was_before() -> None:
    assert _audit.digest(EVENT, "1" * 64) != _audit.digest(EVENT, _audit.FIRST)


def test_it_stays_the_same_from_release_to_release() -> None:
    """A changed canonical form would make every stored chain look tampered with."""
    assert _audit.digest(EVENT, "0" * 64) == hashlib.sha256(("0" * 64 + CANONICAL).encode()).hexdigest()
