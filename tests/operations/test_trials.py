"""Tests beside the model are run when a bundle is judged; what comes out otherwise reads like a finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cip_workflow.cli.files import files_of
from cip_workflow.errors import Refused
from cip_workflow.operations import _bundle, _trial_files, _trials
from cip_workflow.operations.deployment.check import check, report
from cip_workflow.operations.deployment.propose import propose
from cip_workflow.operations.group.load_standard import FILE as GROUPS
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.world import SYSTEM_ACTOR
from tests.web.processes.test_reading import TABLE

ROOT = Path(__file__).parents[2]
PASSES = """
process: trip
cases:
  - name: To the sea
    start: {wish: sea}
    steps:
      - task: T1_ask
        answers: {what: A week}
      - job: book
        gives: {ticket: 42}
      - message: trip.over
        with: {home: true}
    path: [start, T1_ask, book, done]
    end: done
    variables: {wish: sea, what: A week, ticket: 42, seen: "=date(\\"2026-11-23\\")"}
decisions:
  - decision: howRisky
    inputs: {amount: 2000, kind: home}
    result: board
    rules: [1]
  - decision: howRisky
    inputs: {amount: 1, kind: school}
    result: null
    rules: []
"""


def files(test: str = PASSES) -> dict[str, bytes]:
    """A process with a task, outside work, and a message; a table; and tests of both."""
    drawn = d.bpmn(
        d.process(
            "trip",
            d.start(starters="lcc-finance"),
            d.user("T1_ask", name="Ask", groups="lcc-finance", form="ask"),
            d.service("look", "cip:read-agreement", outputs={"seen": "=today"}),
            d.service("book", "tickets"),
            d.catch("over", "M_over", senders="lcc-finance", action="Over"),
            d.end("done", "Over"),
            d.chain("start", "T1_ask", "look", "book", "over", "done"),
            name="Trip",
        ),
        d.message("M_over", "trip.over", "=wish"),
    )
    return {
        "trip.bpmn": drawn,
        "ask.form": d.form("ask", "what!"),
        "risk.dmn": TABLE,
        "trip.test.yaml": test.encode(),
    }


def found(test: str) -> list[str]:
    bundle = _bundle.read(files(test), groups=["lcc-finance"])
    assert not bundle.refused, [str(one) for one in bundle.refused]
    return [str(one) for one in _trials.findings(bundle)]


WITH_SERVICE = PASSES.replace("    steps:\n", "    services: {look: {today: 2026-11-23}}\n    steps:\n", 1)


def test_what_is_expected_comes_out() -> None:
    assert found(WITH_SERVICE) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "task: T1_ask",
            "task: T2",
            "line 4, column 1, T2: The test “To the sea” fails. No task is open at T2",
        ),
        ("what: A week}\n      - job", "other: 1}\n      - job", "The form ask does not take the answers."),
        ("job: book", "job: T1_ask", "No outside work is open at T1_ask; the case stands at over"),
        ("message: trip.over", "message: trip.lost", "Nothing waits for the message trip.lost"),
        (
            "path: [start, T1_ask, book",
            "path: [start, book, T1_ask",
            "did not pass T1_ask where the path has it",
        ),
        ("end: done", "end: lost", "The case should reach lost. It reached done; the case is over."),
        ("ticket: 42, seen", "ticket: 43, seen", "The variable ticket should be 43. It is 42."),
        ("process: trip", "process: tour", "There is no process tour in these files."),
        (
            "result: board",
            "result: nobody",
            "The result should be 'nobody'. It is 'board'. Rules that fired: 1.",
        ),
        ("rules: [1]", "rules: [2]", "Rules 2 should fire. Rules that fired: 1."),
        ("decision: howRisky", "decision: howBrave", "There is no decision howBrave in these files."),
        ("steps:", "stepps:", "line 4, column 1: `stepps` means nothing here."),
        ("- task: T1_ask", "- T1_ask", "This is not"),
        ("process: trip", "process: [", "This is not YAML"),
        ("process: trip", "process: &a trip\nname: *a", "Aliases (*name) are not read."),
        ("wish: sea}", "wish: '=1 +'}", "cannot be read as FEEL"),
        ("process: trip", "process: !!python/object/apply:os.getcwd []", "This is not YAML"),
    ],
)
def test_what_comes_out_otherwise_is_a_finding(before: str, after: str, said: str) -> None:
    assert before in WITH_SERVICE
    findings = found(WITH_SERVICE.replace(before, after, 1))
    assert any(said in one for one in findings), findings
    assert all(one.startswith("trip.test.yaml") for one in findings)


def test_what_is_given_to_all_holds_where_nothing_else_is_said() -> None:
    common = "given: {amount: 2000, kind: school}\n" + WITH_SERVICE.replace(
        "inputs: {amount: 2000, kind: home}", "inputs: {kind: home}"
    )
    assert found(common.replace("inputs: {amount: 1, kind: school}", "inputs: {amount: 1}")) == []


def test_our_own_processes_keep_their_tests() -> None:
    ours = files_of([str(ROOT / "processes"), str(ROOT / "forms")])
    tests = [name for name in ours if name.endswith(_trial_files.ENDING)]
    assert len(tests) >= 3
    groups = [one["key"] for one in json.loads(GROUPS.read_text(encoding="utf-8"))["groups"]]
    bundle = _bundle.read(ours, groups=groups)
    assert [str(one) for one in bundle.refused + _trials.findings(bundle)] == []


def test_a_file_that_is_too_large_or_no_text_is_said() -> None:
    for data in (b"#" * (_trial_files.MOST_BYTES + 1), b"\xff\xfe", b"[" * 5000):
        with pytest.raises(_trial_files.Unreadable):
            _trial_files.read(data)


def test_nothing_is_proposed_while_a_test_fails(sessions, world) -> None:
    wrong = files(WITH_SERVICE.replace("end: done", "end: lost"))
    with transaction(sessions) as session:
        findings, refused = report(session, actor=SYSTEM_ACTOR, files=wrong)
        assert refused and any(one.rule == "test" and one.line == 4 for one in findings)
        with pytest.raises(Refused, match=r"The case should reach lost"):
            check(session, actor=SYSTEM_ACTOR, files=wrong)
        with pytest.raises(Refused):
            propose(session, actor=SYSTEM_ACTOR, files=wrong)
        assert propose(session, actor=SYSTEM_ACTOR, files=files(WITH_SERVICE)).new
