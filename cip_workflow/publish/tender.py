"""The OCDS 1.1 tender release of a sub-contract that Barnardo's buys (Open Contracting Data Standard, release schema 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cip_workflow.publish.parts import instant, ocid

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
    status: str,
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
        status: active while it takes bids; unsuccessful, cancelled or withdrawn when it ends without an award.
        criteria: name and weight of each award criterion.
        lots: what F25 lists.
    """
    process = ocid(ref)
    period = {name: instant(one) for name, one in (("startDate", opens), ("endDate", closes)) if one}
    tag = "tenderCancellation" if status != "active" else "tender" if number == 1 else "tenderUpdate"
    tender: dict[str, Any] = {
        "id": ref,
        "title": title,
        "status": status,
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
        "ocid": process,
        "id": f"{process}-{number:02}-{tag}",
        "date": instant(date),
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
                "identifier": ocid(brief_ref),
            }
        ],
    }
