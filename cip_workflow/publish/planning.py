"""The OCDS 1.1 planning release of a design brief (Open Contracting Data Standard, release schema 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from cip_workflow.publish.parts import BUYER, BUYING_PARTY, head, law, money, ocid, related

__all__ = ["ocid", "release"]


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
    first = head(ref, number, "planning", date)
    problem = str(brief.get("problemStatement") or brief.get("title") or ref)
    return {
        **first,
        "parties": [BUYING_PARTY],
        "buyer": BUYER,
        "planning": _planning(ref, problem, value, first["date"], notices),
        "tender": _tender(ref, brief, regime, value, cpv),
        **related(regime),
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
        budget["amount"] = money(value)
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
        **law(regime),
        "mainProcurementCategory": "services",
    }
    if value is not None:
        tender["value"] = money(value)
    items = [
        {"id": str(place), "classification": {"scheme": "CPV", "id": code}}
        for place, code in enumerate(cpv, 1)
    ]
    return {**tender, **({"items": items} if items else {})}
