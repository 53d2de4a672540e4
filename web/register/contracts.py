"""The register of service contracts, and one contract."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.queries import agreement
from cip_workflow.queries import contracts as found
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.lists import Choice, chosen_tags, whole_number
from web.register import words
from web.register.blueprint import register
from web.unit_of_work import reading


@register.get("/contracts")
@signed_in
def contracts() -> ResponseReturnValue:
    """Contracts that this person may read, under what all of them take of the ceiling."""
    wanted = found.Filters(
        search=request.args.get("q", "").strip()[:200], status=tuple(request.args.getlist("status"))
    )
    with reading() as session:
        page = found.page(session, current_actor(), filters=wanted, after=whole_number("after"))
        terms = agreement.current(session, today=clock.now().astimezone(clock.LONDON).date())
    here = url_for("register.contracts")
    choices = [Choice(name="status", legend="Status", options=words.options(words.CONTRACT))]
    return render_template(
        "register/list.html",
        title="Contracts",
        lede="Tier 2 service contracts. A value counts against the ceiling of the agreement once the contract is signed.",
        order="newest first",
        share=words.share_of(terms),
        here=here,
        chosen={"q": wanted.search, "sort": ""},
        choices=[choice.shown(request.args) for choice in choices],
        tags=chosen_tags(here, choices),
        columns=("Contract", "Supplier", "Value", "Status"),
        rows=[_row(row) for row in page.rows],
        following=words.following("register.contracts", page.after),
        start=words.first_page("register.contracts"),
        empty="No contract fits." if request.args else "There is no contract that you may read yet.",
    )


@register.get("/contracts/<ref>")
@signed_in
def contract(ref: str) -> ResponseReturnValue:
    """One contract with its sub-contracts."""
    with reading() as session:
        one = found.get(session, current_actor(), ref)
    text, colour = words.CONTRACT.get(one.status, (templating.stage(one.status), "grey"))
    below = [
        {
            "name": sub.provider,
            "said": [sub.ref],
            "cells": [
                {"text": words.pounds(sub.value), "nowrap": True},
                {"text": templating.day(sub.signed_on) if sub.signed_on else "Not signed yet"},
            ],
        }
        for sub in one.sub_contracts
    ]
    return render_template(
        "register/record.html",
        title=one.title,
        caption=one.ref,
        crumbs=words.crumbs(("Contracts", url_for("register.contracts")), (one.ref, None)),
        status={"text": text, "colour": colour},
        facts=_facts(one),
        below={"name": "Sub-contracts", "columns": ("Provider", "Value", "Signed"), "rows": below},
        none="Nothing is sub-contracted.",
    )


def _row(row: found.Row) -> dict[str, Any]:
    return {
        "href": url_for("register.contract", ref=row.ref),
        "name": row.title,
        "said": [row.ref, row.brief_ref],
        "cells": [
            {"text": row.supplier, "said": words.ROUTE.get(row.route, row.route)},
            {
                "text": words.pounds(row.value),
                "said": "Counts against the ceiling" if row.counts else "Does not count yet",
                "nowrap": False,
            },
            words.tag(words.CONTRACT, row.status),
        ],
    }


def _facts(one: found.Contract) -> list[dict[str, Any]]:
    brief = f"{one.brief_title} ({one.brief_ref})" if one.brief_title else one.brief_ref
    counts = "It counts against the ceiling." if one.counts else "It does not count against the ceiling yet."
    facts: list[dict[str, Any]] = [
        {"key": "Brief", "text": brief, "href": url_for("register.brief", ref=one.brief_ref)},
        {"key": "Supplier", "text": one.supplier},
        {"key": "Route", "text": words.ROUTE.get(one.route, one.route)},
        {
            "key": "Value over its whole life, without VAT",
            "text": words.pounds(one.value),
            "said": counts if one.in_agreement else "It is not let under the agreement.",
        },
        {"key": "Start", "text": templating.day(one.starts_on) if one.starts_on else "Not entered"},
        {"key": "End", "text": templating.day(one.ends_on) if one.ends_on else "Not entered"},
    ]
    if one.extension_months:
        facts.append({"key": "May be extended by", "text": f"{one.extension_months} months"})
    signed = templating.day(one.signed_on) if one.signed_on else "Not signed yet"
    facts.append({"key": "Signed", "text": signed, "said": "By deed" if one.by_deed else None})
    if one.file_digest:
        facts.append({"key": "Digest of the signed file (SHA-256)", "text": one.file_digest[:16]})
    facts.append({"key": "Registered", "text": templating.moment(one.registered_at)})
    return facts
