"""By keyboard alone: from the sign-in page to a submitted task, through errors, rows of a list and the diagram."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.live import Live
from tests.browser.places import DECLARING, ESE, GOVERNS, OWEN, PLACES, PRIYA, Place, case, one, task

SignIn = Callable[[Page, str], Page]
_MOST_STOPS = 150

#: What has the focus: whether one sees it, and whether it is uncovered in the window.
_FOCUSED = """() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const drawn = element.matches('.govuk-radios__input, .govuk-checkboxes__input')
    ? getComputedStyle(element.nextElementSibling, '::before') : getComputedStyle(element)
  const around = element.matches('.cip-bpmn a') ? getComputedStyle(element.querySelector('.shape, .ring')) : drawn
  const frame = element.closest('.cip-canvas, .cip-diagram')
  const ring = style => style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1)
    || style.boxShadow !== 'none' || style.strokeWidth === '4px')
  const { left, top, width, height } = element.getBoundingClientRect()
  const [upper, lower] = [Math.max(top, 0), Math.min(top + height, innerHeight)]
  const at = document.elementFromPoint(left + Math.min(width / 2, 20), (upper + lower) / 2)
  return {
    name: `${element.tagName} ${element.id} ${element.textContent.trim().slice(0, 60)}`,
    seen: Boolean(ring(around) || (frame && ring(getComputedStyle(frame)))),
    uncovered: Boolean(at && (element === at || element.contains(at) || at.contains(element)
      || (element.labels && [...element.labels].some(label => label.contains(at))))),
  }
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"Tab never reaches {target}")


def _chosen(*wanted: tuple[str, str]) -> list[Place]:
    return [place for place in PLACES if (place.rule, place.called) in wanted]


@pytest.mark.parametrize(
    "place",
    _chosen(
        ("/tasks", "full"),
        ("/tasks/<int:task_id>", "F10 to take or answer"),
        ("/start/<process_id>", "F01"),
        ("/cases/<int:instance_id>", "late"),
        ("/governance", "full"),
        ("/help", "signed in"),
    ),
    ids=lambda place: place.name,
)
def test_every_stop_is_seen(page: Page, live: Live, sign_in: SignIn, place: Place) -> None:
    sign_in(page, place.who).goto(place.address(live))
    page.wait_for_load_state("networkidle")
    passed: list[str] = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        if found is None:
            break
        passed.append(found["name"])
        assert found["seen"], f"{found['name']} has the focus and does not show it"
        assert found["uncovered"], f"{found['name']} has the focus and is covered or outside the window"
    assert len(passed) >= 9
    assert "Skip to main content" in passed[0]
    assert "Get help" in passed[-1]


def test_the_skip_link_leads_to_the_content(page: Page, sign_in: SignIn) -> None:
    sign_in(page, ESE).goto("/tasks")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_task_from_sign_in_to_submit(page: Page, live: Live) -> None:
    page.goto("/sign-in")
    tab_to(page, page.get_by_role("button", name="Sign in as Imran Patel"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks")
    number = one(live, task("T901_declareInterests", "Asks for an assessment"))
    tab_to(page, page.locator(f"a[href='/tasks/{number}']"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Declare interests")
    none = page.get_by_label("No interest to declare")
    tab_to(page, none)
    page.keyboard.press("Space")
    expect(none).to_be_checked()
    tab_to(page, page.get_by_label("This is complete, and I will update it if it changes"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Submit", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Submitted", exact=True)).to_be_visible()


def test_the_error_summary_has_the_focus_and_leads_to_the_field(
    page: Page, watch: Watch, sign_in: SignIn
) -> None:
    sign_in(page, PRIYA).goto("/start/cip-lifecycle")
    watch.allow(422)
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Working title")).to_be_focused()


def test_a_message_on_top_of_a_page_has_the_focus(page: Page, live: Live, sign_in: SignIn) -> None:
    sign_in(page, ESE).goto(f"/tasks/{one(live, task('T901_declareInterests', DECLARING))}")
    page.get_by_role("button", name="Save and come back later").press("Enter")
    message = page.get_by_role("alert")
    expect(message).to_contain_text("Your draft is saved")
    expect(message).to_be_focused()


def test_rows_come_and_go_where_the_focus_is(page: Page, live: Live, sign_in: SignIn) -> None:
    sign_in(page, "Maya Delacy").goto(f"/tasks/{one(live, task('T108_nominateTeam', 'Asks who designs'))}")
    take = page.get_by_role("button", name="Take this task")
    if take.count():
        take.click()
    add = page.locator("button[name='_add.members']")
    rows = page.locator("main .cip-row")
    before = rows.count()
    add.press("Enter")
    expect(rows).to_have_count(before + 1)
    expect(rows.last.locator("select").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    chosen = rows.last.locator("select").first.input_value()
    assert chosen
    add.press("Enter")
    expect(rows).to_have_count(before + 2)
    assert rows.nth(before).locator("select").first.input_value() == chosen, "what was chosen stays"
    rows.last.get_by_role("button", name="Remove").press("Enter")
    expect(rows).to_have_count(before + 1)
    expect(add).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_diagram_leads_to_what_is_open(
    open_page: Callable[..., Page], live: Live, sign_in: SignIn, scripts: bool
) -> None:
    page = sign_in(open_page(scripts=scripts), GOVERNS)
    page.goto(f"/cases/{one(live, case(DECLARING))}")
    called = {
        "Issue the design brief": "Design brief: need to issued brief",
        "Declare and assess interests": "Conflict of interest",
    }
    for step, process in called.items():  # each a level deeper
        figure = page.locator("figure[data-cip-diagram]")
        if scripts:
            expect(figure).to_have_attribute("data-ready", "yes")
        tab_to(page, figure.get_by_role("link", name=step))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=process)).to_be_visible()


def test_the_diagram_is_enlarged_and_moved(page: Page, live: Live, sign_in: SignIn) -> None:
    sign_in(page, OWEN).goto(f"/cases/{one(live, case(DECLARING))}")
    view = page.locator(".cip-canvas .viewport").first
    before = view.get_attribute("transform")
    tab_to(page, page.get_by_role("button", name="Zoom in"))
    page.keyboard.press("Enter")
    expect(view).not_to_have_attribute("transform", before or "")
    enlarged = view.get_attribute("transform")
    page.locator(".cip-canvas svg").first.focus()
    page.keyboard.press("ArrowRight")
    expect(view).not_to_have_attribute("transform", enlarged or "")
