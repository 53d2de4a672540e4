"""What approval does between its tasks: the days that have to pass, whom it asks, what it records, what it hands back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cip_workflow.types import Job, Timer, UserTask
from tests.processes.approval import funding as m
from tests.processes.approval import paths as p
from tests.processes.steps import Advance, Do, Path
from tests.unit.processes.walking import Walk


def jobs(walk: Walk, type_: str) -> list[Job]:
    """The work of one type that was asked for, in order."""
    return [job for job in walk.jobs if job.type == type_]


def until(path: Path, element: str) -> Walk:
    """A walk that stops when the task at `element` is open for the first time."""
    walk = Walk(path)
    walk.begin()
    for step in path.steps:
        if isinstance(step, Do) and step.element == element:
            return walk
        walk.take(step)
    raise AssertionError(f"{path.name} never comes to {element}")


def opened(walk: Walk, kind: type[Any], element: str) -> Any:
    """The open wait at an element."""
    [found] = [one for one in walk.open.values() if isinstance(one, kind) and one.element == element]
    return found


def test_a_key_decision_waits_for_28_clear_days() -> None:
    found = Walk(p.LONG_WAY).go().variables
    published = found["forwardPlanDate"]
    assert found["earliestDecision"] == published + timedelta(days=29)
    assert found["decisionDate"] >= found["earliestDecision"]


def test_the_general_exception_counts_clear_working_days() -> None:
    found = Walk(p.EXCEPTION).go().variables
    assert (found["noticeDays"], found["noticeRule"]) == (5, "general-exception")
    assert found["forwardPlanDate"] == date(2026, 11, 23)
    assert found["earliestDecision"] == date(2026, 12, 1)


def test_a_decision_that_is_no_key_decision_can_be_taken_at_once() -> None:
    walk = until(p.SMALL_APPROVED, "T311_takeDecision")
    assert walk.variables["earliestDecision"] == walk.today
    assert walk.variables["forwardPlanned"] is False


@pytest.mark.parametrize(
    ("path", "group"),
    [
        (p.SMALL_APPROVED, "lcc-head-of-service"),
        (p.CALLED_IN, "lcc-dcs-with-lead-member"),
        (p.LONG_WAY, "lcc-cabinet"),
    ],
)
def test_the_table_says_whose_the_decision_is(path: Path, group: str) -> None:
    walk = until(path, "T311_takeDecision")
    assert opened(walk, UserTask, "T311_takeDecision").candidate_groups == (group,)


@pytest.mark.parametrize(
    ("path", "group"), [(p.SMALL_APPROVED, "bar-director"), (p.CALLED_IN, "bar-trustee-committee")]
)
def test_the_value_says_who_approves_for_barnardos(path: Path, group: str) -> None:
    walk = until(path, "T307_reviewBarnardos")
    assert opened(walk, UserTask, "T307_reviewBarnardos").candidate_groups == (group,)


def test_a_decision_that_is_late_is_told_to_the_monitoring_officer() -> None:
    walk = until(p.SMALL_APPROVED, "T311_takeDecision")
    assert opened(walk, Timer, "B_decisionLate").due.date() == date(2026, 11, 30)
    walk.take(Advance("B_decisionLate"))
    assert jobs(walk, "cip:remind")[-1].inputs["groups"] == ["lcc-monitoring-officer"]
    assert walk.thrown == ["governance"]
    assert opened(walk, UserTask, "T311_takeDecision")


def test_what_approval_hands_back() -> None:
    found = Walk(p.LONG_WAY).go().variables
    assert found["approvedWholeLifeValue"] == 1_200_000
    assert [one["owner"] for one in found["approvalConditions"]] == ["tkowal", "croe", "radeyemi"]
    assert found["decision"] == {
        "authority": "lcc-cabinet",
        "decisionDate": found["decisionDate"],
        "outcome": "approve-with-conditions",
        "keyDecision": True,
    }
    assert found["policySensitive"] is True
    assert (found["reworkScope"], found["reworkReason"]) == ([], None)
    assert (found["reviewReturns"], found["recommendationDeferrals"]) == (1, 1)


def test_every_decision_is_recorded_and_the_last_published() -> None:
    walk = Walk(p.LONG_WAY).go()
    recorded = [
        (job.inputs["kind"], job.inputs["body"], job.inputs["outcome"])
        for job in jobs(walk, "cip:record-decision")
    ]
    assert recorded == [
        ("recommendation", "cip-board", "defer"),
        ("recommendation", "cip-board", "approve-with-conditions"),
        ("executive", "lcc-cabinet", "defer"),
        ("executive", "lcc-cabinet", "approve-with-conditions"),
    ]
    details = jobs(walk, "cip:record-decision")[-1].inputs["details"]
    assert details["scrutinyComments"].startswith("Members welcomed")
    put_off, published = jobs(walk, "cip:publish-decision")
    assert put_off.inputs["callInEnds"] is None
    assert published.inputs["callInEnds"] == walk.variables["callInEnds"]


def test_call_in_ends_with_the_fifth_clear_working_day() -> None:
    walk = Walk(p.CALLED_IN)
    walk.begin()
    for step in p.CALLED_IN.steps[:-2]:
        walk.take(step)
    found = walk.variables
    assert found["publishedDate"] == date(2026, 12, 22)
    assert found["callInEnds"] == date(2026, 12, 31)
    assert opened(walk, Timer, "E_callInEnds").due.isoformat() == "2026-12-31T23:59:59+00:00"


def test_a_decision_is_called_in_only_once() -> None:
    walk = Walk(p.REFERRED_BACK).go()
    first, called_in, second = jobs(walk, "cip:publish-decision")
    assert (first.inputs["callInEnds"] is None, second.inputs["callInEnds"]) == (False, None)
    assert called_in.inputs["callInOutcome"] == "refer-back"
    assert (
        jobs(walk, "cip:record-decision")[-1].inputs["details"]["callInReason"]
        == "Transport was not considered."
    )


def test_full_council_is_heard() -> None:
    walk = Walk(p.TO_COUNCIL).go()
    assert (
        jobs(walk, "cip:record-decision")[-1].inputs["details"]["councilComments"]
        == "Council asks for a bus."
    )


def test_a_silent_funder_is_asked_about_again_and_again_then_governance_is_told() -> None:
    walk = Walk(m.FUNDED).go()
    reminders = [job for job in jobs(walk, "cip:remind") if job.element == "S_remindOfFunder"]
    assert len(reminders) >= 3
    assert {tuple(job.inputs["groups"]) for job in reminders} == {("bar-partnership-manager",)}
    assert walk.thrown == ["bid.submitted", "governance"]


def test_days_of_reminders_are_those_of_the_settings() -> None:
    walk = Walk(m.FUNDED)
    walk.begin()
    for step in m.FUNDED.steps:
        if isinstance(step, Advance) and step.timer == "B_funderSilent":
            break
        walk.take(step)
    sent = walk.today
    assert opened(walk, Timer, "B_funderSilent").due.date() == sent + timedelta(days=90)
    assert opened(walk, Timer, "B_funderLate").due.date() == sent + timedelta(days=180)
    walk.take(Advance("B_funderSilent"))
    assert opened(walk, Timer, "B_funderSilent").due.date() == sent + timedelta(days=104)


def test_a_bid_closes_an_hour_before_the_deadline_of_the_fund() -> None:
    walk = until(m.PART_FUNDED, "T302_prepareBid")
    closes = walk.variables["fundDeadline"] - opened(walk, Timer, "B_bidDeadline").due
    assert closes == timedelta(hours=1)


def test_what_the_register_of_bids_hears() -> None:
    sent, answered = jobs(Walk(m.PART_FUNDED).go(), "cip:record-funding-bid")
    assert (sent.inputs["submitted"], sent.inputs["bidId"]) == (True, None)
    assert answered.inputs["bidId"] == 1
    assert (answered.inputs["outcome"], answered.inputs["amountAwarded"]) == ("part-awarded", 100_000)
    [missed] = jobs(Walk(m.MISSED).go(), "cip:record-funding-bid")
    assert (missed.inputs["outcome"], missed.inputs["submitted"]) == ("missed", False)


def test_a_smaller_service_goes_back_for_finance_and_options() -> None:
    found = Walk(m.NOT_SIGNED).go().variables
    assert found["reworkScope"] == ["finance", "options"]
    assert found["reworkReason"].startswith("The money from outside is not enough")
    assert found["fundingOutcome"] == "no-bid"


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        (m.BID_REWORK, ["brief", "evidence"]),
        (m.MISSED, ["brief", "evidence"]),
        (p.DECISION_REWORK, ["model", "finance"]),
    ],
)
def test_rework_says_which_parts_and_why(path: Path, scope: list[str]) -> None:
    found = Walk(path).go().variables
    assert found["reworkScope"] == scope
    assert len(found["reworkReason"]) > 30


def test_a_withdrawal_corrects_the_forward_plan_only_where_it_stands_there() -> None:
    withdrawn = Walk(p.WITHDRAWN_PLANNED).go()
    assert jobs(withdrawn, "cip:record-decision")[-1].inputs["kind"] == "paper-withdrawn"
    assert jobs(withdrawn, "cip:publish-decision")
    assert jobs(withdrawn, "cip:remind")[-1].inputs["groups"] == ["lcc-democratic-services"]
    early = Walk(p.WITHDRAWN).go()
    assert jobs(early, "cip:record-decision")[-1].inputs["kind"] == "paper-withdrawn"
    assert not jobs(early, "cip:publish-decision")
    assert not jobs(early, "cip:remind")
