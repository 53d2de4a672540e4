"""Working on the command line as the demo people: lists, starting, completing, what is stuck, repairing, proving."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.cli.demo import story
from cip_workflow.cli.opened import Opened
from cip_workflow.operations.audit.anchor import anchor
from cip_workflow.operations.case.correct import correct
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import MAIL, PERSON


def answers(form: str, **changes: Any) -> str:
    turn = story.Turn(form=form, given=changes)
    return json.dumps(story.answers(turn, clock.now().astimezone(clock.LONDON).date()))


def titles(cip, *words: str) -> list[str]:
    return [one["title"] for one in cip("tasks", "--json", *words).json]


def test_a_case_is_started_and_worked_on(cip, demo: Path, tmp_path: Path) -> None:
    need = answers("F01", title="A place to be on Sundays")
    said = cip("start", "cip-lifecycle", "--as", "pnandra", "--answers", need)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].endswith("A place to be on Sundays")
    assert "CIP-DB-" in lines[0]
    assert "  next: Confirm funding envelope (lcc-finance)" in lines
    assert "A place to be on Sundays" in titles(cip, "--as", "tkowal", "--list", "teams")
    task = next(
        one
        for one in cip("tasks", "--as", "tkowal", "--teams", "--json").json
        if one["title"] == "A place to be on Sundays"
    )
    (tmp_path / "f03.json").write_text(answers("F03"))
    done = cip("complete", str(task["id"]), "--as", "tkowal", "--answers", f"@{tmp_path / 'f03.json'}")
    assert (done.code, done.out) == (0, "“Confirm funding envelope” is done.\n")
    again = cip("complete", str(task["id"]), "--as", "tkowal", "--answers", "-", stdin=answers("F03"))
    assert again.code == 2
    assert again.err.startswith("cip: “Confirm funding envelope” is already done.")
    assert titles(cip, "--as", "tkowal", "--list", "done")[0] == "A place to be on Sundays"


def test_what_scripts_read(cip, demo: Path) -> None:
    begun = cip("start", "cip-lifecycle", "--as", "pnandra", "--answers", answers("F01"), "--json").json
    assert begun["reference"].startswith("CIP-DB-")
    assert len(begun["next"]) == 3
    task = cip("tasks", "--as", "jfenn", "--list", "teams", "--json").json[0]
    done = cip("complete", str(task["id"]), "--as", "jfenn", "--answers", answers("F05"), "--json").json
    assert (done["task_id"], done["finished"], done["next"][0]["who"]) == (
        task["id"],
        False,
        "lcc-commissioner",
    )


def test_wrong_answers_are_named_field_by_field(cip, demo: Path) -> None:
    said = cip("start", "cip-lifecycle", "--as", "pnandra", "--answers", '{"title": "x", "hobby": 1}')
    assert said.code == 2
    assert said.out == ""
    assert "\n  hobby: " in said.err
    assert "\n  needSummary: " in said.err


def test_nobody_does_what_is_not_theirs(cip, refused, demo: Path) -> None:
    task = cip("tasks", "--as", "tkowal", "--json").json[0]["id"]
    assert "no such task" in refused("complete", str(task), "--as", "tokafor")
    assert "and you are not one of them" in refused("complete", str(task), "--as", "hlarkin")
    assert refused("complete", "999999", "--as", "tkowal") == "There is no such task, or you may not see it."
    assert "lcc-commissioner" in refused("start", "cip-lifecycle", "--as", "tkowal")
    assert (
        refused("start", "nothing", "--as", "pnandra") == "There is no process “nothing” that can be started."
    )


def test_lists_for_people(cip, demo: Path) -> None:
    lines = cip("tasks", "--as", "pnandra").out.splitlines()
    assert lines[0].split() == ["ID", "DUE", "CASE", "NAME", "TITLE"]
    assert len(lines) == 2
    assert cip("tasks", "--as", "fgreer").out == "No tasks.\n"
    few = cip("tasks", "--as", "pnandra", "--list", "done", "--limit", "3")
    assert len(few.out.splitlines()) == 4
    assert few.err == "There are more. --limit 30 shows them.\n"


def test_cases_are_found_by_status_and_words(cip, demo: Path) -> None:
    every = cip("cases", "--json").json
    assert len(every) == len(story.briefs()) + 1
    assert [one["id"] for one in every] == sorted((one["id"] for one in every), reverse=True)
    suspended = cip("cases", "--status", "suspended", "--json").json
    assert [one["title"] for one in suspended] == ["Repairs fund for supported lodgings hosts"]
    assert {one["status"] for one in cip("cases", "--search", "thornfield", "--json").json} == {"finished"}
    assert cip("cases", "--search", "nothing of this kind").out == "No cases.\n"
    some = cip("cases", "--limit", "2")
    assert len(some.out.splitlines()) == 3
    assert some.err.startswith("There are more.")
    assert len(cip("cases", "--as", "ebanjo", "--json").json) < len(every)


def test_what_is_stuck_is_found_with_its_reason(cip, demo: Path) -> None:
    said = cip("stuck", "--json")
    assert said.code == 1
    assert {one["why"] for one in said.json} == {"failed", "nobody", "escalated", "overdue", "quiet"}
    failed = cip("stuck", "--why", "failed")
    assert failed.code == 1
    assert len(failed.out.splitlines()) == 2
    assert "How often deferred?" in failed.out
    assert cip("stuck", "--as", "tokafor").out == "No case needs anybody.\n"


def test_a_failed_step_is_tried_again_and_mended(cip, here: Opened) -> None:
    failed = cip("stuck", "--why", "failed", "--json").json[0]
    again = cip("repair", "--all")
    assert (again.code, again.out) == (1, f"Failed step {failed['failed']}: it failed again\n")
    number = cip("stuck", "--why", "failed", "--json").json[0]["failed"]
    with reading(here.sessions) as session:
        fiona = people.actor_by_login(session, "fgreer")
    with transaction(here.sessions) as session:
        correct(
            session,
            actor=fiona,
            instance_id=failed["instance_id"],
            variables={"boardDeferrals": 1},
            reason="It is a number.",
        )
    mended = cip("repair", str(number), "--as", "fgreer", "--json")
    assert mended.code == 0
    assert mended.json == [{"failed": number, "code": 0, "said": "the case goes on"}]
    assert cip("stuck", "--why", "failed").out == "No case needs anybody.\n"
    assert cip("repair", "--all").out == "No failed step.\n"


def test_repairing_goes_on_when_one_cannot_be_tried(cip, demo: Path) -> None:
    number = cip("stuck", "--why", "failed", "--json").json[0]["failed"]
    said = cip("repair", "987", str(number))
    assert said.code == 2
    assert said.out.splitlines() == [
        "Failed step 987: There is no such failed step, or you may not see it.",
        f"Failed step {number}: it failed again",
    ]
    assert cip("repair").code == 2
    assert "retry a failed step" in cip("repair", str(number + 1), "--as", "pnandra").out


def test_chains_as_they_were_written(cip, demo: Path) -> None:
    said = cip("verify-audit")
    assert said.code == 0
    assert said.out.endswith("as they were written.\n")
    found = cip("verify-audit", "--json").json
    assert (found["faults"], found["newest"]) == ([], None)
    assert found["cases"] == len(story.briefs()) + 1


def test_the_newest_anchor_is_said(cip, here: Opened) -> None:
    with transaction(here.sessions) as session:
        made = anchor(session)
    assert cip("verify-audit").out.splitlines()[-2] == f"Anchor of {made.day}: {made.hash}"
    assert cip("verify-audit", "--json").json["newest"] == {"day": str(made.day), "hash": made.hash}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE event SET actor_id = 2 WHERE instance_id = 1 AND seq = 3",
            "Case 1: Event 3 has been altered.",
        ),
        ("DELETE FROM event WHERE instance_id = 1 AND seq = 4", "Case 1: Event 4 is missing."),
        ("UPDATE task SET answers = '{}' WHERE id = 1", "are not those that were given."),
        ("UPDATE note SET text = 'nothing' WHERE id = 1", "are not those that were written."),
    ],
)
def test_chains_that_were_tampered_with(cip, demo: Path, change: str, said: str) -> None:
    with closing(sqlite3.connect(demo / "cip.sqlite3")) as connection, connection:
        assert connection.execute(change).rowcount == 1
    found = cip("verify-audit")
    assert found.code == 1
    assert said in found.out
    assert found.out.endswith("tampered with.\n")
    assert cip("verify-audit", "--json").code == 1


def test_the_book_of_mails(cip, here: Opened) -> None:
    assert cip("mails").out == "No mails.\n"
    assert cip("mails", "--unsent").code == 0
    now = clock.now()
    common = {"kind": "assigned", "task_id": 1, "instance_id": 1, "queued_at": now}
    with transaction(here.sessions) as session:
        person = session.execute(sa.select(PERSON.c.id).where(PERSON.c.login == "tkowal")).scalar_one()
        rows = [
            {"key": "a", "sent_at": now, "failed": None},
            {"key": "b", "sent_at": None, "failed": "550 no"},
        ]
        session.execute(
            sa.insert(MAIL), [{**common, "person_id": person, "subject": "x", **one} for one in rows]
        )
    assert [one["key"] for one in cip("mails", "--json").json] == ["b", "a"]
    unsent = cip("mails", "--unsent")
    assert unsent.code == 1
    assert len(unsent.out.splitlines()) == 2
    assert "tkowal" in unsent.out
    assert "550 no" in unsent.out


def test_an_empty_house_has_nothing_to_show(cip, data: Path) -> None:
    for words, said in (
        (("cases",), "No cases.\n"),
        (("stuck",), "No case needs anybody.\n"),
        (("repair", "--all"), "No failed step.\n"),
        (("verify-audit",), "0 events in 0 cases, 0 daily anchors: as they were written.\n"),
    ):
        answer = cip(*words)
        assert (answer.code, answer.out, answer.err) == (0, said, "")
    assert cip("cases", "--json").json == []
    assert (data / "cip.sqlite3").exists()


def test_the_schema_is_brought_up_to_date_twice_without_harm(cip) -> None:
    for _ in range(2):
        assert cip("db", "upgrade").out == "The database has the newest schema.\n"
