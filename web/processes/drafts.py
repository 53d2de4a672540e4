"""A draft: what is in it, what it changes, whom it touches; a second person publishes it or it is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import bpmn
from cip_workflow.bpmn.compare import compare
from cip_workflow.errors import Invalid, NotAllowed, NotFound, Refused
from cip_workflow.operations.deployment import discard as discarding
from cip_workflow.operations.deployment import publish as publishing
from cip_workflow.queries import processes as found
from cip_workflow.queries.groups import all_groups
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.diagrams import document_of
from web.processes import pictures
from web.processes.blueprint import DEPLOYING, processes
from web.processes.holding import of_draft
from web.processes.questions import asked
from web.processes.upload import graver_first, shown
from web.unit_of_work import reading, writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@processes.get("/processes/drafts/<int:draft_id>")
@members_of(*DEPLOYING)
def draft(draft_id: int) -> ResponseReturnValue:
    """The draft with its report, the comparison with what is in force, and the cases that it concerns."""
    return _page(draft_id, {})


@processes.post("/processes/drafts/<int:draft_id>/publish")
@members_of(*DEPLOYING)
def publish(draft_id: int) -> ResponseReturnValue:
    """New cases start on it from now on."""
    try:
        with writing() as session:
            versions = publishing.publish(
                session,
                actor=current_actor(),
                deployment_id=draft_id,
                alone=current_app.config["SETTINGS"].authors_publish,
            )
    except (NotAllowed, Refused) as refused:
        return _page(draft_id, {"publish": [refused.message]}), 403 if isinstance(
            refused, NotAllowed
        ) else 422
    new = [f"{one.name}, version {one.version}" for one in versions if one.new]
    flash(f"Published: {'; '.join(new) or 'nothing that was not in force already'}.", "success")
    return redirect(url_for("processes.index"), 303)


@processes.post("/processes/drafts/<int:draft_id>/discard")
@members_of(*DEPLOYING)
def discard(draft_id: int) -> ResponseReturnValue:
    """Nobody wants it any more."""
    try:
        with writing() as session:
            discarding.discard(
                session,
                actor=current_actor(),
                deployment_id=draft_id,
                reason=request.form.get("reason", ""),
            )
    except Invalid as wrong:
        return _page(draft_id, wrong.fields), 422
    flash("The draft is put away.", "success")
    return redirect(url_for("processes.index"), 303)


def _page(draft_id: int, errors: dict[str, list[str]]) -> str:
    with reading() as session:
        drafts = found.drafts(session, draft_id)
        if not drafts:
            raise NotFound("There is no such draft. It may be published, or put away.")
        one = drafts[0]
        kept = found.files(session, draft_id)
        holding = of_draft(session, one)
        files = dict(holding.files)
        asks = asked(one.findings)
        changes = [] if asks else _changes(session, files)
        groups = (
            [{"value": each.key, "text": each.name} for each in all_groups(session) if not each.system]
            if asks
            else []
        )
    alone = current_app.config["SETTINGS"].authors_publish
    return render_template(
        "processes/draft.html",
        draft=one,
        files=kept,
        holding=holding,
        words=holding.words,
        findings=graver_first(one.findings),
        diagrams=shown(files, one.findings) if not changes else [],
        changes=changes,
        questions=asks,
        groups=groups,
        may_publish=alone or one.author_id != current_actor().person_id,
        errors=errors,
    )


def _changes(session: Session, files: dict[str, bytes]) -> list[dict[str, Any]]:
    """For each process of the draft: what differs from the version in force, and where its cases stand now."""
    known = found.in_force(session)
    told = []
    for name, data in files.items():
        if not name.endswith(".bpmn"):
            continue
        document = bpmn.read(data, name)
        for process in document.to_run:
            if process.id not in known:
                told.append(
                    {
                        "name": process.name or process.id,
                        "new": True,
                        "svg": pictures.plain(document, process.id, process.id),
                    }
                )
                continue
            before = found.version(session, process.id)
            drawn, _ = document_of(session, before.id, process.id)
            was = drawn.process(process.id)
            changes = compare(was, process) if was else []
            if changes:
                touched = {change.element for change in changes if change.happened != "added"}
                told.append(
                    {
                        "name": process.name or process.id,
                        "new": False,
                        "before": before,
                        "changes": changes,
                        "old": pictures.changed(drawn, process.id, changes, "before"),
                        "svg": pictures.changed(document, process.id, changes, "after"),
                        "standing": [
                            {"at": one, "touched": one.element in touched}
                            for one in found.standing(session, process.id)
                        ],
                    }
                )
    return told
