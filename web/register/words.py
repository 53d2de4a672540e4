"""Words of the register: amounts, what statuses and kinds are called, crumbs and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import request, url_for

from cip_workflow.queries.agreement import WARN_AT, Agreement
from web import templating
from web.lists import address

#: Status -> text and colour of its tag.
BRIEF = {
    "draft": ("Draft", "grey"),
    "issued": ("Issued", "blue"),
    "withdrawn": ("Withdrawn", "orange"),
    "rejected": ("Rejected", "red"),
    "out-of-scope": ("Out of scope", "orange"),
    "closed": ("Closed", "green"),
}
CONTRACT = {
    "draft": ("Draft", "grey"),
    "approved": ("Approved", "blue"),
    "standstill": ("In standstill", "yellow"),
    "signed": ("Signed", "green"),
    "abandoned": ("Abandoned", "red"),
    "ended": ("Ended", "grey"),
    "terminated": ("Terminated", "red"),
}
PROCUREMENT = {
    "open": ("Open", "blue"),
    "closed": ("Closed", "purple"),
    "evaluating": ("Being evaluated", "purple"),
    "standstill": ("In standstill", "yellow"),
    "awarded": ("Awarded", "green"),
    "no-bids": ("No bids", "orange"),
    "stopped": ("Stopped", "red"),
}
NOTICE = {
    "due": ("Due", "blue"),
    "published": ("Published", "green"),
    "not-needed": ("Not needed", "grey"),
}
ROUTE = {"DIRECT": "Direct", "SUBCONTRACT": "Sub-contracted", "MIXED": "Partly sub-contracted"}
PARTY = {
    "LCC": "Council",
    "BARNARDOS": "Charity partner",
    "PROVIDER": "Provider",
    "FUNDER": "Funder",
    "REGULATOR": "Regulator",
}
BODY = {
    "board": "Board",
    "delivery-group": "Delivery group",
    "panel": "Panel",
    "scrutiny": "Scrutiny committee",
    "cabinet": "Cabinet",
}


def pounds(value: Decimal | int | None) -> str:
    """£704,000,000; with pence where there are some."""
    if value is None:
        return ""
    amount = Decimal(value)
    whole = amount == amount.to_integral_value()
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.{0 if whole else 2}f}"


def tag(known: Mapping[str, tuple[str, str]], status: str | None) -> dict[str, Any]:
    """A cell with the tag of a status; a status that a newer process brings along is readable too."""
    text, colour = known.get(status or "", (templating.stage(status), "grey"))
    return {"tag": text, "colour": colour}


def share_of(agreement: Agreement) -> dict[str, Any]:
    """What the bar of the ceiling shows."""
    percent = agreement.share * 100
    shown = f"{percent:.1f}".removesuffix(".0")
    return {
        "width": int(min(agreement.share, Decimal(1)) * 1000),
        "warned": agreement.warned,
        "warn_at": f"{int(WARN_AT * 100)}%",
        "said": f"{pounds(agreement.committed)} of {pounds(agreement.value_ceiling)} is committed ({shown}%).",
    }


def crumbs(*items: tuple[str, str | None]) -> list[dict[str, str]]:
    """Breadcrumbs; the last one has no address."""
    return [{"text": text, "href": href} if href else {"text": text} for text, href in items]


def following(endpoint: str, after: object) -> str | None:
    """The address of the next page of the list that is being shown, with the filter; None at the end."""
    if after is None:
        return None
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "after" and value]
    return address(url_for(endpoint), [*kept, ("after", str(after))])


def first_page(endpoint: str) -> str | None:
    """The address of the first page, on every other one."""
    if not request.args.get("after"):
        return None
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "after" and value]
    return address(url_for(endpoint), kept)


def options(known: Mapping[str, tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """The choices of a filter by status."""
    return [(key, text) for key, (text, _) in known.items()]
