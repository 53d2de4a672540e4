"""The OCDS 1.1 planning release of a design brief (Open Contracting Data Standard, release schema 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

#: The council may not use Find a Tender's prefix; this one is a placeholder until it has registered its own.
PREFIX = "ocds-cip000"
_FRAMEWORK = {
    "id": "1",
    "relationship": ["framework"],
    "title": "Children's Innovation Partnership collaboration agreement (tier 1)",
    "scheme": "ocid",
    "identifier": f"{PREFIX}-tier1-2018",
}
_BUYER = {"id": "GB-PPON-PNHT-9235-VXDV", "name": "Leicestershire County Council"}
_PARTY = {
    **_BUYER,
    "identifier": {
        "scheme": "GB-PPON",
        "id": "PNHT-9235-VXDV",
        "legalName": "Leicestershire County Council",
    },
    "roles": ["buyer"],
}
_ACT_2023 = {"scheme": "UKPGA", "id": "2023/54"}
_REGULATIONS_2015 = {"scheme": "CELEX", "id": "32014L0024"}
_LIGHT_TOUCH = ("PA2023_LIGHT_TOUCH", "PCR2015_CALLOFF")


def ocid(ref: str) -> str:
    """The open contracting id of a brief's process: it stays the same through every release."""
    return f"{PREFIX}-{ref.removeprefix('CIP-').lower()}"


def release(
    *,
    ref: str,
    number: int,
    date: datetime,
    brief: Mapping[str, Any],
    regime: str,
    value: Decimal | int | None,
    cpv: Iterable[str],
    notices: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """A planning release as plain JSON values.

    Args:
        number: of the release within its process, from 1.
        brief: the answers of the design brief (form F06).
        value: estimated, pounds including VAT.
        notices: what the decision table says is to be published.
    """
    instant = date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    problem = str(brief.get("problemStatement") or brief.get("title") or ref)
    return {
        "ocid": ocid(ref),
        "id": f"{ocid(ref)}-{number:02}-planning",
        "date": instant,
        "tag": ["planning"],
        "initiationType": "tender",
        "language": "en",
        "parties": [_PARTY],
        "buyer": _BUYER,
        "planning": _planning(ref, problem, value, instant, notices),
        "tender": _tender(ref, brief, regime, value, cpv),
        **({"relatedProcesses": [_FRAMEWORK]} if regime == "PCR2015_CALLOFF" else {}),
    }


def _planning(
    ref: str,
    problem: str,
    value: Decimal | int | None,
    instant: str,
    notices: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    budget: dict[str, Any] = {"project": "Children's Innovation Partnership", "projectID": ref}
    if value is not None:
        budget["amount"] = {"amount": float(value), "currency": "GBP"}
    milestones: list[dict[str, Any]] = [
        {
            "id": "board-issue",
            "title": "Partnership board approved the brief",
            "type": "preProcurement",
            "code": "cip.briefApproved",
            "dateMet": instant,
            "status": "met",
        }
    ]
    milestones += [
        {
            "id": f"notice-{place}",
            "title": f"Publish {one['notice']}",
            "type": "preProcurement",
            "code": "cip.notice",
            "description": str(one.get("deadline") or ""),
            "status": "scheduled",
        }
        for place, one in enumerate(notices, 1)
        if one.get("notice")
    ]
    return {"rationale": problem, "budget": budget, "milestones": milestones}


def _tender(
    ref: str, brief: Mapping[str, Any], regime: str, value: Decimal | int | None, cpv: Iterable[str]
) -> dict[str, Any]:
    tender: dict[str, Any] = {
        "id": ref,
        "title": str(brief.get("title") or ref),
        "status": "planned",
        "legalBasis": _ACT_2023 if regime.startswith("PA2023") else _REGULATIONS_2015,
        "mainProcurementCategory": "services",
    }
    if regime in _LIGHT_TOUCH:
        tender["specialRegime"] = ["lightTouch"]
    if value is not None:
        tender["value"] = {"amount": float(value), "currency": "GBP"}
    items = [
        {"id": str(place), "classification": {"scheme": "CPV", "id": code}}
        for place, code in enumerate(cpv, 1)
    ]
    return {**tender, **({"items": items} if items else {})}
