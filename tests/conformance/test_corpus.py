"""Diagrams that nobody here drew, by about forty tools: none may crash, hang, or be half understood.

The corpus stands beside the project (or where CIP_CORPUS says); it is never copied into it. A hundred files are
sampled; CIP_SOAK=1 takes all.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from lxml import etree

from cip_workflow import engine
from cip_workflow.bpmn import Document, read
from cip_workflow.bpmn.draw import draw
from cip_workflow.bpmn.lint import Surroundings, lint
from cip_workflow.bpmn.lower import lower
from cip_workflow.bpmn.names import MODEL, ZEEBE
from cip_workflow.bpmn.outline import steps
from cip_workflow.errors import Refused
from cip_workflow.xml import namespace
from tests.conformance import corpus

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("CIP_CORPUS") or ROOT.parent / "shared" / "corpus")
ALL = sorted(path for path in CORPUS.glob("bpmn/*/*") if path.is_file())
SAMPLE = 100
FILES = ALL if os.environ.get("CIP_SOAK") else sorted(random.Random(2026).sample(ALL, min(SAMPLE, len(ALL))))


def test_the_corpus_is_there() -> None:
    assert len(ALL) > 700, f"put the corpus of real diagrams at {CORPUS}, or say with CIP_CORPUS where it is"


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read_or_none(path: Path) -> Document | None:
    try:
        return read(path.read_bytes(), path.name)
    except Refused:
        return None


@pytest.mark.parametrize("path", FILES, ids=named)
def test_it_is_judged_with_places_and_sentences(path: Path) -> None:
    data = path.read_bytes()
    findings = lint(data, path.name)
    nothing = Surroundings(forms={}, groups=(), decisions=(), processes=(), messages=(), job_types=())
    assert len(lint(data, path.name, surroundings=nothing)) >= len(findings) or any(
        one.blocks for one in findings
    )
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for one in findings:
        assert 0 <= one.line <= lines
        assert one.line == 0 or one.column > 0
        assert one.message.endswith((".", "?"))
    if read_or_none(path) is None:
        assert [one.rule for one in findings] == ["xml"]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_process_has_a_picture_and_a_list(path: Path) -> None:
    document = read_or_none(path)
    for process in document.processes if document else ():
        picture = etree.fromstring(draw(document, process.id))
        told = {line.element for line in steps(document, process.id)}
        assert {one.id for one in process.elements.values() if one.is_activity} <= told
        if process.inside(None):
            drawn = {group.get("data-element") for group in picture.iter("{*}g")}
            assert {one.id for one in process.inside(None)} <= drawn
        assert not [node for node in picture.iter() if node.get("style")]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_it_is_lowered_or_blocked_and_what_is_lowered_compiles(path: Path) -> None:
    document = read_or_none(path)
    if document is None:
        return
    blocked = [one for one in lint(document.data, path.name) if one.blocks]
    try:
        once = lower(document)
    except Refused as refused:
        assert blocked, f"lint let pass what cannot be lowered: {refused}"
        return
    after = read(once, path.name)
    assert lower(after) == once
    for node in after.root.iter("*"):
        assert {namespace(name) for name in (node.tag, *node.attrib)} <= {MODEL, ZEEBE, ""}
    kept = {key for process in after.processes for key in process.elements}
    assert {key for process in document.to_run for key in process.elements} <= kept
    called = {one.called_process for process in after.processes for one in process.elements.values()} - {None}
    decided = {one.called_decision for process in after.processes for one in process.elements.values()} - {
        None
    }
    if not blocked and not decided and called <= {process.id for process in after.processes}:
        assert engine.compile({path.name: once})


def test_almost_everything_runs_once_its_questions_are_answered() -> None:
    """At least 97 % of what holds a process that can be read; `python -m tests.conformance.corpus` prints all of it."""
    judged = [corpus.judge(path) for path in FILES]
    meant = [one for one in judged if not set(one.left) & {"xml", "nothing-to-run"}]
    refused = [f"{one.name}: {', '.join(one.left)}" for one in meant if not one.answered]
    assert len(refused) <= 0.03 * len(meant) + 2, refused  # two more where only a sample is looked at
    assert max(one.seconds for one in judged) < 5
