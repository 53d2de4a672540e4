"""`cip user`: people and their groups."""

from __future__ import annotations

from dataclasses import asdict

import click

from cip_workflow.cli.opened import OPERATOR, in_json, opened, show
from cip_workflow.operations.group import add_member, load_standard, remove_member
from cip_workflow.operations.person import add as adding
from cip_workflow.operations.person import leave as leaving
from cip_workflow.operations.person import set_password
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction


@click.group()
def user() -> None:
    """People, their groups and passwords."""


@user.command()
@click.option("--login", prompt="Name to sign in with")
@click.option("--name", prompt="Full name")
@click.option("--organisation", default="LCC", show_default=True, help="LCC, BARNARDOS or OTHER")
@click.option("--email")
@click.option("--group", "groups", multiple=True, metavar="KEY", help="may be given several times")
@click.option("--admin", is_flag=True, help="may manage people and groups (platform-admin)")
@click.password_option(help="at least 12 characters; asked for when not given")
def add(
    login: str,
    name: str,
    organisation: str,
    email: str | None,
    groups: tuple[str, ...],
    admin: bool,
    password: str,
) -> None:
    """Make an account. The first one is made with --admin."""
    here = opened()
    wanted = [*groups, *(["platform-admin"] if admin else [])]
    with transaction(here.sessions) as session:
        load_standard.load_standard(session, actor=OPERATOR)
    with transaction(here.sessions) as session:
        made = adding.add(
            session,
            actor=OPERATOR,
            login=login,
            name=name,
            organisation=organisation,
            email=email,
            groups=wanted,
            password=password,
            must_change_password=False,
            hashing=here.settings.hashing,
        )
    click.echo(f"{made.name} can sign in as {made.login}.")


@user.command("list")
@click.option("--group", metavar="KEY", help="only the members of a group")
@in_json
def listed(group: str | None, as_json: bool) -> None:
    """List people."""
    here = opened()
    with reading(here.sessions) as session:
        rows = [asdict(one) for one in people.members(session, group)]
    show(rows, ("login", "name", "organisation"), as_json=as_json, empty="Nobody.")


@user.command()
@click.argument("login")
@click.argument("group")
@click.option("--remove", is_flag=True, help="take out of the group")
def group(login: str, group: str, remove: bool) -> None:
    """Put the person LOGIN into the group GROUP, or take them out of it."""
    here = opened()
    person_id = here.actor(login).person_id or 0
    operation = remove_member.remove_member if remove else add_member.add_member
    with transaction(here.sessions) as session:
        operation(session, actor=OPERATOR, group=group, person_id=person_id)
    click.echo(f"{login} is {'no longer in' if remove else 'in'} {group}.")


@user.command()
@click.argument("login")
def password(login: str) -> None:
    """Give LOGIN a new random password, shown once; it must be changed at the next sign-in."""
    here = opened()
    person_id = here.actor(login).person_id or 0
    with transaction(here.sessions) as session:
        said = set_password.set_password(
            session, actor=OPERATOR, person_id=person_id, hashing=here.settings.hashing
        )
    click.echo(f"The new password of {login}: {said}")


@user.command()
@click.argument("login")
@click.confirmation_option(
    prompt="Their open tasks go back to their groups, and they can no longer sign in. Go on?"
)
def leave(login: str) -> None:
    """Close the account of LOGIN, who leaves."""
    here = opened()
    person_id = here.actor(login).person_id or 0
    with transaction(here.sessions) as session:
        leaving.leave(session, actor=OPERATOR, person_id=person_id)
    click.echo(f"{login} has left.")
