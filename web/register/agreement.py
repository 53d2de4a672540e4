"""The page of the tier 1 agreement."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.queries import agreement as found
from cip_workflow.queries import changes
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.register import words
from web.register.blueprint import KEEPERS, register
from web.unit_of_work import reading


@register.get("/agreement")
@signed_in
def agreement() -> ResponseReturnValue:
    """Terms, what is left of the value, who is party to it, who decides, and when."""
    actor = current_actor()
    today = clock.now().astimezone(clock.LONDON).date()
    with reading() as session:
        terms = found.current(session, today=today)
        parties = found.parties(session)
        bodies = [_body(one) for one in found.bodies(session, today=today)]
    return render_template(
        "register/agreement.html",
        title=terms.title,
        agreement=terms,
        stats=_stats(terms, terms.days_left(today)),
        share=words.share_of(terms),
        facts=_facts(terms),
        parties=[_party(one) for one in parties],
        bodies=bodies,
        may_keep=bool(actor.groups & set(KEEPERS)),
        may_change="platform-admin" in actor.groups,
    )


@register.get("/agreement/course")
@signed_in
def course() -> ResponseReturnValue:
    """What the terms were, and why they changed."""
    with reading() as session:
        terms = found.current(session, today=clock.now().astimezone(clock.LONDON).date())
        page = changes.page(session, subject=f"agreement:{terms.ref}")
    return render_template(
        "register/course.html",
        title="How the terms changed",
        crumbs=words.crumbs(("Agreement", url_for("register.agreement")), ("How the terms changed", None)),
        columns=("When", "What changed", "Why", "By"),
        rows=[_changed(line) for line in page.rows],
        empty="The terms have not changed since they were registered.",
        lede="Each change with its reason, the latest first. Nothing is ever removed from this list.",
    )


def _stats(terms: found.Agreement, days: int) -> list[dict[str, Any]]:
    number = f"{terms.contracts} contract{'' if terms.contracts == 1 else 's'} in the register"
    before = f", {words.pounds(terms.committed_before)} before it" if terms.committed_before else ""
    passed = terms.headroom < 0
    return [
        {"label": "Value ceiling", "value": words.pounds(terms.value_ceiling), "note": "As advertised"},
        {"label": "Committed", "value": words.pounds(terms.committed), "note": number + before},
        {
            "label": "Headroom",
            "value": words.pounds(terms.headroom),
            "bad": terms.warned,
            "note": "The ceiling is passed" if passed else "What may still be let",
        },
        {
            "label": "Days left",
            "value": f"{max(days, 0):,}",
            "bad": days < 365,
            "note": ("Ends on " if days >= 0 else "Ended on ") + templating.day(terms.max_end),
        },
    ]


def _facts(terms: found.Agreement) -> list[dict[str, Any]]:
    facts = [
        {"key": "Number", "text": terms.ref},
        {"key": "Scope", "text": terms.scope or "Not entered"},
        {"key": "Legal basis", "text": terms.legal_basis or "Not entered"},
        {"key": "Signed", "text": templating.day(terms.signed_on) if terms.signed_on else "Not entered"},
        {"key": "Start", "text": templating.day(terms.starts_on)},
        {
            "key": "Initial term ends",
            "text": templating.day(terms.initial_end),
            "said": "As the contract notice of 2018 says.",
        },
        {"key": "Ends at the latest", "text": templating.day(terms.max_end)},
    ]
    return facts if terms.ref == "CIP-AGR-2018" else [{**one, "said": None} for one in facts]


def _party(one: found.Party) -> dict[str, Any]:
    numbers = [
        f"{name} {value}"
        for name, value in (("GB-PPON", one.ppon), ("GB-COH", one.company), ("GB-CHC", one.charity))
        if value
    ]
    kind = words.PARTY.get(one.kind, one.kind)
    return {
        "name": one.name,
        "said": [f"Follows {one.successor_of}" if one.successor_of else ""],
        "cells": [
            {
                "text": f"{kind}, signs the agreement" if one.signs else kind,
                "said": "Voluntary, community or social enterprise" if one.vcse else None,
            },
            {"text": "; ".join(numbers) or "None entered"},
        ],
    }


def _body(one: found.Body) -> dict[str, Any]:
    quorum = f"{one.quorum_lcc} from the council and {one.quorum_barnardos} from the charity"
    return {
        "href": url_for("register.diary", key=one.key),
        "name": one.name,
        "kind": words.BODY.get(one.kind, one.kind),
        "quorum": quorum if one.quorum_lcc or one.quorum_barnardos else None,
        "meetings": [
            {
                "day": templating.day(meeting.held_on),
                "place": meeting.place,
                "papers": templating.day(meeting.papers_due),
            }
            for meeting in one.meetings
        ],
    }


_TERMS = {
    "title": "Title",
    "scope": "Scope",
    "legal_basis": "Legal basis",
    "signed_on": "Signed",
    "starts_on": "Start",
    "initial_end": "Initial term ends",
    "max_end": "Ends at the latest",
    "value_ceiling": "Value ceiling",
    "committed_before": "Committed before this system",
}


def _changed(line: changes.ChangeLine) -> dict[str, Any]:
    before, after = line.data.get("before") or {}, line.data.get("after") or {}
    said = [
        f"{_TERMS.get(name, name)}: {before.get(name) or 'nothing'} became {value or 'nothing'}"
        for name, value in after.items()
    ]
    return {
        "name": templating.moment(line.at),
        "cells": [
            {"text": "; ".join(said) or "The agreement was registered"},
            {"text": line.data.get("reason") or ""},
            {"text": line.actor or "The system"},
        ],
    }
