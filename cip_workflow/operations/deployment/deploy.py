"""Deploy a bundle: all of it or nothing, under the digest of its contents (DESIGN 3, 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, engine
from cip_workflow.bpmn import Document, Element, Process, lower
from cip_workflow.bpmn.lint import Finding
from cip_workflow.errors import Refused
from cip_workflow.operations import _audit, _bundle, _policy, _reach, _start_events
from cip_workflow.operations._bundle import Bundle
from cip_workflow.operations._reach import Reached
from cip_workflow.store.tables import BLOB, DEFINITION, DEPLOYMENT, GROUP, RESOURCE
from cip_workflow.types import Actor

DEPLOYERS = frozenset({"process-owner", "platform-admin"})


@dataclass(frozen=True, kw_only=True)
class Version:
    """One process of a deployment."""

    definition_id: int
    process_id: str
    name: str
    version: int
    new: bool  #: False where nothing that it reaches has changed, so the version before goes on


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """What a deployment became."""

    deployment_id: int
    digest: str
    definitions: tuple[Version, ...]
    findings: tuple[Finding, ...]  #: warnings and notes; nothing that refuses
    new: bool  #: False where the same bundle was deployed before


def deploy(session: Session, *, actor: Actor, files: Mapping[str, bytes], note: str = "") -> Deployed:
    """Deploy diagrams, decisions and forms that belong together.

    The same bytes again give the deployment that exists. A process gets a new version only when something that it reaches
    has changed: its own diagram, a process it calls, a decision, a form. Running cases stay on their version.

    Args:
        actor: a process owner or administrator, or the system (command line).
        files: the owner's bytes by file name.
        note: why, for the list of deployments.

    Raises:
        NotAllowed: the actor deploys nothing.
        Refused: `findings` has every reason, of every file, with its place and cure; nothing is stored.
    """
    if not actor.is_system:
        _policy.govern(actor, what="deploy processes", groups=DEPLOYERS)
    known = _known(session, _bundle.digest(files))
    if known is not None:
        return known
    groups = session.execute(sa.select(GROUP.c.key)).scalars().all()
    bundle = _bundle.read(files, groups=groups)
    if bundle.refused:
        _refuse(bundle.refused, bundle.findings)
    deployment_id = _store(session, actor, bundle, note)
    versions = tuple(
        _version(session, bundle, document, process, deployment_id)
        for document, process in bundle.processes()
        if process.executable
    )
    _audit.change(
        session,
        actor=actor,
        kind="deployment.made",
        subject=f"deployment:{deployment_id}",
        digest=_bundle.digest(files),
        definitions=[one.definition_id for one in versions if one.new],
    )
    return Deployed(
        deployment_id=deployment_id,
        digest=_bundle.digest(files),
        definitions=versions,
        findings=tuple(bundle.findings),
        new=True,
    )


def _refuse(refused: Sequence[Finding], findings: Sequence[Finding]) -> None:
    questions = sum(one.severity == "question" for one in refused)
    faults = len(refused) - questions
    said = [
        f"{count} {word}{'s' * (count != 1)}"
        for count, word in ((faults, "fault"), (questions, "question"))
        if count
    ]
    verb = "stands" if len(refused) == 1 else "stand"
    raise Refused(
        f"Nothing was deployed: {' and '.join(said)} {verb} against it. The first: {refused[0].message}",
        findings=findings,
    )


def _known(session: Session, digest: str) -> Deployed | None:
    row = session.execute(
        sa.select(DEPLOYMENT.c.id, DEPLOYMENT.c.findings).where(DEPLOYMENT.c.digest == digest)
    ).one_or_none()
    if row is None:
        return None
    made = session.execute(
        sa.select(DEFINITION.c.id, DEFINITION.c.process_id, DEFINITION.c.name, DEFINITION.c.version)
        .where(DEFINITION.c.deployment_id == row.id)
        .order_by(DEFINITION.c.process_id)
    )
    return Deployed(
        deployment_id=row.id,
        digest=digest,
        definitions=tuple(
            Version(
                definition_id=one.id,
                process_id=one.process_id,
                name=one.name,
                version=one.version,
                new=False,
            )
            for one in made
        ),
        findings=tuple(Finding(**found) for found in row.findings),
        new=False,
    )


def _store(session: Session, actor: Actor, bundle: Bundle, note: str) -> int:
    deployment_id: int = session.execute(
        sa.insert(DEPLOYMENT).returning(DEPLOYMENT.c.id),
        {
            "digest": _bundle.digest(bundle.files),
            "note": note.strip()[:1000],
            "findings": [asdict(one) for one in bundle.findings],
            "deployed_at": clock.now(),
            "deployed_by": actor.person_id,
        },
    ).scalar_one()
    digests = {name: _bundle.sha256(data) for name, data in bundle.files.items()}
    there = set(
        session.execute(sa.select(BLOB.c.digest).where(BLOB.c.digest.in_(set(digests.values())))).scalars()
    )
    missing = {
        digests[name]: data for name, data in sorted(bundle.files.items()) if digests[name] not in there
    }
    if missing:
        session.execute(
            sa.insert(BLOB),
            [{"digest": one, "size": len(data), "data": data} for one, data in missing.items()],
        )
    session.execute(
        sa.insert(RESOURCE),
        [
            {
                "deployment_id": deployment_id,
                "name": name,
                "kind": _bundle.kind(name),
                "digest": digests[name],
            }
            for name in sorted(bundle.files)
        ],
    )
    return deployment_id


def _version(
    session: Session, bundle: Bundle, document: Document, process: Process, deployment_id: int
) -> Version:
    found = _reach.reached(bundle, document, process)
    digest = found.digest(process.id, bundle)
    before = session.execute(
        sa.select(DEFINITION.c.id, DEFINITION.c.version, DEFINITION.c.digest)
        .where(DEFINITION.c.process_id == process.id, DEFINITION.c.latest.is_(True))
        .with_for_update()
    ).one_or_none()
    name = process.name or process.id
    if before is not None and before.digest == digest:
        return Version(
            definition_id=before.id, process_id=process.id, name=name, version=before.version, new=False
        )
    version = before.version + 1 if before else 1
    if before is not None:
        session.execute(sa.update(DEFINITION).where(DEFINITION.c.id == before.id), {"latest": False})
    row = _row(session, bundle, document, process, found)
    definition_id: int = session.execute(
        sa.insert(DEFINITION).returning(DEFINITION.c.id),
        {
            **row,
            "version": version,
            "digest": digest,
            "deployment_id": deployment_id,
            "latest": True,
            "resource_id": _resource(session, deployment_id, document.name),
            "created_at": clock.now(),
        },
    ).scalar_one()
    _start_events.register(
        session, definition_id, process, row["specs"], replaces=before.id if before else None
    )
    return Version(definition_id=definition_id, process_id=process.id, name=name, version=version, new=True)


def _resource(session: Session, deployment_id: int, name: str) -> int:
    found: int = session.execute(
        sa.select(RESOURCE.c.id).where(RESOURCE.c.deployment_id == deployment_id, RESOURCE.c.name == name)
    ).scalar_one()
    return found


def _row(
    session: Session, bundle: Bundle, document: Document, process: Process, found: Reached
) -> dict[str, Any]:
    lowered = {name: lower.lower(bundle.documents[name]) for name in found.bpmn}
    specs = engine.compile(lowered, decisions={name: bundle.files[name] for name in found.dmn})
    entry = _start_events.entry(process)
    digests = {name: _bundle.sha256(data) for name, data in bundle.files.items()}
    return {
        "process_id": process.id,
        "name": (process.name or process.id)[:300],
        "version_tag": process.version_tag,
        "documentation": process.documentation,
        "specs": specs,
        "files": {
            "bpmn": {name: digests[name] for name in found.bpmn},
            "dmn": {name: digests[name] for name in found.dmn},
            "form": {key: digests[bundle.forms[key][0]] for key in found.forms},
        },
        "groups": list(entry.groups),
        "start_form": entry.form,
        "start_element": entry.element,
        "start_message": entry.message,
        "none_start": entry.none_start,
        "message_starts": [one.message.name for one in process.starts() if one.message],
        "decided": _decided(bundle, found),
        "senders": {
            element.id: _start_events.groups_in(element.properties["senders"])
            for element in _elements(bundle, found)
            if element.properties.get("senders")
        },
        "properties": {
            one.id: dict(one.properties)
            for _, one in bundle.processes()
            if one.id in found.processes and one.properties
        },
    }


def _elements(bundle: Bundle, found: Reached) -> Iterator[Element]:
    for _, process in bundle.processes():
        if process.id in found.processes:
            yield from process.elements.values()


def _decided(bundle: Bundle, found: Reached) -> dict[str, list[str]]:
    """Which user tasks write a variable: by their output mappings, or without any by the fields of their form."""
    written: dict[str, list[str]] = {}
    for element in _elements(bundle, found):
        if element.type != "userTask":
            continue
        names = {target.partition(".")[0] for target, _ in element.outputs}
        if not names and element.form in bundle.forms:
            names = set(bundle.forms[element.form][1].fields)
        loop = element.multi_instance
        if loop is not None and loop.output_collection:
            names = {loop.output_collection}
        for name in sorted(names):
            written.setdefault(name, []).append(element.id)
    return written
