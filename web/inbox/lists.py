"""The four lists: yours, your teams', waiting for others, done. Filter, search, sort and page by address alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.queries import groups
from cip_workflow.queries import inbox as found
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.inbox.blueprint import inbox
from web.inbox.words import waits_for
from web.lists import Choice, address, chosen_tags
from web.unit_of_work import reading

_DUE = (("overdue", "Overdue"), ("week", "This week"), ("later", "Later"), ("none", "No date"))
_TITLES = {
    "mine": "Your tasks",
    "teams": "Your teams’ tasks",
    "waiting": "Waiting for others",
    "done": "What you have done",
}
_EMPTY = {
    "mine": "You have no tasks now.",
    "teams": "No task waits for your teams now.",
    "waiting": "Nobody else has anything to do in your cases now.",
    "done": "You have not completed a task yet.",
}


@inbox.get("/tasks")
@signed_in
def mine() -> ResponseReturnValue:
    """Tasks that this person holds."""
    return _list("mine", found.mine)


@inbox.get("/tasks/teams")
@signed_in
def teams() -> ResponseReturnValue:
    """Tasks that anybody of this person's groups may take."""
    return _list("teams", found.teams)


@inbox.get("/tasks/waiting")
@signed_in
def waiting() -> ResponseReturnValue:
    """What others have to do in this person's cases."""
    return _list("waiting", found.waiting)


@inbox.get("/tasks/done")
@signed_in
def done() -> ResponseReturnValue:
    """What this person has completed."""
    return _list("done", found.done)


def _list(name: str, query: Callable[..., found.Page]) -> ResponseReturnValue:
    given = request.args
    sort = given.get("sort", "due") if given.get("sort") in found.SORTS else "due"
    filters = found.Filters(
        search=given.get("q", "").strip()[:200],
        due=tuple(one for one in given.getlist("due") if one in found.DUE),
        process=tuple(given.getlist("process")[:50]),
    )
    more = {} if name == "done" else {"sort": sort}
    actor = current_actor()
    with reading() as session:
        page = query(session, actor, filters=filters, after=given.get("after", ""), **more)
        counts = found.counts(session, actor)
        processes = found.processes(session)
        names = groups.names(session) if name != "mine" else {}
    here = url_for(f"inbox.{name}")
    due = [
        (key, _with(text, {"overdue": counts.overdue, "week": counts.week}.get(key), name))
        for key, text in _DUE
    ]
    choices = [Choice(name="process", legend="Process", options=list(processes))]
    if name != "done":
        choices.insert(0, Choice(name="due", legend="Due", options=due))
    return render_template(
        "tasks/list.html",
        title=_TITLES[name],
        tabs=_tabs(name, counts),
        here=here,
        chosen={"q": filters.search, "sort": "" if sort == "due" else sort},
        choices=[choice.shown(given) for choice in choices],
        tags=chosen_tags(here, choices),
        columns=_columns(name, here, sort),
        ordered="newest first" if name == "done" else "most urgent first" if sort == "due" else "sorted",
        date_label="Done" if name == "done" else "Due",
        page={"rows": [_row(name, row, names) for row in page.rows]},
        paging=_paging(here, page.after),
        empty="No task fits the filter." if given else _EMPTY[name],
        elsewhere=None if given else _elsewhere(name, counts),
    )


def _elsewhere(name: str, counts: found.Counts) -> dict[str, str] | None:
    """Where somebody with an empty list finds work, if there is any."""
    if name != "mine" or not counts.teams:
        return None
    number = "1 task waits" if counts.teams == 1 else f"{_capped(counts.teams)} tasks wait"
    return {"text": f"{number} for your teams", "href": url_for("inbox.teams")}


def _with(text: str, number: int | None, name: str) -> str:
    return text if number is None or name != "mine" else f"{text} ({_capped(number)})"


def _capped(number: int) -> str:
    return f"{number:,}" if number < found.MOST else f"{found.MOST - 1:,}+"


def _tabs(name: str, counts: found.Counts) -> list[dict[str, Any]]:
    tabs = (
        ("mine", "For you", counts.mine),
        ("teams", "Your teams", counts.teams),
        ("waiting", "Waiting for others", counts.waiting),
        ("done", "Done", None),
    )
    return [
        {
            "text": text,
            "count": None if number is None else _capped(number),
            "href": url_for(f"inbox.{key}"),
            "here": key == name,
        }
        for key, text, number in tabs
    ]


def _columns(name: str, here: str, sort: str) -> list[dict[str, str | None]]:
    if name == "done":
        return [{"text": text} for text in ("Task", "Stage", "Done", "Status")]
    kept = [
        (key, value)
        for key, value in request.args.items(multi=True)
        if key not in {"sort", "after"} and value
    ]
    columns: list[dict[str, str | None]] = []
    for key, text in (("name", "Task"), ("stage", "Stage"), ("due", "Due")):
        direction = {key: "ascending", f"-{key}": "descending"}.get(sort)
        following = f"-{key}" if sort == key else key
        columns.append(
            {
                "text": text,
                "direction": direction or "none",
                "href": address(here, [*kept, ("sort", following)]),
            }
        )
    return [*columns, {"text": "Status", "direction": None, "href": None}]


def _paging(here: str, after: str | None) -> dict[str, Any] | None:
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "after" and value]
    paging = {}
    if request.args.get("after"):
        paging["previous"] = {"href": address(here, kept), "text": "First page"}
    if after:
        paging["next"] = {"href": address(here, [*kept, ("after", after)])}
    return paging or None


def _row(name: str, row: found.Row, names: Any) -> dict[str, Any]:
    late = row.due_at is not None and row.due_at < clock.now() and name != "done"
    status, colour = _status(name, row, late=late)
    date = row.completed_at if name == "done" else row.due_at
    holder = None
    if name in {"teams", "waiting"}:
        holder = row.holder or waits_for(row.candidates, names)
    return {
        "href": url_for("inbox.submitted" if name == "done" else "inbox.task", task_id=row.id),
        "name": row.name,
        "case_title": row.title or row.process_name,
        "reference": row.reference,
        "stage": row.stage,
        "date": date,
        "distance": _distance(date, late=late) if date else "",
        "status": status,
        "colour": colour,
        "holder": holder,
        "late": late,
    }


def _status(name: str, row: found.Row, *, late: bool) -> tuple[str, str]:
    if name == "done":
        return "Done", "green"
    if row.suspended:
        return "Suspended", "purple"
    if late:
        return "Overdue", "red"
    if row.drafted:
        return "Draft saved", "yellow"
    return ("In progress", "grey") if name == "waiting" and row.holder else ("New", "teal")


def _distance(date: Any, *, late: bool) -> str:
    if not late:
        return templating.days_away(date)
    days = (clock.now().astimezone(clock.LONDON).date() - date.astimezone(clock.LONDON).date()).days
    return "since today" if days == 0 else f"{days} day{'s' if days != 1 else ''} late"
