"""`cip deploy`: a bundle that is good, one that is the same, one that is refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ROOT
from tests.operations import diagrams as d

BOTH = (str(ROOT / "processes"), str(ROOT / "forms"))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    drawn = d.process("p", d.start(), d.user("work"), d.end(), d.chain("start", "work", "end"), name="Work")
    (tmp_path / "p.bpmn").write_bytes(d.bpmn(drawn))
    return tmp_path / "p.bpmn"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    nodes = (d.start(), d.user("work", groups="wizards"), d.script("sum", "= 1 +", "x"), d.end())
    drawn = d.process("bad", *nodes, d.chain("start", "work", "sum", "end"))
    (tmp_path / "bad.bpmn").write_bytes(d.bpmn(drawn))
    return tmp_path / "bad.bpmn"


def test_the_partnerships_files_are_the_first_command_of_all(cip) -> None:
    said = cip("deploy", *BOTH, "--note", "First")
    assert (said.code, said.err) == (0, "")
    assert "(cip-brief-issue): version 1\n" in said.out
    again = cip("deploy", *BOTH)
    assert again.code == 0
    assert "(cip-brief-issue): version 1, unchanged\n" in again.out


def test_a_changed_file_is_a_new_version(cip, good: Path) -> None:
    assert cip("deploy", str(good)).out.splitlines()[-1] == "Work (p): version 1"
    good.write_bytes(good.read_bytes().replace(b'name="Work"', b'name="More work"'))
    assert cip("deploy", str(good)).out.splitlines()[-1] == "More work (p): version 2"


def test_what_a_script_reads(cip, good: Path) -> None:
    said = cip("deploy", str(good), "--json").json
    assert said["new"] is True
    assert [(one["process_id"], one["version"], one["new"]) for one in said["definitions"]] == [
        ("p", 1, True)
    ]
    assert [(one["severity"], one["rule"]) for one in said["findings"]] == [("warning", "task-without-form")]


def test_a_bundle_with_faults_is_refused_with_each_of_them(cip, bad: Path, good: Path) -> None:
    said = cip("deploy", str(bad), str(good))
    assert (said.code, said.out) == (1, "")
    lines = said.err.splitlines()
    assert all(".bpmn, line " in line for line in lines[:-1])
    assert any("“work”" in line and "wizards" in line for line in lines)
    assert any("“sum”" in line for line in lines)
    assert lines[-1].startswith("Nothing was deployed: ")
    assert lines[-1].endswith(" Nothing was stored.")
    assert cip("deploy", str(good), "--json").json["definitions"][0]["version"] == 1


def test_a_refusal_for_a_script(cip, bad: Path) -> None:
    said = cip("deploy", str(bad), "--json")
    assert said.code == 1
    assert said.json["refused"].startswith("Nothing was deployed")
    assert {one["element"] for one in said.json["findings"]} >= {"work", "sum"}
    assert all(one["file"] == "bad.bpmn" and one["line"] for one in said.json["findings"])
    assert all(one["message"] and one["cure"] for one in said.json["findings"])


@pytest.mark.parametrize("data", [b"", b"<a>", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"\x00\xff"])
def test_a_hostile_or_broken_file_is_one_finding(cip, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.bpmn").write_bytes(data)
    said = cip("deploy", str(tmp_path / "x.bpmn"))
    assert said.code == 1
    assert "x.bpmn" in said.err


def test_only_those_who_may_deploy(cip, demo: Path, good: Path, refused) -> None:
    assert cip("deploy", str(good), "--as", "pownes").code == 0
    assert "deploy processes" in refused("deploy", str(good), "--as", "jfenn")
