"""Processes in plain English: the pages of our own in docs/processes, and what the command says of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cip_workflow.bpmn import read
from cip_workflow.bpmn.prose import Names, in_words, page
from cip_workflow.cli import main
from cip_workflow.cli.describe import pages
from cip_workflow.cli.files import listed
from cip_workflow.errors import NotFound

ROOT = Path(__file__).parents[2]
OURS = dict(pages(listed([str(ROOT / "processes"), str(ROOT / "forms")])))
DIAGRAM = b"""<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t">
  <process id="leave" name="Leave" isExecutable="true">
    <documentation>Who is away.</documentation>
    <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="T1_ask"/>
    <userTask id="T1_ask" name="Ask for leave"><documentation>Say when</documentation><extensionElements>
      <zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="lcc-hr"/>
      <zeebe:properties><zeebe:property name="sla" value="1wd"/><zeebe:property name="escalateTo" value="lcc-dcs"/></zeebe:properties>
    </extensionElements></userTask>
    <boundaryEvent id="b" name="A week" attachedToRef="T1_ask" cancelActivity="false"><timerEventDefinition>
      <timeDuration xsi:type="tFormalExpression">P7D</timeDuration></timerEventDefinition></boundaryEvent>
    <sequenceFlow id="fb" sourceRef="b" targetRef="eb"/><endEvent id="eb" name="Reminded"/>
    <sequenceFlow id="f2" sourceRef="T1_ask" targetRef="g"/>
    <exclusiveGateway id="g" name="Granted?" default="no"/>
    <sequenceFlow id="yes" name="Yes" sourceRef="g" targetRef="m"><conditionExpression>=granted</conditionExpression></sequenceFlow>
    <sequenceFlow id="no" name="Anything else" sourceRef="g" targetRef="T1_ask"/>
    <exclusiveGateway id="m"/><sequenceFlow id="f3" sourceRef="m" targetRef="e"/>
    <endEvent id="e" name="Away"><documentation>The calendar says so.</documentation></endEvent>
  </process>
</definitions>"""


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_pages_are_current(name: str) -> None:
    kept = ROOT / "docs" / "processes" / name
    assert kept.exists() and kept.read_text(encoding="utf-8") == OURS[name], (
        "write them anew: cip describe processes forms --out docs/processes"
    )


def test_there_is_no_page_without_a_process() -> None:
    assert {file.name for file in (ROOT / "docs" / "processes").iterdir()} == set(OURS)


def test_a_page_says_steps_people_times_ways_and_ends() -> None:
    names = Names(groups={"lcc-hr": "Human resources", "lcc-dcs": "The director"})
    said = page(read(DIAGRAM, "leave.bpmn"), "leave", names=names, picture="leave.svg")
    assert said.startswith("# Leave\n\nWho is away.\n\n![")
    assert "1. **Ask for leave** (Human resources). Say when." in said
    assert "1. **A week** (while “Ask for leave” is open; does not end it)" in said
    assert "1. **Granted?** *Yes* leads to “Away”." in said
    assert "| T1 Ask for leave | Human resources |  | 1 working day | The director |" in said
    assert "- **Away**: The calendar says so." in said
    assert "Anything else" not in said


def test_a_process_that_is_not_there_is_said() -> None:
    with pytest.raises(NotFound, match=r"leave\.bpmn has no process “stay”"):
        page(read(DIAGRAM, "leave.bpmn"), "stay")


@pytest.mark.parametrize(("sla", "words"), [("10wd", "10 working days"), ("1d", "1 day"), ("soon", "soon")])
def test_service_levels_in_words(sla: str, words: str) -> None:
    assert in_words(sla) == words


def test_the_command_prints_or_writes(tmp_path: Path) -> None:
    file = tmp_path / "leave.bpmn"
    file.write_bytes(DIAGRAM)
    printed = CliRunner().invoke(main, ["describe", str(file)])
    assert printed.exit_code == 0 and printed.output.startswith("# Leave")
    written = CliRunner().invoke(main, ["describe", str(file), "--out", str(tmp_path / "out")])
    assert written.exit_code == 0
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["leave.md", "leave.svg"]
