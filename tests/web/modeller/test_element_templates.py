"""The element templates are what the code and the docs say, and what Camunda Modeler takes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cip_workflow.bpmn import read
from cip_workflow.cli import element_templates
from cip_workflow.cli.files import listed
from cip_workflow.operations import handlers

MODULES = element_templates.ROOT / "web" / "front" / "node_modules"
FILES = sorted((element_templates.ROOT / "processes").glob("*.bpmn"))


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return {one["id"]: one for one in element_templates.templates()}


def judged(templates: list[Any]) -> dict[str, Any]:
    own = Path(sys.executable).with_name("node")
    node = str(own) if own.exists() else shutil.which("node")
    assert node, "Node is missing. Run `make` once: it brings Node where there is none."
    done = subprocess.run(
        [node, str(Path(__file__).with_name("check_templates.mjs")), str(MODULES)],
        input=json.dumps(templates),
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_file_is_current() -> None:
    kept = element_templates.PLACE.read_text(encoding="utf-8")
    cure = "Run `python -m cip_workflow.cli.element_templates`"
    assert kept == element_templates.written(), cure


def test_the_modeler_takes_every_template(made) -> None:
    answer = judged(list(made.values()))
    assert answer == {"judged": len(made), "faults": []}


def test_the_judge_finds_a_fault(made) -> None:
    assert judged([{**made["cip.task"], "appliesTo": "bpmn:Task"}])["faults"]


def test_every_built_in_task_has_one_with_what_its_page_says(made) -> None:
    for type_ in handlers.known():
        one = made[type_.replace(":", ".")]
        assert one["description"], type_
        assert len(one["properties"]) > 1, f"docs say nothing of the variables of {type_}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_template_insists_on_is_what_our_diagrams_give(made, file: Path) -> None:
    document = read(file.read_bytes(), file.name)
    missing = []
    for process in document.processes:
        for element in process.elements.values():
            one = made.get((element.job_type or "").replace(":", "."))
            if one is None or element.is_event:
                continue
            given = {name for name, *_ in element.inputs} | set(element.headers)
            missing += [
                (element.id, name)
                for each in one["properties"]
                for name in [each["binding"].get("name") or each["binding"].get("key")]
                if name and not each.get("optional") and name not in given
            ]
    assert not missing


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_times_stages_and_people_of_our_diagrams_can_be_picked(made, file: Path) -> None:
    offered = {
        each["binding"].get("name"): {choice["value"] for choice in each["choices"]}
        for each in made["cip.task"]["properties"]
        if "choices" in each
    }
    document = read(file.read_bytes(), file.name)
    missing = [
        (element.id, name, element.properties[name])
        for process in document.processes
        for element in process.elements.values()
        if element.type == "userTask"
        for name in ("sla", "warnAt", "stage", "sod")
        if name in element.properties and element.properties[name] not in offered[name]
    ]
    assert not missing


def test_a_deployment_does_not_take_the_folder_of_the_modeler(tmp_path: Path) -> None:
    hidden = tmp_path / ".camunda" / "element-templates"
    hidden.mkdir(parents=True)
    (hidden / "kept.form").write_text("{}")
    (tmp_path / "ask.form").write_text("{}")
    assert [one.name for one in listed([str(tmp_path)])] == ["ask.form"]
    inside = (
        tmp_path / ".cache" / "mine"
    )  # a dot above the folder that is named says nothing about what is in it
    inside.mkdir(parents=True)
    (inside / "ask.form").write_text("{}")
    assert [one.name for one in listed([str(inside)])] == ["ask.form"]
