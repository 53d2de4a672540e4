"""Values are shown as somebody would type them: what is read is what was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow import feel
from web.values import as_typed


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (None, "null"),
        (True, "true"),
        ("Barnardo’s “yes”", '"Barnardo’s “yes”"'),
        ('a "quoted"\nline', '"a \\"quoted\\"\\nline"'),
        (42, "42"),
        (Decimal("12.50"), "12.50"),
        (date(2026, 11, 23), 'date("2026-11-23")'),
        (datetime(2026, 11, 23, 9, tzinfo=UTC), 'date and time("2026-11-23T09:00:00+00:00")'),
        (["LCC", {"member": "croe", "present": False}], '["LCC", {member: "croe", present: false}]'),
        ({}, "{}"),
    ],
    ids=str,
)
def test_a_value_is_feel(value: Any, typed: str) -> None:
    assert as_typed(value) == typed
    assert feel.to_plain(feel.evaluate(typed, {})) == value
