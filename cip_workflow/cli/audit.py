"""`cip verify-audit`: is every chain as it was written?"""

from __future__ import annotations

import click

from cip_workflow.cli.opened import opened
from cip_workflow.operations.audit import verify
from cip_workflow.store import reading


@click.command("verify-audit")
def verify_audit() -> None:
    """Check the audit chains of all cases and the daily anchors; the exit code is 1 when one was tampered with."""
    here = opened()
    with reading(here.sessions) as session:
        found = verify.verify(session)
    for line in found.broken:
        click.echo(str(line))
    click.echo(
        f"{found.events:,} events in {found.cases:,} cases checked: {'tampered with' if found.broken else 'as they were written'}."
    )
    raise SystemExit(1 if found.broken else 0)
