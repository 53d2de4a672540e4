"""`cip bench`: the budgets of the product on this machine."""

from __future__ import annotations

import click


@click.command()
def bench() -> None:
    """Measure the product's budgets (DESIGN section 7) on a scratch SQLite database, and print the table."""
    from cip_workflow.cli.measure import rows

    for what, measured, budget in rows():
        click.echo(f"{what:<56} {measured:<34} {budget}")
