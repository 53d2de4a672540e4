"""Diagrams with the answers that stand beside them, as a bundle runs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from cip_workflow import bpmn
from cip_workflow.bpmn import answers
from cip_workflow.bpmn.lint import Finding
from cip_workflow.errors import Refused


@dataclass(kw_only=True)
class Answered:
    """What runs: `diagrams` by name (the owner's bytes where nothing is answered), and the forms that answers need."""

    diagrams: dict[str, bytes] = field(default_factory=dict)
    forms: dict[str, bytes] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)  #: files with answers that cannot be read -> why


def answered(files: Mapping[str, bytes], diagrams: Iterable[str]) -> Answered:
    """Write into each diagram what its owner has answered. What cannot be read is left to the judge of the bundle."""
    found = Answered()
    for name in diagrams:
        found.diagrams[name] = files[name]
        beside = answers.beside(name)
        if beside not in files:
            continue
        try:
            given = answers.stored(files[beside], beside)
        except Refused as refused:
            found.unread[beside] = refused.message
            continue
        with suppress(Refused):
            found.diagrams[name], forms = answers.apply(files[name], name, given)
            found.forms |= forms
    return found


def in_place(findings: Iterable[Finding], data: bytes, name: str) -> list[Finding]:
    """Findings about an answered diagram, at the lines of the owner's own file."""
    own = bpmn.read(data, name)
    placed = []
    for one in findings:
        thing = own.element(one.element) or next(
            (process.flows[one.element] for process in own.processes if one.element in process.flows), None
        )
        if thing is None:
            placed.append(replace(one, line=0, column=0) if one.element else one)
        else:
            line, column = own.place(thing)
            placed.append(replace(one, line=line, column=column))
    return placed
