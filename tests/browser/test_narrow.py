"""On a telephone, 320 pixels wide (WCAG 1.4.10): no page scrolls sideways, nothing lies upon something else, everything can be hit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Watch
from tests.browser.live import Live
from tests.browser.places import DECLARING, ESE, GOVERNS, OWEN, PLACES, Place, case, one
from tests.browser.test_axe import faults

SignIn = Callable[[Page, str], Page]
_SMALLEST_TARGET = 24

#: Everything that can be pressed, with its box; radios and tick boxes are as large as GOV.UK draws them.
_TARGETS = """() => {
  const shown = element => element.checkVisibility({ opacityProperty: false, visibilityProperty: true })
    && !element.closest('.govuk-visually-hidden, .govuk-skip-link, .cip-first-button, svg, [aria-hidden=true]')
  const within = element => {
    const box = element.closest('p, li, dd, td, dt') ?? element
    return element.tagName === 'A' && box.textContent.trim() !== element.textContent.trim()
  }
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(shown)
    .map(element => {
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
      const name = `${element.tagName} ${element.name ?? ''} ${element.textContent.trim().slice(0, 40)}`
      return { name, left, top, right, bottom, width, height, inline: within(element), type: element.type ?? '' }
    })
    .filter(({ width, height }) => width > 1 && height > 1)
}"""


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.name} {place.who}")
def test_a_page_fits(narrow: Page, live: Live, watch: Watch, sign_in: SignIn, place: Place) -> None:
    if place.who:
        sign_in(narrow, place.who)
    watch.allow(*({place.status} - {200}))
    narrow.goto(place.address(live))
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW, wide(narrow)
    targets = narrow.evaluate(_TARGETS)
    assert targets, "a page has links"
    assert overlaps(targets) == []
    small = [each["name"] for each in targets if not each["inline"] and each["height"] < _SMALLEST_TARGET]
    assert small == []
    assert faults(narrow) == []


def wide(page: Page) -> list[str]:
    """What reaches beyond the right edge."""
    found: list[str] = page.evaluate(
        """width => [...document.querySelectorAll('body *')]
          .filter(each => each.getBoundingClientRect().right > width && !each.closest('.cip-diagram, .cip-scroll'))
          .map(each => `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 60)}`)""",
        NARROW,
    )
    return found


def overlaps(targets: list[dict[str, float]]) -> list[tuple[str, str]]:
    """Pairs of targets of which one lies upon the other."""
    found = []
    for number, one_ in enumerate(targets):
        for other in targets[number + 1 :]:
            across = min(one_["right"], other["right"]) - max(one_["left"], other["left"])
            down = min(one_["bottom"], other["bottom"]) - max(one_["top"], other["top"])
            if across > 1 and down > 1 and not (one_["inline"] or other["inline"]):
                found.append((str(one_["name"]), str(other["name"])))
    return found


def test_the_filter_is_folded_until_it_filters(narrow: Page, sign_in: SignIn) -> None:
    sign_in(narrow, OWEN)
    for address in ("/tasks", "/tasks/teams", "/cases"):
        narrow.goto(address)
        expect(narrow.get_by_role("searchbox", name="Search")).to_be_hidden()
    narrow.get_by_text("Filter", exact=True).click()
    narrow.get_by_role("searchbox", name="Search").fill("board")
    narrow.get_by_role("button", name="Apply filters").click()
    expect(narrow.get_by_role("searchbox", name="Search")).to_have_value("board")
    expect(narrow.get_by_role("link", name="Remove this filter “board”")).to_be_visible()


def test_the_filter_is_open_at_a_desk_and_without_scripts(
    page: Page, open_page: Callable[..., Page], sign_in: SignIn
) -> None:
    sign_in(page, OWEN).goto("/tasks")
    expect(page.get_by_role("searchbox", name="Search")).to_be_visible()
    plain = open_page(width=NARROW, scripts=False)
    sign_in(plain, OWEN).goto("/tasks")
    expect(plain.get_by_role("searchbox", name="Search")).to_be_visible()


def test_the_menu_folds(narrow: Page, sign_in: SignIn) -> None:
    sign_in(narrow, GOVERNS).goto("/tasks")
    expect(narrow.get_by_role("link", name="Governance")).to_be_hidden()
    narrow.get_by_role("button", name="Menu").click()
    narrow.get_by_role("link", name="Governance").click()
    expect(narrow.get_by_role("heading", level=1)).to_have_text("Cases that need someone")


def test_a_wide_diagram_is_moved_within_its_frame(narrow: Page, live: Live, sign_in: SignIn) -> None:
    sign_in(narrow, ESE).goto(f"/cases/{one(live, case(DECLARING))}")
    figure = narrow.locator("figure[data-cip-diagram]")
    expect(figure.locator("svg.cip-bpmn")).to_be_visible()
    inside, shown = figure.evaluate("figure => [figure.scrollWidth, figure.clientWidth]")
    assert inside > 2 * shown, "the drawing keeps a size that can be read"
    assert shown <= NARROW
