"""The pictures of the README, made from the demonstration: `python -m tests.browser.pictures`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.browser.live import Live, demonstration
from tests.browser.places import case, one, task

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
_WIDTH = 1280
_MOST_BYTES = 300 * 1024
_LATE = "Independent visitors for children placed far away"
_BOARD = "Driving lessons for care leavers"


def inbox(page: Page, live: Live) -> None:
    """What waits for others in a commissioner's cases."""
    page.goto("/tasks/waiting?sort=stage")


def answering(page: Page, live: Live) -> None:
    """The board's decision, begun and saved as a draft."""
    page.goto(f"/tasks/{one(live, task('T107_boardDecides', _BOARD))}")
    page.get_by_role("textbox", name="Day").fill("20")
    page.get_by_role("textbox", name="Month").fill("11")
    with page.expect_response("**/draft"):
        page.get_by_role("textbox", name="Year").fill("2026")
    page.get_by_role("heading", level=1).click()


def living(page: Page, live: Live) -> None:
    """A case with a late step: the diagram that can be moved, and what stands around it."""
    page.goto(f"/cases/{one(live, case(_LATE))}")
    expect(page.locator("figure[data-cip-diagram]")).to_have_attribute("data-ready", "yes")


#: File, who, what they see, how much of it.
PICTURES: tuple[tuple[str, str, Callable[[Page, Live], None], int], ...] = (
    ("inbox.png", "Priya Nandra", inbox, 900),
    ("task.png", "Nell Ruddock", answering, 900),
    ("case.png", "Priya Nandra", living, 1240),
)


def take(browser: Browser, live: Live, folder: Path) -> None:
    """Make every picture. AssertionError for one that is too large for a page to load at once."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, who, go, height in PICTURES:
        context = browser.new_context(
            base_url=live.url,
            viewport={"width": _WIDTH, "height": height},
            reduced_motion="reduce",
            locale="en-GB",
        )
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_role("button", name=f"Sign in as {who}").click()
        page.wait_for_url("**/tasks")
        go(page, live)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / name)
        context.close()
        size = (folder / name).stat().st_size
        assert size <= _MOST_BYTES, f"{name} has {size} bytes: crop it"
        print(f"{folder / name}: {size // 1024} KB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        found = Live(demonstration(Path(temporary) / "demo.sqlite3", staged=False), Path(temporary))
        chromium = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            take(chromium, found, FOLDER)
        finally:
            chromium.close()
            found.close()
