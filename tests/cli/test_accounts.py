"""Accounts on the command line: the first admin in an empty house, groups, passwords, leavers."""

from __future__ import annotations

from pathlib import Path

import pytest

PASSWORD = "trout lantern meadow 7"
ZARA = ("user", "add", "--login", "zara", "--name", "Zara Ito", "--admin", "--password", PASSWORD)
TOM = (
    "user",
    "add",
    "--login",
    "tom",
    "--name",
    "Tom Kowal",
    "--group",
    "lcc-finance",
    "--password",
    PASSWORD,
)


def logins(cip, *words: str) -> list[str]:
    return [one["login"] for one in cip("user", "list", "--json", *words).json]


def test_the_first_admin_is_the_first_command_of_all(cip, data: Path) -> None:
    assert not data.exists()
    said = cip(*ZARA)
    assert (said.code, said.out, said.err) == (0, "Zara Ito can sign in as zara.\n", "")
    assert (data / "cip.sqlite3").exists()
    assert cip("user", "list", "--group", "platform-admin", "--json").json == [
        {"person_id": 1, "login": "zara", "name": "Zara Ito", "organisation": "LCC"}
    ]


def test_what_is_not_given_is_asked_for(cip) -> None:
    said = cip("user", "add", "--admin", stdin=f"zara\nZara Ito\n{PASSWORD}\n{PASSWORD}\n")
    assert said.code == 0
    assert "Name to sign in with: " in said.out
    assert PASSWORD not in said.out
    assert logins(cip) == ["zara"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("--password", "short"), "Password must be 12 characters or more."),
        (("--login", "Zara Ito!"), "login: Sign-in name must be 2 to 80 characters"),
        (("--email", "nowhere"), "email: Enter an email address"),
        (("--organisation", "ACME"), "Select an organisation."),
        (("--group", "wizards"), "There is no group wizards."),
        (("--group", "design-lead"), "brief"),
        (("--group", "bar-finance"), "Barnardo’s"),
    ],
)
def test_an_account_that_cannot_be_made(cip, changed: tuple[str, ...], said: str) -> None:
    answer = cip(*ZARA, *changed)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert logins(cip) == []


def test_a_name_that_is_taken(cip, refused) -> None:
    cip(*ZARA)
    answer = cip(*ZARA)
    assert answer.code == 2
    assert "Somebody already signs in as zara." in answer.err


def test_groups_are_joined_and_left(cip, refused) -> None:
    cip(*ZARA)
    assert "lcc-finance" in {one["key"] for one in cip("user", "groups", "--json").json}
    assert "lcc-finance" in cip("user", "groups").out
    assert cip(*TOM).code == 0
    assert logins(cip, "--group", "lcc-finance") == ["tom"]
    assert cip("user", "group", "tom", "lcc-legal").out == "tom is now in lcc-legal.\n"
    assert cip("user", "group", "tom", "lcc-legal").out == "tom is already in lcc-legal.\n"
    said = cip("user", "group", "tom", "lcc-finance", "--remove")
    assert said.out == "tom is no longer in lcc-finance. 0 open tasks went back to it.\n"
    assert logins(cip, "--group", "lcc-finance") == []
    assert refused("user", "group", "tom", "lcc-finance", "--remove").startswith(
        "Tom Kowal is not in the group"
    )
    assert refused("user", "group", "tom", "wizards") == "There is no group wizards."
    assert refused("user", "group", "zara", "platform-admin", "--remove").startswith("Zara Ito is the last")
    assert cip("user", "list", "--group", "design-team@CIP-DB-2026-01").out == "Nobody.\n"


def test_a_new_password_is_said_once(cip) -> None:
    cip(*ZARA)
    first, second = (cip("user", "password", "zara").out for _ in range(2))
    assert first.startswith("The new password of zara: ")
    assert first != second


def test_who_leaves_is_asked_about_and_cannot_come_in_any_more(cip, refused) -> None:
    cip(*ZARA)
    cip(*TOM)
    assert cip("user", "leave", "tom", stdin="n\n").code == 1
    assert logins(cip) == ["tom", "zara"]
    said = cip("user", "leave", "tom", "--yes")
    assert said.out == "Tom Kowal has left. 0 open tasks went back to their groups.\n"
    assert logins(cip) == ["zara"]
    assert refused("user", "password", "tom") == "There is no such person, or they have left."
    assert refused("user", "leave", "zara", "--yes").startswith(
        "Zara Ito is the last platform administrator."
    )


def test_the_list_for_people(cip) -> None:
    assert cip("user", "list").out == "Nobody.\n"
    cip(*ZARA)
    assert cip("user", "list").out.splitlines() == ["LOGIN  NAME      ORGANISATION", "zara   Zara Ito  LCC"]
