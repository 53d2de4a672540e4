"""Nothing that somebody types is lost: drafts save themselves, leaving warns, and a session that ends keeps every word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from playwright.sync_api import Dialog, Page, expect

from cip_workflow.store import tables as t
from tests.browser.conftest import Watch
from tests.browser.live import Live
from tests.browser.places import one, task
from tests.browser.test_axe import faults

SignIn = Callable[[Page, str], Page]
_WORDS = "A relative works for Larch Respite. It’s been so since 2019.\nNothing else."


def _declaring(page: Page, live: Live, sign_in: SignIn, who: str, title: str) -> str:
    """Somebody with an interest begins to declare it; the address of the task."""
    person = one(live, sa.select(t.PERSON.c.id).where(t.PERSON.c.name == who))
    address = (
        f"/tasks/{one(live, task('T901_declareInterests', title).where(t.TASK.c.assignee_id == person))}"
    )
    sign_in(page, who).goto(address)
    page.get_by_label("An interest to declare").check()
    return address


def test_a_draft_saves_itself_and_says_so(page: Page, live: Live, sign_in: SignIn) -> None:
    address = _declaring(page, live, sign_in, "Ranjit Gill", "Asks for mitigation")
    detail = page.locator("[name=interestDetail]")
    expect(detail).to_be_visible()
    detail.press_sequentially("A relative works for Larch Respite.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved at")
    page.goto("/tasks")
    expect(page.get_by_role("row").filter(has=page.locator(f"a[href='{address}']"))).to_contain_text(
        "Draft saved"
    )
    page.goto(address)
    expect(page.locator("[name=interestDetail]")).to_have_value("A relative works for Larch Respite.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Only you can see it until you submit.")


def test_leaving_with_words_that_are_not_saved_warns(page: Page, live: Live, sign_in: SignIn) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    address = _declaring(page, live, sign_in, "Imran Patel", "Asks for mitigation")
    page.locator("[name=interestDetail]").press_sequentially("Half a sent")
    page.get_by_role("link", name="Briefs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Briefs and other cases")
    assert asked == ["beforeunload"]
    page.goto(address)
    with page.expect_response("**/draft"):
        page.locator("[name=interestDetail]").press_sequentially("ence.")
    page.get_by_role("link", name="Briefs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Briefs and other cases")
    assert asked == ["beforeunload"], "what is saved needs no warning"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_session_that_ends_while_somebody_types(
    open_page: Callable[..., Page], live: Live, watch: Watch, sign_in: SignIn, scripts: bool
) -> None:
    page = open_page(scripts=scripts)
    who = "Ranjit Gill" if scripts else "Imran Patel"
    address = _declaring(page, live, sign_in, who, "Asks for a restriction")
    if not scripts:
        page.get_by_role("button", name="Show the questions that follow from my answers").click()
    detail = page.locator("[name=interestDetail]")
    expect(detail).to_be_visible()
    watch.allow(401)
    with live.later(hours=2):
        detail.fill(_WORDS)
        if scripts:
            expect(page.locator("[data-draft-status]")).to_contain_text("You have been signed out")
        page.get_by_role("button", name="Submit", exact=True).click()
        expect(page.get_by_text("We kept what you typed")).to_be_visible()
        page.get_by_role("button", name=f"Sign in as {who}").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Declare interests")
        assert page.url.startswith(f"{live.url}{address}?kept=")
        expect(page.get_by_text("Nothing was sent")).to_be_visible()
        expect(page.get_by_label("An interest to declare")).to_be_checked()
        expect(page.locator("[name=interestDetail]")).to_have_value(_WORDS)
        _read_it_apart(page)
        page.get_by_role("button", name="Save and come back later").click()
        expect(page.get_by_text("Your draft is saved")).to_be_visible()


def _read_it_apart(page: Page) -> None:
    """The same words can be read and copied on a page of their own."""
    back, token = page.url, page.url.rpartition("kept=")[2]
    page.goto(f"/kept/{token}")
    expect(page.get_by_role("main")).to_contain_text("A relative works for Larch Respite.")
    if page.evaluate("document.body.classList.contains('js-enabled')"):
        assert faults(page) == []
    page.goto(back)
