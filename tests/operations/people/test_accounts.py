"""Accounts are made and changed by administrators, and by the command line."""

from __future__ import annotations

import pytest

from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations.person.add import add
from cip_workflow.operations.person.change import change
from cip_workflow.operations.person.change_password import change_password
from cip_workflow.operations.person.prefer import prefer
from cip_workflow.operations.person.prove import prove
from cip_workflow.operations.person.set_password import set_password
from cip_workflow.queries import accounts, changes, groups, people
from cip_workflow.store.model import Person
from tests.operations.people.conftest import CHEAP, COMMAND_LINE

GOOD = "an unlikely string of words"


def test_an_account_has_an_organisation_groups_and_a_line_in_the_log(command, admin) -> None:
    with command() as session:
        made = add(
            session,
            actor=admin,
            login=" Amina.Patel ",
            name="  Amina   Patel ",
            organisation="LCC",
            email="amina@example.org",
            groups=["lcc-finance", "cip-board"],
            hashing=CHEAP,
        )
    with command() as session:
        found = accounts.get(session, made.person_id)
        actor = people.actor_for(session, made.person_id)
        log = changes.page(session, subject=f"person:{made.person_id}").rows
    assert (found.login, found.name, found.organisation) == ("amina.patel", "Amina Patel", "LCC")
    assert not found.has_password
    assert actor.groups == {"lcc-finance", "cip-board"}
    assert actor.principals == {"g:lcc-finance", "g:cip-board", f"p:{made.person_id}"}
    assert [(line.kind, line.actor) for line in log] == [("person.added", "Zara")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"login": "a"}, "login"),
        ({"login": "two words"}, "login"),
        ({"login": "zara"}, "login"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"email": "not an address"}, "email"),
        ({"organisation": "NHS"}, "organisation"),
        ({"password": "short"}, "password"),
        ({"groups": ["bar-finance"]}, "person"),
        ({"groups": ["design-lead"]}, "person"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(command, admin, given, field) -> None:
    values = {"login": "amina", "name": "Amina", "organisation": "LCC"} | given
    with pytest.raises(Invalid) as wrong, command() as session:
        add(session, actor=admin, **values, hashing=CHEAP)
    assert list(wrong.value.fields) == [field]
    assert all(sentence.endswith(".") for sentence in wrong.value.fields[field])
    with command() as session:
        assert session.query(Person).count() == 1


def test_only_administrators_and_the_command_line_make_accounts(command, person) -> None:
    made = person("amina", "LCC", "governance-lead")
    with pytest.raises(NotAllowed, match="Only platform admins"), command() as session:
        add(
            session,
            actor=people.actor_for(session, made.person_id),
            login="ben",
            name="Ben",
            organisation="LCC",
            groups=["platform-admin"],
        )


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "passwordpassword",
        "P4ssw0rd!2026",
        "aaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "qwertyuiop123456",
        "amina.patel-amina",
        "Leicester2026!!",
        "xyxyxyxyxyxyxy",
        "x" * 201,
    ],
)
def test_passwords_that_lists_of_leaked_ones_hold_are_refused(command, admin, password) -> None:
    with pytest.raises(Invalid) as wrong, command() as session:
        add(session, actor=admin, login="amina", name="Amina Patel", organisation="LCC", password=password)
    assert list(wrong.value.fields) == ["password"]


@pytest.mark.parametrize(
    "password", [GOOD, "violet tractor seldom", "hV7#kq!zR2_mw", "correct horse battery staple"]
)
def test_good_passwords_are_taken(command, admin, password) -> None:
    with command() as session:
        made = add(
            session,
            actor=admin,
            login="amina",
            name="Amina",
            organisation="LCC",
            password=password,
            hashing=CHEAP,
        )
        stored = session.get_one(Person, made.person_id).password_hash
    assert stored.startswith("$argon2id$")
    assert prove(password=password, stored=stored, hashing=CHEAP).right
    assert not prove(password=password + " ", stored=stored, hashing=CHEAP).right
    assert not prove(password=password, stored=None, hashing=CHEAP).right
    assert not prove(password=password, stored="not a hash", hashing=CHEAP).right


def test_a_person_cannot_move_to_another_organisation_with_groups_of_the_old_one(
    command, admin, person
) -> None:
    made = person("amina", "LCC", "lcc-finance")
    with pytest.raises(Invalid, match=r"right") as wrong, command() as session:
        change(
            session, actor=admin, person_id=made.person_id, name="Amina", email="", organisation="BARNARDOS"
        )
    assert "Council finance" in wrong.value.fields["organisation"][0]


def test_a_stale_page_changes_nothing(command, admin, person) -> None:
    made = person("amina")
    with command() as session:
        version = accounts.get(session, made.person_id).version
        change(
            session,
            actor=admin,
            person_id=made.person_id,
            name="Amina P",
            email=None,
            organisation="LCC",
            version=version,
        )
    with pytest.raises(Conflict, match="Amina P"), command() as session:
        change(
            session,
            actor=admin,
            person_id=made.person_id,
            name="Other",
            email=None,
            organisation="LCC",
            version=version,
        )


def test_a_given_password_ends_sessions_and_is_told_once(command, admin, person) -> None:
    made = person("amina", password=GOOD)
    with command() as session:
        given = set_password(session, actor=admin, person_id=made.person_id, hashing=CHEAP)
    with command() as session:
        row = session.get_one(Person, made.person_id)
        assert row.session_epoch == 1
        assert row.must_change_password
        assert prove(password=given, stored=row.password_hash, hashing=CHEAP).right
        assert given not in str([line.data for line in changes.page(session).rows])
    assert len(given) == 23


def test_changing_the_own_password_needs_the_present_one(command, person) -> None:
    made = person("amina", password=GOOD)
    with command() as session:
        actor = people.actor_for(session, made.person_id)
    for current, password, field in (("guess", "violet tractor seldom", "current"), (GOOD, GOOD, "password")):
        with pytest.raises(Invalid) as wrong, command() as session:
            change_password(session, actor=actor, current=current, password=password, hashing=CHEAP)
        assert list(wrong.value.fields) == [field]
    with command() as session:
        account = change_password(
            session, actor=actor, current=GOOD, password="violet tractor seldom", hashing=CHEAP
        )
    assert account.epoch == 1
    assert not account.must_change_password


def test_demo_people_have_no_password(command, admin, person) -> None:
    made = person("amina", demo=True)
    with pytest.raises(Invalid, match="Demonstration people"), command() as session:
        set_password(session, actor=admin, person_id=made.person_id)
    with pytest.raises(NotAllowed, match="Demonstration people"), command() as session:
        change_password(
            session,
            actor=people.actor_for(session, made.person_id),
            current="",
            password="violet tractor seldom",
        )


def test_a_preference_about_mail_is_kept(command, person) -> None:
    made = person("amina")
    with command() as session:
        prefer(session, actor=people.actor_for(session, made.person_id), mail=False)
    with command() as session:
        assert not accounts.get(session, made.person_id).mail
        assert not people.account(session, made.person_id).mail


def test_the_log_is_one_chain(command, admin, person) -> None:
    person("amina", "LCC", "lcc-finance")
    with command() as session:
        rows = changes.page(session).rows
        pages = [changes.page(session, after=after, limit=1) for after in (None, rows[0].seq)]
    assert [line.seq for line in rows] == list(range(len(rows), 0, -1))
    assert [page.rows[0].seq for page in pages] == [rows[0].seq, rows[1].seq]


def test_the_list_is_paged_by_key_and_searched_by_words(command, person) -> None:
    for name in ("Amina Patel", "Ben_Ash", "Ben Ash", "Cora Patel"):
        person(
            name.lower().replace(" ", "."), name=name, email=f"{name.lower().replace(' ', '.')}@example.org"
        )
    with command() as session:
        first = accounts.page(session, limit=3)
        second = accounts.page(session, limit=3, after=first.after)
        assert [row.name for row in (*first.rows, *second.rows)] == sorted(
            ["Amina Patel", "Ben Ash", "Ben_Ash", "Cora Patel"],
            key=[row.name for row in (*first.rows, *second.rows)].index,
        )
        assert (len(first.rows), len(second.rows), second.after) == (3, 1, None)
        assert [row.name for row in accounts.page(session, search="PATEL cor").rows] == ["Cora Patel"]
        assert [row.name for row in accounts.page(session, search="n_a").rows] == ["Ben_Ash"]
        assert accounts.page(session, search="%").rows == ()


def test_nobody_is_nobody(command) -> None:
    with command() as session:
        assert not people.anybody(session)
        for find in (people.actor_for, accounts.get):
            with pytest.raises(NotFound):
                find(session, 99)
        with pytest.raises(NotFound, match="Nobody signs in as ghost"):
            people.actor_by_login(session, "ghost")


def test_an_actor_costs_two_statements(command, person, statements, brief) -> None:
    made = person("amina", "LCC", "lcc-finance", "cip-board")
    with command() as session:
        session.connection()
        with statements() as sent:
            people.actor_for(session, made.person_id)
    assert len(sent) == 2


def test_standard_groups_are_loaded_once(command) -> None:
    from cip_workflow.operations.group.load_standard import load_standard

    with command() as session:
        assert load_standard(session, actor=COMMAND_LINE) == 0
        every = groups.all_groups(session)
    assert len(every) == 44
    assert {group.key for group in every if group.scoped} == {
        "design-lead",
        "co-lead",
        "design-team",
        "evaluation-panel",
        "evaluation-chair",
    }
