"""What a process runs with: the diagrams, decisions and forms of its bundle that it reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cip_workflow.bpmn import Document, Process
from cip_workflow.operations._bundle import Bundle, sha256


@dataclass(frozen=True, kw_only=True)
class Reached:
    """What one process runs with: file names of diagrams and decisions, and form ids."""

    bpmn: tuple[str, ...]
    dmn: tuple[str, ...]
    forms: tuple[str, ...]
    processes: tuple[str, ...]

    def digest(self, process_id: str, bundle: Bundle) -> str:
        """Names the process in this version: it changes when any reached byte does, and with nothing else."""
        parts = [f"process {process_id}"]
        parts += sorted(f"bpmn {sha256(bundle.runs[name])}" for name in self.bpmn)
        parts += sorted(f"dmn {sha256(bundle.files[name])}" for name in self.dmn)
        parts += sorted(f"form {key} {sha256(bundle.files[bundle.forms[key][0]])}" for key in self.forms)
        return sha256("\n".join(parts).encode())


def reached(bundle: Bundle, document: Document, process: Process) -> Reached:
    """What a process reaches: called processes and what they reach, decisions with all models, and forms.

    A name that an expression works out may be any in the bundle, so then all of them are reached.
    """
    by_id = {one.id: (found, one) for found, one in bundle.processes()}
    seen: dict[str, tuple[Document, Process]] = {}
    waiting = [(document, process)]
    decisions, form_ids = False, set[str]()
    while waiting:
        drawn, one = waiting.pop()
        if one.id in seen:
            continue
        seen[one.id] = (drawn, one)
        for element in one.elements.values():
            if element.called_process:
                waiting += _called(element.called_process, by_id)
            decisions = decisions or element.called_decision is not None
            form_ids |= _forms_of(element.form or element.properties.get("form"), bundle)
    return Reached(
        bpmn=tuple(sorted({drawn.name for drawn, _ in seen.values()})),
        dmn=tuple(sorted(bundle.models)) if decisions else (),
        forms=tuple(sorted(form_ids)),
        processes=tuple(sorted(seen)),
    )


def _called(name: str, by_id: Mapping[str, tuple[Document, Process]]) -> Sequence[tuple[Document, Process]]:
    if name.startswith("="):
        return list(by_id.values())
    return [by_id[name]] if name in by_id else []


def _forms_of(name: str | None, bundle: Bundle) -> set[str]:
    if name is None:
        return set()
    if name.startswith("="):
        return set(bundle.forms)
    return {name} & set(bundle.forms)
