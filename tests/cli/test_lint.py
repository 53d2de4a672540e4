"""`cip lint`: files are judged without a database."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT
from tests.operations import diagrams as d

CORPUS = Path(os.environ.get("CIP_CORPUS") or ROOT.parent / "shared" / "corpus")


def test_our_own_files_can_be_deployed(cip, data: Path) -> None:
    said = cip("lint", str(ROOT / "processes"), str(ROOT / "forms"))
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[-1] == "Nothing keeps these files from being deployed."
    assert not data.exists()


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    nodes = (d.start(), d.gateway("choose"), d.user("a"), d.user("b"), d.script("sum", "= 1 +", "x"), d.end())
    flows = d.chain("start", "choose", "a", "sum", "end") + d.chain("choose", "b", "end")
    (tmp_path / "p.bpmn").write_bytes(d.bpmn(d.process("p", *nodes, flows)))
    (tmp_path / "f.form").write_text('{"type": "default", "components": [{"type": "nonsense", "key": "a"}]}')
    (tmp_path / "d.dmn").write_text("<definitions")
    return tmp_path


def test_every_finding_has_its_place_and_cure(cip, faulty: Path) -> None:
    said = cip("lint", str(faulty))
    assert said.code == 1
    lines = said.out.splitlines()
    assert [one for one in lines if one.startswith("p.bpmn, line ") and "“sum”" in one]
    assert [one for one in lines if one.startswith("f.form")]
    assert [one for one in lines if one.startswith("d.dmn")]
    assert lines[-1].endswith("findings keep these files from being deployed.")


def test_what_a_script_reads(cip, faulty: Path) -> None:
    found = cip("lint", str(faulty), "--json")
    assert found.code == 1
    by_file = {
        file: [one for one in found.json if one["file"] == file] for file in ("p.bpmn", "f.form", "d.dmn")
    }
    assert all(by_file.values())
    one = next(one for one in by_file["p.bpmn"] if one["element"] == "sum")
    assert one["severity"] == "error"
    assert one["line"] > 0
    assert one["cure"]
    assert "text" not in one


def test_a_warning_is_no_fault(cip, tmp_path: Path) -> None:
    drawn = d.process("p", d.start(), d.user("work"), d.end(), d.chain("start", "work", "end"))
    (tmp_path / "p.bpmn").write_bytes(d.bpmn(drawn))
    said = cip("lint", str(tmp_path / "p.bpmn"), "--json")
    assert [one["severity"] for one in said.json] == ["warning"]
    assert said.code == 0


def test_a_question_keeps_a_file_from_being_deployed(cip, tmp_path: Path) -> None:
    drawn = d.process("p", d.start(), d.user("work", groups=None), d.end(), d.chain("start", "work", "end"))
    (tmp_path / "p.bpmn").write_bytes(d.bpmn(drawn))
    said = cip("lint", str(tmp_path / "p.bpmn"))
    assert said.code == 1
    assert "1 of 2 findings keep this file from being deployed." in said.out


def test_a_file_of_another_kind(cip, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    said = cip("lint", str(tmp_path / "notes.txt"))
    assert said.code == 1
    assert "notes.txt: CIP Workflow reads .bpmn, .dmn, .form" in said.out


@pytest.mark.parametrize("tool", ["activiti", "flowable", "camunda-modeler", "jbpm"])
def test_files_of_other_tools_get_an_answer(cip, tool: str) -> None:
    """Diagrams that nobody here drew: whatever they are, there is an answer, and in JSON it can be read."""
    files = sorted((CORPUS / "bpmn").glob(f"{tool}/*"))[:3]
    assert files, f"the corpus has no file of {tool}"
    for file in files:
        said = cip("lint", str(file), "--json")
        assert said.code in {0, 1}
        assert all(one["message"] for one in json.loads(said.out))
