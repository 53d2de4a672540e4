"""`cip token`: access tokens for modellers and scripts."""

from __future__ import annotations

import json

from click.testing import CliRunner

from cip_workflow.cli import main
from cip_workflow.cli.opened import opened
from cip_workflow.operations.token.use import use
from cip_workflow.store import transaction

ADD = [
    "user",
    "add",
    "--login",
    "paula",
    "--name",
    "Paula",
    "--group",
    "process-owner",
    "--password",
    "an unlikely string of words",
]


def run(*words: str) -> str:
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_token_is_made_used_listed_and_revoked() -> None:
    run(*ADD)
    secret = run("token", "make", "paula", "--name", "A script", "--days", "7").strip()
    with transaction(opened().sessions) as session:
        holder = use(session, secret=secret)
    assert holder is not None and "process-owner" in holder.actor.groups
    [listed] = json.loads(run("token", "list", "--json"))
    assert (listed["login"], listed["name"], listed["hint"]) == ("paula", "A script", secret[-4:])
    assert secret not in run("token", "list", "--all")
    assert "revoked" in run("token", "revoke", str(listed["id"]))
    assert json.loads(run("token", "list", "--json")) == []
    assert len(json.loads(run("token", "list", "--all", "--json"))) == 1


def test_a_token_for_nobody_or_for_ever_is_refused() -> None:
    run(*ADD)
    unknown = CliRunner().invoke(main, ["token", "make", "nobody", "--name", "A script"])
    assert unknown.exit_code == 2
    endless = CliRunner().invoke(main, ["token", "make", "paula", "--name", "A script", "--days", "9999"])
    assert endless.exit_code == 2 and "366 days" in endless.output
