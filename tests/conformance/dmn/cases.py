"""The official cases of the DMN Technology Compatibility Kit, read from its folder. They never stand in this project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from cip_workflow import feel

PROJECT = Path(__file__).resolve().parents[3]
_TEST = "{http://www.omg.org/spec/DMN/20160719/testcase}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_TEMPORAL = {"date": "date", "dateTime": "date and time", "time": "time", "duration": "duration"}


@dataclass(frozen=True)
class Expected:
    """One result that one case expects: `node` is the decision, `value` what must come out (None for an error)."""

    node: str
    value: Any
    error: bool


@dataclass(frozen=True)
class Case:
    """One test case of a test file: what is asked of which model with which inputs."""

    id: str
    level: str
    folder: str
    model: Path
    kind: str
    invocable: str
    inputs: dict[str, Any]
    expected: tuple[Expected, ...]
    description: str


#: The cases that docs/conformance.md tells of: they stand beside the project.
USUAL = PROJECT.parent / "shared" / "dmn-tck"


def kit() -> Path:
    """The folder of the kit: CIP_DMN_TCK, else the usual one.

    Raises SystemExit, which pytest and the command line both show, with the cure when it is not there.
    """
    return present(Path(os.environ.get("CIP_DMN_TCK") or USUAL))


def present(folder: Path) -> Path:
    """The folder, if it holds cases; raises SystemExit with the cure when it does not."""
    if not any(folder.glob("**/*.dmn")):
        raise SystemExit(
            f"The DMN conformance cases are not in {folder}. Clone https://github.com/dmn-tck/tck and set CIP_DMN_TCK "
            "to its TestCases folder."
        )
    return folder


def read_all(folder: Path) -> Iterator[Case]:
    """Every case below `folder`, in the order of levels, folders, files."""
    for path in sorted(folder.glob("**/*-test-*.xml")):
        yield from read_file(path, path.relative_to(folder).parts[0])


def read_file(path: Path, level: str) -> Iterator[Case]:
    """The cases of one test file; `level` is the folder of the kit that it stands in."""
    root = ET.parse(path).getroot()
    model = path.parent / (root.findtext(f"{_TEST}modelName") or "").strip()
    for number, found in enumerate(root.iter(f"{_TEST}testCase"), 1):
        inputs: dict[str, Any] = {}
        for given in found.findall(f"{_TEST}inputNode"):
            inputs[given.get("name", "")] = _value(given)
        yield Case(
            id=f"{path.stem}#{found.get('id') or number}",
            level=level,
            folder=path.parent.name,
            model=model,
            kind=found.get("type") or "decision",
            invocable=found.get("invocableName") or "",
            inputs=inputs,
            expected=tuple(_expected(node) for node in found.findall(f"{_TEST}resultNode")),
            description=" ".join((found.findtext(f"{_TEST}description") or "").split()),
        )


def _expected(node: ET.Element) -> Expected:
    expected = node.find(f"{_TEST}expected")
    error = node.get("errorResult") == "true"
    return Expected(node.get("name", ""), None if error or expected is None else _value(expected), error)


def _value(element: ET.Element) -> Any:
    listed = element.find(f"{_TEST}list")
    if listed is not None:
        if listed.get(f"{_XSI}nil") == "true":
            return None
        return [_value(item) for item in listed.findall(f"{_TEST}item")]
    parts = element.findall(f"{_TEST}component")
    if parts:
        return {part.get("name", ""): _value(part) for part in parts}
    found = element.find(f"{_TEST}value")
    if found is None or found.get(f"{_XSI}nil") == "true":
        return None
    return _simple(found.text or "", (found.get(f"{_XSI}type") or "xsd:string").rpartition(":")[2])


def _simple(text: str, kind: str) -> Any:
    if kind in _TEMPORAL:
        return feel.evaluate(f'{_TEMPORAL[kind]}("{text.strip()}")', {})
    if kind == "boolean":
        return text.strip() in ("true", "1")
    if kind in ("decimal", "double", "float", "integer", "int", "long"):
        return Decimal(text.strip())
    return text
