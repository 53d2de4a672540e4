"""`cip start`: begin a case."""

from __future__ import annotations

import json

import click

from cip_workflow.cli.opened import opened
from cip_workflow.errors import Invalid
from cip_workflow.operations.case import start as starting
from cip_workflow.store import transaction


def answers_of(text: str) -> dict[str, object]:
    """Answers as a JSON object on the command line. Raises Invalid for anything else."""
    try:
        answers = json.loads(text)
    except ValueError as error:
        raise Invalid(f"The answers are not JSON: {error}") from error
    if not isinstance(answers, dict):
        raise Invalid('The answers must be a JSON object, for example \'{"title": "Homes near school"}\'.')
    return answers


@click.command()
@click.argument("key")
@click.option("--as", "login", metavar="LOGIN", required=True, help="who starts it")
@click.option("--answers", default="{}", metavar="JSON", help="of the start form")
@click.option("--brief", metavar="REF", help="the brief that it is about")
def start(key: str, login: str, answers: str, brief: str | None) -> None:
    """Start the newest version of the process KEY."""
    here = opened()
    with transaction(here.sessions) as session:
        begun = starting.start(
            session, actor=here.actor(login), process_id=key, answers=answers_of(answers), brief_ref=brief
        )
    click.echo(f"Case {begun.instance_id} {begun.reference or ''} {begun.title}".rstrip())
    for name, who in begun.next:
        click.echo(f"  next: {name} ({who})")
