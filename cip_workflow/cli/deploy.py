"""`cip deploy`: diagrams, decisions and forms that belong together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from cip_workflow.cli.opened import as_person, in_json, opened
from cip_workflow.errors import Refused
from cip_workflow.operations.deployment import deploy as deploying
from cip_workflow.store import transaction

KINDS = (".bpmn", ".dmn", ".form")


def files_of(paths: Iterable[str]) -> dict[str, bytes]:
    """The files named, and those of kinds that we deploy in the folders named; by file name.

    Raises:
        Refused: there is none, or two have the same name.
    """
    found: dict[str, bytes] = {}
    for given in paths:
        path = Path(given)
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_dir() or (path.is_dir() and file.suffix not in KINDS):
                continue
            if file.name in found:
                raise Refused(f"Two files are called {file.name}. A bundle has each name once.")
            found[file.name] = file.read_bytes()
    if not found:
        raise Refused("There is nothing to deploy: no .bpmn, .dmn or .form file.")
    return found


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--note", default="", help="why, for the list of deployments")
@as_person
@in_json
def deploy(paths: tuple[str, ...], note: str, login: str | None, as_json: bool) -> None:
    """Deploy files, or all files of folders, as one bundle: all of it or nothing.

    The process owner's bytes are kept as they are. What is wrong is said with file, line, element and cure; then
    nothing is stored, and the exit code is 1.
    """
    here = opened()
    try:
        with transaction(here.sessions) as session:
            done = deploying.deploy(session, actor=here.actor(login), files=files_of(paths), note=note)
    except Refused as refused:
        if not refused.findings:
            raise
        for finding in refused.findings:
            click.echo(str(finding), err=True)
        click.echo(f"{refused.message} Nothing was stored.", err=True)
        raise SystemExit(1) from refused
    if as_json:
        click.echo(json.dumps(asdict(done), default=str, ensure_ascii=False, indent=2))
        return
    for finding in done.findings:
        click.echo(str(finding))
    for one in done.definitions:
        click.echo(f"{one.name} ({one.process_id}): version {one.version}{'' if one.new else ', unchanged'}")
