"""The register of sub-contract procurements; their bids are sealed until they close."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.operations.procurement.receive_bid import RECEIVERS
from cip_workflow.queries import procurements as found
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.lists import Choice, chosen_tags, whole_number
from web.register import content, words
from web.register.blueprint import register
from web.unit_of_work import reading


@register.get("/procurements")
@signed_in
def procurements() -> ResponseReturnValue:
    """Procurements of the briefs that this person may see."""
    wanted = found.Filters(
        search=request.args.get("q", "").strip()[:200], status=tuple(request.args.getlist("status"))
    )
    with reading() as session:
        page = found.page(session, current_actor(), filters=wanted, after=whole_number("after"))
    here = url_for("register.procurements")
    choices = [Choice(name="status", legend="Status", options=words.options(words.PROCUREMENT))]
    return render_template(
        "register/list.html",
        title="Procurements",
        lede="What the charity buys from other providers. Nobody reads a bid before its procurement closes.",
        order="newest first",
        here=here,
        chosen={"q": wanted.search, "sort": ""},
        choices=[choice.shown(request.args) for choice in choices],
        tags=chosen_tags(here, choices),
        columns=("Procurement", "Procedure", "Bids close", "Status"),
        rows=[_row(row) for row in page.rows],
        following=words.following("register.procurements", page.after),
        start=words.first_page("register.procurements"),
        empty="No procurement fits." if request.args else "There is no procurement that you may see yet.",
    )


@register.get("/procurements/<ref>")
@signed_in
def procurement(ref: str) -> ResponseReturnValue:
    """One procurement, with what its seal lets this person know of the bids."""
    with reading() as session:
        one = found.get(session, current_actor(), ref)
    text, colour = words.PROCUREMENT.get(one.status, (templating.stage(one.status), "grey"))
    columns = ("Supplier", "Received", "Price") if one.shows_prices else ("Supplier", "Received")
    return render_template(
        "register/record.html",
        title=one.title,
        caption=one.ref,
        crumbs=words.crumbs(("Procurements", url_for("register.procurements")), (one.ref, None)),
        status={"text": text, "colour": colour},
        inset=_seal(one),
        facts=_facts(one),
        act=_act(one),
        below={
            "name": "Bids" if one.bids is None else f"Bids ({len(one.bids)})",
            "columns": columns,
            "rows": [_bid(bid, prices=one.shows_prices) for bid in one.bids or ()],
        },
        none="No bid has come in." if one.bids is not None else "Who bids is known to procurement only.",
    )


def _act(one: found.Procurement) -> dict[str, str] | None:
    """Barnardo's procurement takes bids while the box is open."""
    if one.status != "open" or not one.sealed or RECEIVERS not in current_actor().groups:
        return None
    return {"text": "Take in a bid", "href": url_for("procurements.ask", ref=one.ref)}


def _seal(one: found.Procurement) -> str | None:
    if not one.sealed:
        return None
    if one.closes_at is None:
        return "The bids are sealed. The day on which they close is not set yet."
    return f"The bids are sealed until {templating.moment(one.closes_at)}. Nobody can read prices or papers before."


def _row(row: found.Row) -> dict[str, Any]:
    closes = {"text": templating.short_day(row.closes_at) if row.closes_at else "", "nowrap": True}
    if row.closes_at:
        closes["said"] = templating.days_away(row.closes_at)
    return {
        "href": url_for("register.procurement", ref=row.ref),
        "name": row.title,
        "said": [row.ref, row.brief_ref],
        "cells": [
            {"text": templating.stage(row.procedure)},
            closes,
            words.tag(words.PROCUREMENT, row.status),
        ],
    }


def _facts(one: found.Procurement) -> list[dict[str, Any]]:
    brief = f"{one.brief_title} ({one.brief_ref})" if one.brief_title else one.brief_ref
    facts: list[dict[str, Any]] = [
        {"key": "Brief", "text": brief, "href": url_for("register.brief", ref=one.brief_ref)},
        {"key": "Procedure", "text": templating.stage(one.procedure) or "Not entered"},
        {"key": "Opens", "text": templating.moment(one.opens_at) if one.opens_at else "Not set"},
        {"key": "Bids close", "text": templating.moment(one.closes_at) if one.closes_at else "Not set"},
    ]
    if one.criteria:
        facts.append({"key": "Criteria", "lines": content.said(one.criteria, {})})
    if one.preferred and not one.sealed:
        facts.append({"key": "Preferred supplier", "text": one.preferred})
    if one.standstill_ends:
        facts.append({"key": "Standstill ends", "text": templating.day(one.standstill_ends)})
    return facts


def _bid(bid: found.Bid, *, prices: bool) -> dict[str, Any]:
    said = []
    if bid.late:
        said.append(
            "Late" if bid.admitted is None else "Late, admitted" if bid.admitted else "Late, not admitted"
        )
    if bid.compliant is not None:
        said.append("Compliant" if bid.compliant else "Not compliant")
    if bid.excluded:
        said.append("Excluded")
    cells: list[dict[str, Any]] = [{"text": templating.moment(bid.received_at)}]
    if prices:
        cells.append({"text": words.pounds(bid.price) or "Not opened"})
    return {"name": bid.supplier, "said": said, "cells": cells}
