"""Releases of awards and contracts as OCDS 1.1 wants them, and the check that nothing else is published."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow.publish import check, planning
from cip_workflow.publish.contracting import Contract, Supplier, release

PUBLISHED = {"noticeRef": "012345-2026", "publishedAt": datetime(2026, 8, 10, 9, tzinfo=UTC), "name": "UK6"}
BARNARDOS = Supplier(name="Barnardo's", ppon="PHTN-1518-HDWG", charity="216250", vcse=True)


def made(tag: str, *, regime: str = "PCR2015_CALLOFF", **changed: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "ref": "CIP-SC-2026-01",
        "brief_ref": "CIP-DB-2026-03",
        "title": "Step-down home",
        "supplier": BARNARDOS,
        "value": Decimal("3060000.00"),
        "starts_on": date(2026, 12, 1),
        "ends_on": date(2029, 6, 30),
        "signed_on": date(2026, 10, 27),
        "standstill_ends": date(2026, 8, 19),
        "notices": (PUBLISHED,),
        **changed,
    }
    return release(
        Contract(**given),
        tag=tag,
        number=3,
        at=datetime(2026, 8, 10, 12, tzinfo=UTC),
        regime=regime,
        reason="No need",
    )


@pytest.mark.parametrize("tag", ["award", "contract", "tenderCancellation"])
@pytest.mark.parametrize("regime", ["PCR2015_CALLOFF", "PA2023_LIGHT_TOUCH", "PA2023_BELOW_THRESHOLD"])
def test_nothing_is_wrong_with_what_is_made(tag: str, regime: str) -> None:
    assert check.faults(made(tag, regime=regime)) == []
    bare = made(
        tag,
        regime=regime,
        starts_on=None,
        ends_on=None,
        notices=(),
        standstill_ends=None,
        supplier=Supplier(name="Larch"),
    )
    assert check.faults(bare) == []


def test_the_award_has_supplier_value_and_standstill() -> None:
    found = made("award")
    assert found["id"] == "ocds-cip000-db-2026-03-03-award"
    assert found["relatedProcesses"][0]["relationship"] == ["framework"]
    [award] = found["awards"]
    assert (award["id"], award["status"]) == ("CIP-SC-2026-01", "pending")
    assert award["suppliers"] == [{"id": "GB-PPON-PHTN-1518-HDWG", "name": "Barnardo's"}]
    assert award["value"] == {"amount": 3060000.0, "currency": "GBP"}
    # the last second of a summer's day in London
    assert award["standstillPeriod"] == {"endDate": "2026-08-19T22:59:59Z"}
    assert award["documents"][0]["url"].endswith("/012345-2026")
    assert "contracts" not in found
    assert {one["id"] for one in found["parties"]} == {"GB-PPON-PNHT-9235-VXDV", "GB-PPON-PHTN-1518-HDWG"}


def test_the_contract_is_signed_and_names_its_award() -> None:
    found = made("contract")
    [contract] = found["contracts"]
    assert contract["awardID"] == found["awards"][0]["id"]
    assert contract["dateSigned"] == "2026-10-27T00:00:00Z"
    assert contract["period"] == {"startDate": "2026-12-01T00:00:00Z", "endDate": "2029-06-30T22:59:59Z"}
    assert found["awards"][0]["status"] == "active"
    assert contract["documents"][0]["documentType"] == "contractNotice"


def test_what_ended_without_a_contract_names_no_supplier() -> None:
    found = made("tenderCancellation", regime="PA2023_LIGHT_TOUCH")
    assert (found["tender"]["status"], found["tender"]["statusDetails"]) == ("cancelled", "No need")
    assert "awards" not in found and len(found["parties"]) == 1
    assert "relatedProcesses" not in found


def test_another_tag_is_not_made() -> None:
    with pytest.raises(KeyError):
        made("awarded")


def broken(path: str, value: Any) -> dict[str, Any]:
    """A right release with one thing changed: `awards.0.status`."""
    found: Any = deepcopy(made("contract"))
    *steps, last = path.split(".")
    inner = found
    for step in steps:
        inner = inner[int(step) if step.isdigit() else step]
    inner[last] = value
    return found


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("ocid", "", "has no ocid"),
        ("tag", ["awarded"], "“awarded” is no release tag"),
        ("initiationType", "direct", "must be “tender”"),
        ("id", "a#b", "has no #"),
        ("awards.0.status", "given", "“given” is no status of awards"),
        ("tender.status", "over", "“over” is no status of tender"),
        ("awards.0.id", "", "awards has an entry without an id"),
        ("awards.0.suppliers", [{"id": "GB-COH-1", "name": "Larch"}], "Larch is not among the parties"),
        ("contracts.0.awardID", "other", "names the award other"),
        ("contracts.0.awardID", None, "names no award"),
        ("contracts.0.dateSigned", "2026-10-27", "dateSigned is no date with a time"),
        ("awards.0.value.amount", "many", "amount is no number"),
        ("awards.0.title", None, "awards.title is empty"),
    ],
)
def test_a_wrong_release_is_said(path: str, value: Any, said: str) -> None:
    assert any(said in one for one in check.faults(broken(path, value))), check.faults(broken(path, value))


def test_the_planning_release_passes_too() -> None:
    found = planning.release(
        ref="CIP-DB-2026-03",
        number=1,
        date=datetime(2026, 3, 10, 9, tzinfo=UTC),
        brief={"title": "Step-down home"},
        regime="PA2023_LIGHT_TOUCH",
        value=Decimal(5),
        cpv=["85311300"],
        notices=[{"notice": "UK3", "deadline": "40 days before"}],
    )
    assert check.faults(found) == []
