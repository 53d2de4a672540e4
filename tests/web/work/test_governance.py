"""Cases that need someone: who sees the list, what stands in it, and what puts it right, with a reason for the trail."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations.group.add_member import add_member
from cip_workflow.operations.group.remove_member import remove_member
from cip_workflow.store import tables as t
from cip_workflow.worker.loop import drain
from tests.processes.brief_issue.paths import APPROVE, PUBLISH_CORRECTED, TO_BOARD
from tests.processes.town import OPERATOR
from tests.processes.walking_http import BEGIN

FUNDING = "T102_confirmFunding"
FAILED = (*TO_BOARD, PUBLISH_CORRECTED.steps[len(TO_BOARD)], APPROVE)
OVERSIGHT = ("fgreer", "zadmin", "hvale", "pownes")


@pytest.fixture
def failed(stage):
    """A case with a failed step, and the id of its incident."""
    case = stage.brief(*FAILED)
    return case, stage.one(sa.select(t.INCIDENT.c.id))


def test_who_sees_the_list_and_who_may_act(stage, visit, failed) -> None:
    for login in OVERSIGHT:
        page = visit(login).get("/governance")
        acts = any(text.startswith("Try again") for text in page.buttons())
        assert acts == (login in {"fgreer", "zadmin"}), login
        assert len(page.rows()) == 1
    for login in ("pnandra", "radeyemi", "tokafor"):
        refused = visit(login).ask("/governance")
        assert (refused.status, "governance leads" in refused.said) == (403, True), login


def test_nothing_stuck_is_said(visit) -> None:
    page = visit("fgreer").get("/governance")
    assert "Nothing waits for you here." in page.said
    assert "No case needs anybody." in page.said


def test_the_list_tells_why_most_pressing_first(stage, visit, town, failed) -> None:
    stage.brief(title="One that is late")
    for login in ("tkowal", "jpike"):
        town.do(remove_member, actor=OPERATOR, group="lcc-finance", person_id=stage.actor(login).person_id)
    stage.brief(title="One that nobody may do")
    fiona = visit("fgreer")
    with clock.moved(BEGIN + timedelta(days=16)):
        lines = [line for _, _, line in fiona.get("/governance").rows()]
        for place, why in enumerate(
            ("Failed step", "Nobody may act", "Nobody may act", "Overdue", "Overdue")
        ):
            assert why in lines[place], (place, lines[place])
        for why, count in (("failed", 1), ("nobody", 2), ("overdue", 2), ("quiet", 0)):
            assert len(fiona.get(f"/governance?why={why}").rows()) == count, why
        assert fiona.get("/governance?q=zebra").rows() == []
        assert "Nothing fits the filter." in fiona.get("/governance?q=zebra").said
        assert len(fiona.get("/governance?q=nobody+may+do").rows()) == 2
        town.do(add_member, actor=OPERATOR, group="lcc-finance", person_id=stage.actor("jpike").person_id)
        assert fiona.get("/governance?why=nobody").rows() == [], "somebody has joined the team"
    with clock.moved(BEGIN + timedelta(days=40)):
        assert any("Quiet" in line for _, _, line in fiona.get("/governance?why=quiet").rows())
    for rubbish in ("why=none", "start=x", "start=-1", "start=9999", "q=%25"):
        fiona.get(f"/governance?{rubbish}")


def test_an_escalation_of_a_diagram_is_in_the_list(stage, visit, town) -> None:
    case = stage.brief(*TO_BOARD)
    due = stage.one(sa.select(t.TIMER.c.due_at).where(t.TIMER.c.element == "B_boardLate"))
    with clock.moved(due + timedelta(minutes=1)):
        drain(town.sessions)
        [row] = visit("fgreer").get("/governance?why=escalated").rows()
    assert case.reference in row[2]


def test_a_failed_step_is_tried_again_as_it_is(stage, visit, failed) -> None:
    case, incident = failed
    fiona = visit("fgreer")
    again = fiona.press(fiona.get(f"/cases/{case.id}"), "Try this step again")
    assert "failed again" in again.said
    listed = fiona.get("/governance")
    [text] = [one for one in listed.buttons() if one.startswith("Try again")]
    assert "failed again" in fiona.press(listed, text).said
    assert stage.one(sa.select(t.INCIDENT.c.id).where(t.INCIDENT.c.closed_at.is_(None)))
    for login, status in (("pnandra", 403), ("hvale", 403), ("vmarsh", 403)):
        refused = visit(login).post(f"/governance/cases/{case.id}/incidents/{incident}/retry")
        assert refused.status == status, login


def test_nobody_edits_what_somebody_decided(stage, visit, failed) -> None:
    """SOD-10: not governance; who may decide it may correct it, and governance then tries again."""
    case, incident = failed
    address = f"/cases/{case.id}/incidents/{incident}/correct"
    given = {"name": "publishPlanning", "value": "false", "reason": "As agreed by telephone."}
    for login in ("fgreer", "zadmin"):
        refused = visit(login).post(address, **given)
        assert (refused.status, "SOD-10" in refused.said) == (403, True), login
    tomasz = visit("tkowal").post(address, **given)
    assert (tomasz.status, "SOD-10" in tomasz.said) == (403, True)
    assert visit("vmarsh").post(address, **given).status == 404
    priya = visit("pnandra")
    page = priya.follow(priya.get(f"/cases/{case.id}"), "Correct a value")
    [button] = page.form_with("value").buttons()
    after = priya.press(page, button, **given)
    assert "A governance lead can try the step again now." in after.said
    assert "As agreed by telephone." in after.said, "the reason stands in the trail"
    fiona = visit("fgreer")
    assert "the case goes on" in fiona.press(fiona.get(f"/cases/{case.id}"), "Try this step again").said
    settled = fiona.post(f"/governance/cases/{case.id}/incidents/{incident}/retry")
    assert (settled.status, "settled already" in settled.said) == (409, True)
    assert fiona.ask(address).status == 404
    assert fiona.post(address, **given).status in {404, 409}


@pytest.mark.parametrize(
    ("name", "value", "reason", "wrong"),
    [
        ("", "1", "x", ["name"]),
        ("boardDeferrals", "1", "", ["reason"]),
        ("boardDeferrals", "1 +", "x", ["value"]),
        ("boardDeferrals", "", "x", ["value"]),
        ("", "", "", ["name", "value", "reason"]),
    ],
)
def test_a_correction_is_judged_before_anything_changes(
    stage, visit, failed, name: str, value: str, reason: str, wrong: list[str]
) -> None:
    case, incident = failed
    fiona = visit("fgreer")
    page = fiona.get(f"/cases/{case.id}/incidents/{incident}/correct")
    form = page.form_with("value")
    for box, text in (("name", name), ("value", value), ("reason", reason)):
        form.set(box, text)
    answer = fiona.send(form)
    assert answer.status == 422
    assert {
        one[1:] for one in answer.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")
    } == set(wrong)
    again = answer.form_with("value")
    assert [again.value(box) for box in ("name", "value", "reason")] == [name, value, reason]
    assert stage.events(case)[-1] == "incident.opened"


def test_governance_gives_a_task_to_somebody_else(stage, visit) -> None:
    case = stage.brief()
    task_id = stage.held(case, FUNDING, "tkowal")
    fiona, button = visit("fgreer"), "Give this task to somebody else"
    with clock.moved(BEGIN + timedelta(days=9)):
        listed = fiona.get("/governance?why=overdue")
        [link] = [
            one.get("href")
            for one in listed.tree.iter("a")
            if one.text_content().startswith("Give to somebody else")
        ]
        page = fiona.get(link)
        assert link == f"/governance/tasks/{task_id}/reassign"
        assert [one.get("value") for one in page.form(button).named("to")] == ["jpike"]
        wrong = fiona.send(page.form(button))
        assert (wrong.status, wrong.errors) == (422, ["Choose who takes it", "Enter why"])
        nobody = fiona.post(link, to="pnandra", reason="She is here.")
        assert (nobody.status, any("active member" in one for one in nobody.errors)) == (422, True)
        after = fiona.press(page, button, to="jpike", reason="Tomasz is away.")
        assert "Jamal Pike has the task now" in after.said
        assert visit("jpike").get("/tasks").rows()
        assert not visit("tkowal").get("/tasks").rows()
    assert "Tomasz is away." in visit("pnandra").get(f"/cases/{case.id}").said
    assert visit("hvale").post(link, to="tkowal", reason="x").status == 403
    assert visit("pnandra").ask(link).status == 403


def test_governance_reminds(stage, visit) -> None:
    case = stage.brief()
    task_id = stage.task(case, FUNDING)
    fiona = visit("fgreer")
    with clock.moved(BEGIN + timedelta(days=9)):
        listed = fiona.get("/governance?why=overdue")
        [text] = [one for one in listed.buttons() if one.startswith("Remind")]
        assert "The reminder is recorded" in fiona.press(listed, text).said
    assert stage.events(case)[-1] == "reminder.sent"
    assert visit("pnandra").post(f"/governance/tasks/{task_id}/remind").status == 403
    assert fiona.post("/governance/tasks/4711/remind").status == 404


def test_a_case_is_suspended_resumed_and_cancelled_with_reasons(stage, visit) -> None:
    case = stage.brief()
    fiona, address = visit("fgreer"), f"/cases/{case.id}"
    for link, button, said, why in (
        ("Suspend this case", "Suspend this case", "The case is suspended.", "The committee asks."),
        ("Resume this case", "Resume this case", "The case goes on.", "It has answered."),
        ("Cancel this case", "Cancel this case", "The case is cancelled.", "The need is met elsewhere."),
    ):
        page = fiona.follow(fiona.get(address), link)
        empty = fiona.send(page.form(button))
        assert (empty.status, empty.errors, empty.title.startswith("Error: ")) == (422, ["Enter why"], True)
        after = fiona.press(page, button, reason=why)
        assert said in after.said
        assert why in after.said
        again = fiona.send(page.form(button))  # the reason still stands in its box
        assert again.status == 409, link
    assert not fiona.get(address).links("Suspend this case")
    assert stage.events(case) == ["case.started", "case.suspended", "case.resumed", "case.cancelled"]
    for verb in ("suspend", "resume", "cancel"):
        for login in ("pnandra", "hvale", "vmarsh"):
            refused = visit(login).post(f"/governance/cases/{case.id}/{verb}", reason="x")
            assert refused.status == 403, (verb, login)
        assert fiona.post(f"/governance/cases/4711/{verb}", reason="x").status == 404
    assert fiona.ask(f"/governance/cases/{case.id}/delete").status == 404


def test_a_message_that_was_lost_is_sent_by_hand(stage, visit) -> None:
    case = stage.brief(*TO_BOARD)
    fiona = visit("fgreer")
    page = fiona.follow(fiona.get(f"/cases/{case.id}"), "Send a message to this case")
    empty = fiona.send(page.form("Send the message"))
    assert (empty.status, len(empty.errors)) == (422, 2)
    [message] = [one.get("value") for one in page.form("Send the message").named("message")]
    assert json.loads(message) == ["brief.withdrawn", case.reference]
    after = fiona.press(page, "Send the message", message=message, reason="The mail was lost.")
    assert "The message brief.withdrawn is sent." in after.said
    assert [name for _, name, _ in visit("ohartley").get("/tasks/teams").rows()] == ["Record withdrawal"]
    again = fiona.send(page.form("Send the message"))
    assert again.status == 409
    for rubbish in ("x", "[]", "{}", "[1]", "null", "7"):
        wrong = fiona.post(f"/governance/cases/{case.id}/message", message=rubbish, reason="x")
        assert wrong.status in {409, 422}, rubbish
    assert "This case waits for no message now." in fiona.get(f"/governance/cases/{case.id}/message").said
    assert visit("pnandra").ask(f"/governance/cases/{case.id}/message").status == 403


def test_the_list_costs_a_fixed_number_of_statements(stage, visit, sent) -> None:
    for number in range(12):
        stage.brief(title=f"Late brief number {number}")
    fiona = visit("fgreer")
    with clock.moved(BEGIN + timedelta(days=40)):
        fiona.get("/governance")
        with sent() as statements:
            page = fiona.get("/governance")
        assert len(statements) <= 7, statements
        assert len(page.rows()) == 25
        following = page.tree.xpath("//a[@rel='next']/@href")
        assert following
        assert len(fiona.get(following[0]).rows()) == 23
