"""Cases: the list, the page with its picture, steps, people, documents and trail, and who may see any of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations.case.cancel import cancel
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.store import tables as t
from cip_workflow.worker.loop import drain
from tests.processes import answers as a
from tests.processes.brief_issue.paths import (
    ANALYSE,
    APPROVE,
    DEFER,
    FUND,
    NOMINATE,
    PUBLISH_CORRECTED,
    TO_BOARD,
)
from tests.processes.conflict_of_interest.paths import declares
from tests.processes.town import ROOT, alone_of
from tests.processes.walking_http import BEGIN

FAILED = (*TO_BOARD, PUBLISH_CORRECTED.steps[len(TO_BOARD)], APPROVE)


def marks(page, state: str) -> set[str]:
    """The elements of the picture that are in a state."""
    return set(
        page.tree.xpath(
            f"//figure//*[@data-element and contains(concat(' ', @class, ' '), ' {state} ')]/@data-element"
        )
    )


def steps(page) -> dict[str, str]:
    """Name of each step -> how the list calls its state, the last of a name."""
    return {
        " ".join(one.find(".//strong").text_content().split()): one.xpath(
            ".//*[contains(@class, 'govuk-tag')]"
        )[0]
        .text_content()
        .strip()
        for one in page.tree.xpath("//ol[contains(@class, 'govuk-list--number')]/li")
    }


def test_the_list_has_the_cases_that_a_person_may_see(stage, visit) -> None:
    case = stage.brief(ANALYSE, FUND)
    other = stage.brief(title="A home for three brothers")
    for login, seen in (
        ("pnandra", 2),
        ("hlarkin", 2),
        ("fgreer", 2),
        ("hvale", 2),
        ("vmarsh", 0),
        ("jfenn", 0),
    ):
        assert len(visit(login).get("/cases").rows()) == seen, login
    assert "There is no case that you may see yet." in visit("vmarsh").get("/cases").said
    [first, second] = visit("pnandra").get("/cases").rows()
    assert (first[1], first[0]) == ("A home for three brothers", f"/cases/{other.id}")
    assert case.reference in second[2]


def test_the_list_is_searched_and_filtered(stage, visit, town) -> None:
    case, other = stage.brief(), stage.brief(title="A home for three brothers")
    town.do(suspend, actor=stage.actor("fgreer"), instance_id=case.id, reason="The committee asks.")
    town.do(cancel, actor=stage.actor("fgreer"), instance_id=other.id, reason="Met elsewhere.")
    failed = stage.brief(*FAILED, title="One that failed")
    priya = visit("pnandra")

    def found(query: str) -> list[str]:
        return [name for _, name, _ in priya.get(f"/cases?{query}").rows()]

    assert found("q=brothers") == ["A home for three brothers"]
    assert found(f"q={case.reference}") == [
        stage.one(sa.select(t.INSTANCE.c.title).where(t.INSTANCE.c.id == case.id))
    ]
    assert found("status=cancelled") == ["A home for three brothers"]
    assert len(found("status=cancelled&status=suspended")) == 2
    assert found("process=cip-conflict-of-interest") == []
    assert found("q=zebra") == []
    assert "No case fits." in priya.get("/cases?q=zebra").said
    lines = {href: line for href, _, line in priya.get("/cases").rows()}
    assert "Failed step" in lines[f"/cases/{failed.id}"]
    assert "Suspended" in lines[f"/cases/{case.id}"]
    late = stage.brief(title="One that is late")
    with clock.moved(BEGIN + timedelta(days=60)):
        lines = {href: line for href, _, line in priya.get("/cases?status=running").rows()}
    assert "Late" in lines[f"/cases/{late.id}"]


def test_the_list_is_paged(stage, visit) -> None:
    for number in range(30):
        stage.brief(title=f"Brief number {number:02} of thirty")
    priya = visit("pnandra")
    first = priya.get("/cases")
    [following] = first.tree.xpath("//a[@rel='next']/@href")
    names = [name for _, name, _ in (*first.rows(), *priya.get(following).rows())]
    assert names == [f"Brief number {number:02} of thirty" for number in reversed(range(30))]
    for rubbish in ("after=x", "after=-1", "after=99999999999999999999", "status=none", "process=x"):
        priya.get(f"/cases?{rubbish}")


def test_the_page_shows_where_a_case_is(stage, visit) -> None:
    case = stage.brief(ANALYSE)
    page = visit("pnandra").get(f"/cases/{case.id}")
    for said in (
        case.reference,
        "Design brief",
        "version 1",
        "Live",
        "Nothing is late",
        "Started by Priya Nandra",
    ):
        assert said in page.said, said
    assert "T101_analyseNeed" in marks(page, "done")
    assert {"T102_confirmFunding", "T103_gatherLivedExperience"} <= marks(page, "now")
    assert "T104_checkScope" not in marks(page, "done") | marks(page, "now")
    shown = steps(page)
    assert shown["Analyse need and sufficiency"] == "Done"
    assert shown["Check tier 1 scope and legal regime"] == "Not started"
    assert shown["Confirm funding envelope"] not in {"Done", "Not started"}
    task_id = stage.task(case, "T102_confirmFunding")
    assert f'href="/tasks/{task_id}"' in page.text
    with clock.moved(BEGIN + timedelta(days=10)):
        late = visit("pnandra").get(f"/cases/{case.id}")
    assert "T102_confirmFunding" in marks(late, "late")
    assert "3 days late" in late.said
    assert "Needs attention" in late.said


def test_the_trail_says_who_did_what_and_links_to_what_was_submitted(stage, visit) -> None:
    case = stage.brief(ANALYSE)
    page = visit("pnandra").get(f"/cases/{case.id}")
    assert "“Analyse need and sufficiency” done" in page.said
    assert "by Hattie Larkin" in page.said
    [address] = page.links("Read what was submitted")
    assert "Hattie Larkin did this task" in visit("pnandra").get(address).said


def test_older_events_are_one_click_away(stage, visit) -> None:
    case = stage.brief(
        *TO_BOARD, APPROVE, *NOMINATE, *(declares(one) for one in ("ghale", "ipatel", "ebanjo", "rgill"))
    )
    priya = visit("pnandra")
    page = priya.get(f"/cases/{case.id}")
    said = page.said
    while page.links("See what happened before that"):
        page = priya.follow(page, "See what happened before that")
        said += page.said
    assert "Case started" in said
    assert priya.get(f"/cases/{case.id}?before=rubbish&scope=rubbish").status == 200


def test_a_called_process_is_one_click_deeper(stage, visit) -> None:
    case = stage.brief(*TO_BOARD, APPROVE, *NOMINATE, declares("ghale"))
    priya = visit("pnandra")
    page = priya.get(f"/cases/{case.id}")
    assert "C_declareInterests" in marks(page, "now")
    assert "1 of 4" in page.said or "1 of 4" in page.text
    links = [one.get("href") for one in page.tree.iter("a") if "Conflict of interest: " in one.text_content()]
    assert len(links) == 4
    assert "Conflict of interest: Gwen Hale Done" in page.said
    inside = [priya.get(one) for one in links]
    assert sum("End_cleared" in marks(one, "done") for one in inside) == 1
    assert sum("T901_declareInterests" in marks(one, "now") for one in inside) == 3
    back = priya.follow(inside[0], "Back to the process that called this one")
    assert back.path == f"/cases/{case.id}"
    assert priya.ask(f"/cases/{case.id}?scope=999999").status == 404


def test_declared_interests_are_for_few(stage, visit) -> None:
    case = stage.brief(*TO_BOARD, APPROVE, *NOMINATE, declares("rgill", a.f10_interest))
    query = sa.select(t.TASK.c.id).where(
        t.TASK.c.element == "T901_declareInterests", t.TASK.c.status == "done"
    )
    address = f"/tasks/{stage.one(query)}/submitted"
    secret = "A close relative works"
    for login, may in (
        ("rgill", True),
        ("bstokes", True),
        ("pnandra", False),
        ("fgreer", False),
        ("hvale", False),
    ):
        page = visit(login).get(address)
        assert (secret in page.said) == may, login
        assert secret not in visit(login).get(f"/cases/{case.id}").text, login
    assert "for the people named in the process only" in visit("pnandra").get(address).said


@pytest.mark.parametrize("login", ["vmarsh", "tokafor", "jfenn"])
def test_a_stranger_cannot_learn_that_a_case_exists(stage, visit, login: str) -> None:
    case = stage.brief()
    digest = visit("pnandra").get(f"/cases/{case.id}").tree.xpath("//figure/@data-cip-diagram")[0]
    stranger = visit(login)
    for end in ("", "?scope=1", "/send/Start_withdrawn", "/incidents/1/correct"):
        found, none = stranger.ask(f"/cases/{case.id}{end}"), stranger.ask(f"/cases/{case.id + 1000}{end}")
        assert (found.status, none.status) == (404, 404), end
        assert found.said == none.said, end
    assert stranger.ask(digest).status == 404
    for end in ("/send/Start_withdrawn", "/incidents/1/correct"):
        assert stranger.post(f"/cases/{case.id}{end}", reason="x", name="x", value="1").status == 404, end


def test_the_file_of_the_diagram_is_the_owners(stage, visit, town) -> None:
    case = stage.brief()
    priya = visit("pnandra")
    [address] = priya.get(f"/cases/{case.id}").tree.xpath("//figure/@data-cip-diagram")
    file = priya.get(address)
    name = "cip-brief-issue.bpmn"
    assert file.data == alone_of({name: (ROOT / "processes" / name).read_bytes()})[name]
    assert file.headers["Content-Type"].startswith("application/xml")
    form = stage.one(sa.select(t.TASK.c.form_digest).where(t.TASK.c.instance_id == case.id).limit(1))
    for digest in ("0" * 64, form, "x"):
        assert priya.ask(f"/cases/{case.id}/diagram/{digest}.bpmn").status == 404, digest


def test_the_head_of_service_withdraws_a_brief_from_its_page(stage, visit) -> None:
    case = stage.brief(*TO_BOARD)
    owen, priya = visit("ohartley"), visit("pnandra")
    assert not priya.get(f"/cases/{case.id}").links("Withdraw this brief")
    page = owen.follow(owen.get(f"/cases/{case.id}"), "Withdraw this brief")
    wrong = owen.send(page.form("Withdraw this brief"))
    assert (wrong.status, wrong.errors) == (422, ["Enter why"])
    after = owen.press(page, "Withdraw this brief", reason="Superseded by the regional hub.")
    assert "Done: Withdraw this brief." in after.said
    assert [name for _, name, _ in owen.get("/tasks/teams").rows()] == ["Record withdrawal"]
    again = owen.send(page.form("Withdraw this brief"))
    assert again.status in {404, 409}
    assert stage.events(case).count("message.received") == 1


def test_who_may_not_withdraw_it_cannot(stage, visit) -> None:
    case = stage.brief(*TO_BOARD)
    for login in ("pnandra", "nruddock", "tkowal"):
        refused = visit(login).post(f"/cases/{case.id}/send/Start_withdrawn", reason="I would rather not.")
        assert refused.status in {403, 404}, login
    assert "message.received" not in stage.events(case)


def test_timers_and_messages_that_a_case_waits_for_are_said(stage, visit, town) -> None:
    case = stage.brief(*TO_BOARD, DEFER[0])
    priya = visit("pnandra")
    page = priya.get(f"/cases/{case.id}")
    assert "Waits until" in page.said
    assert "E_deferredTo" in marks(page, "now")
    due = stage.one(sa.select(t.TIMER.c.due_at).where(t.TIMER.c.element == "E_deferredTo"))
    with clock.moved(due):
        drain(town.sessions)
        page = priya.get(f"/cases/{case.id}")
    assert "E_deferredTo" in marks(page, "done")
    assert "Time reached" in page.said


def test_a_failed_step_is_shown_with_what_it_read(stage, visit) -> None:
    case = stage.brief(*FAILED)
    page = visit("pnandra").get(f"/cases/{case.id}")
    assert "“Unexpected value” failed." in page.said
    assert "publishPlanning" in page.said
    assert "S_unexpectedPublishPlanning" in marks(page, "failed")
    assert "Try this step again" not in page.buttons()
    assert "Try this step again" in visit("fgreer").get(f"/cases/{case.id}").buttons()


def test_documents_and_people_of_a_brief_stand_in_one_place(stage, visit) -> None:
    case = stage.brief(*TO_BOARD, APPROVE, *NOMINATE)
    page = visit("pnandra").get(f"/cases/{case.id}")
    assert page.links("needs-analysis.pdf")
    for said in ("Design lead Ese Banjo", "Co lead Gwen Hale"):
        assert said.lower() in page.said.lower().replace("-", " "), said


def test_reading_a_case_costs_a_fixed_number_of_statements(stage, visit, sent) -> None:
    small = stage.brief()
    large = stage.brief(*TO_BOARD, APPROVE, *NOMINATE, declares("ghale"))
    priya, counts = visit("pnandra"), []
    for case in (small, large, small, large):
        priya.get("/tasks")
        with sent() as statements:
            priya.get(f"/cases/{case.id}")
        assert statements.commits == 0
        counts.append(len(statements))
    assert counts[-1] <= 22, statements
    with sent() as statements:
        priya.get("/cases")
    assert len(statements) <= 4, statements
