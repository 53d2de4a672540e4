"""What is deployed: the list, one version, its files, and what changed from one version to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.bpmn import outline
from cip_workflow.bpmn.compare import compare
from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations.deployment import go_back as going_back
from cip_workflow.operations.deployment import retire as retiring
from cip_workflow.queries import definitions
from cip_workflow.queries import processes as found
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.diagrams import document_of
from web.lists import whole_number
from web.processes import pictures
from web.processes.blueprint import DEPLOYING, LOOKING, processes
from web.processes.holding import of_version
from web.unit_of_work import reading, writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@processes.get("/processes")
@members_of(*LOOKING)
def index() -> ResponseReturnValue:
    """Every process, the version that new cases start on, how many cases run; and the drafts, for who deploys."""
    deploys = bool(current_actor().groups & set(DEPLOYING))
    with reading() as session:
        every = definitions.versions(session)
        drafts = found.drafts(session) if deploys else ()
    rows = [
        {
            "version": one,
            "running": sum(each.running for each in every if each.process_id == one.process_id),
            "older": sum(
                each.running for each in every if each.process_id == one.process_id and each.id != one.id
            ),
        }
        for one in every
        if one.latest
    ]
    return render_template("processes/list.html", rows=rows, drafts=drafts, deploys=deploys)


@processes.get("/processes/<process_id>")
@members_of(*LOOKING)
def show(process_id: str) -> ResponseReturnValue:
    """One version: its picture, its steps, what it runs with, where cases stand; and all versions."""
    with reading() as session:
        detail = found.version(session, process_id, whole_number("version"))
        document, _ = document_of(session, detail.id, process_id)
        versions = [one for one in definitions.versions(session) if one.process_id == process_id]
        files = _files_of(session, detail)
        holding = of_version(session, detail)
        standing = found.standing(session, process_id)
    return render_template(
        "processes/version.html",
        detail=detail,
        versions=versions,
        files=files,
        holding=holding,
        standing=standing,
        steps=outline.steps(document, process_id),
        svg=pictures.plain(document, process_id),
        deploys=bool(current_actor().groups & set(DEPLOYING)),
        errors={},
    )


def _files_of(session: Session, detail: found.Detail) -> list[found.File]:
    """The files of its deployment that this version runs with."""
    digests = {digest for kind in ("bpmn", "dmn", "form") for digest in detail.files.get(kind, {}).values()}
    return [one for one in found.files(session, detail.deployment_id) if one.digest in digests]


@processes.get("/processes/<process_id>/<int:version>/files/<path:name>")
@members_of(*LOOKING)
def file(process_id: str, version: int, name: str) -> ResponseReturnValue:
    """A file as its owner sent it, byte by byte."""
    with reading() as session:
        detail = found.version(session, process_id, version)
        data = found.data(session, detail.deployment_id, name)
    answer = Response(data, mimetype="application/octet-stream")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@processes.get("/processes/<process_id>/compare")
@members_of(*LOOKING)
def compared(process_id: str) -> ResponseReturnValue:
    """What changed from one version to another: in sentences, and on both pictures."""
    with reading() as session:
        after = found.version(session, process_id, whole_number("after"))
        before = found.version(session, process_id, whole_number("before") or max(after.version - 1, 1))
        old, _ = document_of(session, before.id, process_id)
        new, _ = document_of(session, after.id, process_id)
        versions = [one for one in definitions.versions(session) if one.process_id == process_id]
    was, now = old.process(process_id), new.process(process_id)
    if was is None or now is None:
        raise NotFound("No diagram of this process is stored.")
    changes = compare(was, now)
    return render_template(
        "processes/compare.html",
        before=before,
        after=after,
        versions=versions,
        changes=changes,
        others=other_files(before.files, after.files),
        old=pictures.changed(old, process_id, changes, "before"),
        new=pictures.changed(new, process_id, changes, "after"),
    )


def other_files(before: Any, after: Any) -> list[str]:
    """Decisions and forms that are new, gone or different, and other diagrams, in sentences."""
    words = {"bpmn": "diagram", "dmn": "decision table file", "form": "form"}
    said = []
    for kind, word in words.items():
        was, now = before.get(kind, {}), after.get(kind, {})
        said += [f"The {word} {name} is new." for name in sorted(now.keys() - was.keys())]
        said += [f"The {word} {name} is gone." for name in sorted(was.keys() - now.keys())]
        said += [
            f"The {word} {name} differs."
            for name in sorted(now.keys() & was.keys())
            if was[name] != now[name]
        ]
    return said


@processes.post("/processes/<process_id>/<int:version>/in-force")
@members_of(*DEPLOYING)
def go_back(process_id: str, version: int) -> ResponseReturnValue:
    """New cases start on this version again."""
    return _acted(
        process_id, version, going_back.go_back, "New cases start on version {version} from now on."
    )


@processes.post("/processes/<process_id>/<int:version>/retire")
@members_of(*DEPLOYING)
def retire(process_id: str, version: int) -> ResponseReturnValue:
    """No case starts on this version any more."""
    return _acted(process_id, version, retiring.retire, "No new case starts on version {version}.")


def _acted(process_id: str, version: int, verb: Any, said: str) -> ResponseReturnValue:
    try:
        with writing() as session:
            detail = found.version(session, process_id, version)
            verb(
                session,
                actor=current_actor(),
                definition_id=detail.id,
                reason=request.form.get("reason", ""),
            )
    except Invalid as wrong:
        flash(
            " ".join(text for texts in wrong.fields.values() for text in texts) + ". Nothing was changed.",
            "important",
        )
    else:
        flash(said.format(version=version), "success")
    return redirect(url_for("processes.show", process_id=process_id, version=version), 303)
