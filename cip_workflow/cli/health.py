"""`cip health`: can the installation work?"""

from __future__ import annotations

from dataclasses import asdict

import click
from sqlalchemy.orm import sessionmaker

from cip_workflow import log, store
from cip_workflow.cli import shown
from cip_workflow.config import Settings
from cip_workflow.queries import health as looking


@click.command()
@click.option("--worker", is_flag=True, help="also fail when no worker lives")
@shown.in_json
def health(worker: bool, as_json: bool) -> None:
    """Say whether the database answers, its schema is the newest, and a worker lives.

    Nothing is changed. The exit code is 1 when pages cannot be served, and with --worker when nobody works.
    """
    settings = Settings.from_environment()
    log.configure(settings.log, "critical")  # what is wrong is said below
    engine = store.connect(settings.database_url)
    found = looking.look(lambda: store.reading(sessionmaker(engine)))
    engine.dispose()
    if as_json:
        click.echo(shown.as_text({**asdict(found), "ready": found.ready}))
    else:
        click.echo("The database answers." if found.database else "The database does not answer.")
        if found.database:
            click.echo(
                "Its schema is the newest."
                if found.schema
                else "Its schema is not the newest: cip db upgrade."
            )
            click.echo("A worker lives." if found.worker else "No worker lives: cip worker.")
    raise SystemExit(0 if found.ready and (found.worker or not worker) else 1)
