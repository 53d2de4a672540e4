"""Every named path, walked on the engine with the real forms, tables and people; together they take every way there is."""

from __future__ import annotations

import pytest

from cip_workflow.bpmn import read
from cip_workflow.errors import Invalid
from tests.processes import catalogue
from tests.processes.answers import EVIDENCE, f01, f10
from tests.processes.brief_issue.paths import ISSUED, LONG_WAY, SUSPENDED, WITHDRAWN_LATE
from tests.processes.steps import Do, Path, given
from tests.unit.processes.drawing import FILES
from tests.unit.processes.walking import BEGIN, Walk

PATHS, BELOW_FORMS = catalogue.paths(), catalogue.below_forms()
ALL = (*PATHS, *BELOW_FORMS)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_path_reaches_its_end(path: Path) -> None:
    walk = Walk(path).go()
    assert walk.finished
    assert walk.ends[-1] == path.end
    assert walk.variables["outcome"] == path.outcome
    assert not walk.open
    assert path.ways | path.passes <= set(walk.passed), sorted((path.ways | path.passes) - set(walk.passed))


def test_together_they_take_every_flow_and_reach_every_end() -> None:
    passed = {element for path in ALL for element in Walk(path).go().passed}
    drawn = {
        name
        for file in FILES
        for process in read(file.read_bytes(), file.name).processes
        if process.id != "cip-standing-declarations"
        for name in (*process.flows, *process.elements)
    }
    assert drawn - passed == catalogue.unreachable()


def test_people_can_walk_all_paths_but_those_below_the_forms() -> None:
    assert all(path.is_checked for path in PATHS)
    assert not any(path.is_checked for path in BELOW_FORMS)


def test_what_an_issued_brief_leaves_behind() -> None:
    walk = Walk(LONG_WAY).go()
    found = walk.variables
    assert found["scopeWarning"] is True
    assert found["briefAuthor"] == "pnandra"
    assert found["boardDeferrals"] == 1
    assert found["boardConditions"][0]["owner"] == "croe"
    assert [each["user"] for each in found["members"]] == ["ebanjo", "rgill", "ghale", "jpike"]
    assert found["removedMembers"] == ["ipatel"]
    assert (found["designLead"], found["coLead"]) == ("ebanjo", "ghale")
    assert {each["user"]: each["outcome"] for each in found["declarations"]} == {
        "ebanjo": "cleared",
        "rgill": "mitigated",
        "ghale": "cleared",
        "ipatel": "removed",
        "jpike": "cleared",
    }
    assert found["brief"]["evidencePack"] == EVIDENCE
    assert [each["notice"] for each in found["noticePlan"]] == [
        "UK1 pipeline (annual list)",
        "UK3 planned procurement",
    ]
    assert walk.thrown == ["governance", "brief.issued"]


def test_only_who_has_to_declare_is_asked_again() -> None:
    asked = [job.inputs["declarant"] for job in Walk(LONG_WAY).go().jobs if job.element == "S_enterRegister"]
    assert sorted(asked) == ["ebanjo", "ghale", "ipatel", "jpike", "rgill"]


def test_details_of_an_interest_stay_with_the_monitoring_officer() -> None:
    walk = Walk(LONG_WAY).go()
    assert "close relative" not in str(dict(walk.variables))
    [told] = [
        job for job in walk.jobs if job.element == "S_enterRegister" and job.inputs["declarant"] == "rgill"
    ]
    assert told.inputs["interest"]["organisationConcerned"] == "Larch Respite Ltd"


def test_a_suspension_is_lifted_when_the_member_is_cleared() -> None:
    about = [
        (job.element, job.inputs.get("restrictions"))
        for job in Walk(SUSPENDED).go().jobs
        if job.type in {"cip:suspend-member", "cip:apply-restrictions"} and job.inputs["declarant"] == "rgill"
    ]
    assert about == [("S_suspendMember", None), ("S_liftRestrictions", [])]


def test_withdrawal_ends_the_declarations_too() -> None:
    walk = Walk(WITHDRAWN_LATE)
    walk.begin()
    for step in WITHDRAWN_LATE.steps[:-1]:
        walk.take(step)
    assert [each.element for each in walk.open.values()] == ["T109_recordWithdrawal"]
    assert walk.variables["withdrawalReason"].startswith("Superseded")


@pytest.mark.parametrize(
    ("start", "field"),
    [
        (given(f01, title="Too short"), "title"),
        (given(f01, cohort="Child 12345678 and others of the same age"), "cohort"),
        (given(f01, targetLiveDate="2026-12-24"), "targetLiveDate"),
        (given(f01, urgencyReason=None), "urgencyReason"),
        (given(f01, sponsor="pnandra"), "sponsor"),
        (given(f01, favourite="blue"), "favourite"),
    ],
)
def test_a_wrong_need_statement_starts_nothing(start: object, field: str) -> None:
    path = Path(ISSUED.name, Do("Start_needStated", "pnandra", start), (), "", "", process="cip-lifecycle")
    with pytest.raises(Invalid) as refused:
        Walk(path).go()
    assert set(refused.value.fields) == {field}


def test_only_the_member_can_declare() -> None:
    walk = Walk(ISSUED)
    walk.begin()
    for step in ISSUED.steps[:9]:
        walk.take(step)
    assert {each.assignee for each in walk.open.values() if hasattr(each, "assignee")} == {
        "ebanjo",
        "ghale",
        "ipatel",
        "rgill",
    }
    with pytest.raises(AssertionError):
        walk.take(Do("T901_declareInterests", "pnandra", given(f10)))


def test_the_clock_starts_on_a_working_day() -> None:
    assert BEGIN.isoweekday() < 6
