"""`cip start`: begin a case."""

from __future__ import annotations

from dataclasses import asdict

import click

from cip_workflow.cli.answers import answers_of, with_answers
from cip_workflow.cli.opened import opened
from cip_workflow.cli.shown import as_text, in_json
from cip_workflow.operations.case import start as starting
from cip_workflow.store import transaction


@click.command()
@click.argument("key")
@click.option("--as", "login", metavar="LOGIN", required=True, help="who starts it")
@with_answers
@click.option("--brief", metavar="REF", help="the brief that it is about")
@in_json
def start(key: str, login: str, answers: str, brief: str | None, as_json: bool) -> None:
    """Start the newest version of the process KEY; the same rules hold as on its page."""
    given = answers_of(answers)
    here = opened()
    actor = here.actor(login)
    with transaction(here.sessions) as session:
        begun = starting.start(session, actor=actor, process_id=key, answers=given, brief_ref=brief)
    if as_json:
        click.echo(as_text(asdict(begun)))
        return
    click.echo(" ".join(f"Case {begun.instance_id} {begun.reference or ''} {begun.title}".split()))
    for name, who in begun.next:
        click.echo(f"  next: {name} ({who})")
