"""From what a page posts to nested raw answers."""

from __future__ import annotations

from typing import Any

import pytest

from cip_workflow.forms import intent, read
from tests.unit.forms.making import component, faults, form, values

FORM = form(
    component("textfield", "title"),
    component("group", "contact", components=[component("textfield", "email")]),
    component("datetime", "day"),
    component("datetime", "at", subtype="datetime"),
    component("checkbox", "sure"),
    component("radio", "outcome", values=values("a", "b")),
    component("checklist", "needs", values=values("x", "y")),
    component("filepicker", "papers", multiple=True),
    component("filepicker", "minute"),
    component(
        "dynamiclist",
        "members",
        components=[
            component("textfield", "user"),
            component("datetime", "since"),
            component("filepicker", "cv"),
        ],
    ),
    component("textfield", "ref", readonly=True),
)


@pytest.mark.parametrize(
    ("pairs", "answers"),
    [
        ([], {}),
        ([("title", " A "), ("contact.email", "b")], {"title": " A ", "contact": {"email": "b"}}),
        ([("day-day", "1"), ("day-year", "2026")], {"day": {"day": "1", "month": "", "year": "2026"}}),
        ([("day", "2026-01-01")], {"day": "2026-01-01"}),
        ([("at-day", "1"), ("at-time", "9am")], {"at": {"day": "1", "month": "", "year": "", "time": "9am"}}),
        ([("sure", "")], {"sure": False}),
        ([("sure", ""), ("sure", "true")], {"sure": True}),
        ([("outcome", "")], {"outcome": ""}),
        ([("outcome", ""), ("outcome", "b")], {"outcome": "b"}),
        ([("needs", "")], {"needs": []}),
        ([("needs", ""), ("needs", "x"), ("needs", "y"), ("needs", "x")], {"needs": ["x", "y"]}),
        ([("papers", "")], {"papers": []}),
        (
            [("papers", ""), ("papers", "7"), ("papers", "8")],
            {"papers": [{"document": 7}, {"document": 8}]},
        ),
        (
            [("papers", '{"document": 7, "name": "a.pdf", "evil": 1}')],
            {"papers": [{"document": 7, "name": "a.pdf"}]},
        ),
        (
            [("papers", "{"), ("papers", "x"), ("papers", '{"document": "x"}'), ("papers", "9" * 3000)],
            {"papers": []},
        ),
        ([("members", "")], {"members": []}),
        ([("members", ""), ("members.0._row", "1")], {"members": [{}]}),
        (
            [("members.10.user", "c"), ("members.2.user", "b"), ("members", "")],
            {"members": [{"user": "b"}, {"user": "c"}]},
        ),
        (
            [("members.0.since-day", "1"), ("members.0.cv", "")],
            {"members": [{"since": {"day": "1", "month": "", "year": ""}, "cv": []}]},
        ),
        ([("members.0._of", "abc"), ("members.0.user", "a")], {"members": [{"_of": "abc", "user": "a"}]}),
        ([("csrf_token", "x"), ("_version", "3"), ("_save", "1")], {}),
        ([("_override.title", " a reason "), ("_override.day", " ")], {"_override": {"title": " a reason "}}),
    ],
)
def test_what_a_page_posts(pairs: list[tuple[str, str]], answers: dict[str, Any]) -> None:
    assert read(FORM, pairs) == answers


def test_files_of_this_post_join_those_kept_and_a_single_one_is_replaced() -> None:
    new = {"document": 9, "name": "c.pdf", "size": 3}
    pairs = [("papers", ""), ("papers", "7"), ("minute", ""), ("minute", "8"), ("members.1.user", "a")]
    found = read(FORM, pairs, {"papers": [new], "minute": [new], "members.1.cv": [new]})
    assert found["papers"] == [{"document": 7}, new]
    assert found["minute"] == [new]
    assert found["members"] == [{"user": "a", "cv": [new]}]


@pytest.mark.parametrize(
    "name", ["hack", "contact.phone", "members.0.hack", "members.x.user", "ref", "contact"]
)
def test_names_that_the_form_does_not_declare_are_refused_by_clean(name: str) -> None:
    answers = read(FORM, [("title", "A"), (name, "1")])
    assert name in faults(FORM, answers, {"ref": "CIP-1"}) or name.replace(".x.", ".") in str(
        faults(FORM, answers)
    )


@pytest.mark.parametrize(
    ("button", "members"),
    [
        ("_add.members", ["a", "b", None]),
        ("_remove.members.0", ["b"]),
        ("_remove.members.1", ["a"]),
        ("_remove.members.7", ["a", "b"]),
        ("_remove.members.x", ["a", "b"]),
        ("_remove.members", ["a", "b"]),
        ("_add.members.0", ["a", "b"]),
        ("_add.title", ["a", "b"]),
        ("_add.nothing", ["a", "b"]),
    ],
)
def test_buttons_add_and_remove_rows(button: str, members: list[str | None]) -> None:
    found = read(FORM, [("members.0.user", "a"), ("members.1.user", "b"), (button, "1")])
    assert [row.get("user") for row in found["members"]] == members


def test_a_button_adds_the_first_row_and_removes_a_file() -> None:
    assert read(FORM, [("_add.members", "1")])["members"] == [{}]
    assert read(FORM, [("papers", "7"), ("papers", "8"), ("_remove.papers.7", "1")])["papers"] == [
        {"document": 8}
    ]
    inner = read(FORM, [("members.0.cv", "7"), ("members.1.cv", "8"), ("_remove.members.1.cv.8", "1")])
    assert inner["members"] == [{"cv": [{"document": 7}]}, {"cv": []}]


def test_a_post_cannot_make_rows_without_end() -> None:
    pairs = [(f"members.{number}.user", "a") for number in range(3000)]
    answers = read(FORM, pairs)
    assert len(answers["members"]) == 200
    assert "members" in faults(FORM, answers)
    answers = read(FORM, [(f"members.{number}.user", "a") for number in range(100)] + [("_add.members", "1")])
    assert len(answers["members"]) == 100


@pytest.mark.parametrize(
    ("pairs", "kind", "path"),
    [
        ([("title", "a")], "submit", ""),
        ([("title", "a"), ("_save", "1")], "save", ""),
        ([("_update", "1")], "update", ""),
        ([("_add.members", "1")], "add", "members"),
        ([("_remove.members.1", "1")], "remove", "members.1"),
    ],
)
def test_which_button_was_pressed(pairs: list[tuple[str, str]], kind: str, path: str) -> None:
    found = intent(pairs)
    assert (found.kind, found.path) == (kind, path)
