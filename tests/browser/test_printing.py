"""On paper: what somebody submitted, and a case with its whole diagram; nothing that can only be pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live import Live
from tests.browser.places import DECLARING, PRIYA, case, one, task

SignIn = Callable[[Page, str], Page]


def _on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    for pressed in (
        ".govuk-service-navigation",
        ".govuk-breadcrumbs",
        ".cip-demo",
        ".cip-tools",
        ".cip-footer",
    ):
        for each in page.locator(pressed).all():
            expect(each).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_what_was_submitted(page: Page, live: Live, sign_in: SignIn) -> None:
    number = one(live, task("T105_completeBrief", "Asks the board", "done"))
    sign_in(page, PRIYA).goto(f"/tasks/{number}/submitted")
    expect(page.get_by_role("button", name="Take back my answer")).to_be_visible()
    _on_paper(page)
    expect(page.get_by_role("button", name="Take back my answer")).to_be_hidden()
    expect(page.get_by_text("Fewer emergency placements")).to_be_visible()
    after = "link => getComputedStyle(link, '::after').content"
    assert page.get_by_role("link", name="See where this case is").evaluate(after) == "none"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_case_with_its_diagram(
    open_page: Callable[..., Page], live: Live, sign_in: SignIn, scripts: bool
) -> None:
    page = open_page(scripts=scripts)
    sign_in(page, PRIYA).goto(f"/cases/{one(live, case(DECLARING))}")
    if scripts:
        expect(page.locator("figure[data-cip-diagram]")).to_have_attribute("data-ready", "yes")
        expect(page.locator("svg.cip-bpmn")).to_be_hidden()
    _on_paper(page)
    drawing = page.locator("svg.cip-bpmn")
    expect(drawing).to_be_visible()
    box, frame = drawing.bounding_box(), page.locator("figure[data-cip-diagram]").bounding_box()
    assert box is not None and frame is not None
    assert box["width"] <= frame["width"], "the whole of it is on the sheet"
