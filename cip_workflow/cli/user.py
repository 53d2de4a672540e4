"""`cip user`: people and their groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import click
from sqlalchemy.orm import Session

from cip_workflow.cli.opened import OPERATOR, Opened, opened
from cip_workflow.cli.shown import in_json, rows
from cip_workflow.errors import NotFound
from cip_workflow.operations.group import add_member, remove_member
from cip_workflow.operations.person import add as adding
from cip_workflow.operations.person import leave as leaving
from cip_workflow.operations.person import set_password
from cip_workflow.queries import groups as known_groups
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction

_ADMIN = "platform-admin"


@click.group()
def user() -> None:
    """People, their groups and passwords."""


@user.command()
@click.option("--login", prompt="Name to sign in with", help="small letters, digits, dots, hyphens")
@click.option("--name", prompt="Full name", help="as others see it")
@click.option("--organisation", default="LCC", show_default=True, help="LCC, BARNARDOS or OTHER")
@click.option("--email", help="where mail about tasks goes")
@click.option("--group", "groups", multiple=True, metavar="KEY", help="may be given several times")
@click.option("--admin", is_flag=True, help=f"may manage people and groups ({_ADMIN})")
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
    wanted = [*groups, *([_ADMIN] if admin else [])]
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
    """List people who can sign in."""
    here = opened()
    with reading(here.sessions) as session:
        if group is not None:
            _must_exist(session, group)
        found = [asdict(one) for one in people.members(session, group)]
    rows(found, ("login", "name", "organisation"), as_json=as_json, empty="Nobody.")


@user.command("groups")
@in_json
def group_list(as_json: bool) -> None:
    """List the groups that people can be put into."""
    here = opened()
    with reading(here.sessions) as session:
        found = [asdict(one) for one in known_groups.all_groups(session)]
    rows(found, ("key", "members", "name", "description"), as_json=as_json, empty="No groups.")


@user.command()
@click.argument("login")
@click.argument("group")
@click.option("--remove", is_flag=True, help="take out of the group")
def group(login: str, group: str, remove: bool) -> None:
    """Put the person LOGIN into the group GROUP, or take them out of it."""
    here = opened()
    person_id = _person(here, login)
    change: Callable[..., int] = remove_member.remove_member if remove else add_member.add_member
    with transaction(here.sessions) as session:
        changed = change(session, actor=OPERATOR, group=group, person_id=person_id)
    if remove:
        click.echo(f"{login} is no longer in {group}. {changed} open tasks went back to it.")
    else:
        click.echo(f"{login} is {'now' if changed else 'already'} in {group}.")


@user.command()
@click.argument("login")
def password(login: str) -> None:
    """Give LOGIN a new random password, shown once; it must be changed at the next sign-in."""
    here = opened()
    person_id = _person(here, login)
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
    """Close the account of LOGIN, who leaves. An administrator can open it again on its page."""
    here = opened()
    person_id = _person(here, login)
    with transaction(here.sessions) as session:
        left = leaving.leave(session, actor=OPERATOR, person_id=person_id)
    click.echo(f"{left.name} has left. {left.tasks} open tasks went back to their groups.")


def _person(here: Opened, login: str) -> int:
    return here.actor(login).person_id or 0


def _must_exist(session: Session, group: str) -> None:
    """Raises NotFound; within a brief (`design-team@CIP-DB-2026-01`) the role has to exist, its members may be none."""
    if group.partition("@")[0] not in {one.key for one in known_groups.all_groups(session)}:
        raise NotFound(f"There is no group {group}. `cip user groups` lists them.")
