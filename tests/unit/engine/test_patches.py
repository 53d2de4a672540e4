"""The one module that replaces private behaviour of the library: what it replaces is there, and nothing else does."""

from __future__ import annotations

import ast
import inspect
from datetime import UTC, datetime
from pathlib import Path

import pytest
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task

import cip_workflow.engine
from cip_workflow.engine import library, patches
from cip_workflow.engine.compiling import load
from cip_workflow.engine.context import Context
from cip_workflow.engine.state import restore
from tests.unit.engine.case import Case, simple
from tests.unit.engine.diagrams import flows, users

ROOT = Path(cip_workflow.engine.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
PAIRS = [
    (patches.PatchedTask, Task),
    (patches.PatchedSpec, BpmnSpecMixin),
    (patches.PatchedWorkflow, BpmnWorkflow),
    (patches.PatchedSubWorkflow, BpmnSubWorkflow),
]
#: Every private name of the library that is replaced. A change here is a change of what the mutants must cover.
REPLACED = {
    "PatchedTask": {"_set_state"},
    "PatchedSpec": {"_on_ready", "_on_complete"},
    "PatchedWorkflow": set(),
    "PatchedSubWorkflow": {"_calculate_depth"},
}


def _private(names):
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_what_is_replaced_is_there_with_the_same_arguments(ours, theirs):
    assert _private(vars(ours)) == REPLACED[ours.__name__]
    for name in REPLACED[ours.__name__]:
        mine, original = inspect.signature(vars(ours)[name]), inspect.signature(getattr(theirs, name))
        assert list(mine.parameters) == list(original.parameters), name


def test_the_version_is_the_one_that_was_verified():
    assert library.VERIFIED == "3.2.0"
    assert library.installed == library.VERIFIED


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_else_replaces_or_reads_private_names_of_the_library(path):
    tree = ast.parse(path.read_text())
    theirs = _private({name for _, base in PAIRS for kind in base.__mro__ for name in vars(kind)})
    theirs |= {"_state", "_parent", "_children"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("SpiffWorkflow"):
            assert path.name == "library.py"
        if path.name in {"patches.py", "library.py"}:
            continue
        if isinstance(node, ast.FunctionDef):
            assert node.name not in theirs, f"{path.name}: {node.name}"
        if isinstance(node, ast.Attribute):
            assert node.attr not in theirs, f"{path.name}, line {node.lineno}: {node.attr}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path):
    assert len(path.read_text().splitlines()) < 300


def test_a_token_holds_no_variables():
    case = Case(simple(users("u") + flows("s u e")), {"v": 1})
    top = restore(case.state, load(case.specs), Context(datetime(2030, 1, 1, tzinfo=UTC)))
    token = top.find(case.one("u").key)
    assert token is not None
    assert token.data is top.scope
    with pytest.raises(TypeError, match="holds no variables"):
        token.data = {"v": 2}
    token.data = {}
    assert token.data == {"v": 1}


def test_open_tokens_are_counted():
    case = Case(simple(users("u", "v") + flows("s u e;s v e")))
    top = restore(case.state, load(case.specs), Context(datetime(2030, 1, 1, tzinfo=UTC)))
    assert top.live == 2
    token = top.find(case.one("u").key)
    assert token is not None
    token.state = library.READY
    assert top.live == 2
    token.state = library.COMPLETED
    token.state = library.COMPLETED
    assert top.live == 1
    top.stop()
    assert top.live == 0
