"""`cip worker`: due timers and mail, beside servers that run elsewhere."""

from __future__ import annotations

import signal

import click

from cip_workflow.cli.leaving import leave
from cip_workflow.cli.opened import opened
from cip_workflow.worker.loop import Worker


@click.command()
def worker() -> None:
    """Work on due timers and mail until stopped. Several workers need PostgreSQL."""
    here = opened()
    working = Worker(here.engine, here.sessions, here.settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: working.stop.set())
    mail = "mail" if here.settings.smtp_url else "no mail (CIP_SMTP_URL)"
    click.echo(f"Working on due timers and {mail}. Stop with Ctrl+C.")
    working.run()
    click.echo("Stopped.")
    leave()
