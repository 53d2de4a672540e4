"""The register of decisions, and one decision."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.queries import decisions as found
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.lists import Choice, chosen_tags, whole_number
from web.register import content, words
from web.register.blueprint import register
from web.unit_of_work import reading


@register.get("/decisions")
@signed_in
def decisions() -> ResponseReturnValue:
    """Decisions that this person may read."""
    wanted = found.Filters(
        search=request.args.get("q", "").strip()[:200], kind=tuple(request.args.getlist("kind"))
    )
    with reading() as session:
        page = found.page(session, current_actor(), filters=wanted, after=whole_number("after"))
    here = url_for("register.decisions")
    choices = [
        Choice(name="kind", legend="About", options=[(one, templating.stage(one)) for one in page.kinds])
    ]
    return render_template(
        "register/list.html",
        title="Decisions",
        lede="What bodies and officers decided, with reasons and alternatives. A decision is never changed: a correction is another one.",
        order="latest first",
        here=here,
        chosen={"q": wanted.search, "sort": ""},
        choices=[choice.shown(request.args) for choice in choices],
        tags=chosen_tags(here, choices),
        columns=("Decision", "Decided by", "Decided on", "Outcome"),
        rows=[_row(row) for row in page.rows],
        following=words.following("register.decisions", page.after),
        start=words.first_page("register.decisions"),
        empty="No decision fits." if request.args else "There is no decision that you may read yet.",
    )


@register.get("/decisions/<int:decision_id>")
@signed_in
def decision(decision_id: int) -> ResponseReturnValue:
    """One decision, as it was recorded."""
    with reading() as session:
        one = found.get(session, current_actor(), decision_id)
    return render_template(
        "register/decision.html",
        title=templating.stage(one.kind),
        crumbs=words.crumbs(("Decisions", url_for("register.decisions")), (f"Decision {one.id}", None)),
        decision=one,
        facts=_facts(one),
        details=[
            {"key": content.label(name), "lines": content.said(value, {})}
            for name, value in one.details.items()
            if value not in (None, "", [], {})
        ],
    )


def _row(row: found.Row) -> dict[str, Any]:
    said = [f"{row.title}, {row.brief_ref}" if row.title else row.brief_ref]
    if row.key_decision:
        said.append("Key decision")
    if row.corrects:
        said.append("Corrects an earlier decision")
    if row.visible_to:
        said.append(f"For {templating.party(row.visible_to)} only")
    return {
        "href": url_for("register.decision", decision_id=row.id),
        "name": templating.stage(row.kind),
        "said": said,
        "cells": [
            {"text": row.body},
            {"text": templating.short_day(row.decided_on), "nowrap": True},
            {
                "text": templating.stage(row.outcome),
                "said": f"Published {templating.short_day(row.published_at)}" if row.published_at else None,
            },
        ],
    }


def _facts(one: found.Decision) -> list[dict[str, Any]]:
    brief = f"{one.title} ({one.brief_ref})" if one.title else one.brief_ref
    facts: list[dict[str, Any]] = [
        {"key": "Brief", "text": brief, "href": url_for("register.brief", ref=one.brief_ref)},
        {"key": "Outcome", "text": templating.stage(one.outcome)},
        {"key": "Decided by", "text": one.body, "said": one.authority or None},
        {"key": "Decided on", "text": templating.day(one.decided_on)},
        {"key": "Key decision", "text": "Yes" if one.key_decision else "No"},
        {"key": "Reasons", "text": one.reasons or "None recorded"},
        {"key": "Alternatives considered", "text": one.alternatives or "None recorded"},
    ]
    if one.conditions:
        lines = [line for condition in one.conditions for line in content.said(condition, {})]
        facts.append({"key": "Conditions", "lines": lines})
    if one.published_at:
        facts.append({"key": "Published", "text": templating.moment(one.published_at)})
    if one.call_in_ends:
        came = templating.stage(one.call_in_outcome) if one.call_in_outcome else None
        facts.append(
            {"key": "May be called in until", "text": templating.day(one.call_in_ends), "said": came}
        )
    facts.append(
        {
            "key": "Recorded",
            "text": f"{templating.moment(one.recorded_at)} by {one.recorded_by or 'the system'}",
        }
    )
    return facts
