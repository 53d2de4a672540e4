"""Lowered BPMN and DMN files to one text, stored once per version; and that text to live elements, kept in memory."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from cip_workflow import bpmn, dmn
from cip_workflow.bpmn import Document, Flow
from cip_workflow.engine.building import build
from cip_workflow.engine.decisions import Decisions
from cip_workflow.engine.event_plans import Plan
from cip_workflow.engine.instance import Process
from cip_workflow.engine.library import VERIFIED
from cip_workflow.engine.plans import Planning
from cip_workflow.engine.refusals import Problems
from cip_workflow.errors import Refused

#: Of the text. Another number is refused with the cure: deploy again.
FORMAT = 1


@dataclass(frozen=True)
class Specs:
    """A version, ready to run: shared by all its instances and by threads, and never changed."""

    processes: Mapping[str, Process]
    decisions: Decisions
    levels: Mapping[str, Plan]
    digest: bytes


def compile_files(files: Mapping[str, bytes], decisions: Mapping[str, bytes]) -> str:
    """The text of the executable processes in `files`. Raises Refused with every reason."""
    problems = Problems()
    levels: list[Plan] = []
    where: dict[str, Document] = {}
    for name, data in files.items():
        document = bpmn.read(data, name)
        planning = Planning(document, problems)
        for process in document.processes:
            if not process.executable:
                continue
            if process.id in where:
                other = where[process.id].name
                problems.add(document, process, f"{other} has a process of this id too.", "Rename one.")
                continue
            where[process.id] = document
            levels += planning.levels(process)
    if not where:
        cure = "Tick Executable for the process in the modeller."
        problems.add_file(", ".join(files), "No process is executable.", cure)
    tables = _decisions(decisions, problems)
    _check_calls(levels, where, tables, problems)
    problems.check()

    def bad(key: str, element_id: str, sentence: str) -> None:
        document = where[key.partition("/")[0]]
        thing = document.element(element_id) or _flow(document, element_id)
        problems.add(document, thing, f"An expression cannot be read. {sentence}", "Correct it.")

    build(levels, bad)
    problems.check()
    text = {
        "format": FORMAT,
        "engine": VERIFIED,
        "levels": levels,
        "decisions": {name: b64encode(data).decode() for name, data in decisions.items()},
        "tables": tables,
    }
    return json.dumps(text, ensure_ascii=False, separators=(",", ":"))


def _decisions(files: Mapping[str, bytes], problems: Problems) -> dict[str, str]:
    """Decision ids and the files that they stand in."""
    tables: dict[str, str] = {}
    for name, data in files.items():
        others = [other for key, other in files.items() if key != name]
        model = dmn.load(data, imports=others, name=name)
        for decision in model.decisions:
            if decision.id in tables:
                said = f"The decision {decision.id} is in {tables[decision.id]} as well."
                problems.add_file(name, said, "Rename one.")
            tables[decision.id] = name
    return tables


def _check_calls(
    levels: list[Plan], where: Mapping[str, Document], tables: Mapping[str, str], problems: Problems
) -> None:
    for level in levels:
        document = where[level["process"]]
        for node in level["nodes"]:
            called, decision = node.get("called", "="), node.get("decision", "=")
            element = document.element(node["id"])
            if called and not called.startswith("=") and called not in where:
                said = f"It calls the process {called!r}, which is not here."
                problems.add(document, element, said, "Deploy it as well.")
            if not decision.startswith("=") and decision not in tables:
                said = f"It asks the decision {decision!r}, which is not here."
                problems.add(document, element, said, "Deploy its DMN file as well.")


def _flow(document: Document, flow_id: str) -> Flow | None:
    return next((process.flows[flow_id] for process in document.processes if flow_id in process.flows), None)


@lru_cache(maxsize=200)
def load(specs: str) -> Specs:
    """The live elements of a compiled text. Raises Refused for one of another format."""
    text: dict[str, Any] = json.loads(specs)
    if text["format"] != FORMAT:
        raise Refused(
            f"These specs have the format {text['format']}, this engine reads {FORMAT}. Deploy the files again."
        )
    broken: list[str] = []
    processes = build(
        text["levels"], lambda key, element, sentence: broken.append(f"{key}, {element}: {sentence}")
    )
    if broken:
        raise Refused("These specs can no longer be read. Deploy the files again. " + " ".join(broken))
    files = {name: b64decode(data) for name, data in text["decisions"].items()}
    return Specs(
        processes=processes,
        decisions=Decisions(files, text["tables"]),
        levels={level["key"]: level for level in text["levels"]},
        digest=blake2b(specs.encode(), digest_size=8).digest(),
    )
