"""From the stated need to an issued brief, by the demo people in the browser: once with and once without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from cip_workflow import clock
from cip_workflow.store import tables as t
from tests.browser.filling import Filling
from tests.browser.live import Live
from tests.browser.test_axe import faults
from tests.processes import answers as a
from tests.processes.brief_issue.paths import ISSUED
from tests.processes.drawn import drawn
from tests.processes.steps import Do

SignIn = Callable[[Page, str], Page]
_FORMS_TO_JUDGE = {"T105_completeBrief", "T107_boardDecides"}


def _people(live: Live) -> Mapping[str, str]:
    return {row.login: row.name for row in live.rows(sa.select(t.PERSON.c.login, t.PERSON.c.name))}


class Walk:
    """One brief on its way."""

    def __init__(self, page: Page, live: Live, sign_in: SignIn, *, scripts: bool) -> None:
        self.page, self.live, self.scripts = page, live, scripts
        self.people = _people(live)
        self._sign_in = sign_in
        self.title = f"Weekends together, {'with' if scripts else 'without'} scripts"
        self.reference = ""

    @property
    def today(self) -> date:
        return datetime.now(UTC).astimezone(clock.LONDON).date()

    def be(self, login: str) -> Page:
        """Become somebody."""
        return self._sign_in(self.page, self.people[login])

    def fill(self, answers: Mapping[str, Any]) -> None:
        """Fill in the page."""
        Filling(self.page, self.people, scripts=self.scripts).fill(answers)

    def press(self, text: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=text, exact=True).click()

    def state_the_need(self) -> None:
        """The start form, left half-way and found again as a draft."""
        answers = a.f01(self.today, title=self.title)
        half = dict(list(answers.items())[:4])
        page = self.be("pnandra")
        page.goto("/tasks")
        page.get_by_role("button", name="Start something new").click()
        page.get_by_role("link", name="State a need").click()
        self.fill(half)
        self.press("Save and come back later")
        expect(page.get_by_text("Your draft is saved")).to_be_visible()
        page.get_by_role("link", name="State a need").click()
        expect(page.get_by_label("Working title")).to_have_value(self.title)
        self.fill(dict(list(answers.items())[4:]))
        self.press("Start")
        expect(page.get_by_role("heading", level=1)).to_have_text(self.title)
        [row] = self.live.rows(sa.select(t.INSTANCE.c.business_key).where(t.INSTANCE.c.title == self.title))
        self.reference = row.business_key
        expect(page.locator("main")).to_contain_text(f"Started: {self.reference}")

    def do(self, step: Do) -> None:
        """Find the task in a list, take it, answer it, read what was submitted."""
        page, name = self.be(step.who), drawn()[step.element].name
        answers = dict(step.answers(self.today))
        if step.element == "T105_completeBrief":
            answers["title"] = self.title
        self._open(name)
        take = page.get_by_role("button", name="Take this task")
        if take.count():
            take.click()
            expect(take).to_have_count(0)
        expect(self.page.get_by_role("button", name="Submit", exact=True)).to_be_visible()
        self.fill(answers)
        if self.scripts and step.element in _FORMS_TO_JUDGE:
            assert faults(page) == []
        self.press("Submit")
        expect(page.get_by_role("heading", name="Submitted", exact=True)).to_be_visible()
        expect(page.locator("main")).to_contain_text(name)
        if step.element == "T105_completeBrief":
            self._read_and_print(answers)

    def _open(self, name: str) -> None:
        for address in ("/tasks", "/tasks/teams"):
            self.page.goto(f"{address}?q={self.reference}")
            row = self.page.get_by_role("row").filter(
                has=self.page.get_by_role("link", name=name, exact=True)
            )
            if row.count():
                row.first.get_by_role("link").click()
                expect(self.page.get_by_role("heading", level=1)).to_have_text(name)
                return
        raise AssertionError(f"Nobody offers {name} of {self.reference} here")

    def _read_and_print(self, answers: Mapping[str, Any]) -> None:
        page = self.page
        what = page.get_by_role("main")
        for said in (self.title, answers["outcomes"][2]["outcome"], answers["evidencePack"][0]["name"]):
            expect(what).to_contain_text(said)
        page.emulate_media(media="print")
        expect(page.get_by_role("navigation").first).to_be_hidden()
        expect(page.get_by_role("button", name="Take back my answer")).to_be_hidden()
        expect(what.get_by_text(answers["outcomes"][0]["outcome"])).to_be_visible()
        page.emulate_media(media="screen")

    def look_deeper(self) -> None:
        """The case while members declare, and the processes that are called, one click deeper each."""
        page = self.be("pnandra")
        page.goto("/cases")
        page.get_by_role("link", name=self.title).click()
        self._diagram()
        page.get_by_role("link", name="Design brief: need to issued brief").first.click()
        expect(page.get_by_role("heading", name="Design brief: need to issued brief")).to_be_visible()
        self._diagram()
        page.get_by_text("Read the diagram as a list of steps").click()
        step = page.get_by_role("listitem").filter(has_text="Declare and assess interests")
        expect(step.first).to_contain_text("of 4")
        page.get_by_role("link", name="Conflict of interest").first.click()
        expect(page.get_by_role("heading", name="Conflict of interest")).to_be_visible()
        self._diagram()
        expect(page.get_by_role("navigation", name="Breadcrumb")).to_contain_text(self.reference)

    def _diagram(self) -> None:
        figure = self.page.locator("figure[data-cip-diagram]")
        if self.scripts:
            expect(figure).to_have_attribute("data-ready", "yes")
            expect(figure.get_by_role("button", name="Zoom in")).to_be_visible()
        else:
            expect(figure.locator("svg.cip-bpmn")).to_be_visible()

    def see_the_end(self) -> None:
        """Everybody who took part reads that the design has begun."""
        page = self.be("pnandra")
        page.goto(f"/cases?q={self.reference}")
        expect(page.get_by_role("row").filter(has_text=self.title)).to_contain_text("Co-design")
        page.get_by_role("link", name=self.title).click()
        expect(page.get_by_role("main")).to_contain_text("Plan the design work")
        expect(page.get_by_role("link", name=a.EVIDENCE[0]["name"])).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_brief_is_issued(
    open_page: Callable[..., Page], live: Live, sign_in: SignIn, scripts: bool
) -> None:
    walk = Walk(open_page(scripts=scripts), live, sign_in, scripts=scripts)
    walk.state_the_need()
    declarations = [
        step for step in ISSUED.steps if isinstance(step, Do) and step.element == "T901_declareInterests"
    ]
    for step in ISSUED.steps:
        assert isinstance(step, Do)
        walk.do(step)
        if step is declarations[0]:
            walk.look_deeper()
    walk.see_the_end()
    found = live.rows(sa.select(t.BRIEF.c.status, t.BRIEF.c.stage).where(t.BRIEF.c.ref == walk.reference))
    assert [tuple(row) for row in found] == [("issued", "co-design")]
