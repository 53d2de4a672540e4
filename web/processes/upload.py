"""Files are dropped on a page: judged, and kept as a draft when nothing stands against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import bpmn
from cip_workflow.bpmn import outline
from cip_workflow.errors import Invalid, Refused, WorkflowError
from cip_workflow.operations.deployment.check import report
from cip_workflow.operations.deployment.complete import complete
from cip_workflow.operations.deployment.propose import propose
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.processes import pictures
from web.processes.blueprint import DEPLOYING, processes
from web.processes.received import FIELD, received
from web.unit_of_work import reading, writing


@processes.get("/processes/deploy")
@members_of(*DEPLOYING)
def deploy() -> ResponseReturnValue:
    """Choose the files."""
    return _page({})


@processes.post("/processes/deploy")
@members_of(*DEPLOYING)
def send() -> ResponseReturnValue:
    """Judge them; what can be deployed is kept as a draft, with its report on the draft's page."""
    actor = current_actor()
    try:
        files = received(request.files.getlist(FIELD))
    except Invalid as wrong:
        return _page(wrong.fields), 422
    with reading() as session:
        whole = complete(session, files)
    note = request.form.get("note", "").strip()[:1000]
    try:
        with writing() as session:
            kept = propose(session, actor=actor, files=whole, note=note)
    except Refused as refused:
        with reading() as session:
            findings, _ = report(session, actor=actor, files=whole)
        said = [asdict(one) for one in findings] or [_bare(refused)]
        return _page({FIELD: [refused.message]}, shown(whole, said), said), 422
    if kept.published:
        flash("These very files are in force already. Nothing was changed.", "important")
        return redirect(url_for("processes.index"), 303)
    flash(
        "The draft is kept. Answer its questions, then it can be published."
        if kept.asks
        else "The draft is kept. Nothing changes for anybody until it is published.",
        "success",
    )
    return redirect(url_for("processes.draft", draft_id=kept.deployment_id), 303)


def _bare(refused: Refused) -> dict[str, Any]:
    return {"severity": "error", "message": refused.message, "file": "", "line": 0, "column": 0, "cure": ""}


def _page(
    errors: Mapping[str, list[str]],
    diagrams: Sequence[dict[str, Any]] = (),
    findings: Sequence[Mapping[str, Any]] = (),
) -> str:
    return render_template(
        "processes/deploy.html",
        errors=errors,
        diagrams=diagrams,
        findings=graver_first(findings),
        alone=current_app.config["SETTINGS"].authors_publish,
    )


def graver_first(findings: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Findings in the order in which somebody mends them: errors, questions, warnings; notes last."""
    order = ("error", "question", "warning", "info")
    return sorted(
        findings, key=lambda one: (order.index(one["severity"]), one.get("file", ""), one.get("line", 0))
    )


def shown(files: Mapping[str, bytes], findings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every process of these files: its picture with the findings on it, and its steps as a list."""
    found = []
    for name, data in files.items():
        if not name.lower().endswith(".bpmn"):
            continue
        with suppress(WorkflowError):  # what cannot be read has a finding and no picture
            document = bpmn.read(data, name)
            found += [
                {
                    "id": process.id,
                    "name": process.name or process.id,
                    "file": name,
                    "svg": pictures.judged(document, process.id, findings),
                    "steps": outline.steps(document, process.id),
                }
                for process in document.to_run
            ]
    return found
