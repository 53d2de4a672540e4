"""A bundle that holds only what somebody has open in their modeller is made whole with what is in force (DESIGN 3)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import bpmn, dmn
from cip_workflow.bpmn.answers.tree import ASKED
from cip_workflow.errors import WorkflowError
from cip_workflow.operations import _bundle
from cip_workflow.store.tables import BLOB, DEFINITION, RESOURCE


@dataclass(frozen=True, kw_only=True)
class _InForce:
    """The files that the newest versions of all processes run with."""

    digests: dict[str, str] = field(default_factory=dict)  #: file name -> digest
    forms: dict[str, str] = field(default_factory=dict)  #: form id -> file name
    decisions: dict[str, str] = field(default_factory=dict)  #: decision id -> file name
    processes: dict[str, str] = field(default_factory=dict)  #: process id -> file name
    together: list[set[str]] = field(default_factory=list)  #: file names that one process runs with


def complete(session: Session, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with everything that belongs to them, as far as it is deployed already.

    A modeller sends one diagram. What it calls and the forms it names come from the versions in force; and so does
    everything that runs with a file of the same name today, so that a process which calls the one that was sent gets the
    new one too. What was sent always wins over what is there.

    Args:
        files: what was sent, by file name.

    Returns:
        The same files first, then those that were added; deploy this whole bundle.
    """
    there = _in_force(session)
    forms = {_form_id(data): name for name, data in files.items() if _bundle.kind(name) == "form"}
    sent = {*files, *(there.forms[key] for key in forms if key in there.forms)}
    wanted: set[str] = set()
    grows = True
    while grows:
        grows = False
        for together in there.together:
            if together & (sent | wanted) and not together <= (sent | wanted):
                wanted |= together
                grows = True
    found = {name: there.digests[name] for name in wanted - sent if name in there.digests}
    whole = dict(files) | _read(session, found)
    while missing := _missing(whole, there) - whole.keys():
        whole |= _read(session, {name: there.digests[name] for name in missing})
    return whole


def _in_force(session: Session) -> _InForce:
    there = _InForce()
    names = {
        (row.deployment_id, row.digest): row.name
        for row in session.execute(
            sa.select(RESOURCE.c.deployment_id, RESOURCE.c.digest, RESOURCE.c.name)
            .join(DEFINITION, DEFINITION.c.deployment_id == RESOURCE.c.deployment_id)
            .where(DEFINITION.c.latest)
            .distinct()
        )
    }
    rows = session.execute(
        sa.select(DEFINITION.c.process_id, DEFINITION.c.deployment_id, DEFINITION.c.files, RESOURCE.c.name)
        .join_from(DEFINITION, RESOURCE, RESOURCE.c.id == DEFINITION.c.resource_id)
        .where(DEFINITION.c.latest)
        .order_by(DEFINITION.c.id)
    )
    for row in rows:
        there.processes[row.process_id] = row.name
        together = set()
        for kind in ("bpmn", "dmn", "answers"):
            there.digests.update(row.files.get(kind, {}))
            together |= set(row.files.get(kind, {}))
        for form, digest in row.files.get("form", {}).items():
            if form.startswith(ASKED):  # made anew from the answers
                continue
            name = names.get((row.deployment_id, digest), f"{form}.form")
            there.digests[name] = digest
            there.forms[form] = name
            together.add(name)
        there.together.append(together)
    models = {name: digest for name, digest in there.digests.items() if _bundle.kind(name) == "dmn"}
    for name, data in _read(session, models).items():
        there.decisions.update(dict.fromkeys(_decisions(data, name), name))
    return there


def _missing(files: Mapping[str, bytes], there: _InForce) -> set[str]:
    """The files in force that give what these diagrams name and do not bring."""
    processes, decisions, forms = set[str](), set[str](), set[str]()
    named: dict[str, set[str]] = {"process": set(), "decision": set(), "form": set()}
    for name, data in files.items():
        kind = _bundle.kind(name)
        if kind == "form":
            forms.add(_form_id(data))
        elif kind == "dmn":
            decisions |= set(_decisions(data, name))
        elif kind == "bpmn":
            with suppress(WorkflowError):  # what cannot be read is refused with its place when it is deployed
                for process in bpmn.read(data, name).processes:
                    processes.add(process.id)
                    for element in process.elements.values():
                        named["process"] |= _static(element.called_process)
                        named["decision"] |= _static(element.called_decision)
                        named["form"] |= _static(element.form or element.properties.get("form"))
    return (
        _files(named["process"] - processes, there.processes)
        | _files(named["decision"] - decisions, there.decisions)
        | _files(named["form"] - forms, there.forms)
    ) & there.digests.keys()


def _files(keys: Iterable[str], places: Mapping[str, str]) -> set[str]:
    return {places[key] for key in keys if key in places}


def _static(name: str | None) -> set[str]:
    return {name} if name and not name.startswith("=") else set()


def _decisions(data: bytes, name: str) -> list[str]:
    with suppress(WorkflowError):
        return [one.id for one in dmn.load(data, name=name).decisions]
    return []


def _form_id(data: bytes) -> str:
    with suppress(
        ValueError, RecursionError
    ):  # what cannot be read is refused with its place when it is deployed
        form = json.loads(data)
        if isinstance(form, dict):
            return str(form.get("id") or "")
    return ""


def _read(session: Session, digests: Mapping[str, str]) -> dict[str, bytes]:
    if not digests:
        return {}
    blobs = {
        row.digest: row.data
        for row in session.execute(
            sa.select(BLOB.c.digest, BLOB.c.data).where(BLOB.c.digest.in_(set(digests.values())))
        )
    }
    return {name: blobs[digest] for name, digest in sorted(digests.items()) if digest in blobs}
