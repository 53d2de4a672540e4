"""What the page of a case shows, put together from queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from flask import url_for

from cip_workflow import clock
from cip_workflow.errors import NotFound
from cip_workflow.queries import cases, groups, open_work, papers, progress, timeline
from cip_workflow.queries.cases import Case
from cip_workflow.queries.open_work import OpenTask, OpenWork, Waiting
from cip_workflow.queries.progress import Call
from cip_workflow.types import Actor
from web import templating
from web.cases import called as called_ones
from web.cases import decisions, messages, picture, story
from web.diagrams import document_of
from web.values import as_typed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STATUS = {"running": "Live", "suspended": "Suspended", "finished": "Ended", "cancelled": "Cancelled"}
MENDERS = frozenset({"governance-lead", "platform-admin"})


def build(
    session: Session, actor: Actor, instance_id: int, *, scope: int, before: int | None
) -> dict[str, Any]:
    """Everything for `cases/case.html`.

    Raises:
        NotFound: no such case or call in it, or not for this person.
    """
    case = cases.get(session, actor, instance_id)
    work = open_work.of_case(session, instance_id, reader=actor)
    calls = progress.calls(session, instance_id)
    called = next((call for call in calls if call.scope == scope), None)
    if scope and called is None:
        raise NotFound(cases.NO_CASE)
    drawn = picture.drawn(
        session,
        case,
        called.process if called else case.process_id,
        scope=scope,
        progress=progress.of_scope(session, instance_id, scope),
        work=work,
        calls=calls,
    )
    events, older = timeline.of_case(session, instance_id, before=before)
    names = groups.names(session)
    may_mend = bool(actor.groups & MENDERS) and case.status in {"running", "suspended"}
    return {
        "title": case.title or case.process_name,
        "caption": _caption(case),
        "crumbs": _crumbs(case, drawn.name if called else None),
        "stats": _stats(case, work, drawn),
        "incidents": [_incident(case, row_id, found) for row_id, found in work.incidents],
        "may_mend": may_mend,
        "where": f"{drawn.name}: {called.hand}"
        if called and called.hand
        else drawn.name
        if called
        else "Where this case is",
        "up": _up(case, called) if called else None,
        "svg": drawn.svg,
        "steps": drawn.steps,
        "diagram_url": url_for("cases.diagram", instance_id=case.id, digest=drawn.file),
        "called": called_ones.lines(session, case, calls, scope, work),
        "timeline": story.told(events),
        "more": {
            "href": url_for("cases.case", instance_id=case.id, before=older) + "#happened",
            "text": "See what happened before that",
        }
        if older
        else None,
        "open_work": _open_rows(work, _stands_at(session, case, work), names.get),
        "people": _people(session, case, names),
        "documents": [_paper(paper) for paper in papers.of_case(session, actor, instance_id)],
        "decisions": decisions.shown(session, actor, case, [call.process for call in calls]),
        "acts": [*messages.offered(session, actor, case, work), *_acts(case, actor, may_mend)],
    }


def _caption(case: Case) -> str:
    version = f"{case.process_name}, version {case.process_version}"
    return f"{case.reference} · {version}" if case.reference else version


def _crumbs(case: Case, inside: str | None) -> list[dict[str, str]]:
    here = case.reference or case.title or case.process_name
    crumbs = [{"text": "Briefs", "href": url_for("cases.index")}]
    if inside is None:
        return [*crumbs, {"text": here}]
    return [*crumbs, {"text": here, "href": url_for("cases.case", instance_id=case.id)}, {"text": inside}]


def _stats(case: Case, work: OpenWork, drawn: picture.Drawn) -> list[dict[str, Any]]:
    now = clock.now()
    late = [task for task in work.tasks if task.due_at and task.due_at < now]
    end = case.ended_at or now
    days = (end.astimezone(clock.LONDON).date() - case.started_at.astimezone(clock.LONDON).date()).days
    dates = [task.due_at for task in work.tasks if task.due_at and task.due_at >= now]
    dates += [wait.due_at for wait in work.waits if wait.due_at and wait.due_at >= now]
    soonest = min(dates, default=None)
    needs = bool(late or work.incidents or any(task.nobody for task in work.tasks))
    stats: list[dict[str, Any]] = [
        {
            "label": "Status",
            "value": _STATUS[case.status],
            "tag": case.outcome or ("Needs attention" if needs else None),
            "colour": "red" if needs else "green",
        },
        {
            "label": "Time open" if case.ended_at is None else "Took",
            "value": f"{days} day{'s' if days != 1 else ''}",
            "note": f"Since {templating.short_day(case.started_at)}",
        },
        {"label": "Steps done", "value": f"{drawn.done} of {drawn.of}", "note": templating.stage(case.stage)},
        {
            "label": "Late steps",
            "value": len(late),
            "bad": bool(late),
            "note": late[0].name if late else "Nothing is late",
        },
    ]
    if soonest:
        stats.append(
            {
                "label": "Next date",
                "value": f"{soonest.astimezone(clock.LONDON):%-d %b}",
                "note": _what_is_due(work, soonest),
            }
        )
    return stats


def _what_is_due(work: OpenWork, when: Any) -> str:
    return next((one.name for one in (*work.tasks, *work.waits) if one.due_at == when), "")


def _incident(case: Case, row_id: int, incident: Any) -> dict[str, Any]:
    return {
        "name": incident.name or incident.element,
        "message": incident.message,
        "cure": incident.cure,
        "expression": incident.expression,
        "values": {name: as_typed(value) for name, value in incident.values.items()},
        "retry": url_for("governance.retry", instance_id=case.id, incident_id=row_id),
        "correct": url_for("governance.correct", instance_id=case.id, incident_id=row_id),
    }


def _up(case: Case, called: Call) -> dict[str, str]:
    back = url_for("cases.case", instance_id=case.id, scope=called.parent or None)
    return {"href": back, "text": "Back to the process that called this one"}


def who(task: OpenTask, name_of: Callable[[str], Any]) -> str:
    """Who holds a task, or who may take it."""
    if task.holder:
        return task.holder
    offered = [one.partition(":")[2] for one in task.candidates if one.startswith("g:")]
    readable = [
        str(name_of(one.partition("@")[0]) or one.partition("@")[0].replace("-", " ")) for one in offered
    ]
    return f"Waits for {' or '.join(readable)}" if readable else "Nobody"


def _open_rows(
    work: OpenWork, waits: Iterable[Waiting], name_of: Callable[[str], Any]
) -> list[dict[str, Any]]:
    from flask import render_template_string

    pattern = (
        '{% from "govuk_frontend_jinja/components/tag/macro.html" import govukTag %}'
        '{{ who }}{% if due %}<br>{{ govukTag({"text": due, "classes": "govuk-tag--" ~ colour}) }}{% endif %}'
    )
    rows = []
    now = clock.now()
    for task in work.tasks:
        late = task.due_at is not None and task.due_at < now
        due = None
        if task.due_at:
            due = ("Due " if not late else "Was due ") + templating.short_day(task.due_at)
        html = render_template_string(
            pattern, who=who(task, name_of), due=due, colour="red" if late else "grey"
        )
        rows.append({"key": {"text": task.name}, "value": {"html": html}})
    for wait in waits:
        said = (
            f"Waits until {templating.moment(wait.due_at)}"
            if wait.due_at
            else f"Waits for the message {wait.message}"
        )
        rows.append({"key": {"text": wait.name or wait.element}, "value": {"text": said}})
    return rows


def _stands_at(session: Session, case: Case, work: OpenWork) -> list[Waiting]:
    """Waits at which the case itself stands; what only listens beside the work (edges, event sub-processes) is left out."""
    found = []
    for wait in work.waits:
        document, _ = document_of(session, case.definition_id, wait.process)
        process = document.process(wait.process)
        element = process.elements.get(wait.element) if process else None
        if element is None or element.type in {"intermediateCatchEvent", "receiveTask"}:
            found.append(wait)
    return found


def _people(session: Session, case: Case, names: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = [{"key": {"text": "Started by"}, "value": {"text": case.started_by}}] if case.started_by else []
    if case.reference:
        roles: dict[str, list[str]] = {}
        for member in groups.team(session, case.reference):
            if member.ended_at is None:
                roles.setdefault(member.role, []).append(member.name)
        rows += [
            {
                "key": {"text": names.get(role) or role.replace("-", " ").capitalize()},
                "value": {"text": ", ".join(dict.fromkeys(members))},
            }
            for role, members in sorted(roles.items())
        ]
    return rows


def _paper(paper: papers.Paper) -> dict[str, Any]:
    said = f"{paper.label or 'Document'}, {templating.short_day(paper.uploaded_at)}"
    return {
        "href": url_for("documents.read", document_id=paper.id),
        "name": paper.name,
        "size": paper.size,
        "said": said,
    }


def _acts(case: Case, actor: Actor, may_mend: bool) -> list[dict[str, str]]:
    acts = []
    if may_mend:
        if case.status == "running":
            acts.append(
                {
                    "text": "Suspend this case",
                    "href": url_for("governance.act", instance_id=case.id, verb="suspend"),
                }
            )
        else:
            acts.append(
                {
                    "text": "Resume this case",
                    "href": url_for("governance.act", instance_id=case.id, verb="resume"),
                }
            )
        acts.append(
            {
                "text": "Send a message to this case",
                "href": url_for("governance.message", instance_id=case.id),
            }
        )
        acts.append(
            {
                "text": "Cancel this case",
                "href": url_for("governance.act", instance_id=case.id, verb="cancel"),
            }
        )
    return acts
