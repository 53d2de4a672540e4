"""How a bundle becomes versions of processes: what a deployment that is published writes (DESIGN 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, engine
from cip_workflow.bpmn import Document, Element, Process, lower
from cip_workflow.bpmn.answers import beside
from cip_workflow.operations import _audit, _bundle, _reach, _start_events
from cip_workflow.operations._bundle import Bundle
from cip_workflow.operations._reach import Reached
from cip_workflow.store.tables import DEFINITION, DEPLOYMENT, RESOURCE
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Version:
    """One process of a deployment."""

    definition_id: int
    process_id: str
    name: str
    version: int
    new: bool  #: False where nothing that it reaches has changed, so the version before goes on


def publish(
    session: Session, actor: Actor, bundle: Bundle, deployment_id: int, *, kind: str
) -> tuple[Version, ...]:
    """Make a version of every process of a bundle that changed; from now on new cases start on it.

    Args:
        bundle: what the deployment was kept with, judged.
        kind: as what the audit keeps it.
    """
    session.execute(
        sa.update(DEPLOYMENT)
        .where(DEPLOYMENT.c.id == deployment_id)
        .values(published_at=clock.now(), published_by=actor.person_id)
    )
    made = tuple(
        _version(session, bundle, document, process, deployment_id)
        for document, process in bundle.processes()
        if process.executable
    )
    _audit.change(
        session,
        actor=actor,
        kind=kind,
        subject=f"deployment:{deployment_id}",
        digest=_bundle.digest(bundle.given),
        definitions=[one.definition_id for one in made if one.new],
    )
    return made


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
    last = session.execute(
        sa.select(sa.func.max(DEFINITION.c.version)).where(DEFINITION.c.process_id == process.id)
    ).scalar_one()
    version = (last or 0) + 1
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
            "answers": {
                beside(name): digests[beside(name)] for name in found.bpmn if beside(name) in digests
            },
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
