"""Groups and organisations are made and renamed; the demo people fit them."""

from __future__ import annotations

import json

import pytest

from cip_workflow.errors import Invalid, NotAllowed, NotFound
from cip_workflow.operations.demo.load_people import FILE, load_people
from cip_workflow.operations.group import add, change
from cip_workflow.operations.organisation import add as organisation_add
from cip_workflow.operations.organisation import change as organisation_change
from cip_workflow.queries import cast, changes, groups, people
from tests.operations.people.conftest import COMMAND_LINE


def test_a_group_for_a_new_process(command, admin, person) -> None:
    with command() as session:
        add.add(
            session, actor=admin, key="lcc-housing", name="Housing", organisation="LCC", description="Homes."
        )
        change.change(session, actor=admin, key="lcc-housing", name="Housing officers", description="Homes.")
    person("amina", "LCC", "lcc-housing")
    with command() as session:
        made = groups.group(session, "lcc-housing")
        count = {group.key: group.members for group in groups.all_groups(session)}["lcc-housing"]
    assert (made.name, made.organisation, count) == ("Housing officers", "LCC", 1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"key": "Two Words"}, "key"),
        ({"key": "lcc-finance"}, "key"),
        ({"key": "-x"}, "key"),
        ({"name": ""}, "name"),
    ],
)
def test_a_group_that_will_not_do(command, admin, given, field) -> None:
    with pytest.raises(Invalid) as wrong, command() as session:
        add.add(session, actor=admin, **({"key": "lcc-housing", "name": "Housing"} | given))
    assert list(wrong.value.fields) == [field]


def test_organisations(command, admin, person) -> None:
    with command() as session:
        organisation_add.add(session, actor=admin, key="nhs", name="Integrated care board")
        organisation_change.change(session, actor=admin, key="NHS", name="NHS Leicestershire")
    person("amina", "NHS")
    with command() as session:
        found = {one.key: (one.name, one.people) for one in groups.organisations(session)}
    assert found["NHS"] == ("NHS Leicestershire", 1)
    for given in ({"key": "NHS", "name": "Again"}, {"key": "N", "name": "Short"}, {"key": "ICB", "name": ""}):
        with pytest.raises(Invalid), command() as session:
            organisation_add.add(session, actor=admin, **given)
    with pytest.raises(Invalid), command() as session:
        organisation_change.change(session, actor=admin, key="NHS", name=" ")


def test_only_administrators(command, person) -> None:
    made = person("amina", "LCC", "process-owner")
    with command() as session:
        actor = people.actor_for(session, made.person_id)
    for act in (
        lambda session: add.add(session, actor=actor, key="x", name="X"),
        lambda session: change.change(session, actor=actor, key="lcc-finance", name="X", description=""),
        lambda session: organisation_add.add(session, actor=actor, key="NHS", name="X"),
        lambda session: organisation_change.change(session, actor=actor, key="LCC", name="X"),
        lambda session: load_people(session, actor=actor),
    ):
        with pytest.raises(NotAllowed), command() as session:
            act(session)
    with pytest.raises(NotFound), command() as session:
        groups.group(session, "no-such-group")


def test_the_demo_people_are_loaded_once_and_every_global_group_has_somebody(command) -> None:
    expected = len(json.loads(FILE.read_text())["people"])
    with command() as session:
        assert load_people(session, actor=COMMAND_LINE) == expected
    with command() as session:
        assert load_people(session, actor=COMMAND_LINE) == 0
        every = groups.all_groups(session)
        troupes = cast.by_organisation(session)
    assert [group.key for group in every if not group.scoped and not group.members] == []
    assert sum(len(troupe.players) for troupe in troupes) == expected
    assert all(player.groups for troupe in troupes for player in troupe.players)


def test_what_changed_is_in_the_log(command, admin) -> None:
    with command() as session:
        add.add(session, actor=admin, key="lcc-housing", name="Housing")
    with command() as session:
        assert [line.kind for line in changes.page(session, subject="group:lcc-housing").rows] == [
            "group.added"
        ]
