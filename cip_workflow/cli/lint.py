"""`cip lint`: what is wrong with files, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from cip_workflow import dmn, forms
from cip_workflow.bpmn.answers import ENDING as ANSWERS
from cip_workflow.bpmn.lint import lint as lint_diagram
from cip_workflow.cli.files import KINDS, listed
from cip_workflow.cli.shown import as_text, in_json, progress
from cip_workflow.errors import Refused
from cip_workflow.operations._trial_files import ENDING as TESTS
from cip_workflow.operations._trial_files import Unreadable
from cip_workflow.operations._trial_files import read as tests_of


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@in_json
def lint(paths: tuple[str, ...], as_json: bool) -> None:
    """Judge diagrams, decisions and forms: every finding with file, line, element, a sentence and the cure.

    The exit code is 1 when there is an error, or a question that must be answered before deployment. Groups, forms and
    called processes outside of these files are judged when they are deployed.
    """
    files = listed(paths)
    found: list[dict[str, Any]] = []
    with progress(files, "Reading", len(files)) as judged:
        for file in judged:
            found += [_said(file, one) for one in _judge(file)]
    if as_json:
        click.echo(as_text([{name: value for name, value in one.items() if name != "text"} for one in found]))
    else:
        for one in found:
            click.echo(one["text"])
        click.echo(_summary(len(files), found))
    raise SystemExit(1 if any(_grave(one) for one in found) else 0)


def _judge(file: Path) -> Iterable[object]:
    if file.name.endswith(ANSWERS):
        return []  # judged with its diagram, at deployment
    if file.name.endswith(TESTS):
        return _test(file)
    if file.suffix not in {*KINDS, ".xml"}:  # some tools write diagrams as .bpmn20.xml
        return [f"{file.name}: CIP Workflow reads {', '.join(KINDS)}, not this kind of file."]
    data = file.read_bytes()
    try:
        if file.suffix == ".form":
            forms.load(data, file.name)
        elif file.suffix == ".dmn":
            dmn.load(data, name=file.name)
        else:
            return lint_diagram(data, file.name)
    except Refused as refused:
        return refused.findings or [f"{file.name}: {refused.message}"]
    return []


def _test(file: Path) -> Iterable[object]:
    """Whether a test can be read; it is run at deployment, together with what it tests."""
    try:
        tests_of(file.read_bytes())
    except Unreadable as wrong:
        return [f"{file.name}, line {wrong.line}: {wrong.sentence}"]
    return []


def _said(file: Path, finding: object) -> dict[str, Any]:
    known = finding.as_dict() if hasattr(finding, "as_dict") else {}
    text = str(finding)
    return {"severity": "error", "message": text, **known, "file": file.name, "text": text}


def _grave(one: dict[str, Any]) -> bool:
    return one["severity"] in {"error", "question"}


def _summary(files: int, found: list[dict[str, Any]]) -> str:
    several = "these files" if files > 1 else "this file"
    grave = sum(_grave(one) for one in found)
    if grave:
        return f"{grave} of {len(found)} findings keep {several} from being deployed."
    return f"Nothing keeps {several} from being deployed."
