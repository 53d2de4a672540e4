"""OCDS 1.1 releases of an award, of a signed contract and of a procurement that ended without one (DOMAIN 3.1).

The award carries the supplier and the standstill, the contract the day of signature. Both stand in the process of their
brief (same ocid), which for a call-off names the tier 1 agreement as its framework.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cip_workflow.publish.parts import (
    BUYER,
    BUYING_PARTY,
    day,
    head,
    instant,
    law,
    money,
    related,
    without_gaps,
)

#: Release tag -> (document type of its notice, status of the award).
TAGS: Mapping[str, tuple[str, str]] = {
    "award": ("awardNotice", "pending"),
    "contract": ("contractNotice", "active"),
    "tenderCancellation": ("tenderCancellationNotice", "cancelled"),
}
_NOTICE = "https://www.find-tender.service.gov.uk/Notice/"


@dataclass(frozen=True, kw_only=True)
class Supplier:
    """Who was chosen, with the identifiers of the public registers."""

    name: str
    ppon: str | None = None
    company: str | None = None
    charity: str | None = None
    vcse: bool = False

    @property
    def identifiers(self) -> list[dict[str, str]]:
        """The best identifier first: PPON, Companies House, Charity Commission."""
        known = (("GB-PPON", self.ppon), ("GB-COH", self.company), ("GB-CHC", self.charity))
        return [{"scheme": scheme, "id": value, "legalName": self.name} for scheme, value in known if value]

    @property
    def reference(self) -> dict[str, str]:
        """How a release speaks of it."""
        first = next(iter(self.identifiers), None)
        made = f"{first['scheme']}-{first['id']}" if first else "supplier-1"
        return {"id": made, "name": self.name}

    def party(self) -> dict[str, Any]:
        """Its entry among the parties."""
        found = self.identifiers
        return {
            **self.reference,
            "roles": ["supplier"],
            **without_gaps({"identifier": found[0] if found else None, "additionalIdentifiers": found[1:]}),
            **({"details": {"vcse": True}} if self.vcse else {}),
        }


@dataclass(frozen=True, kw_only=True)
class Contract:
    """What is known of a service contract."""

    ref: str
    brief_ref: str
    title: str
    description: str = ""
    supplier: Supplier
    value: Decimal
    starts_on: date | None = None
    ends_on: date | None = None
    signed_on: date | None = None
    standstill_ends: datetime | date | None = None
    notices: tuple[Mapping[str, Any], ...] = field(default=())  #: published: {noticeRef, publishedAt, name}


def release(
    contract: Contract, *, tag: str, number: int, at: datetime, regime: str, reason: str = ""
) -> dict[str, Any]:
    """A release as plain JSON values.

    Args:
        tag: `award`, `contract` or `tenderCancellation`.
        number: of the release within its process, from 1.
        reason: why the procurement ended, for a cancellation.

    Raises:
        KeyError: another tag.
    """
    kind, status = TAGS[tag]
    documents = list(_documents(contract.notices, kind))
    cancelled = tag == "tenderCancellation"
    tender = {
        "id": contract.brief_ref,
        "title": contract.title,
        "status": "cancelled" if cancelled else "complete",
        **law(regime),
        "mainProcurementCategory": "services",
        **without_gaps(
            {
                "statusDetails": reason if cancelled else "",
                "documents": documents if cancelled else [],
            }
        ),
    }
    made = {
        **head(contract.brief_ref, number, tag, at),
        "parties": [BUYING_PARTY] if cancelled else [BUYING_PARTY, contract.supplier.party()],
        "buyer": BUYER,
        "tender": tender,
        **related(regime),
    }
    if cancelled:
        return made
    made["awards"] = [_award(contract, status, at, documents if tag == "award" else [])]
    if tag == "contract":
        made["contracts"] = [_contract(contract, documents)]
    return made


def _award(contract: Contract, status: str, at: datetime, documents: list[dict[str, Any]]) -> dict[str, Any]:
    period = _period(contract)
    standstill = without_gaps({"endDate": day(contract.standstill_ends, end=True)})
    return {
        "id": contract.ref,
        "status": status,
        "suppliers": [contract.supplier.reference],
        "value": money(contract.value),
        **without_gaps(
            {
                "title": contract.title,
                "description": contract.description,
                "date": instant(at) if status == "pending" else None,
                "contractPeriod": period,
                "standstillPeriod": standstill,
                "documents": documents,
            }
        ),
    }


def _contract(contract: Contract, documents: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": contract.ref,
        "awardID": contract.ref,
        "status": "active",
        "value": money(contract.value),
        **without_gaps(
            {
                "title": contract.title,
                "dateSigned": day(contract.signed_on),
                "period": _period(contract),
                "documents": documents,
            }
        ),
    }


def _period(contract: Contract) -> dict[str, Any]:
    return without_gaps({"startDate": day(contract.starts_on), "endDate": day(contract.ends_on, end=True)})


def _documents(notices: Iterable[Mapping[str, Any]], kind: str) -> Iterable[dict[str, Any]]:
    for place, one in enumerate(notices, 1):
        ref = one.get("noticeRef")
        at = one.get("publishedAt")
        yield {
            "id": str(ref or f"notice-{place}"),
            "documentType": kind,
            **without_gaps(
                {
                    "title": one.get("name"),
                    "url": f"{_NOTICE}{ref}" if ref else None,
                    "datePublished": instant(at) if isinstance(at, datetime) else None,
                    "language": "en",
                }
            ),
        }
