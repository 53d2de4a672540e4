"""The planning release as OCDS 1.1 wants it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow.publish.planning import release


def made(**changed: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "ref": "CIP-DB-2026-03",
        "number": 2,
        "date": datetime(2026, 3, 10, 9, tzinfo=UTC),
        "brief": {"title": "Step-down home", "problemStatement": "Too few places"},
        "regime": "PCR2015_CALLOFF",
        "value": Decimal("3060000.00"),
        "cpv": ["85311300"],
        "notices": [{"notice": "UK3"}, {"notice": None}],
    }
    return release(**{**given, **changed})


def test_what_the_schema_requires() -> None:
    found = made()
    assert {"ocid", "id", "date", "tag", "initiationType"} <= found.keys()
    assert found["ocid"] == "ocds-cip000-db-2026-03"
    assert found["id"] == "ocds-cip000-db-2026-03-02-planning"
    assert found["date"] == "2026-03-10T09:00:00Z"
    assert found["tag"] == ["planning"]
    assert found["buyer"]["id"] == found["parties"][0]["id"]
    assert found["planning"]["rationale"] == "Too few places"
    assert [one["id"] for one in found["planning"]["milestones"]] == ["board-issue", "notice-1"]
    assert found["tender"]["status"] == "planned"


@pytest.mark.parametrize(
    ("regime", "basis", "framework", "special"),
    [
        ("PCR2015_CALLOFF", "CELEX", True, True),
        ("PA2023_LIGHT_TOUCH", "UKPGA", False, True),
        ("PA2023_BELOW_THRESHOLD", "UKPGA", False, False),
        ("EXEMPT", "CELEX", False, False),
    ],
)
def test_the_regime_decides(regime: str, basis: str, framework: bool, special: bool) -> None:
    found = made(regime=regime)
    assert found["tender"]["legalBasis"]["scheme"] == basis
    assert ("relatedProcesses" in found) is framework
    assert ("specialRegime" in found["tender"]) is special


def test_what_is_not_known_is_left_out() -> None:
    found = made(value=None, cpv=[], notices=[], brief={})
    assert "amount" not in found["planning"]["budget"]
    assert "items" not in found["tender"]
    assert found["tender"]["title"] == "CIP-DB-2026-03"
