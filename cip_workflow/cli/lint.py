"""`cip lint`: what is wrong with files, without a database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from cip_workflow import dmn, forms
from cip_workflow.bpmn.lint import Finding
from cip_workflow.bpmn.lint import lint as lint_diagram
from cip_workflow.cli.deploy import KINDS
from cip_workflow.cli.opened import in_json
from cip_workflow.errors import Refused


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@in_json
def lint(paths: tuple[str, ...], as_json: bool) -> None:
    """Judge diagrams, decisions and forms: every finding with file, line, element, a sentence and the cure.

    The exit code is 1 when there is an error, or a question that must be answered before deployment.
    """
    found: list[dict[str, object]] = []
    grave = False
    for file in _files(paths):
        for finding in _judge(file):
            said: dict[str, object] = {"file": file.name, "message": str(finding), "severity": "error"}
            if isinstance(finding, Finding):
                said = asdict(finding)
            grave = grave or said["severity"] in {"error", "question"}
            found.append(said)
            if not as_json:
                click.echo(str(finding))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    elif not found:
        click.echo("Nothing to say: these files can be deployed.")
    raise SystemExit(1 if grave else 0)


def _files(paths: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for given in paths:
        path = Path(given)
        found += [one for one in sorted(path.rglob("*")) if one.suffix in KINDS] if path.is_dir() else [path]
    return found


def _judge(file: Path) -> list[object]:
    data = file.read_bytes()
    try:
        if file.suffix == ".form":
            forms.load(data, file.name)
        elif file.suffix == ".dmn":
            dmn.load(data, name=file.name)
        else:
            return list(lint_diagram(data, file.name))
    except Refused as refused:
        return list(refused.findings) or [f"{file.name}: {refused.message}"]
    return []
