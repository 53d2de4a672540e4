"""The right side of the task page: why you have it, when it is due and by which rule, what the case holds so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import render_template, url_for
from markupsafe import escape

from cip_workflow import clock, forms
from cip_workflow.operations.task.read_form import read_form
from cip_workflow.queries import cases, people, tasks
from cip_workflow.types import Actor
from web import templating
from web.diagrams import document_of
from web.inbox.words import group_name, rule_of, waits_for

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LONGEST = 60  #: characters of an answer that is shown beside a task
_MOST = 3  #: answers of one task
_IN_FULL = 3  #: tasks of which answers are shown; of earlier ones only that they are done


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
        said = f"Overdue {_for(task.due_at)}" if late else f"Due {templating.days_away(task.due_at)}"
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
        return "It is for you and nobody else"
    groups = [
        group_name(one, names) for one in task.candidates if one in actor.principals and one.startswith("g:")
    ]
    if groups:
        return f"You are in {' and '.join(dict.fromkeys(groups))}"
    if task.holder_id == actor.person_id:
        return "It was given to you"
    return "You may see this case; the task is not yours"


def _for(due: datetime) -> str:
    days = (clock.now().astimezone(clock.LONDON).date() - due.astimezone(clock.LONDON).date()).days
    return "since today" if days == 0 else f"by {days} day{'s' if days != 1 else ''}"


def _weekday(instant: Any) -> str:
    return f"{instant.astimezone(clock.LONDON):%A} {templating.day(instant)}"


class _Everybody:
    """All people for every group: an answer names somebody, whether or not they are still in the group. One statement."""

    def __init__(self, session: Session) -> None:
        self._directory = people.Directory(session)

    def members(self, group: str) -> Sequence[people.Member]:
        return self._directory.members("")


def so_far(session: Session, actor: Actor, task: tasks.Detail) -> dict[str, list[dict[str, Any]]]:
    """What the case holds: `rows` with the latest answers in short and what it was started with; `earlier`, links."""
    everybody = _Everybody(session)
    rows: list[dict[str, Any]] = []
    answered = tasks.answered(session, actor, task.instance_id)
    for one in answered[:_IN_FULL]:
        lines = _short(session, actor, everybody, one.form_digest, one.answers)
        link = (
            f'<a class="govuk-link" href="{url_for("inbox.submitted", task_id=one.id)}">Read all'
            f'<span class="govuk-visually-hidden"> of {escape(one.name)}</span></a>'
        )
        html = "<br>".join([*(str(escape(line)) for line in lines), link])
        rows.append({"key": {"text": one.name}, "value": {"html": html}})
    case = cases.get(session, actor, task.instance_id)
    if case.start_answers:
        lines = _short(session, actor, everybody, case.start_form_digest, case.start_answers)
        html = "<br>".join(str(escape(line)) for line in lines)
        rows.append(
            {"key": {"text": f"Started by {case.started_by or 'a message'}"}, "value": {"html": html}}
        )
    links = [
        {"text": one.name, "href": url_for("inbox.submitted", task_id=one.id)} for one in answered[_IN_FULL:]
    ]
    return {"rows": rows, "earlier": links}


def _short(
    session: Session, actor: Actor, everybody: _Everybody, digest: str | None, answers: Mapping[str, Any]
) -> list[str]:
    if digest is None:
        return []
    form = read_form(session, digest)
    shown = forms.show(form, forms.from_json(form, answers), people=everybody, actor=actor)
    short = [line for line in shown if line.text and len(line.text) <= _LONGEST]
    return [line.label + (" " if line.label.endswith("?") else ": ") + line.text for line in short[:_MOST]]
