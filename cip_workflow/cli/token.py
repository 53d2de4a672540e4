"""`cip token`: access tokens for modellers and scripts."""

from __future__ import annotations

from dataclasses import asdict

import click

from cip_workflow.cli.opened import OPERATOR, opened
from cip_workflow.cli.shown import in_json, rows
from cip_workflow.operations.token import make as making
from cip_workflow.operations.token import revoke as revoking
from cip_workflow.queries import tokens as known
from cip_workflow.store import reading, transaction


@click.group()
def token() -> None:
    """Access tokens: a modeller or a script shows one instead of a password."""


@token.command()
@click.argument("login")
@click.option("--name", required=True, help="what it is for")
@click.option("--days", default=90, show_default=True, help="how long it lives")
def make(login: str, name: str, days: int) -> None:
    """Make a token that acts as the person LOGIN. It is printed once."""
    here = opened()
    actor = here.actor(login)
    with transaction(here.sessions) as session:
        made = making.make(session, actor=actor, name=name, days=days)
    click.echo(made.secret)
    click.echo(f"Valid until {made.expires_at:%d %B %Y}. It is not shown again.", err=True)


@token.command("list")
@click.option("--all", "everything", is_flag=True, help="those that have ended too")
@in_json
def listed(everything: bool, as_json: bool) -> None:
    """List tokens, newest first."""
    here = opened()
    with reading(here.sessions) as session:
        found = [asdict(one) for one in known.tokens(session, live=not everything)]
    rows(found, ("id", "login", "name", "hint", "expires_at", "used_at"), as_json=as_json, empty="No tokens.")


@token.command()
@click.argument("token_id", type=int)
def revoke(token_id: int) -> None:
    """End the token with this number at once."""
    here = opened()
    with transaction(here.sessions) as session:
        revoking.revoke(session, actor=OPERATOR, token_id=token_id)
    click.echo("The token is revoked.")
