"""What is typed into a task and not yet sent: saved as a draft, or kept beyond a session."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.release import release
from cip_workflow.store import tables as t
from tests.processes import answers as a
from tests.processes.page import Page
from tests.processes.posting import fill
from tests.processes.walking_http import BEGIN

FUNDING = "T102_confirmFunding"


ANALYSIS = "T101_analyseNeed"


@pytest.fixture
def funding(stage) -> int:
    """A task that Tomasz Kowal has taken."""
    return stage.held(stage.brief(), FUNDING, "tkowal")


def test_a_draft_is_saved_by_button_and_comes_back_to_who_wrote_it(visit, stage, town) -> None:
    case = stage.brief()
    task_id = stage.held(case, ANALYSIS, "hlarkin")
    hattie = visit("hlarkin")
    page = hattie.get(f"/tasks/{task_id}")
    assert "What you type is saved as a draft that only you can see." in page.said
    form = page.form("Submit")
    form.set("currentDemand", "umpteen")  # a draft is not judged
    form.set("sufficiencyGap", "Twenty-five places\nare missing.")
    form.set("dataPeriod.start-day", "31")
    saved = hattie.send(form, "_save")
    assert (saved.status, saved.to) == (303, "/tasks")
    inbox = hattie.get("/tasks")
    assert "Your draft is saved" in inbox.said
    assert "Draft saved" in inbox.rows()[0][2]
    again = hattie.get(f"/tasks/{task_id}").form("Submit")
    assert again.value("currentDemand") == "umpteen"
    assert again.value("sufficiencyGap") == "Twenty-five places\nare missing."
    assert again.value("dataPeriod.start-day") == "31"
    assert stage.events(case) == ["case.started", "task.claimed"], "a draft is nobody's business"
    for login in ("pnandra", "fgreer"):
        assert "umpteen" not in visit(login).get(f"/tasks/{task_id}").text


def test_a_draft_is_not_shown_to_the_next_holder(visit, stage, town, funding: int) -> None:
    tomasz, jamal = visit("tkowal"), visit("jpike")
    form = tomasz.get(f"/tasks/{funding}").form("Submit")
    form.set("costCentre", "SECRET1")
    tomasz.send(form, "_save")
    town.do(release, actor=stage.actor("tkowal"), task_id=funding)
    town.do(claim, actor=stage.actor("jpike"), task_id=funding)
    assert jamal.get(f"/tasks/{funding}").form("Submit").value("costCentre") == ""
    refused = tomasz.send(form, "_save")
    assert (refused.status, "Somebody else holds" in refused.said) == (409, True)


def test_the_script_saves_a_draft_without_leaving_the_page(visit, stage, town, funding: int) -> None:
    tomasz = visit("tkowal")
    form = tomasz.get(f"/tasks/{funding}").form("Submit")
    [address] = form.element.xpath("@data-draft-url")
    form.set("costCentre", "CFS44")
    headers = {"Accept": "application/json", "X-Cip-Background": "1"}
    answer = tomasz.client.post(address, data=form.body(), headers=headers)
    assert (answer.status_code, "saved_at" in answer.json) == (200, True)
    again = tomasz.get(f"/tasks/{funding}")
    assert again.form("Submit").value("costCentre") == "CFS44"
    assert "Draft saved at" in again.said
    stranger = visit("vmarsh").post(address, json=True, costCentre="X")
    assert (stranger.status, stranger.json["code"]) == (404, "not-found")
    tomasz.client.delete_cookie("cip")
    signed_out = tomasz.client.post(address, data=form.body(), headers=headers)
    assert (signed_out.status_code, signed_out.json["code"]) == (401, "signed-out")


def test_what_was_typed_outlives_the_session(visit, stage, town, funding: int) -> None:
    tomasz = visit("tkowal")
    form = tomasz.get(f"/tasks/{funding}").form("Submit")
    form.set("costCentre", "CFS4410")
    form.set("financeComment", "Three years,\nwith one extension.")
    with clock.moved(BEGIN + timedelta(hours=3)):
        answer = Page(tomasz.client.post(form.action, data=form.body(), content_type="multipart/form-data"))
        assert (answer.status, answer.to.startswith("/sign-in?")) == (303, True)
        page = Page(tomasz.client.get(answer.to))
        assert "We kept what you typed" in page.said
        back = tomasz.client.post(
            page.form(f"Sign in as {tomasz.name}").action, data=page.form(f"Sign in as {tomasz.name}").body()
        )
        again = Page(tomasz.client.get(back.headers["Location"]))
        assert again.path.startswith(f"/tasks/{funding}?kept=")
        assert "Nothing was sent" in again.said
        assert again.form("Submit").value("costCentre") == "CFS4410"
        assert again.form("Submit").value("financeComment").splitlines() == [
            "Three years,",
            "with one extension.",
        ]
        assert stage.one(sa.select(t.TASK.c.status).where(t.TASK.c.id == funding)) == "open"
        fill(again.form("Submit"), a.f03(clock.now().date()), {})
        done = tomasz.client.post(
            f"/tasks/{funding}", data=again.form("Submit").body(), content_type="multipart/form-data"
        )
        assert done.status_code == 303


def test_what_was_typed_is_given_to_nobody_else(visit, stage, town, funding: int) -> None:
    tomasz = visit("tkowal")
    form = tomasz.get(f"/tasks/{funding}").form("Submit")
    form.set("costCentre", "SECRET1")
    with clock.moved(BEGIN + timedelta(hours=3)):
        answer = Page(tomasz.client.post(form.action, data=form.body(), content_type="multipart/form-data"))
        page = Page(tomasz.client.get(answer.to))
        other = page.form("Sign in as Jamal Pike")
        back = tomasz.client.post(other.action, data=other.body())
        seen = tomasz.client.get(back.headers["Location"])
        assert "SECRET1" not in seen.text
        assert "kept=" not in back.headers["Location"]
