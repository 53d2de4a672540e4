"""The list of cases, one case, the file of its diagram."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.errors import NotFound
from cip_workflow.queries import cases as found
from cip_workflow.queries import drawings
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.cases import page
from web.lists import Choice, chosen_tags, whole_number
from web.unit_of_work import reading

cases = Blueprint("cases", __name__)

_STATUS = {
    "running": ("Live", "blue"),
    "suspended": ("Suspended", "purple"),
    "finished": ("Ended", "grey"),
    "cancelled": ("Cancelled", "grey"),
}


@cases.get("/cases")
@signed_in
def index() -> ResponseReturnValue:
    """Cases that this person may see."""
    wanted = found.Filters(
        search=request.args.get("q", "").strip()[:200],
        status=tuple(request.args.getlist("status")),
        process=tuple(request.args.getlist("process")),
    )
    with reading() as session:
        got = found.page(session, current_actor(), filters=wanted, after=whole_number("after"))
    choices = [
        Choice(name="status", legend="Status", options=[(key, text) for key, (text, _) in _STATUS.items()]),
        Choice(name="process", legend="Process", options=list(got.processes)),
    ]
    return render_template(
        "cases/list.html",
        title="Briefs and other cases",
        here=url_for("cases.index"),
        chosen={"q": wanted.search, "sort": ""},
        choices=[choice.shown(request.args) for choice in choices],
        tags=chosen_tags(url_for("cases.index"), choices),
        columns=[{"text": text} for text in ("Case", "Stage", "Started", "Status")],
        page={"rows": [_row(row) for row in got.rows]},
        paging={
            "next": {
                "href": url_for("cases.index", **{**request.args.to_dict(flat=False), "after": got.after})
            }
        }
        if got.after
        else None,
        empty="No case fits." if request.args else "There is no case that you may see yet.",
    )


def _row(row: found.Row) -> dict[str, Any]:
    status, colour = _STATUS[row.status]
    if row.incidents:
        status, colour = "Failed step", "red"
    elif row.late:
        status, colour = "Late", "red"
    elif row.outcome:
        status = row.outcome
    return {
        "href": url_for("cases.case", instance_id=row.id),
        "name": row.title or row.process_name,
        "process": row.process_name,
        "reference": row.reference,
        "stage": row.stage,
        "date": row.started_at,
        "distance": templating.days_away(row.started_at),
        "status": status,
        "colour": colour,
        "late": bool(row.late or row.incidents),
    }


@cases.get("/cases/<int:instance_id>")
@signed_in
def case(instance_id: int) -> ResponseReturnValue:
    """One case; `scope` shows a called process in it, `before` older events."""
    with reading() as session:
        shown = page.build(
            session,
            current_actor(),
            instance_id,
            scope=whole_number("scope") or 0,
            before=whole_number("before"),
        )
    return render_template("cases/case.html", **shown)


@cases.get("/cases/<int:instance_id>/diagram/<digest>.bpmn")
@signed_in
def diagram(instance_id: int, digest: str) -> ResponseReturnValue:
    """The file that draws a process of this case, as its owner made it."""
    with reading() as session:
        seen = found.get(session, current_actor(), instance_id)
        if digest not in {file.digest for file in drawings.files(session, seen.definition_id)}:
            raise NotFound
        data = drawings.data(session, digest)
    response = Response(data, mimetype="application/xml")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
