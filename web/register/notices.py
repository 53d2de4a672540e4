"""Notices: what is due, overdue first, and what is published."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.queries import notices as found
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.lists import chosen_tags
from web.register import words
from web.register.blueprint import register
from web.unit_of_work import reading


@register.get("/notices")
@signed_in
def notices() -> ResponseReturnValue:
    """Notices that this person may see: those that are due, or with `show=published` those that are out."""
    search = request.args.get("q", "").strip()[:200]
    out = request.args.get("show") == "published"
    today = clock.now().astimezone(clock.LONDON).date()
    ask = found.published if out else found.due
    with reading() as session:
        page = ask(session, current_actor(), search=search, after=_key(request.args.get("after", "")))
    here = url_for("register.notices", show="published" if out else None)
    return render_template(
        "register/list.html",
        title="Notices",
        lede="What the law or the agreement wants published, from planned to out.",
        order="latest first" if out else "overdue first",
        here=here,
        chosen={"q": search, "sort": ""},
        choices=[],
        tags=chosen_tags(here, []),
        views=[
            {"text": "Due", "href": url_for("register.notices"), "current": not out},
            {"text": "Published", "href": url_for("register.notices", show="published"), "current": out},
        ],
        columns=("Notice", "Published", "Number") if out else ("Notice", "Due", "Must it be?"),
        rows=[_out(row) if out else _due(row, today) for row in page.rows],
        following=words.following(
            "register.notices", f"{page.after[0].isoformat()}.{page.after[1]}" if page.after else None
        ),
        start=words.first_page("register.notices"),
        empty=_empty(out=out, search=search),
    )


def _empty(*, out: bool, search: str) -> str:
    if search:
        return "No notice fits."
    return "No notice is published yet." if out else "No notice is due."


def _key(text: str) -> tuple[date, int] | None:
    """The key in an address, 2026-11-23.17; None where there is none or rubbish."""
    day, _, number = text.partition(".")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None


def _named(row: found.Row) -> dict[str, Any]:
    said = [f"{row.title}, {row.brief_ref}" if row.title else row.brief_ref, row.contract_ref]
    return {"href": url_for("register.brief", ref=row.brief_ref), "name": row.name, "said": said}


def _due(row: found.Row, today: date) -> dict[str, Any]:
    late = row.due_on is not None and row.due_on < today
    cell: dict[str, Any] = {"text": "", "said": row.deadline or None}
    if row.due_on:
        cell |= {"text": templating.short_day(row.due_on), "said": templating.days_away(row.due_on)}
    if late:
        cell |= {"text": None, "tag": f"Was due {templating.short_day(row.due_on or today)}", "colour": "red"}
    must = {"tag": "Mandatory", "colour": "blue"} if row.mandatory else {"tag": "Voluntary", "colour": "grey"}
    return {**_named(row), "late": late, "cells": [cell, must]}


def _out(row: found.Row) -> dict[str, Any]:
    ends = f"Standstill until {templating.short_day(row.standstill_ends)}" if row.standstill_ends else None
    day = templating.short_day(row.published_on) if row.published_on else ""
    return {**_named(row), "cells": [{"text": day, "said": ends}, {"text": row.notice_ref or ""}]}
