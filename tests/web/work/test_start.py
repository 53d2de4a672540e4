"""Starting: what somebody may start, the start form, its draft, and pressing twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.store import tables as t
from tests.processes import answers as a
from tests.processes.brief_issue.paths import APPROVE, NOMINATE, TO_BOARD
from tests.processes.page import Page
from tests.processes.walking_http import BEGIN

BRIEF = "/start/cip-brief-issue"
INTEREST = "/start/cip-conflict-of-interest"


def filled(who, **changes: object):
    return who.typed(who.get(BRIEF), "Start", a.f01(clock.now().date(), **changes))


def test_people_see_what_they_may_start(visit) -> None:
    index = visit("pnandra").get("/start")
    assert index.links("State a need") == [BRIEF]
    assert index.links("Declare an interest") == [INTEREST]
    others = visit("tkowal").get("/start")
    assert not others.links("State a need")
    assert others.links("Declare an interest")


def test_a_case_is_started_and_its_page_says_what_is_open(visit, stage) -> None:
    priya = visit("pnandra")
    page = priya.follow(priya.get("/start"), "State a need")
    answer = priya.fill_in(page, "Start", a.f01(clock.now().date()))
    assert answer.status == 303
    case = priya.get(answer.to)
    assert "Started: CIP-DB-2026-01 Short breaks for disabled children at weekends" in case.said
    assert "Now open: Analyse need and sufficiency" in case.said
    [row] = stage.town.rows(sa.select(t.INSTANCE))
    assert (row.status, row.business_key) == ("running", "CIP-DB-2026-01")
    assert row.start_answers["sponsor"] == "ohartley"


def test_who_may_not_start_it_is_told_who_may(visit, town) -> None:
    for address in (BRIEF, f"{BRIEF}/draft"):
        refused = visit("tkowal").post(address, title="A need of my own")
        assert (refused.status, "Only lcc-commissioner may start" in refused.said) == (403, True), address
    assert visit("tkowal").ask(BRIEF).status == 403
    assert not town.rows(sa.select(t.INSTANCE))
    assert not town.rows(sa.select(t.DRAFT))


@pytest.mark.parametrize("process", ["none-such", "cip-standing-declarations", "..", "%00"])
def test_what_nobody_starts_by_hand_is_not_there(visit, process: str) -> None:
    for login in ("pnandra", "zadmin"):
        assert visit(login).ask(f"/start/{process}").status in {400, 404, 405}
        assert visit(login).post(f"/start/{process}").status in {400, 404, 405}


def test_wrong_answers_come_back_with_everything_typed(visit, town) -> None:
    priya = visit("pnandra")
    form = filled(priya)
    form.set("needSummary", "Too short.")
    form.set("estimatedChildren", "sixty")
    form.set("targetLiveDate-month", "13")
    answer = priya.send(form)
    assert (answer.status, answer.title.startswith("Error: State a need")) == (422, True)
    assert len(answer.errors) == 3
    again = answer.form("Start")
    for name in (
        "needSummary",
        "estimatedChildren",
        "targetLiveDate-month",
        "title",
        "cohort",
        "urgency",
        "sponsor",
    ):
        assert again.value(name) == form.value(name), name
    assert not town.rows(sa.select(t.INSTANCE))
    assert priya.get(BRIEF).form("Start").value("estimatedChildren") == "sixty"


def test_a_field_that_the_form_does_not_declare_starts_nothing(visit, town) -> None:
    priya = visit("pnandra")
    for name in ("briefRef", "startedBy", "boardDeferrals", "status"):
        body = filled(priya).body()
        body.add(name, "planted")
        answer = Page(priya.client.post(BRIEF, data=body, content_type="multipart/form-data"))
        assert (answer.status, any("has no field" in one for one in answer.errors)) == (422, True), name
    assert not town.rows(sa.select(t.INSTANCE))


def test_pressing_start_twice_starts_one_case(visit, town) -> None:
    priya = visit("pnandra")
    form = filled(priya)
    assert priya.send(form).status == 303
    again = priya.send(form)
    assert (again.status, "the case has started" in again.said) == (409, True)
    assert len(town.rows(sa.select(t.INSTANCE))) == 1
    assert priya.send(filled(priya)).status == 303, "a page opened anew starts another"


def test_a_page_sent_again_after_a_mistake_still_starts(visit, town) -> None:
    priya = visit("pnandra")
    form = filled(priya, title="No")
    answer = priya.send(form)
    assert answer.status == 422
    form = answer.form("Start")
    form.set("title", "A home for three brothers")
    assert priya.send(form).status == 303
    assert len(town.rows(sa.select(t.INSTANCE))) == 1


def test_a_draft_waits_for_who_wrote_it(visit, town) -> None:
    priya, maya = visit("pnandra"), visit("mdelacy")
    form = priya.get(BRIEF).form("Start")
    form.set("title", "Half a thought")
    saved = priya.send(form, "_save")
    assert (saved.status, saved.to) == (303, "/start")
    index = priya.get("/start")
    assert "Your draft is saved" in index.said
    assert "You have a draft of this." in index.said
    assert priya.get(BRIEF).form("Start").value("title") == "Half a thought"
    assert maya.get(BRIEF).form("Start").value("title") == ""
    assert "You have a draft" not in maya.get("/start").said
    assert priya.send(filled(priya)).status == 303
    assert not town.rows(sa.select(t.DRAFT))
    assert priya.get(BRIEF).form("Start").value("title") == ""


def test_the_script_saves_a_draft_without_leaving_the_page(visit) -> None:
    priya = visit("pnandra")
    form = priya.get(BRIEF).form("Start")
    form.set("title", "Typed and left")
    [address] = form.element.xpath("@data-draft-url")
    answer = priya.client.post(address, data=form.body(), headers={"Accept": "application/json"})
    assert (answer.status_code, "saved_at" in answer.json) == (200, True)
    again = priya.get(BRIEF)
    assert again.form("Start").value("title") == "Typed and left"
    assert "Draft saved at" in again.said


def test_what_was_typed_outlives_the_session(visit, town) -> None:
    priya = visit("pnandra")
    form = filled(priya, title="Typed before lunch")
    with clock.moved(BEGIN + timedelta(hours=3)):
        answer = Page(priya.client.post(form.action, data=form.body(), content_type="multipart/form-data"))
        page = Page(priya.client.get(answer.to))
        button = page.form(f"Sign in as {priya.name}")
        back = priya.client.post(button.action, data=button.body())
        again = Page(priya.client.get(back.headers["Location"]))
        assert "Nothing was sent" in again.said
        assert again.form("Start").value("title") == "Typed before lunch"
        assert not town.rows(sa.select(t.INSTANCE))
        sent = priya.client.post(BRIEF, data=again.form("Start").body(), content_type="multipart/form-data")
        assert sent.status_code == 303


def test_a_member_declares_an_interest_about_their_brief(visit, stage) -> None:
    case = stage.brief(*TO_BOARD, APPROVE, *NOMINATE)
    gwen = visit("ghale")
    page = gwen.follow(gwen.get(f"/cases/{case.id}"), "Declare an interest")
    answer = gwen.fill_in(page, "Start", a.f10_interest(clock.now().date()))
    assert answer.status == 303
    declared = gwen.get(answer.to)
    assert case.reference in declared.said
    assert [name for _, name, _ in visit("bstokes").get("/tasks/teams").rows()] == ["Assess declaration"]


def test_a_stranger_cannot_learn_that_a_brief_exists(visit, stage, town) -> None:
    case = stage.brief()
    stranger = visit("vmarsh")
    found, none = (
        stranger.ask(f"{INTEREST}?brief={case.reference}"),
        stranger.ask(f"{INTEREST}?brief=CIP-DB-2026-77"),
    )
    assert (found.status, none.status) == (404, 404)
    assert found.said.replace(case.reference, "?") == none.said.replace("CIP-DB-2026-77", "?")
    sent = stranger.post(f"{INTEREST}?brief={case.reference}", declaration="none", statement="true")
    assert sent.status == 404
    assert len(town.rows(sa.select(t.INSTANCE))) == 1


def test_statements_of_starting(visit, sent) -> None:
    """Twelve of the operation (DESIGN 7), two for the person, and for the page: definition and draft, once, its sweep."""
    priya = visit("pnandra")
    assert priya.send(filled(priya)).status == 303
    form = filled(priya)
    with sent() as statements:
        assert priya.send(form).status == 303
    assert len(statements) <= 20, statements
    assert statements.commits == 1
    with sent() as statements:
        priya.get("/start")
    assert len(statements) <= 7, statements
