"""Every variable that our diagrams read is set by some step, a form, or whoever calls the process (RULINGS 5)."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cip_workflow.bpmn import Element, Process, read, sources
from cip_workflow.bpmn.lint import lint
from cip_workflow.bpmn.lint.finding import Finding
from cip_workflow.bpmn.reads import reads
from cip_workflow.bpmn.surroundings import Surroundings, given_by
from cip_workflow.operations import handlers
from cip_workflow.operations._bundle import ALWAYS
from tests.processes import catalogue
from tests.processes.steps import Call
from tests.unit.processes.drawing import FILES, ROOT
from tests.unit.processes.walking import form

RULE = "unset-variable"
DOCUMENTS = {path.name: read(path.read_bytes(), path.name) for path in FILES}
PROCESSES = {one.id: one for document in DOCUMENTS.values() for one in document.to_run}


def _given() -> dict[str, set[str]]:
    """What callers give; for a process that none of our files calls, what its paths begin with; the clock gives nothing."""
    by_clock = {
        one.id: set[str]()
        for one in PROCESSES.values()
        if all("timer" in start.event_definitions for start in one.starts())
    }
    named = {path.process: path.start for path in catalogue.paths() if isinstance(path.start, Call)}
    told = {process: {"briefRef", *start.variables(date(2026, 11, 23))} for process, start in named.items()}
    return by_clock | told | given_by(DOCUMENTS.values())


AROUND = Surroundings(
    forms={path.stem: form(path.stem).keys for path in (ROOT / "forms").glob("*.form")},
    given=_given(),
    gives=dict.fromkeys(handlers.known(), ()),
    always=ALWAYS,
)


def unset(data: bytes, name: str, around: Surroundings = AROUND) -> list[Finding]:
    return [one for one in lint(data, name, surroundings=around) if one.rule == RULE]


def asked(process: Process, gateway: Element) -> set[str]:
    """What the ways of a gateway, and the wait behind it, read."""
    texts = [process.flows[way].condition or "" for way in gateway.outgoing]
    wait = process.elements[process.flows[gateway.default].target] if gateway.default else gateway
    texts.append(wait.headers.get("settled", ""))
    return {name for text in texts for name in reads(text.removeprefix("="))}


def setters(process: Process, name: str) -> list[str]:
    """The steps that set a variable, and `given` where the process begins with it."""
    steps = [one.id for one in process.elements.values() if name in sources.of_element(one, AROUND).names]
    begun = ["given"] if name in AROUND.given.get(process.id, ()) else []
    return steps + begun


CHOICES = [
    (process.id, one.id, name)
    for process in PROCESSES.values()
    for one in process.elements.values()
    if one.type == "exclusiveGateway" and len(one.outgoing) > 1
    for name in sorted(asked(process, one))
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_expression_reads_what_nothing_sets(path) -> None:
    assert [str(one) for one in unset(path.read_bytes(), path.name)] == []


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_all_sources_of_a_process_are_known(process: Process) -> None:
    """Where a step might set anything, the rule above would find nothing."""
    assert not sources.of_process(process, AROUND).anything


@pytest.mark.parametrize(("process", "gateway", "name"), CHOICES, ids=lambda one: one)
def test_what_a_gateway_reads_has_a_source(process: str, gateway: str, name: str) -> None:
    assert setters(PROCESSES[process], name), f"{gateway} reads {name}, which nothing sets"


def test_every_gateway_that_chooses_reads_something() -> None:
    choosing = {
        one.id
        for process in PROCESSES.values()
        for one in process.elements.values()
        if one.type == "exclusiveGateway" and len(one.outgoing) > 1
    }
    assert {gateway for _, gateway, _ in CHOICES} == choosing


def _without(data: bytes, name: str) -> bytes:
    """The file with every source of a variable under another name."""
    text = data.decode()
    for attribute in ("target", "resultVariable", "outputCollection"):
        text = re.sub(rf'{attribute}="{name}"', f'{attribute}="{name}Elsewhere"', text)
    return text.encode()


def _less(named: Collection[str], name: str) -> set[str]:
    return {one for one in named if one != name}


@given(st.sampled_from(CHOICES))
@settings(max_examples=40, deadline=None)
def test_without_its_sources_a_variable_is_missed(choice: tuple[str, str, str]) -> None:
    process, _, name = choice
    [document] = [one for one in DOCUMENTS.values() if process in {each.id for each in one.to_run}]
    path = ROOT / "processes" / document.name
    poorer = Surroundings(
        forms={key: _less(fields, name) for key, fields in (AROUND.forms or {}).items()},
        given={key: _less(names, name) for key, names in AROUND.given.items()},
        gives=AROUND.gives,
        always=AROUND.always,
    )
    found = unset(_without(path.read_bytes(), name), document.name, poorer)
    assert any(f"“{name}”" in one.message for one in found)
