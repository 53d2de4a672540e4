"""`cip verify-audit`: is every chain as it was written?"""

from __future__ import annotations

from dataclasses import asdict

import click
import sqlalchemy as sa

from cip_workflow.cli.opened import opened
from cip_workflow.cli.shown import as_text, in_json, patience
from cip_workflow.operations.audit import verify
from cip_workflow.store import reading
from cip_workflow.store.tables import ANCHOR


@click.command("verify-audit")
@in_json
def verify_audit(as_json: bool) -> None:
    """Check the audit chains of all cases and the daily anchors.

    Every hash is computed again, so it takes about a second for 10,000 events. The exit code is 1 when something was
    tampered with; each fault is said with its case and event. The newest anchor is said too: written down somewhere else,
    it proves that nothing before it was rewritten.
    """
    here = opened()
    patience("Computing every hash again")
    newest = sa.select(ANCHOR.c.day, ANCHOR.c.hash).order_by(ANCHOR.c.day.desc()).limit(1)
    with reading(here.sessions) as session:
        found = verify.verify(session)
        anchor = session.execute(newest).one_or_none()
    if as_json:
        click.echo(as_text({**asdict(found), "newest": dict(anchor._mapping) if anchor else None}))
    else:
        for line in found.broken:
            click.echo(line)
        if anchor:
            click.echo(f"Anchor of {anchor.day}: {anchor.hash}")
        said = "tampered with" if found.broken else "as they were written"
        click.echo(
            f"{found.events:,} events in {found.cases:,} cases, {found.anchors:,} daily anchors: {said}."
        )
    raise SystemExit(1 if found.broken else 0)
