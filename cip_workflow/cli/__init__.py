"""The command line: `cip`. Each command is one file; this one joins them (DESIGN 9).

Exit codes: 0 done, 1 found something (lint errors, stuck cases, a broken chain), 2 could not.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from cip_workflow.cli import audit, bench, cases, db, deploy, lint, serve, start, tasks, user, worker
from cip_workflow.errors import WorkflowError


class Commands(click.Group):
    """Says our errors in one sentence and ends with 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; never a traceback for what we foresee."""
        try:
            return super().invoke(ctx)
        except WorkflowError as error:
            click.echo(f"cip: {error.message}", err=True)
            for finding in getattr(error, "findings", ()):
                click.echo(f"  {finding}", err=True)
            for name, said in getattr(error, "fields", {}).items():
                click.echo(f"  {name}: {'. '.join(said)}", err=True)
            sys.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def main() -> None:
    """CIP Workflow: the workflow system of a children's innovation partnership."""


for command in (
    serve.serve,
    worker.worker,
    deploy.deploy,
    lint.lint,
    start.start,
    tasks.tasks,
    tasks.complete,
    cases.cases,
    cases.stuck,
    cases.repair,
    audit.verify_audit,
    user.user,
    db.db,
    bench.bench,
):
    main.add_command(command)
