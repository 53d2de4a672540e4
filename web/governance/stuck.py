"""The list of cases that need someone."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.queries import stuck
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.governance.blueprint import ACTING, LOOKING, governance
from web.lists import Choice, address, chosen_tags, whole_number
from web.unit_of_work import reading

_LIMIT = 25
_WHY = {
    "failed": ("Failed step", "red"),
    "nobody": ("Nobody may act", "red"),
    "escalated": ("Escalated", "orange"),
    "overdue": ("Overdue", "yellow"),
    "quiet": ("Quiet", "grey"),
}
_SUGGESTED = {
    "failed": "See what it read, correct it, try again.",
    "nobody": "Add somebody to the group, or find out whom the rule keeps out.",
    "escalated": "Talk to those named, then see where the case is.",
    "overdue": "Remind; if that does not help, give it to somebody else.",
    "quiet": "Call the lead.",
}


@governance.get("/governance")
@members_of(*LOOKING)
def index() -> ResponseReturnValue:
    """Why which case needs someone, most pressing first."""
    actor = current_actor()
    start = whole_number("start") or 0
    filters = stuck.Filters(
        search=request.args.get("q", "").strip()[:200],
        why=tuple(one for one in request.args.getlist("why") if one in _WHY),
    )
    with reading() as session:
        rows, number = stuck.page(session, actor, filters=filters, start=start, limit=_LIMIT)
    here = url_for("governance.index")
    choices = [Choice(name="why", legend="Why", options=[(key, text) for key, (text, _) in _WHY.items()])]
    may_act = bool(actor.groups & set(ACTING))
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "start" and value]
    paging = {}
    if start:
        paging["previous"] = {"href": address(here, [*kept, ("start", str(max(0, start - _LIMIT)))])}
    if start + _LIMIT < number:
        paging["next"] = {"href": address(here, [*kept, ("start", str(start + _LIMIT))])}
    return render_template(
        "governance/list.html",
        title="Cases that need someone",
        lede=_lede(number),
        here=here,
        chosen={"q": filters.search, "sort": ""},
        choices=[choice.shown(request.args) for choice in choices],
        tags=chosen_tags(here, choices),
        page={"rows": [_row(one, may_act=may_act) for one in rows]},
        paging=paging or None,
        empty="Nothing fits the filter."
        if kept
        else "No case needs anybody. Failed steps, tasks that nobody may do and overdue tasks will stand here.",
    )


def _lede(number: int) -> str:
    if number == 0:
        return "Nothing waits for you here."
    return f"{number} reason{'s' if number != 1 else ''} to look, most pressing first."


def _row(one: stuck.Stuck, *, may_act: bool) -> dict[str, Any]:
    why, colour = _WHY[one.why]
    days = (clock.now().astimezone(clock.LONDON).date() - one.since.astimezone(clock.LONDON).date()).days
    return {
        "href": url_for("cases.case", instance_id=one.instance_id),
        # An escalation has no better name than what the diagram calls it.
        "name": one.said if one.why == "escalated" else one.name,
        "title": one.title or one.process_name,
        "reference": one.reference,
        "why": why,
        "colour": colour,
        "pressing": one.why != "quiet",
        "said": "" if one.why == "escalated" else one.said,
        "since": one.since,
        "age": "today" if days == 0 else f"{days} day{'s' if days != 1 else ''} ago",
        "suggested": _SUGGESTED[one.why],
        "acts": _acts(one) if may_act else [],
    }


def _acts(one: stuck.Stuck) -> list[dict[str, Any]]:
    acts: list[dict[str, Any]] = []
    if one.why == "failed":
        place = {"instance_id": one.instance_id, "incident_id": one.row_id}
        acts += [
            {"text": "Try again", "href": url_for("governance.retry", **place), "post": True},
            {"text": "Correct a value", "href": url_for("governance.correct", **place)},
        ]
    if one.task_id is not None and one.why == "overdue":
        acts.append(
            {"text": "Remind", "href": url_for("governance.remind", task_id=one.task_id), "post": True}
        )
    if one.task_id is not None and not one.fixed:
        acts.append(
            {"text": "Give to somebody else", "href": url_for("governance.reassign", task_id=one.task_id)}
        )
    return acts
