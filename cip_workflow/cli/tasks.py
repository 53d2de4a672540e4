"""`cip tasks` and `cip complete`: an inbox in a terminal."""

from __future__ import annotations

from dataclasses import asdict

import click

from cip_workflow.cli.opened import in_json, opened, show
from cip_workflow.cli.start import answers_of
from cip_workflow.operations.task import complete as completing
from cip_workflow.queries import inbox
from cip_workflow.store import reading, transaction


@click.command()
@click.option("--as", "login", metavar="LOGIN", required=True, help="whose tasks")
@click.option("--teams", is_flag=True, help="those that wait for this person's teams")
@in_json
def tasks(login: str, teams: bool, as_json: bool) -> None:
    """List the tasks of a person, most urgent first."""
    here = opened()
    actor = here.actor(login)
    with reading(here.sessions) as session:
        page = (inbox.teams if teams else inbox.mine)(session, actor, limit=200)
    rows = [
        {**asdict(row), "due": row.due_at.date() if row.due_at else None, "case": row.reference}
        for row in page.rows
    ]
    show(rows, ("id", "due", "case", "name", "title"), as_json=as_json, empty="No tasks.")


@click.command()
@click.argument("task_id", type=int)
@click.option("--as", "login", metavar="LOGIN", required=True, help="who completes it")
@click.option("--answers", default="{}", metavar="JSON", help="of the task's form")
def complete(task_id: int, login: str, answers: str) -> None:
    """Complete the task TASK_ID; the same rules hold as on the page."""
    here = opened()
    with transaction(here.sessions) as session:
        done = completing.complete(
            session, actor=here.actor(login), task_id=task_id, answers=answers_of(answers)
        )
    click.echo(f"“{done.task}” is done.")
    for one in done.next:
        click.echo(f"  next: {one.name} ({one.who})")
    if done.finished:
        click.echo(f"The case has ended: {done.outcome}")
