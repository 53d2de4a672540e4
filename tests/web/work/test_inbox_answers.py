"""What is typed into a task: refused with everything kept, sent, and taken back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow import clock
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
from tests.processes.conflict_of_interest.paths import assesses, declares
from tests.processes.page import Page
from tests.processes.posting import PDF, UPDATE, fill

FUNDING = "T102_confirmFunding"


ANALYSIS = "T101_analyseNeed"


@pytest.fixture
def funding(stage) -> int:
    """A task that Tomasz Kowal has taken."""
    return stage.held(stage.brief(), FUNDING, "tkowal")


def test_wrong_answers_come_back_with_everything_typed(visit, town, funding: int) -> None:
    tomasz = visit("tkowal")
    page = tomasz.get(f"/tasks/{funding}")
    form = page.form("Submit")
    wrong = {
        **a.f03(clock.now().date()),
        "annualCeiling": "about half a million",
        "costCentre": "",
        "financeComment": "One\nTwo",
    }
    fill(form, wrong, {})
    answer = tomasz.send(form)
    assert answer.status == 422
    assert answer.title.startswith("Error: Confirm funding envelope")
    assert len(answer.errors) >= 2
    assert "There is a problem" in answer.said
    links = answer.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")
    assert len(links) == len(answer.errors)
    for link in links:
        assert answer.tree.xpath(f"//*[@id='{link[1:]}']"), link
    again = answer.form("Submit")
    for name in (
        "annualCeiling",
        "wholeLifeCeiling",
        "costCentre",
        "financeComment",
        "budgetStatus",
        "vatTreatment",
    ):
        assert again.value(name) == form.value(name), name
    assert [row.status for row in town.rows(sa.select(t.TASK).where(t.TASK.c.id == funding))] == ["open"]
    later = tomasz.get(f"/tasks/{funding}").form("Submit")
    assert later.value("annualCeiling") == "about half a million", "a closed window loses nothing"
    fill(later, a.f03(clock.now().date()), {})
    assert tomasz.send(later).status == 303
    assert not town.rows(sa.select(t.DRAFT))


def test_an_empty_page_says_what_is_missing(visit, funding: int) -> None:
    answer = visit("tkowal").send(visit("tkowal").get(f"/tasks/{funding}").form("Submit"))
    assert answer.status == 422
    assert len(answer.errors) >= 5
    assert len(answer.errors) == len(set(answer.errors))


@pytest.mark.parametrize(
    "name", ["favourite", "status", "briefRef", "completedBy", "members.0.user", "costCentre.x"]
)
def test_a_field_that_the_form_does_not_declare_is_refused(
    visit, stage, town, funding: int, name: str
) -> None:
    tomasz = visit("tkowal")
    form = tomasz.get(f"/tasks/{funding}").form("Submit")
    fill(form, a.f03(clock.now().date()), {})
    body = form.body()
    body.add(name, "planted")
    answer = Page(tomasz.client.post(form.action, data=body, content_type="multipart/form-data"))
    assert answer.status == 422, name
    assert any("has no field" in one for one in answer.errors), answer.errors
    assert stage.one(sa.select(t.TASK.c.status).where(t.TASK.c.id == funding)) == "open"


def test_what_somebody_else_decided_cannot_be_answered_anew(visit, stage, town) -> None:
    """The rating of a conflict is the monitoring officer's; whoever agrees the mitigation reads it."""
    case = stage.brief(
        *TO_BOARD, APPROVE, *NOMINATE, declares("ghale", a.f10_interest), assesses(a.f11_actual)
    )
    ese = visit("ebanjo")
    task_id = stage.held(case, "T903_agreeMitigation", "ebanjo")
    page = ese.get(f"/tasks/{task_id}")
    body = ese.typed(page, "Submit", a.f11_mitigated(clock.now().date())).body()
    body.add("rating", "none")
    answer = Page(ese.client.post(f"/tasks/{task_id}", data=body, content_type="multipart/form-data"))
    assert answer.status == 303
    assert stage.one(sa.select(t.TASK.c.answers).where(t.TASK.c.id == task_id))["rating"] == "actual"


def test_rows_come_and_go_and_nothing_typed_is_lost(visit, stage) -> None:
    case = stage.brief()
    task_id = stage.held(case, ANALYSIS, "hlarkin")
    hattie = visit("hlarkin")
    page = hattie.get(f"/tasks/{task_id}")
    form = page.form("Submit")
    form.set("currentDemand", "61")
    for number, provider in enumerate(("First", "Second", "Third")):
        while f"currentProviders.{number}.provider" not in form.names():
            page = hattie.send(form, "_add.currentProviders")
            assert page.status == 200
            form = page.form("Submit")
        form.set(f"currentProviders.{number}.provider", provider)
    page = hattie.send(form, "_remove.currentProviders.1")
    form = page.form("Submit")
    assert [form.value(f"currentProviders.{place}.provider") for place in (0, 1)] == ["First", "Third"]
    assert "currentProviders.2.provider" not in form.names()
    assert form.value("currentDemand") == "61"
    assert "Draft saved at" in page.said


def test_questions_that_follow_from_answers_come_without_a_script(visit, stage) -> None:
    """Who votes follows from who is there: a button shows it, and what was typed stays."""
    case = stage.brief(*TO_BOARD)
    nell = visit("nruddock")
    page = nell.get(f"/tasks/{stage.held(case, 'T107_boardDecides', 'nruddock')}")
    form = page.form("Submit")
    assert UPDATE in form.buttons().values()
    assert "votes.0.vote" not in form.names()
    form.set("quorum.0.present", True)
    form.set("quorum.0.recused", False)
    form.set("minute", "Typed before the votes were asked for.")
    shown = nell.send(form, UPDATE).form("Submit")
    assert "votes.0.vote" in shown.names()
    assert shown.value("minute") == "Typed before the votes were asked for."
    assert nell.fill_in(page, "Submit", a.f08(clock.now().date())).status == 303


def test_an_answer_is_taken_back_while_nobody_has_acted_on_it(visit, stage, funding: int) -> None:
    tomasz = visit("tkowal")
    page = tomasz.get(f"/tasks/{funding}")
    done = tomasz.get(tomasz.fill_in(page, "Submit", a.f03(clock.now().date())).to)
    again = tomasz.press(done, "Take back my answer")
    assert again.path == f"/tasks/{funding}"
    assert "Your answer is taken back" in again.said
    assert again.form("Submit").value("costCentre") == "CFS4410"
    assert tomasz.fill_in(again, "Submit", a.f03(clock.now().date(), costCentre="CFS9")).status == 303
    assert "CFS9" in tomasz.get(f"/tasks/{funding}/submitted").said


def test_an_answer_that_others_have_acted_on_stays(visit, stage, town) -> None:
    case = stage.brief(ANALYSE, LISTEN)
    task_id = stage.held(case, FUNDING, "tkowal")
    tomasz = visit("tkowal")
    page = tomasz.get(f"/tasks/{task_id}")
    done = tomasz.get(tomasz.fill_in(page, "Submit", a.f03(clock.now().date())).to)
    assert "Check tier 1 scope and legal regime" in done.said
    for login, status in (("vmarsh", 404), ("pnandra", 403), ("jpike", 403), ("fgreer", 403)):
        assert visit(login).post(f"/tasks/{task_id}/recall").status == status, login
    stage.take(case, IN_SCOPE)
    refused = tomasz.send(done.form("Take back my answer"))
    assert (refused.status, "the case has gone on since" in refused.said) == (409, True)
    seen = tomasz.get(f"/tasks/{task_id}/submitted")
    assert stage.events(case)[-1] == "task.completed"
    assert "You did this task" in seen.said


def test_a_file_comes_with_the_form_and_stays_when_another_answer_is_wrong(visit, stage, town) -> None:
    case = stage.brief(ANALYSE, FUND, LISTEN, IN_SCOPE)
    task_id = stage.held(case, WRITE.element, "pnandra")
    priya = visit("pnandra")
    answers = a.f06(clock.now().date())
    form = priya.typed(priya.get(f"/tasks/{task_id}"), "Submit", answers)
    form.set("problemStatement", "")
    answer = priya.send(form)
    assert answer.status == 422
    assert "needs-analysis.pdf" in answer.said
    [link] = answer.links("needs-analysis.pdf")
    assert priya.get(link).data == PDF
    assert priya.fill_in(answer, "Submit", answers).status == 303
    [row] = town.rows(sa.select(t.DOCUMENT).where(t.DOCUMENT.c.instance_id == case.id))
    assert (row.name, row.size, row.task_id) == ("needs-analysis.pdf", len(PDF), task_id)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.exe", b"MZ\x90\x00 not a document", "virus.exe"),
        ("page.html", b"<script>alert(1)</script>", "page.html"),
        ("minutes.pdf", b"GIF89a not a pdf at all", "minutes.pdf"),
        ("empty.pdf", b"", "empty.pdf"),
    ],
)
def test_a_file_of_a_kind_that_is_not_taken_is_refused_in_words(
    visit, stage, town, name: str, content: bytes, said: str
) -> None:
    case = stage.brief(ANALYSE, FUND, LISTEN, IN_SCOPE)
    task_id = stage.held(case, WRITE.element, "pnandra")
    priya = visit("pnandra")
    form = priya.get(f"/tasks/{task_id}").form("Submit")
    form.set("problemStatement", "Typed before the file was chosen")
    form.files["evidencePack"] = (name, content)
    answer = priya.send(form)
    assert answer.status == 422
    assert said in answer.said
    assert not town.rows(sa.select(t.DOCUMENT))
    assert answer.form("Submit").value("problemStatement") == "Typed before the file was chosen"


def test_a_program_gets_its_answers_as_json(visit, stage, funding: int) -> None:
    tomasz = visit("tkowal")
    wrong = tomasz.post(f"/tasks/{funding}", json=True, costCentre="")
    assert (wrong.status, "budgetStatus" in wrong.json["fields"]) == (422, True)
    form = tomasz.get(f"/tasks/{funding}").form("Submit")
    fill(form, a.f03(clock.now().date()), {})
    done = Page(tomasz.client.post(form.action, data=form.body(), headers={"Accept": "application/json"}))
    assert (done.status, done.json["finished"], done.json["task"]) == (200, False, funding)
