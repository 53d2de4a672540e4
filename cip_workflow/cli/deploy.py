"""`cip deploy`: diagrams, decisions and forms that belong together."""

from __future__ import annotations

from dataclasses import asdict

import click

from cip_workflow.cli.files import files_of
from cip_workflow.cli.opened import Opened, opened
from cip_workflow.cli.shown import as_person, as_text, in_json, patience
from cip_workflow.errors import Refused
from cip_workflow.operations.deployment import check as checking
from cip_workflow.operations.deployment import deploy as deploying
from cip_workflow.operations.deployment import propose as proposing
from cip_workflow.store import reading, transaction
from cip_workflow.types import Actor


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--check", is_flag=True, help="only judge them: nothing is stored")
@click.option("--draft", is_flag=True, help="propose them: somebody else publishes")
@click.option("--note", default="", help="why, for the list of deployments")
@as_person
@in_json
def deploy(
    paths: tuple[str, ...], check: bool, draft: bool, note: str, login: str | None, as_json: bool
) -> None:
    """Deploy files, or all files of folders, as one bundle: all of it or nothing.

    The command line publishes at once. A person (--as) proposes a draft, which somebody else publishes, unless the
    installation lets authors publish.

    The process owner's bytes are kept as they are. What is wrong is said with file, line, element and cure; then
    nothing is stored, and the exit code is 1.
    """
    files = files_of(paths)
    here = opened()
    actor = here.actor(login)
    patience(f"Judging and compiling {len(files)} files")
    alone = actor.is_system or here.settings.authors_publish
    try:
        if check or draft or not alone:
            _proposed(here, actor, files, note, check=check, as_json=as_json)
            return
        with transaction(here.sessions) as session:
            done = deploying.deploy(session, actor=actor, files=files, note=note)
    except Refused as refused:
        if not refused.findings:
            raise
        _refused(refused, as_json=as_json)
        raise SystemExit(1) from refused
    if as_json:
        click.echo(as_text(asdict(done)))
        return
    for finding in done.findings:
        click.echo(str(finding))
    for one in done.definitions:
        click.echo(f"{one.name} ({one.process_id}): version {one.version}{'' if one.new else ', unchanged'}")


def _proposed(
    here: Opened, actor: Actor, files: dict[str, bytes], note: str, *, check: bool, as_json: bool
) -> None:
    """Judge the files, and keep them as a draft unless they are only checked."""
    if check:
        with reading(here.sessions) as session:
            findings = checking.check(session, actor=actor, files=files)
        said: dict[str, object] = {"findings": [_said(one) for one in findings]}
        sentence = "Nothing stands against these files. Nothing was stored."
    else:
        with transaction(here.sessions) as session:
            made = proposing.propose(session, actor=actor, files=files, note=note)
        findings = made.findings
        said = {
            "draft": made.deployment_id,
            "published": made.published,
            "findings": [_said(one) for one in findings],
        }
        sentence = (
            "These very files are published already."
            if made.published
            else f"Draft {made.deployment_id} waits for somebody else to publish it, under Processes."
        )
    if as_json:
        click.echo(as_text(said))
        return
    for finding in findings:
        click.echo(str(finding))
    click.echo(sentence)


def _refused(refused: Refused, *, as_json: bool) -> None:
    if as_json:
        findings = [_said(one) for one in refused.findings]
        click.echo(as_text({"refused": refused.message, "findings": findings}))
        return
    for finding in refused.findings:
        click.echo(str(finding), err=True)
    click.echo(f"{refused.message} Nothing was stored.", err=True)


def _said(finding: object) -> object:
    return finding.as_dict() if hasattr(finding, "as_dict") else str(finding)
