"""`cip db`: the schema."""

from __future__ import annotations

import click

from cip_workflow.cli import opened
from cip_workflow.config import Settings


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the schema to the newest version, the tables of the mail jobs included.

    `cip serve`, `cip worker` and every other command bring the schema up to date by themselves; other servers
    (gunicorn) do not, so call this before they start.
    """
    settings = Settings.from_environment()
    opened.upgrade(settings)
    from cip_workflow.jobs.durable import prepare

    prepare(settings.database_url)
    click.echo("The database has the newest schema.")
