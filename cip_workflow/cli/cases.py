"""`cip cases`, `cip stuck`, `cip repair`: what runs, what needs someone, and trying failed steps again."""

from __future__ import annotations

from dataclasses import asdict

import click

from cip_workflow.cli.opened import as_person, in_json, opened, show
from cip_workflow.operations.case import retry
from cip_workflow.queries import cases as found
from cip_workflow.queries import stuck as finding
from cip_workflow.store import reading, transaction


@click.command()
@click.option("--search", default="", help="words of title or reference")
@as_person
@in_json
def cases(search: str, login: str | None, as_json: bool) -> None:
    """List cases, newest first."""
    here = opened()
    actor = here.actor(login)
    with reading(here.sessions) as session:
        page = found.page(session, actor, filters=found.Filters(search=search), limit=200)
    rows = [{**asdict(row), "started": row.started_at.date()} for row in page.rows]
    show(
        rows,
        ("id", "reference", "status", "stage", "outcome", "started", "title"),
        as_json=as_json,
        empty="No cases.",
    )


@click.command()
@as_person
@in_json
def stuck(login: str | None, as_json: bool) -> None:
    """List cases that need someone, most pressing first; the exit code is 1 when there is one."""
    here = opened()
    actor = here.actor(login)
    with reading(here.sessions) as session:
        rows, number = finding.page(session, actor, limit=500)
    shown = [
        {**asdict(row), "case": row.reference or row.instance_id, "since": row.since.date(), "step": row.name}
        for row in rows
    ]
    show(shown, ("why", "case", "step", "since", "said"), as_json=as_json, empty="No case needs anybody.")
    raise SystemExit(1 if number else 0)


@click.command()
@click.argument("incident_ids", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="every failed step")
@as_person
def repair(incident_ids: tuple[int, ...], everything: bool, login: str | None) -> None:
    """Try failed steps again, each in a transaction of its own; the exit code is 1 when one fails again."""
    here = opened()
    actor = here.actor(login)
    if everything:
        with reading(here.sessions) as session:
            rows, _ = finding.page(session, actor, filters=finding.Filters(why=("failed",)), limit=500)
        incident_ids = tuple(row.row_id for row in rows)
    failed = 0
    for incident_id in incident_ids:
        with transaction(here.sessions) as session:
            again = retry.retry(session, actor=actor, incident_id=incident_id).again
        failed += bool(again)
        click.echo(f"Failed step {incident_id}: {'failed again' if again else 'the case goes on'}")
    if not incident_ids:
        click.echo("No failed step.")
    raise SystemExit(1 if failed else 0)
