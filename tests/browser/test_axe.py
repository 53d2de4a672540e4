"""axe finds nothing on any page of any role: WCAG 2.2 A and AA, and axe's best practices.
At 320 pixels test_narrow asks it again.

Known false positives: none. GOV.UK's script would put `aria-expanded` on radios with conditional questions, which axe
rightly refuses (`aria-allowed-attr`); our forms reveal them by a script of their own (web/front/src/form.mjs).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Route, expect

from cip_workflow.store import tables as t
from tests.browser.conftest import Watch
from tests.browser.live import Live
from tests.browser.places import (
    ADMIN,
    DECLARING,
    ESE,
    FORMS,
    GOVERNS,
    NO_PLACES,
    NOBODY,
    OWEN,
    PLACES,
    Place,
    case,
    one,
    task,
)

_WANTED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SignIn = Callable[[Page, str], Page]


def faults(page: Page) -> list[str]:
    """What axe finds, a line for each element."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("wanted => axe.run({runOnly: wanted, resultTypes: ['violations']})", _WANTED)
    return [
        f"{rule['id']}: {rule['help']}: {' '.join(map(str, node['target']))}: {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def settled(page: Page) -> None:
    """The diagram, where there is one, has been replaced by the one that can be moved."""
    figure = page.locator("[data-cip-diagram]")
    if figure.count() and page.viewport_size and page.viewport_size["width"] > 640:
        expect(figure.first).to_have_attribute("data-ready", "yes")


def test_every_page_is_in_the_list(live: Live) -> None:
    assert live.page_rules() - NO_PLACES == {place.rule for place in PLACES} - NO_PLACES


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.name} {place.who}")
def test_a_page(page: Page, live: Live, watch: Watch, sign_in: SignIn, place: Place) -> None:
    if place.who:
        sign_in(page, place.who)
    watch.allow(*({place.status} - {200}))
    answer = page.goto(place.address(live))
    assert answer is not None and answer.status == place.status, page.url
    settled(page)
    assert faults(page) == []


@pytest.mark.parametrize(("form", "element", "title", "who"), FORMS, ids=[form[0] for form in FORMS])
def test_a_form_with_errors(
    page: Page, live: Live, watch: Watch, sign_in: SignIn, form: str, element: str, title: str, who: str
) -> None:
    sign_in(page, who)
    page.goto(f"/tasks/{one(live, task(element, title))}")
    take = page.get_by_role("button", name="Take this task")
    if take.count():
        take.click()
    expect(page.locator("[data-form-body]")).to_be_visible()
    assert faults(page) == []
    watch.allow(422)
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    assert page.title().startswith("Error: ")
    assert faults(page) == []


@pytest.mark.parametrize(
    "place",
    [place for place in PLACES if place.called.startswith(("F01", "F10 of"))],
    ids=lambda place: place.called,
)
def test_a_start_form_with_errors(
    page: Page, live: Live, watch: Watch, sign_in: SignIn, place: Place
) -> None:
    sign_in(page, place.who).goto(place.address(live))
    watch.allow(422)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    assert faults(page) == []


#: Small forms of our own: who, where, the button that is pressed with nothing typed.
_SMALL = (
    (NOBODY, "/sign-in", "Sign in"),
    (ADMIN, "/account/password", "Change password"),
    (ADMIN, "/admin/people/new", "Add the person"),
    (ADMIN, "/admin/groups/new", "Add the group"),
    (ADMIN, "/admin/organisations", "Add"),
    (GOVERNS, "/governance/cases/{declaring}/suspend", "Suspend this case"),
    (GOVERNS, "/governance/cases/{declaring}/message", "Send the message"),
    (GOVERNS, "/governance/tasks/{quality}/reassign", "Give this task to somebody else"),
    (GOVERNS, "/cases/{failed}/incidents/{incident}/correct", "Correct it and try again"),
    (OWEN, "/tasks/{quality}/hand-over", "Hand this task to someone else"),
    (OWEN, "/cases/{board}/send/Start_withdrawn", "Withdraw this brief"),
)


def _address(live: Live, pattern: str) -> str:
    failed = case("Has failed")
    queries = {
        "declaring": case(DECLARING),
        "board": case("Asks the board"),
        "failed": failed,
        "incident": sa.select(t.INCIDENT.c.id).where(t.INCIDENT.c.instance_id == failed.scalar_subquery()),
        "quality": task("T106_checkQuality", "Asks for the quality check"),
    }
    return pattern.format(**{name: one(live, query) for name, query in queries.items()})


@pytest.mark.parametrize(("who", "pattern", "button"), _SMALL, ids=[small[1] for small in _SMALL])
def test_a_small_form_with_errors(
    page: Page, live: Live, watch: Watch, sign_in: SignIn, who: str, pattern: str, button: str
) -> None:
    if who:
        sign_in(page, who)
    page.goto(_address(live, pattern))
    assert faults(page) == []
    watch.allow(422)
    page.get_by_role("button", name=button, exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    assert page.title().startswith("Error: ")
    assert faults(page) == []


@pytest.mark.parametrize("title", [DECLARING, "Has failed"])
def test_a_case_without_scripts(page: Page, live: Live, sign_in: SignIn, title: str) -> None:
    """axe is a script itself, so ours are taken out of the page instead of forbidding all."""

    def bare(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=re.sub(r"<script\b.*?</script>", "", answer.text(), flags=re.DOTALL)
        )

    sign_in(page, GOVERNS)
    page.route("**/cases/*", bare)
    page.goto(f"/cases/{one(live, case(title))}")
    expect(page.locator("svg.cip-bpmn")).to_be_visible()
    expect(page.locator("script")).to_have_count(0)
    assert faults(page) == []


@pytest.fixture
def real(demo_file: Path, tmp_path: Path) -> Iterator[Live]:
    """An installation that is no demonstration: people have passwords."""
    found = Live(demo_file, tmp_path, demo=False)
    yield found
    found.close()


def test_sign_in_with_a_password(real: Live, open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page(base_url=real.url)
    page.goto("/sign-in")
    expect(page.get_by_text("Choose who you want to be")).to_have_count(0)
    assert faults(page) == []
    watch.allow(422, 429)
    for _ in range(real.settings.sign_in_tries + 1):
        page.get_by_label("Sign-in name").fill("croe")
        page.get_by_role("textbox", name="Password").fill("not the password")
        page.get_by_role("button", name="Sign in", exact=True).click()
        if page.get_by_role("heading", level=1).inner_text() == "Sign in":
            expect(page.get_by_role("alert")).to_contain_text("The sign-in name or the password is wrong")
            assert faults(page) == []
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many attempts")
    assert faults(page) == []


def test_a_task_that_somebody_else_took(
    page: Page, live: Live, watch: Watch, sign_in: SignIn, browser: Browser
) -> None:
    address = f"/tasks/{one(live, task('T103_gatherLivedExperience', 'Asks two people'))}"
    sign_in(page, "Abena Mensah").goto(address)
    other = browser.new_context(base_url=live.url).new_page()
    sign_in(other, "Kit Vance").goto(address)
    other.get_by_role("button", name="Take this task").click()
    other.context.close()
    watch.allow(409)
    page.get_by_role("button", name="Take this task").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This has changed in the meantime")
    assert faults(page) == []


def test_messages_on_top_of_a_page(page: Page, live: Live, sign_in: SignIn) -> None:
    """A saved draft says so on the next page; what was typed in a session that ended is offered again."""
    sign_in(page, ESE).goto(f"/tasks/{one(live, task('T901_declareInterests', DECLARING))}")
    page.get_by_label("No interest to declare").check()
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("Your draft is saved")).to_be_visible()
    assert faults(page) == []
