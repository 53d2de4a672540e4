"""`cip db`: the schema."""

from __future__ import annotations

import click

from cip_workflow import store
from cip_workflow.config import Settings


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the schema to the newest version; `cip serve` and `cip worker` do so too."""
    settings = Settings.from_environment()
    store.upgrade(settings.database_url)
    click.echo("The database has the newest schema.")
