"""What every OCDS 1.1 release of ours begins with: the process it belongs to, the buyer, the law (DOMAIN 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from cip_workflow.clock import LONDON

#: The council may not use Find a Tender's prefix; this one is a placeholder until it has registered its own.
PREFIX = "ocds-cip000"
FRAMEWORK = {
    "id": "1",
    "relationship": ["framework"],
    "title": "Children's Innovation Partnership collaboration agreement (tier 1)",
    "scheme": "ocid",
    "identifier": f"{PREFIX}-tier1-2018",
}
BUYER = {"id": "GB-PPON-PNHT-9235-VXDV", "name": "Leicestershire County Council"}
BUYING_PARTY = {
    **BUYER,
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


def instant(at: datetime) -> str:
    """An instant as OCDS writes it, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(on: date | None, *, end: bool = False) -> str | None:
    """The first or the last second of a day in London, as an instant; a date and time stays what it is."""
    if on is None:
        return None
    if isinstance(on, datetime):
        return instant(on)
    return instant(datetime.combine(on, time(23, 59, 59) if end else time(0), LONDON))


def money(value: Decimal | int) -> dict[str, Any]:
    """Pounds."""
    return {"amount": float(value), "currency": "GBP"}


def law(regime: str) -> dict[str, Any]:
    """Legal basis and special regime, as fields of `tender`."""
    basis = _ACT_2023 if regime.startswith("PA2023") else _REGULATIONS_2015
    return {
        "legalBasis": basis,
        **({"specialRegime": ["lightTouch"]} if regime in _LIGHT_TOUCH else {}),
    }


def head(ref: str, number: int, tag: str, at: datetime) -> dict[str, Any]:
    """What every release says of itself.

    Args:
        ref: of the brief.
        number: of the release within its process, from 1.
    """
    return {
        "ocid": ocid(ref),
        "id": f"{ocid(ref)}-{number:02}-{tag}",
        "date": instant(at),
        "tag": [tag],
        "initiationType": "tender",
        "language": "en",
    }


def related(regime: str) -> dict[str, Any]:
    """The tier 1 agreement, for what was called off from it."""
    return {"relatedProcesses": [FRAMEWORK]} if regime == "PCR2015_CALLOFF" else {}


def without_gaps(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that have a value: OCDS leaves out what is not known."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
