"""The award of a contract: the standstill to the second, who may approve, what stays with legal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cip_workflow import forms
from cip_workflow.types import Timer, UserTask
from tests.processes.contract_award import answers as a
from tests.processes.contract_award import rules
from tests.processes.contract_award.paths import (
    ANNOUNCED,
    APPROVE,
    CALLED_OFF,
    CHALLENGED,
    LIFTED,
    SIGN,
    STANDSTILL,
    TO_APPROVAL,
    called,
    handles,
    way,
)
from tests.processes.steps import Do, Step, given
from tests.unit.processes.cast import Everybody
from tests.unit.processes.walking import Walk, form


def walked(*steps: Step, at: datetime | None = None, **variables: Any) -> Walk:
    """An award on its way, begun at an instant."""
    walk = Walk(way("part", steps, "", "", "", start=called(**variables)))
    if at:
        walk.now = at
    walk.begin()
    for step in steps:
        walk.take(step)
    return walk


def due(walk: Walk, timer: str) -> datetime:
    """When an open timer fires, in UTC."""
    [found] = [one for one in walk.open.values() if isinstance(one, Timer) and one.element == timer]
    return found.due.astimezone(UTC)


def morning(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "ends"),
    [
        (morning(2026, 8, 10), datetime(2026, 8, 19, 22, 59, 59, tzinfo=UTC)),
        (morning(2026, 10, 19), datetime(2026, 10, 28, 23, 59, 59, tzinfo=UTC)),
        (morning(2026, 12, 18), datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (morning(2026, 12, 23), datetime(2027, 1, 6, 23, 59, 59, tzinfo=UTC)),
        (morning(2027, 3, 24), datetime(2027, 4, 6, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_standstill_ends_with_the_last_second_of_its_eighth_working_day(
    published: datetime, ends: datetime
) -> None:
    walk = walked(*ANNOUNCED, at=published)
    assert due(walk, "E_awardStandstillEnds") == ends
    assert walk.variables["standstillEnds"].astimezone(UTC) == ends
    assert not any(isinstance(one, UserTask) for one in walk.open.values())


def test_a_call_off_stands_still_for_ten_days_and_to_a_working_day() -> None:
    """Ten days after 18 December 2026 offices are closed."""
    letter = Do("T604_publishAwardNotice", "dosei", given(a.f30, noticeId=None, standstill="voluntary"))
    walk = walked(*TO_APPROVAL, APPROVE, letter, at=morning(2026, 12, 18), legalRegime="PCR2015_CALLOFF")
    assert due(walk, "E_awardStandstillEnds") == datetime(2026, 12, 29, 23, 59, 59, tzinfo=UTC)


def test_what_is_left_of_the_standstill_runs_on_after_a_challenge() -> None:
    """Announced on 21 December, challenged on the 23rd with five working days left, over Christmas and New Year."""
    walk = walked(*ANNOUNCED, at=morning(2026, 12, 21))
    assert due(walk, "E_awardStandstillEnds") == datetime(2027, 1, 4, 23, 59, 59, tzinfo=UTC)
    walk.now = morning(2026, 12, 23)
    walk.take(CHALLENGED)
    assert walk.variables["standstillLeft"] == 5
    walk.now = morning(2027, 1, 11)
    walk.take(handles())
    assert due(walk, "E_awardStandstillEnds") == datetime(2027, 1, 18, 23, 59, 59, tzinfo=UTC)


def test_on_its_last_day_a_challenge_leaves_nothing_but_the_day_itself() -> None:
    walk = walked(*ANNOUNCED, at=morning(2026, 8, 10))
    walk.now = morning(2026, 8, 19)
    walk.take(CHALLENGED)
    walk.now = morning(2026, 8, 25)
    walk.take(handles())
    assert due(walk, "E_awardStandstillEnds") == datetime(2026, 8, 25, 22, 59, 59, tzinfo=UTC)


def test_a_claim_suspends_the_award_until_it_is_lifted() -> None:
    walk = walked(*ANNOUNCED, CHALLENGED, handles(proceedingsIssued=True))
    waiting = {one.element for one in walk.open.values()}
    assert waiting == {"E_awardSuspensionLifted", "Start_awardWithdrawn"}
    walk.now += timedelta(days=200)
    walk.take(LIFTED)
    assert "E_awardStandstillEnds" in {one.element for one in walk.open.values()}


def test_what_legal_writes_about_a_challenge_is_not_left_in_the_case() -> None:
    walk = walked(
        *ANNOUNCED, CHALLENGED, handles(grounds="Privileged: the price model was shared by mistake.")
    )
    assert "Privileged" not in str(dict(walk.variables))
    [told] = [job for job in walk.jobs if job.element == "S_recordAwardChallenge"]
    assert told.inputs["details"]["grounds"].startswith("Privileged")
    assert (told.inputs["claimant"], told.inputs["outcome"]) == ("Larch Respite Ltd", "rejected")


@pytest.mark.parametrize(
    ("value", "more", "group"),
    [
        ("99999.99", {}, "lcc-head-of-service"),
        ("100000", {}, "lcc-dcs"),
        ("500000", {}, "lcc-dcs-with-lead-member"),
        ("5000000", {}, "lcc-cabinet"),
        ("100000", {"policySensitive": True}, "lcc-dcs-with-lead-member"),
        ("100000", {"budgetProvision": False}, "lcc-cabinet"),
    ],
)
def test_who_approves_follows_from_the_value(value: str, more: dict[str, Any], group: str) -> None:
    draft = Do("T600_draftContract", "jfenn", given(a.f32, valueExVat=value))
    walk = walked(draft, *TO_APPROVAL[1:], approvedWholeLifeValue=9_000_000, **more)
    [task] = [one for one in walk.open.values() if isinstance(one, UserTask)]
    assert (task.element, task.candidate_groups) == ("T603_approveAward", (group,))


def test_who_drafted_the_contract_does_not_approve_it() -> None:
    walk = walked(*TO_APPROVAL)
    walk.did["T600"].add("radeyemi")
    with pytest.raises(AssertionError):
        walk.take(APPROVE)


def test_the_red_alert_comes_on_the_day_that_is_set() -> None:
    walk = walked(*ANNOUNCED, STANDSTILL, *SIGN)
    signed = walk.variables["signedOn"]
    assert due(walk, "B_detailsLate").date() == signed + timedelta(days=100)
    [task] = [one for one in walk.open.values() if isinstance(one, UserTask)]
    assert task.due is not None and task.due.date() > signed


def test_an_award_that_is_sent_back_shows_why_and_what_was_drafted() -> None:
    walk = walked(*CALLED_OFF.steps[:4])
    tasks = {one.element: one for one in walk.open.values() if isinstance(one, UserTask)}
    assert set(tasks) == {"T600_draftContract", "T601_agreeMeasures"}
    assert walk.variables["awardReturned"].startswith("The exit schedule")
    assert walk.variables["terms"]["template"] == "tier2-service-v4"
    assert len(walk.variables["kpiSchedule"]) == 3


def test_a_later_start_is_agreed_when_the_standstill_outlasted_it() -> None:
    walk = walked(*ANNOUNCED, STANDSTILL, *SIGN)
    [job] = [one for one in walk.jobs if one.element == "S_registerSigned"]
    assert job.inputs["terms"]["startDate"] == date(2026, 12, 3) + timedelta(days=150)
    assert job.inputs["file"][0]["sha256"] == "5a" * 32


@pytest.mark.parametrize(
    ("name", "answers", "context"),
    [
        ("F29", a.f29, rules.APPROVING),
        ("F29", a.f29_above, rules.APPROVING),
        ("F30", lambda today: a.f30(today, standstill="voluntary"), rules.AWARDING),
        ("F32", a.f32, rules.DRAFTING),
        ("F32", a.f32_signed, rules.SIGNING),
        ("F32", a.f32_countersigned, rules.SEALING),
        ("F33", a.f33, rules.SETTING),
        ("F33", lambda today: rules.REPORT, rules.REPORTING),
        ("F33", lambda today: {"validated": "accept"}, {"usedBy": "T802"}),
    ],
)
def test_right_answers_pass(name: str, answers: Any, context: dict[str, Any]) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert forms.clean(form(name), answers(rules.TODAY), context, people=Everybody(), now=noon)


def test_the_terms_are_fixed_when_it_is_signed() -> None:
    """What the council's signatory sends for a term is not taken."""
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    sent = a.f32_countersigned(rules.TODAY, extensionMonths=60, template="grant-v1")
    kept = forms.clean(form("F32"), sent, rules.SEALING, people=Everybody(), now=noon)
    assert (kept["extensionMonths"], kept["template"]) == (24, "tier2-service-v4")
