"""Every command has help, and the list of commands says what they do."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from cip_workflow.cli import COMMANDS, main

WORDS = [
    *([name] for name in COMMANDS),
    *(["user", name] for name in ("add", "list", "groups", "group", "password", "leave")),
    ["db", "upgrade"],
]


def command(words: list[str]) -> click.Command:
    found: click.Command = main
    context = click.Context(main)
    for word in words:
        assert isinstance(found, click.Group)
        found = found.get_command(context, word)
    return found


def test_the_list_is_in_the_order_of_a_day(cip) -> None:
    said = cip("--help")
    assert said.code == 0
    places = [said.out.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_every_command_has_help_with_words_for_each_option(cip, words: list[str]) -> None:
    said = cip(*words, "--help")
    assert said.code == 0
    assert "Usage:" in said.out
    one = command(words)
    assert (one.help or "").rstrip().endswith((".", "admin.", "own."))
    for option in one.params:
        if isinstance(option, click.Option):
            assert option.help or option.name == "port", option.name


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says_of_itself(name: str) -> None:
    own = " ".join((command([name]).help or "").split("\n\n")[0].split())
    assert own.split(" ")[0] == COMMANDS[name][1].split(" ")[0]


def test_an_unknown_command_is_refused(cip) -> None:
    said = cip("delploy")
    assert said.code == 2
    assert "delploy" in said.err


def test_the_list_loads_neither_database_nor_jobs() -> None:
    asked = "import sys; from click.testing import CliRunner; from cip_workflow.cli import main; CliRunner().invoke(main, ['--help']);"
    done = subprocess.run(
        [sys.executable, "-c", asked + "print(*sorted(m for m in sys.modules if '.' not in m))"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert not {"sqlalchemy", "dbos", "lxml", "flask", "SpiffWorkflow"} & set(done.stdout.split())
