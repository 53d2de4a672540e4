"""`cip bench`: the budgets of the product on this machine."""

from __future__ import annotations

import click

from cip_workflow.cli.shown import as_text, in_json


@click.command()
@in_json
def bench(as_json: bool) -> None:
    """Measure the product's budgets, on a scratch SQLite database, and print the table.

    It takes about a minute and touches nothing of this installation. `make bench` shows more: the engine, whole
    requests, and the same beside other engines.
    """
    from cip_workflow.cli.measure import rows

    found = []
    for what, measured, budget in rows():
        if as_json:
            found.append({"what": what, "measured": measured, "budget": budget})
        else:
            click.echo(f"{what:<66} {measured:<46} {budget}")
    if as_json:
        click.echo(as_text(found))
