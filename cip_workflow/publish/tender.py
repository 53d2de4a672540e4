"""The OCDS 1.1 tender release of a sub-contract that Barnardo's buys (Open Contracting Data Standard, release schema 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from cip_workflow.publish import planning

_BUYER = {"id": "GB-CHC-216250", "name": "Barnardo's"}
_PARTY = {
    **_BUYER,
    "identifier": {"scheme": "GB-CHC", "id": "216250", "legalName": "Barnardo's"},
    "roles": ["buyer", "procuringEntity"],
}
#: What F25 calls a procedure -> the method of the standard.
_METHODS = {
    "open": "open",
    "two-stage": "selective",
    "limited-competition": "limited",
    "single-source": "direct",
}


def release(
    *,
    ref: str,
    brief_ref: str,
    number: int,
    date: datetime,
    title: str,
    procedure: str,
    opens: datetime | None,
    closes: datetime | None,
    criteria: Iterable[Mapping[str, Any]],
    lots: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """A tender release as plain JSON values; the brief's own process is its parent.

    Args:
        ref: of the procurement, CIP-PR-YYYY-NN.
        number: of the release within its process, from 1: opened again, the tender is updated.
        criteria: name and weight of each award criterion.
        lots: what F25 lists.
    """
    ocid = planning.ocid(ref)
    period = {name: _instant(one) for name, one in (("startDate", opens), ("endDate", closes)) if one}
    tag = "tender" if number == 1 else "tenderUpdate"
    tender: dict[str, Any] = {
        "id": ref,
        "title": title,
        "status": "active",
        "procurementMethod": _METHODS.get(procedure, "open"),
        "mainProcurementCategory": "services",
        "awardCriteria": "ratedCriteria",
        "awardCriteriaDetails": "; ".join(f"{one['name']} {one['weight']}%" for one in criteria),
        "procuringEntity": _BUYER,
        "specialRegime": ["lightTouch"],
    }
    if period:
        tender["tenderPeriod"] = period
    items = [
        {"id": str(place), "description": str(one.get("description") or one.get("lot") or "")}
        for place, one in enumerate(lots, 1)
    ]
    return {
        "ocid": ocid,
        "id": f"{ocid}-{number:02}-{tag}",
        "date": _instant(date),
        "tag": [tag],
        "initiationType": "tender",
        "language": "en",
        "parties": [_PARTY],
        "buyer": _BUYER,
        "tender": {**tender, **({"items": items} if items else {})},
        "relatedProcesses": [
            {
                "id": "1",
                "relationship": ["parent"],
                "title": "Service that this sub-contract is for",
                "scheme": "ocid",
                "identifier": planning.ocid(brief_ref),
            }
        ],
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
