"""`cip repair`: failed steps are tried again, one transaction each."""

from __future__ import annotations

import click

from cip_workflow.cli import shown
from cip_workflow.cli.opened import Opened, opened
from cip_workflow.errors import WorkflowError
from cip_workflow.operations.case import retry
from cip_workflow.queries import stuck as finding
from cip_workflow.store import reading, transaction
from cip_workflow.types import Actor

_ALL = 100_000


@click.command()
@click.argument("incident_ids", nargs=-1, type=int, metavar="[NUMBER]...")
@click.option("--all", "everything", is_flag=True, help="every failed step")
@shown.as_person
@shown.in_json
def repair(incident_ids: tuple[int, ...], everything: bool, login: str | None, as_json: bool) -> None:
    """Try failed steps again; `cip stuck --why failed` lists their numbers.

    Each is tried in a transaction of its own: one that fails again stops no other. The exit code is 1 when one failed
    again, and 2 when one could not be tried.
    """
    if not incident_ids and not everything:
        raise click.UsageError("Say which: numbers of failed steps (cip stuck --why failed), or --all.")
    here = opened()
    actor = here.actor(login)
    if everything:
        incident_ids = _every(here, actor)
    said: list[dict[str, object]] = []
    with shown.progress(incident_ids, "Trying again", len(incident_ids)) as tried:
        for incident_id in tried:
            said.append(_one(here, actor, incident_id))
    if as_json:
        click.echo(shown.as_text(said))
    else:
        for one in said:
            click.echo(f"Failed step {one['failed']}: {one['said']}")
        if not said:
            click.echo("No failed step.")
    raise SystemExit(max((int(str(one["code"])) for one in said), default=0))


def _every(here: Opened, actor: Actor) -> tuple[int, ...]:
    with reading(here.sessions) as session:
        rows, _ = finding.page(session, actor, filters=finding.Filters(why=("failed",)), limit=_ALL)
    return tuple(row.row_id for row in rows)


def _one(here: Opened, actor: Actor, incident_id: int) -> dict[str, object]:
    try:
        with transaction(here.sessions) as session:
            again = retry.retry(session, actor=actor, incident_id=incident_id).again
    except WorkflowError as error:
        return {"failed": incident_id, "code": 2, "said": error.message}
    return {
        "failed": incident_id,
        "code": int(again),
        "said": "it failed again" if again else "the case goes on",
    }
