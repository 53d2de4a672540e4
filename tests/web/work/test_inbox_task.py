"""The page of one task: taken, answered, given back, handed over; and what everybody else is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations.case.cancel import cancel
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.operations.group.add_member import add_member
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.release import release
from cip_workflow.store import tables as t
from tests.processes import answers as a
from tests.processes.brief_issue.paths import (
    ANALYSE,
    APPROVE,
    FUND,
    IN_SCOPE,
    LISTEN,
    NOMINATE,
    TO_BOARD,
    WRITE,
)
from tests.processes.posting import fill
from tests.processes.steps import Do, given
from tests.processes.town import OPERATOR
from tests.processes.walking_http import BEGIN

FUNDING = "T102_confirmFunding"
POSTS = ("", "/draft", "/claim", "/release", "/hand-over", "/recall")
GETS = ("", "/hand-over", "/submitted")


def test_a_task_is_taken_and_answered(stage, visit, town) -> None:
    case = stage.brief()
    task_id = stage.task(case, FUNDING)
    tomasz = visit("tkowal")
    page = tomasz.get(f"/tasks/{task_id}")
    assert "This task waits for your team" in page.said
    assert "Confirm funding envelope" in page.title
    for said in (
        "Monday 30 November 2026",
        "Due in 7 days",
        "By rule: 5 working days",
        "You have this because",
    ):
        assert said.lower() in page.said.lower(), said
    page = tomasz.press(page, "Take this task")
    assert page.path == f"/tasks/{task_id}"
    answer = tomasz.fill_in(page, "Submit", a.f03(clock.now().date()))
    assert (answer.status, answer.to) == (303, f"/tasks/{task_id}/submitted?now=1")
    done = tomasz.get(answer.to)
    for said in ("Submitted", "You did this task", "CFS4410", "£1,500,000"):
        assert said in done.said, said
    assert tomasz.ask(f"/tasks/{task_id}").path == f"/tasks/{task_id}/submitted"
    assert stage.events(case)[-2:] == ["task.claimed", "task.completed"]
    seen = visit("pnandra").get(f"/tasks/{task_id}/submitted")
    assert "Tomasz Kowal did this task" in seen.said
    assert "Take back my answer" not in seen.buttons()


def test_what_the_case_holds_so_far_stands_beside_the_form(stage, visit) -> None:
    case = stage.brief(ANALYSE, FUND, LISTEN)
    page = visit("jfenn").get(f"/tasks/{stage.task(case, 'T104_checkScope')}")
    assert "The case so far" in page.said
    assert page.links("Read all of Confirm funding envelope")
    assert visit("jfenn").get(page.links("Read all of Confirm funding envelope")[0]).status == 200


def test_a_task_may_be_answered_at_once_by_whoever_has_it_open(stage, visit) -> None:
    """Taking it first is a courtesy, not a condition: two who press at the same time are told apart by the version."""
    case = stage.brief()
    task_id = stage.held(case, FUNDING, "tkowal")
    page = visit("tkowal").get(f"/tasks/{task_id}")
    assert visit("tkowal").fill_in(page, "Submit", a.f03(clock.now().date())).status == 303


@pytest.mark.parametrize("login", ["vmarsh", "tokafor"])
def test_a_stranger_cannot_learn_that_a_task_exists(stage, visit, town, login: str) -> None:
    case = stage.brief()
    task_id = stage.held(case, FUNDING, "tkowal")
    stranger = visit(login)
    for end in GETS:
        found, none = stranger.ask(f"/tasks/{task_id}{end}"), stranger.ask(f"/tasks/{task_id + 1000}{end}")
        assert (found.status, none.status) == (404, 404), end
        assert found.said == none.said, "not even the words differ"
    for end in POSTS:
        sent = {"to": "jpike", "costCentre": "X", "_version": "1"}
        found = stranger.post(f"/tasks/{task_id}{end}", **sent)
        none = stranger.post(f"/tasks/{task_id + 1000}{end}", **sent)
        assert (found.status, none.status) == (404, 404), end
        assert found.said == none.said, end
        told = stranger.post(f"/tasks/{task_id}{end}", json=True, **sent)
        assert (told.status, told.json["code"]) == (404, "not-found"), end
    assert stage.events(case) == ["case.started", "task.claimed"]
    assert not town.rows(sa.select(t.DRAFT))


def test_who_sees_the_case_but_may_not_do_the_task_is_told_whose_it_is(stage, visit) -> None:
    case = stage.brief()
    task_id = stage.task(case, FUNDING)
    priya = visit("pnandra")
    page = priya.get(f"/tasks/{task_id}")
    assert "and you are not one of them" in page.said
    assert not {"Take this task", "Submit"} & set(page.buttons())
    for end in ("", "/draft", "/claim", "/hand-over"):
        refused = priya.post(f"/tasks/{task_id}{end}", to="jpike")
        assert (refused.status, "is for lcc-finance" in refused.said) == (403, True), (end, refused.said)
    refused = priya.post(f"/tasks/{task_id}/release")
    assert (refused.status, "You do not hold" in refused.said) == (403, True)
    assert stage.events(case) == ["case.started"]


@pytest.mark.parametrize("login", ["fgreer", "zadmin", "hvale", "pownes"])
def test_oversight_sees_a_task_and_does_not_do_it(stage, visit, login: str) -> None:
    case = stage.brief()
    task_id = stage.task(case, FUNDING)
    assert visit(login).get(f"/tasks/{task_id}").status == 200
    assert visit(login).post(f"/tasks/{task_id}").status == 403


def test_segregation_of_duty_is_said_on_the_page_and_kept_by_the_operation(stage, visit, town) -> None:
    maya = stage.actor("mdelacy")
    town.do(add_member, actor=OPERATOR, group="lcc-head-of-service", person_id=maya.person_id)
    mine = Do(WRITE.element, "mdelacy", given(a.f06))
    case = stage.brief(ANALYSE, FUND, LISTEN, IN_SCOPE, mine)
    task_id = stage.task(case, "T106_checkQuality")
    author = visit("mdelacy")
    assert author.get("/tasks/teams?q=quality").rows() == [], "it is not offered to the author"
    page = author.get(f"/tasks/{task_id}")
    assert "SOD-05" in page.said
    assert not {"Take this task", "Submit"} & set(page.buttons())
    for end in ("", "/claim"):
        refused = author.post(f"/tasks/{task_id}{end}", outcome="agree")
        assert (refused.status, "SOD-05" in refused.said) == (403, True), (end, refused.said)
    offered = visit("ohartley").get(f"/tasks/{task_id}/hand-over")
    assert "mdelacy" not in offered.text.split("</header>")[-1]
    boxes = offered.form("Hand this task to someone else").named("to")
    assert {one.get("value") for one in boxes} == {"rthorne"}, "nobody hands it to themselves"


def test_pressing_twice_is_told_apart(stage, visit) -> None:
    case = stage.brief()
    task_id = stage.held(case, FUNDING, "tkowal")
    tomasz = visit("tkowal")
    page = tomasz.get(f"/tasks/{task_id}")
    assert tomasz.fill_in(page, "Submit", a.f03(clock.now().date())).status == 303
    again = tomasz.send(page.form("Submit"))
    assert (again.status, "“Confirm funding envelope” is already done" in again.said) == (409, True)
    assert stage.events(case).count("task.completed") == 1


def test_a_page_that_is_out_of_date_changes_nothing(stage, visit, town) -> None:
    case = stage.brief()
    task_id = stage.held(case, FUNDING, "tkowal")
    tomasz, jamal = visit("tkowal"), visit("jpike")
    page = tomasz.get(f"/tasks/{task_id}")
    town.do(release, actor=stage.actor("tkowal"), task_id=task_id)
    town.do(claim, actor=stage.actor("jpike"), task_id=task_id)
    held = tomasz.fill_in(page, "Submit", a.f03(clock.now().date()))
    assert (held.status, "Somebody else holds “Confirm funding envelope”" in held.said) == (409, True)
    town.do(release, actor=stage.actor("jpike"), task_id=task_id)
    town.do(claim, actor=stage.actor("tkowal"), task_id=task_id)
    stale = tomasz.fill_in(page, "Submit", a.f03(clock.now().date()))
    assert (stale.status, "changed this task" in stale.said) == (409, True)
    assert jamal.post(f"/tasks/{task_id}/claim").status == 409
    assert "task.completed" not in stage.events(case)


def test_a_task_of_a_case_that_rests_or_ended_is_not_done(stage, visit, town) -> None:
    case = stage.brief()
    task_id = stage.held(case, FUNDING, "tkowal")
    tomasz = visit("tkowal")
    page = tomasz.get(f"/tasks/{task_id}")
    town.do(suspend, actor=stage.actor("fgreer"), instance_id=case.id, reason="The committee asks.")
    resting = tomasz.fill_in(page, "Submit", a.f03(clock.now().date()))
    assert (resting.status, "This case is suspended" in resting.said) == (409, True)
    assert "This case is suspended" in tomasz.get(f"/tasks/{task_id}").said
    town.do(cancel, actor=stage.actor("fgreer"), instance_id=case.id, reason="The need is met elsewhere.")
    over = tomasz.send(page.form("Submit"))
    assert (over.status, "no longer needed" in over.said) == (409, True)
    assert tomasz.post(f"/tasks/{task_id}/draft").status == 409


def test_a_task_is_given_back_and_handed_over(stage, visit) -> None:
    case = stage.brief()
    task_id = stage.held(case, FUNDING, "tkowal")
    tomasz, jamal = visit("tkowal"), visit("jpike")
    page = tomasz.press(tomasz.get(f"/tasks/{task_id}"), "Give it back to the team")
    assert (page.path, "waits for your team again" in page.said) == ("/tasks", True)
    jamal.press(jamal.get(f"/tasks/{task_id}"), "Take this task")
    page = jamal.follow(jamal.get(f"/tasks/{task_id}"), "Hand this task to someone else")
    button = "Hand this task to someone else"
    wrong = jamal.send(page.form(button))
    assert (wrong.status, wrong.errors) == (422, ["Choose who takes it"])
    assert wrong.title.startswith("Error: ")
    for nobody in ("pnandra", "nobody-at-all", "jpike"):
        refused = jamal.post(f"/tasks/{task_id}/hand-over", to=nobody)
        assert refused.status in {403, 422}, (nobody, refused.status)
    given_to = jamal.press(page, button, to="tkowal", reason="I am away next week.")
    assert "Tomasz Kowal has the task now" in given_to.said
    assert [name for _, name, _ in tomasz.get("/tasks").rows()] == ["Confirm funding envelope"]
    assert "Submit" in tomasz.get(f"/tasks/{task_id}").buttons()
    kinds = ["case.started", "task.claimed", "task.released", "task.claimed", "task.handed-over"]
    assert stage.events(case) == kinds


def test_a_task_for_one_person_is_nobody_elses(stage, visit) -> None:
    case = stage.brief(*TO_BOARD, APPROVE, *NOMINATE)
    task_id = stage.task(case, "T901_declareInterests", "ghale")
    gwen, priya = visit("ghale"), visit("pnandra")
    page = gwen.get(f"/tasks/{task_id}")
    assert "It is for you and nobody else" in page.said
    assert not page.links("Hand this task to someone else")
    assert gwen.post(f"/tasks/{task_id}/release").status == 403
    assert gwen.post(f"/tasks/{task_id}/hand-over", to="ipatel").status == 403
    assert priya.post(f"/tasks/{task_id}", declaration="none", statement="true").status == 403


def test_what_was_submitted_is_only_there_when_it_was(stage, visit) -> None:
    case = stage.brief()
    assert visit("tkowal").ask(f"/tasks/{stage.task(case, FUNDING)}/submitted").status == 404


def test_an_overdue_task_says_so(stage, visit) -> None:
    case = stage.brief()
    with clock.moved(BEGIN + timedelta(days=9)):
        page = visit("tkowal").get(f"/tasks/{stage.task(case, FUNDING)}")
    assert "Overdue by 2 days" in page.said


def test_statements_of_the_page_and_of_completing(stage, visit, sent) -> None:
    for _ in range(2):  # the first warms what a process keeps: specs, forms, diagrams
        case = stage.brief(ANALYSE, LISTEN)
        task_id = stage.held(case, FUNDING, "tkowal")
        tomasz = visit("tkowal")
        with sent() as opened:
            page = tomasz.get(f"/tasks/{task_id}")
        form = page.form("Submit")
        assert not fill(form, a.f03(clock.now().date()), tomasz.people)
        with sent() as completed:
            assert tomasz.send(form).status == 303
    assert len(opened) <= 10, opened
    assert len(completed) <= 15, completed
    assert completed.commits == 1
