"""Messages that a person may send to a case: the diagram says who (`senders`) and what it is called (`action`)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.bpmn import Element
from cip_workflow.errors import NotFound
from cip_workflow.operations.case import send_message
from cip_workflow.queries import cases as found
from cip_workflow.queries import definitions, open_work
from cip_workflow.queries.cases import Case
from cip_workflow.queries.definitions import Startable
from cip_workflow.queries.open_work import OpenWork, Waiting
from cip_workflow.types import Actor
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.diagrams import document_of
from web.unit_of_work import reading, writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

messages = Blueprint("messages", __name__)


def offered(session: Session, actor: Actor, case: Case, work: OpenWork) -> list[dict[str, str]]:
    """Links for the case page: one for each message that this person may send now.

    A message that the case does not wait for, and that starts a process, is offered as the start of a case about this
    brief: an interest is declared to the case that holds something back for it, else on its own.
    """
    sendable = _sendable(session, actor, case, work)
    here = [
        {
            "text": _called(element),
            "href": url_for("messages.ask", instance_id=case.id, element=wait.element),
        }
        for wait, element in sendable
    ]
    return here + _startable(session, actor, case, {wait.message for wait, _ in sendable})


def _startable(
    session: Session, actor: Actor, case: Case, awaited: Collection[str | None]
) -> list[dict[str, str]]:
    if case.status != "running" or not case.reference:
        return []
    return [
        {
            "text": _start_called(session, one),
            "href": url_for("start.form", process_id=one.process_id, brief=case.reference),
        }
        for one in definitions.startable(session, actor)
        if one.start_message and one.start_message not in awaited and one.process_id != case.process_id
    ]


def _start_called(session: Session, one: Startable) -> str:
    """What somebody does at the start event that waits for the message: its property `action`."""
    document, _ = document_of(session, one.id, one.process_id)
    process = document.process(one.process_id)
    events = [start for start in process.starts() if start.events] if process else []
    return _called(events[0]) if events else one.name


def _sendable(session: Session, actor: Actor, case: Case, work: OpenWork) -> list[tuple[Waiting, Element]]:
    if case.status != "running":
        return []
    pairs = []
    for wait in work.waits:
        if wait.kind != "message":
            continue
        document, _ = document_of(session, case.definition_id, wait.process)
        process = document.process(wait.process)
        element = process.elements.get(wait.element) if process else None
        senders = {
            one.strip() for one in (element.properties.get("senders", "") if element else "").split(",")
        }
        senders |= {f"{one}@{case.reference}" for one in senders}
        if element is not None and (senders & actor.groups or "everyone" in senders):
            pairs.append((wait, element))
    return pairs


def _called(element: Element) -> str:
    return element.properties.get("action") or element.name or element.id


@messages.get("/cases/<int:instance_id>/send/<element>")
@signed_in
def ask(instance_id: int, element: str) -> ResponseReturnValue:
    """Ask why."""
    case, _, title = _one(instance_id, element)
    return _page(case, title, {})


@messages.post("/cases/<int:instance_id>/send/<element>")
@signed_in
def send(instance_id: int, element: str) -> ResponseReturnValue:
    """Send the message with its reason."""
    case, wait, title = _one(instance_id, element)
    reason = request.form.get("reason", "").strip()
    if not reason:
        return _page(case, title, {"reason": ["Enter why"]}), 422
    with writing() as session:
        send_message.send_message(
            session,
            actor=current_actor(),
            message=wait.message or "",
            correlation=wait.correlation,
            payload={"reason": reason, "briefRef": case.reference},
            instance_id=instance_id,
        )
    flash(f"Done: {title}.", "success")
    return redirect(url_for("cases.case", instance_id=instance_id), 303)


def _one(instance_id: int, element: str) -> tuple[Case, Waiting, str]:
    actor = current_actor()
    with reading() as session:
        case = found.get(session, actor, instance_id)
        for wait, drawn in _sendable(session, actor, case, open_work.of_case(session, instance_id)):
            if wait.element == element:
                return case, wait, _called(drawn)
    raise NotFound("This case does not wait for that now.")


def _page(case: Case, title: str, wrong: dict[str, list[str]]) -> str:
    what = "Everybody who takes part sees the reason. What this does to the case is drawn in its diagram."
    return render_template(
        "governance/act.html", title=title, what=what, case=case, given=request.form, errors=wrong
    )
