"""What both tabs do: deploy the files of a request, start a process. Their answers differ, the work does not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from flask import current_app, request, url_for
from werkzeug.datastructures import FileStorage

from cip_workflow import bpmn, dmn
from cip_workflow.errors import Invalid, NotFound, Refused, WorkflowError
from cip_workflow.operations.case import start as starting
from cip_workflow.operations.deployment.complete import complete
from cip_workflow.operations.deployment.deploy import Deployed, Version, deploy
from cip_workflow.operations.deployment.propose import propose
from cip_workflow.queries import definitions
from web.modeller import holder
from web.unit_of_work import reading, writing

#: How the sentence of a diagram that leaves something open begins.
ASKED = "The diagram leaves something open."
_ASKED = ASKED + " Answer the questions at {where}"


def received(files: Iterable[tuple[str, FileStorage]]) -> dict[str, bytes]:
    """The files of a request, by their names without folders.

    Raises:
        Refused: none, one without a name, or two with the same name.
    """
    found: dict[str, bytes] = {}
    for _, file in files:
        name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
        if not name:
            raise Refused("One of the files has no name. Save it in the modeller first.")
        if name in found:
            raise Refused(f"Two files are called {name}. A bundle has each name once.")
        found[name] = file.read()
    if not found:
        raise Refused("No file was sent. Open a diagram, a decision or a form, and deploy that.")
    return found


def body() -> Mapping[str, Any]:
    """The JSON object of a request; empty where it sent none, or something else."""
    sent: Any = None
    with suppress(RecursionError):  # nested without end; Flask says nothing of that one
        sent = request.get_json(force=True, silent=True)
    return sent if isinstance(sent, Mapping) else {}


def deployed(files: Mapping[str, bytes], note: str) -> Deployed:
    """Deploy what was sent, together with what is in force and belongs to it.

    Where a second person publishes (SOD-11), it is kept as a draft; the answer then names the versions in force, because
    a modeller cannot start a draft.

    Raises:
        NotAllowed: the holder of the token deploys nothing.
        Refused: `findings` says why, finding by finding; nothing is stored.
    """
    with reading() as session:
        whole = complete(session, files)
    if current_app.config["SETTINGS"].authors_publish:
        # What is refused here is proposed below: with open questions alone it is kept as a draft, and anything graver is
        # refused there once more, for the same reasons.
        with suppress(Refused), writing() as session:
            return deploy(session, actor=holder.current(), files=whole, note=note)
    with writing() as session:
        draft = propose(session, actor=holder.current(), files=whole, note=note)
    if draft.asks:
        raise Refused(
            _ASKED.format(where=address("processes.draft", draft_id=draft.deployment_id)), findings=draft.asks
        )
    with reading() as session:
        known = {one.process_id: one for one in definitions.versions(session) if one.latest}
    return Deployed(
        deployment_id=draft.deployment_id,
        digest=draft.digest,
        definitions=tuple(_in_force(one, known.get(one)) for one in processes_of(whole)),
        findings=draft.findings,
        new=draft.new,
    )


def _in_force(process_id: str, known: definitions.Version | None) -> Version:
    return Version(
        definition_id=known.id if known else 0,
        process_id=process_id,
        name=known.name if known else process_id,
        version=known.version if known else 0,
        new=False,
    )


def started(process_id: str, variables: Mapping[str, Any]) -> starting.Started:
    """Start the newest version of a process; `variables` are the answers of its start form.

    Raises:
        NotFound, NotAllowed, Invalid: as starting by hand does.
    """
    with writing() as session:
        return starting.start(
            session, actor=holder.current(), process_id=process_id, answers=dict(variables) or None
        )


def sentences(error: WorkflowError) -> Sequence[str]:
    """What is wrong, one finding a line, in the words that pages use; what stands against it comes first."""
    if isinstance(error, Refused) and error.findings:
        grave = [one for one in error.findings if getattr(one, "severity", "error") in {"error", "question"}]
        first = [error.message] if error.message.startswith(ASKED) else []
        return [*first, *(str(one) for one in (grave or error.findings))]
    if isinstance(error, Invalid) and error.fields:
        return [f"{field}: {text}" for field, texts in error.fields.items() for text in texts]
    return [error.message]


def process(process_id: object, key: object) -> tuple[str, int]:
    """The process that a request names by its id, or by the key that a deployment gave; and its newest version.

    Raises:
        NotFound: there is none.
    """
    with reading() as session:
        known = definitions.versions(session)
    by_key = {str(one.id): one.process_id for one in known}
    wanted = str(process_id) if process_id else by_key.get(str(key))
    newest = next((one for one in known if one.process_id == wanted and one.latest), None)
    if newest is None:
        raise NotFound(f"There is no process {process_id or key}. Deploy it first.")
    return newest.process_id, newest.version


def sent_first(done: Deployed, files: Mapping[str, bytes]) -> list[Version]:
    """The processes of a deployment; those of the files that were sent come first, because modellers take the first."""
    sent = list(processes_of(files))
    return sorted(
        done.definitions, key=lambda one: sent.index(one.process_id) if one.process_id in sent else len(sent)
    )


def processes_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Process id -> the file that draws it, in the order of the files."""
    found: dict[str, str] = {}
    for name, data in files.items():
        if name.endswith((".bpmn", ".xml")):
            with suppress(WorkflowError):
                found |= {one.id: name for one in bpmn.read(data, name).processes}
    return found


def forms_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """File -> the id of the form in it."""
    return {
        name: str(json.loads(data).get("id", "")) for name, data in files.items() if name.endswith(".form")
    }


def decisions_of(files: Mapping[str, bytes]) -> list[tuple[str, str, str]]:
    """(file, decision id, its name) of every decision in these files."""
    return [
        (name, one.id, one.name or one.id)
        for name, data in files.items()
        if name.endswith(".dmn")
        for one in dmn.load(data, name=name).decisions
    ]


def address(endpoint: str, **values: Any) -> str:
    """The full address of one of our pages, for links that open outside of the browser."""
    base = str(current_app.config["SETTINGS"].base_url).rstrip("/")
    return base + url_for(endpoint, **values)


def here() -> str:
    """Where this service is reached, as the modeller reached it."""
    return request.url_root.rstrip("/")
