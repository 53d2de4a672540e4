"""The live picture of a process in a case: marks from history, and the same as a list of steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import url_for

from cip_workflow import clock
from cip_workflow.bpmn import draw, outline
from cip_workflow.bpmn.answers.tree import ASKED
from cip_workflow.bpmn.draw import Mark
from cip_workflow.bpmn.draw.mark import heavier
from cip_workflow.queries.cases import Case
from cip_workflow.queries.open_work import OpenTask, OpenWork
from cip_workflow.queries.progress import Call, Progress
from web.diagrams import document_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STATES = {
    "done": ("Done", "green"),
    "now": ("Happening now", "yellow"),
    "late": ("Late", "red"),
    "failed": ("Failed", "red"),
    "todo": ("Not started", "grey"),
}


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A process of a case with everything that its page shows of it."""

    svg: str  #: our own drawing of a parsed file: every text in it is escaped
    name: str
    steps: tuple[dict[str, Any], ...]
    file: str  #: digest of the file that draws it
    done: int
    of: int


def drawn(
    session: Session,
    case: Case,
    process_id: str,
    *,
    scope: int,
    progress: Mapping[str, Progress],
    work: OpenWork,
    calls: Iterable[Call],
) -> Drawn:
    """Draw one process of a case as it stands now."""
    document, digest = document_of(session, case.definition_id, process_id)
    here = [task for task in work.tasks if task.scope == scope]
    failed = {incident.element for _, incident in work.incidents if incident.scope == scope}
    below = [call for call in calls if call.parent == scope]
    late_below = _late_below(work, list(calls), scope)
    marks = {
        element: _mark(case, found, [task for task in here if task.element == element], element in failed)
        for element, found in progress.items()
    }
    for call in below:
        marks[call.element] = _called(
            case,
            marks.get(call.element),
            [one for one in below if one.element == call.element],
            call.element in late_below,
        )
    _asked_where_drawn(marks)
    lines = outline.steps(document, process_id)
    steps = tuple(_step(line, marks.get(line.element)) for line in lines)
    shown = {line.element: Mark("todo") for line in lines} | {
        name: mark for name, mark in marks.items() if mark is not None
    }
    process = document.process(process_id)
    svg = draw.draw(document, process_id, marks=shown)
    return Drawn(
        svg=svg,
        name=(process.name if process else "") or process_id,
        steps=steps,
        file=digest,
        done=sum(step["work"] and step["state"] == "Done" for step in steps),
        of=sum(bool(step["work"]) for step in steps),
    )


def _mark(case: Case, found: Progress, tasks: list[OpenTask], failed: bool) -> Mark | None:
    href = url_for("inbox.task", task_id=tasks[0].id) if tasks else None
    part = f"{found.many_left} of {found.many}" if found.many > 1 else None
    if failed:
        return Mark("failed", badge="Failed", href=href)
    if tasks:
        due = min((task.due_at for task in tasks if task.due_at), default=None)
        late = due is not None and due < clock.now()
        return Mark(
            "late" if late else "now", badge=_distance(due) if late else part or _distance(due), href=href
        )
    if found.open and case.status in {"running", "suspended"}:
        return Mark("now", badge=part)
    if found.left:
        return Mark("done", badge=part if found.left == 1 else f"{found.left} times")
    return None


def _called(case: Case, mark: Mark | None, calls: list[Call], late: bool) -> Mark:
    href = url_for("cases.case", instance_id=case.id, scope=calls[-1].scope)
    state = mark.state if mark else "now"
    return Mark("late" if late and state == "now" else state, badge=mark.badge if mark else None, href=href)


def _asked_where_drawn(marks: dict[str, Mark | None]) -> None:
    """A task that was added so that a person chooses the way is shown at the gateway that its owner drew."""
    for name in [one for one in marks if one.startswith(ASKED)]:
        mark, drawn_at = marks.pop(name), name.removeprefix(ASKED)
        if mark is not None:
            marks[drawn_at] = heavier(marks.get(drawn_at), mark)


def _late_below(work: OpenWork, calls: list[Call], scope: int) -> set[str]:
    """Call activities of a scope under which a task is late."""
    parents = {call.scope: call for call in calls}
    found = set()
    for task in work.tasks:
        if task.due_at is None or task.due_at >= clock.now():
            continue
        inside = task.scope
        while inside in parents:
            if parents[inside].parent == scope:
                found.add(parents[inside].element)
            inside = parents[inside].parent
    return found


def _distance(due: datetime | None) -> str | None:
    if due is None:
        return None
    days = (due.astimezone(clock.LONDON).date() - clock.now().astimezone(clock.LONDON).date()).days
    if due < clock.now():
        return "Late" if days == 0 else f"{-days} day{'s' if days != -1 else ''} late"
    return {0: "Due today", 1: "Due tomorrow"}.get(days)


#: What people do, or what is called: the steps that are counted.
_WORK = {"userTask", "manualTask", "task", "callActivity"}


def _step(line: outline.StepLine, mark: Mark | None) -> dict[str, Any]:
    state, colour = STATES[mark.state if mark else "todo"]
    return {
        "name": line.name,
        "lane": line.lane,
        "depth": line.depth,
        "state": mark.badge if mark and mark.state in {"late", "now"} and mark.badge else state,
        "colour": colour,
        "href": mark.href if mark else None,
        "work": line.type in _WORK,
    }
