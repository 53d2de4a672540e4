"""Lists: how many rows, which are blank, and rows that the case gives."""

from __future__ import annotations

from typing import Any

import pytest

from cip_workflow.forms import FieldView, read, view
from tests.unit.forms.making import NOW, Cast, cleaned, component, faults, form

NAME = component("textfield", "name", validate={"required": True})
BOARD = [
    {"member": "ohartley", "name": "Owen", "voting": True},
    {"member": "croe", "name": "Callum", "voting": False},
]
ATTENDANCE = component(
    "dynamiclist",
    "quorum",
    components=[component("checkbox", "present")],
    properties={"rows-from": "= board", "row-key": "member"},
)


def _list(**properties: str) -> Any:
    return form(component("dynamiclist", "members", components=[NAME], properties=properties))


def test_rows_that_were_offered_and_never_used_do_not_count() -> None:
    made = _list()
    given = {"members": [{"name": ""}, {"name": "A"}, {}, {"name": "  "}]}
    assert cleaned(made, given)["members"] == [{"name": "A"}]


def test_faults_are_told_by_the_row_on_the_page() -> None:
    inner = [NAME, component("number", "days")]
    made = form(component("dynamiclist", "members", components=inner))
    assert faults(made, {"members": [{}, {"days": "1"}, {"name": "B", "days": "x"}]}) == {
        "members.1.name": ["Enter the name"],
        "members.2.days": ["Days must be a number"],
    }


def test_where_rows_are_missing_blank_ones_show_what_to_fill_in() -> None:
    made = _list(**{"min-rows": "2", "max-rows": "3"})
    assert faults(made, {"members": [{"name": "A"}, {}]}) == {"members.1.name": ["Enter the name"]}
    assert faults(made, {"members": [{"name": "A"}]}) == {"members": ["“Members” needs 2 or more"]}
    assert faults(made, {}) == {"members": ["“Members” needs 2 or more"]}
    assert faults(made, {"members": [{"name": "A"}] * 4}) == {
        "members": ["“Members” can have no more than 3"]
    }


def test_a_list_without_a_limit_has_one() -> None:
    assert faults(_list(), {"members": [{"name": "A"}] * 101}) == {
        "members": ["“Members” can have no more than 100"]
    }


def test_blank_rows_do_not_count_in_expressions_either() -> None:
    made = form(
        component("dynamiclist", "members", components=[NAME]),
        component("expression", "size", expression="= count(members)"),
    )
    assert cleaned(made, {"members": [{"name": "A"}, {}]})["size"] == 1


def test_rows_that_the_case_lists_keep_what_it_says_and_take_what_is_answered() -> None:
    made = form(ATTENDANCE)
    typed = cleaned(made, {"quorum": [{"member": "croe", "present": "true"}]}, {"board": BOARD})
    assert typed["quorum"] == [BOARD[0] | {"present": False}, BOARD[1] | {"present": True}]
    assert cleaned(made, typed, {"board": BOARD}) == typed


def test_nobody_can_add_or_change_what_the_case_lists() -> None:
    made = form(ATTENDANCE)
    assert len(cleaned(made, {"quorum": [{}] * 5}, {"board": BOARD})["quorum"]) == 2
    assert list(faults(made, {"quorum": [{"member": "croe", "voting": True}]}, {"board": BOARD})) == [
        "quorum.1.voting"
    ]
    assert cleaned(made, {}, {})["quorum"] == []


def test_answers_stay_with_their_item_when_items_come_and_go() -> None:
    made = form(ATTENDANCE)
    page = view(made, {}, {"board": BOARD}, people=Cast(), actor=None, now=NOW)
    (drawn,) = page.fields
    names = {row.of_name: row.of for row in drawn.rows}
    posted = read(made, [*names.items(), ("quorum.1.present", "true")])
    later = [{"member": "new", "name": "New", "voting": True}, BOARD[1], BOARD[0]]
    typed = cleaned(made, posted, {"board": later})
    assert [(row["member"], row["present"]) for row in typed["quorum"]] == [
        ("new", False),
        ("croe", True),
        ("ohartley", False),
    ]


def test_rows_from_plain_values_and_from_other_answers() -> None:
    scores = component(
        "dynamiclist",
        "scores",
        components=[component("number", "score")],
        properties={"rows-from": "= options.name"},
    )
    made = form(component("dynamiclist", "options", components=[component("textfield", "name")]), scores)
    typed = cleaned(
        made, {"options": [{"name": "A"}, {"name": "B"}], "scores": [{"item": "B", "score": "3"}]}
    )
    assert typed["scores"] == [{"item": "A", "score": None}, {"item": "B", "score": 3}]


def test_a_list_with_read_only_fields_shows_the_rows_of_the_case() -> None:
    rows = [component("textfield", "member", readonly=True), component("checkbox", "present")]
    made = form(component("dynamiclist", "quorum", components=rows))
    context = {"quorum": [{"member": "A", "present": None}, {"member": "B", "present": None}]}
    typed = cleaned(made, {"quorum": [{"member": "B", "present": True}]}, context)
    assert typed["quorum"] == [{"member": "A", "present": False}, {"member": "B", "present": True}]
    assert list(faults(made, {"quorum": [{"member": "A", "present": True, "note": "x"}]}, context)) == [
        "quorum.0.note"
    ]


def test_a_read_only_list_is_the_cases_alone() -> None:
    made = form(component("dynamiclist", "log", readonly=True, components=[component("textfield", "line")]))
    context = {"log": [{"line": "one"}]}
    assert cleaned(made, {}, context) == {"log": [{"line": "one"}]}
    (drawn,) = view(made, {}, context, people=Cast(), actor=None, now=NOW).fields
    assert (drawn.add, drawn.rows[0].remove) == ("", "")
    assert drawn.rows[0].fields[0].lines[0].text == "one"


@pytest.mark.parametrize(
    ("more", "context", "count"),
    [
        ({}, {}, 1),
        ({"defaultRepetitions": 3}, {}, 3),
        ({"defaultRepetitions": 0}, {}, 0),
        ({"defaultRepetitions": 1, "properties": {"min-rows": "2"}}, {}, 2),
        ({}, {"members": [{"name": "A"}, {"name": "B"}]}, 2),
        ({"properties": {"prefill": "false"}}, {"members": [{"name": "A"}, {"name": "B"}]}, 1),
    ],
)
def test_how_many_rows_a_page_begins_with(more: dict[str, Any], context: dict[str, Any], count: int) -> None:
    made = form(component("dynamiclist", "members", components=[NAME], **more))
    (drawn,) = view(made, {}, context, people=Cast(), actor=None, now=NOW).fields
    assert len(drawn.rows) == count


def test_rows_can_be_added_until_the_list_is_full_and_not_to_a_fixed_one() -> None:
    def drawn(**more: Any) -> FieldView:
        made = form(component("dynamiclist", "members", components=[NAME], **more))
        return view(made, {"members": [{}, {}]}, {}, people=Cast(), actor=None, now=NOW).fields[0]

    assert drawn().add == "_add.members"
    assert drawn().rows[1].remove == "_remove.members.1"
    assert drawn(properties={"max-rows": "2"}).add == ""
    assert drawn(allowAddRemove=False).add == ""
    assert drawn(allowAddRemove=False).rows[0].remove == ""


def test_a_list_that_only_some_may_change_grows_for_them_alone() -> None:
    made = form(component("dynamiclist", "members", components=[NAME], readonly='= stage = "later"'))

    def drawn(stage: str) -> FieldView:
        given = {"members": [{"name": "A"}, {"name": "B"}], "stage": stage}
        return view(made, {}, given, people=Cast(), actor=None, now=NOW).fields[0]

    assert (drawn("now").add, drawn("now").rows[1].remove) == ("_add.members", "_remove.members.1")
    assert (drawn("later").add, drawn("later").rows[1].remove) == ("", "")


def test_lists_may_stand_in_lists() -> None:
    inner = component("dynamiclist", "tasks", components=[component("number", "days", validate={"min": 1})])
    made = form(component("dynamiclist", "stages", components=[NAME, inner]))
    given = {"stages": [{"name": "A", "tasks": [{"days": "2"}, {"days": "0"}]}]}
    assert faults(made, given) == {"stages.0.tasks.1.days": ["Days must be 1 or more"]}
    given["stages"][0]["tasks"][1]["days"] = "1"
    assert cleaned(made, given)["stages"][0]["tasks"] == [{"days": 2}, {"days": 1}]
