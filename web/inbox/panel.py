"""The right side of the task page: why you have it, when it is due and by which rule, what the case holds so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import render_template, url_for
from markupsafe import escape

from cip_workflow import clock, forms
from cip_workflow.operations.task.read_form import read_form
from cip_workflow.queries import cases, tasks
from cip_workflow.types import Actor
from web import templating
from web.diagrams import document_of
from web.inbox.words import group_name, rule_of, waits_for

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LONGEST = 60  #: characters of an answer that is shown beside a task
_MOST = 3  #: answers of one task


def caption(task: tasks.Detail) -> str:
    """Reference and title of the case."""
    return " · ".join(part for part in (task.reference, task.title or task.process_name) if part)


def documentation(session: Session, task: tasks.Detail) -> str:
    """What the diagram says about the step."""
    document, _ = document_of(session, task.definition_id, task.process)
    process = document.process(task.process)
    element = process.elements.get(task.element) if process else None
    return element.documentation if element else ""


def about(task: tasks.Detail, actor: Actor, names: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of “About this task”."""
    rows = []
    if task.due_at:
        late = task.due_at < clock.now()
        said = (
            f"Overdue since {templating.short_day(task.due_at)}"
            if late
            else f"Due {templating.days_away(task.due_at)}"
        )
        tag = render_template(
            "tasks/due.html", day=_weekday(task.due_at), said=said, late=late, rule=rule_of(task.due_rule)
        )
        rows.append({"key": {"text": "Due"}, "value": {"html": tag}})
    rows.append(
        {"key": {"text": "Given to"}, "value": {"text": task.holder or waits_for(task.candidates, names)}}
    )
    rows.append({"key": {"text": "You have this because"}, "value": {"text": _because(task, actor, names)}})
    if task.lane:
        rows.append({"key": {"text": "Part of"}, "value": {"text": f"{task.process_name}, {task.lane}"}})
    return rows


def _because(task: tasks.Detail, actor: Actor, names: Mapping[str, Any]) -> str:
    if task.fixed and task.holder_id == actor.person_id:
        return "it is for you and nobody else"
    groups = [
        group_name(one, names) for one in task.candidates if one in actor.principals and one.startswith("g:")
    ]
    if groups:
        return f"you are in {' and '.join(dict.fromkeys(groups))}"
    if task.holder_id == actor.person_id:
        return "it was given to you"
    return "you may see this case; the task is not yours"


def _weekday(instant: Any) -> str:
    return f"{instant.astimezone(clock.LONDON):%A} {templating.day(instant)}"


def so_far(session: Session, actor: Actor, task: tasks.Detail) -> list[dict[str, Any]]:
    """The latest answers of the case in short, with links to the whole of each; what it was started with comes last."""
    rows = []
    for one in tasks.answered(session, actor, task.instance_id):
        lines = _short(session, actor, one.form_digest, one.answers)
        link = (
            f'<a class="govuk-link" href="{url_for("inbox.submitted", task_id=one.id)}">Read all'
            f'<span class="govuk-visually-hidden"> of {escape(one.name)}</span></a>'
        )
        html = "<br>".join([*(str(escape(line)) for line in lines), link])
        rows.append({"key": {"text": one.name}, "value": {"html": html}})
    case = cases.get(session, actor, task.instance_id)
    if case.start_answers:
        lines = _short(session, actor, case.start_form_digest, case.start_answers)
        html = "<br>".join(str(escape(line)) for line in lines)
        rows.append(
            {"key": {"text": f"Started by {case.started_by or 'a message'}"}, "value": {"html": html}}
        )
    return rows


def _short(session: Session, actor: Actor, digest: str | None, answers: Mapping[str, Any]) -> list[str]:
    if digest is None:
        return []
    form = read_form(session, digest)
    shown = forms.show(form, forms.from_json(form, answers), actor=actor)
    return [f"{line.label}: {line.text}" for line in shown if line.text and len(line.text) <= _LONGEST][
        :_MOST
    ]
