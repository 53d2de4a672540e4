"""The register of briefs, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.queries import brief_records
from cip_workflow.queries import briefs as found
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.lists import Choice, chosen_tags, whole_number
from web.register import content, words
from web.register.blueprint import register
from web.unit_of_work import reading

_CASE = {
    "running": ("Live", "blue"),
    "suspended": ("Suspended", "purple"),
    "finished": ("Ended", "grey"),
    "cancelled": ("Cancelled", "grey"),
}
_DECLARATION = {
    "open": ("Open", "blue"),
    "cleared": ("Cleared", "green"),
    "mitigated": ("Mitigated", "yellow"),
    "removed": ("Removed", "red"),
}
#: Sort of a record -> heading and columns of its table, in the order of the page.
_SORTS = {
    "decision": ("Decisions", ("Decision", "Outcome", "Decided")),
    "procurement": ("Procurements", ("Procurement", "Status", "Bids close")),
    "contract": ("Contracts", ("Contract", "Status", "Value")),
    "funding": ("Bids for funding", ("Fund", "Outcome", "Sought")),
    "notice": ("Notices", ("Notice", "Status", "Day")),
    "release": ("Published releases", ("Release", "Sort", "Published")),
    "declaration": ("Declarations of interest", ("Declared by", "Status", "Opened")),
}


@register.get("/briefs")
@signed_in
def briefs() -> ResponseReturnValue:
    """Briefs that this person may know of."""
    wanted = found.Filters(
        search=request.args.get("q", "").strip()[:200],
        stage=tuple(request.args.getlist("stage")),
        status=tuple(request.args.getlist("status")),
    )
    with reading() as session:
        page = found.page(session, current_actor(), filters=wanted, after=whole_number("after"))
    here = url_for("register.briefs")
    choices = [
        Choice(name="status", legend="Status", options=words.options(words.BRIEF)),
        Choice(name="stage", legend="Stage", options=[(one, templating.stage(one)) for one in page.stages]),
    ]
    return render_template(
        "register/list.html",
        title="Briefs",
        lede="Every design brief with what was issued, who designs it, and what came of it.",
        order="newest first",
        here=here,
        chosen={"q": wanted.search, "sort": ""},
        choices=[choice.shown(request.args) for choice in choices],
        tags=chosen_tags(here, choices),
        columns=("Brief", "Stage", "Deadline", "Status"),
        rows=[_row(row) for row in page.rows],
        following=words.following("register.briefs", page.after),
        start=words.first_page("register.briefs"),
        empty="No brief fits." if request.args else "There is no brief that you may see yet.",
    )


@register.get("/briefs/<ref>")
@signed_in
def brief(ref: str) -> ResponseReturnValue:
    """One brief: its versions, its team, its cases, and what is on record for it."""
    actor = current_actor()
    with reading() as session:
        one = found.get(session, actor, ref)
        versions = found.versions(session, one.id) if one.whole else ()
        team = found.team(session, one) if one.whole else ()
        records = brief_records.of_brief(session, actor, one.ref, whole=one.whole)
    text, colour = words.BRIEF.get(one.status, (templating.stage(one.status), "grey"))
    return render_template(
        "register/brief.html",
        title=one.title,
        crumbs=words.crumbs(("Briefs", url_for("register.briefs")), (one.ref, None)),
        brief=one,
        status={"text": text, "colour": colour},
        facts=_facts(one),
        versions=[_version(one, version) for version in versions],
        comparable=[version.number for version in versions] if len(versions) > 1 else [],
        team=[_member(member, roles) for member, roles in _persons(team)],
        cases=[_case(row) for row in records if row.sort == "case"],
        sections=[
            {"name": name, "columns": columns, "rows": [_record(row) for row in records if row.sort == sort]}
            for sort, (name, columns) in _SORTS.items()
        ],
    )


def _row(row: found.Row) -> dict[str, Any]:
    return {
        "href": url_for("register.brief", ref=row.ref),
        "name": row.title,
        "said": [row.ref],
        "cells": [
            {"text": templating.stage(row.stage)},
            {
                "text": templating.short_day(row.deadline) if row.deadline else "",
                "said": templating.days_away(row.deadline) if row.deadline else None,
                "nowrap": True,
            },
            words.tag(words.BRIEF, row.status),
        ],
    }


def _facts(one: found.Brief) -> list[dict[str, Any]]:
    if not one.whole:
        return [
            {"key": "Service area", "text": templating.stage(one.service_area) or "Not entered"},
            {"key": "Stage", "text": templating.stage(one.stage) or "Not begun"},
        ]
    facts = [
        ("Service area", templating.stage(one.service_area)),
        ("Stage", templating.stage(one.stage)),
        ("Deadline of the design", templating.day(one.deadline) if one.deadline else ""),
        ("Whole-life value", words.pounds(one.whole_life_value)),
        ("Procurement law", content.said(one.legal_regime or "", {})[0]),
        ("Sponsor", one.sponsor or ""),
        ("Author", one.author or ""),
        ("Need stated", templating.day(one.created_at)),
        ("Closed", templating.day(one.closed_at) if one.closed_at else ""),
    ]
    return [{"key": key, "text": text} for key, text in facts if text]


def _version(one: found.Brief, version: found.Version) -> dict[str, Any]:
    return {
        "href": url_for("register.version", ref=one.ref, number=version.number),
        "number": version.number,
        "said": f"Issued {templating.day(version.issued_at)} by {version.issued_by or 'the system'}",
    }


def _persons(team: tuple[found.InTeam, ...]) -> list[tuple[found.InTeam, list[str]]]:
    """Each person once, with all of their roles; who leads is in the team anyway."""
    roles: dict[str, list[str]] = {}
    for member in team:
        roles.setdefault(member.name, []).append(member.role)
    first = {member.name: member for member in reversed(team)}
    return [
        (first[name], [role for role in held if role != "design-team"] or held)
        for name, held in roles.items()
    ]


def _member(member: found.InTeam, roles: list[str]) -> dict[str, Any]:
    days = f", {member.days.normalize():f} days a week" if member.days else ""
    part = f"{member.part.replace('-', ' ')}" if member.part and member.part != member.role else ""
    return {
        "name": member.name,
        "said": [templating.party(member.organisation)],
        "cells": [
            {
                "text": ", ".join(templating.stage(role) for role in roles),
                "said": (part + days).strip(", ") or None,
            },
            {"text": "; ".join(templating.stage(kind) for kind in member.restrictions) or "Nothing"},
        ],
    }


def _case(row: brief_records.Record) -> dict[str, Any]:
    text, colour = _CASE.get(row.status or "", (templating.stage(row.status), "grey"))
    since = f"Since {templating.short_day(row.at)}" if row.at else ""
    return {
        "href": url_for("cases.case", instance_id=row.id),
        "name": row.name,
        "said": ", ".join(filter(None, (since, templating.stage(row.number)))),
        "status": text,
        "colour": colour,
    }


def _record(row: brief_records.Record) -> dict[str, Any]:
    when = row.day or row.at
    day = {"text": templating.short_day(when) if when else "", "nowrap": True}
    line: dict[str, Any] = {"href": None, "name": row.name, "said": [row.number]}
    if row.sort == "decision":
        line |= {
            "href": url_for("register.decision", decision_id=row.id),
            "name": templating.stage(row.name),
            "cells": [{"text": templating.stage(row.status)}, day],
        }
    elif row.sort == "contract":
        cells = [words.tag(words.CONTRACT, row.status), {"text": words.pounds(row.amount), "nowrap": True}]
        line |= {"href": url_for("register.contract", ref=row.number), "cells": cells}
    elif row.sort == "procurement":
        line |= {
            "href": url_for("register.procurement", ref=row.number),
            "cells": [words.tag(words.PROCUREMENT, row.status), day],
        }
    elif row.sort == "funding":
        outcome = {"text": templating.stage(row.status) or "Not decided yet"}
        line["cells"] = [outcome, {"text": words.pounds(row.amount), "nowrap": True}]
    elif row.sort == "notice":
        line["cells"] = [words.tag(words.NOTICE, row.status), day]
    elif row.sort == "release":
        line |= {"name": row.number, "said": [], "cells": [{"text": templating.stage(row.name)}, day]}
    else:
        line["cells"] = [words.tag(_DECLARATION, row.status), day]
    return line
