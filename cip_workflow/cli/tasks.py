"""`cip tasks` and `cip complete`: an inbox in a terminal."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

import click

from cip_workflow.cli import shown
from cip_workflow.cli.answers import answers_of, with_answers
from cip_workflow.cli.opened import opened
from cip_workflow.operations.task import complete as completing
from cip_workflow.queries import inbox
from cip_workflow.store import reading, transaction

_LISTS = {"mine": inbox.mine, "teams": inbox.teams, "waiting": inbox.waiting, "done": inbox.done}


@click.command()
@click.option("--as", "login", metavar="LOGIN", required=True, help="whose tasks")
@click.option(
    "--list",
    "which",
    type=click.Choice(tuple(_LISTS)),
    default="mine",
    show_default=True,
    help="theirs, their teams', what they wait for, or what they have done",
)
@click.option("--teams", "which", flag_value="teams", help="the same as --list teams")
@shown.limited()
@shown.in_json
def tasks(login: str, which: str, limit: int, as_json: bool) -> None:
    """List the tasks of a person, most urgent first."""
    here = opened()
    actor = here.actor(login)
    ask = partial(_LISTS[which], limit=limit)
    with reading(here.sessions) as session:
        page = ask(session, actor)
    shown.rows(
        [{**asdict(row), "due": row.due_at, "case": row.reference} for row in page.rows],
        ("id", "due", "case", "name", "title"),
        as_json=as_json,
        empty="No tasks.",
        more=page.after is not None,
    )


@click.command()
@click.argument("task_id", type=int)
@click.option("--as", "login", metavar="LOGIN", required=True, help="who completes it")
@with_answers
@shown.in_json
def complete(task_id: int, login: str, answers: str, as_json: bool) -> None:
    """Complete the task TASK_ID; the same rules hold as on its page."""
    given = answers_of(answers)
    here = opened()
    actor = here.actor(login)
    with transaction(here.sessions) as session:
        done = completing.complete(session, actor=actor, task_id=task_id, answers=given)
    if as_json:
        click.echo(shown.as_text(asdict(done)))
        return
    if done.waits_for_second:
        click.echo(f"“{done.task}” is answered. A second person has to confirm it.")
        return
    click.echo(f"“{done.task}” is done.")
    for one in done.next:
        click.echo(f"  next: {one.name} ({one.who})")
    if done.finished:
        click.echo(f"The case has ended: {done.outcome}")
