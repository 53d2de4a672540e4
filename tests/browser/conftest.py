"""One server and one Chromium a worker, a fresh browser context a test; what the browser complains of fails the test.

Both live only while tests of this folder run (scope `package`): Playwright keeps an event loop in the thread, and
other tests must not meet it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Response,
    expect,
    sync_playwright,
)

from tests.browser.chromium import FLAGS, executable
from tests.browser.live import Live, demonstration

WIDE, NARROW = 1280, 320
_PATIENCE = 20_000  #: milliseconds; the machine may be busy
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The demonstration in a SQLite file to copy; all workers of a run share it."""
    base = tmp_path_factory.getbasetemp()
    return demonstration((base if worker_id == "master" else base.parent) / "demonstration" / "demo.sqlite3")


@pytest.fixture(scope="package")
def live(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The server of this worker."""
    found = Live(demo_file, tmp_path_factory.mktemp("live"))
    yield found
    found.close()


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright of this worker."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium of this worker."""
    expect.set_options(timeout=_PATIENCE)
    found = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    yield found
    found.close()


class Watch:
    """Collects what browsers complain of. A test that wants an error page says so with `allow(404)`."""

    def __init__(self) -> None:
        self._said: list[tuple[int, str]] = []
        self._allowed: set[int] = set()

    def allow(self, *statuses: int) -> None:
        """Answers with these statuses are wanted."""
        self._allowed |= set(statuses)

    def over(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self._said.append((0, f"exception: {error.error}")))
        context.on("response", self._response)
        context.on("requestfailed", lambda request: self._failed(request.url, request.failure or ""))

    def _console(self, message: ConsoleMessage) -> None:
        # The answer itself is judged by its status, below; the browser repeats it as a message.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self._said.append((0, f"console {message.type}: {message.text} {message.location}"))

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._said.append(
                (response.status, f"{response.request.method} {response.url} -> {response.status}")
            )

    def _failed(self, address: str, why: str) -> None:
        if "ERR_ABORTED" not in why:  # the page was left, or a download began
            self._said.append((0, f"{address}: {why}"))

    @property
    def complaints(self) -> list[str]:
        """What was said that no test asked for."""
        return [text for status, text in self._said if status not in self._allowed]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the browsers of this test complain of; anything that is not allowed fails it."""
    found = Watch()
    yield found
    assert not found.complaints


@pytest.fixture
def open_page(browser: Browser, live: Live, watch: Watch) -> Iterator[Callable[..., Page]]:
    """`open_page(width=1280, scripts=True)`: a page in a context of its own."""
    contexts: list[BrowserContext] = []

    def opened(*, width: int = WIDE, scripts: bool = True, **more: Any) -> Page:
        usual = {"base_url": live.url, "reduced_motion": "reduce", "locale": "en-GB"}
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, **(usual | more)
        )
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A desk: 1280 pixels wide."""
    return open_page()


@pytest.fixture
def narrow(open_page: Callable[..., Page]) -> Page:
    """A telephone: 320 pixels wide, as WCAG 1.4.10 asks."""
    return open_page(width=NARROW, has_touch=True)


@pytest.fixture
def plain(open_page: Callable[..., Page]) -> Page:
    """A desk without scripts."""
    return open_page(scripts=False)


@pytest.fixture(scope="package")
def _sessions() -> dict[str, Any]:
    return {}


@pytest.fixture
def sign_in(_sessions: dict[str, Any]) -> Callable[[Page, str], Page]:
    """`sign_in(page, "Owen Hartley")` becomes one of the demo people. The click is made once a worker, then its session is used."""

    def signed_in(page: Page, name: str) -> Page:
        page.context.clear_cookies()
        if name not in _sessions:
            page.goto("/sign-in")
            page.get_by_role("button", name=f"Sign in as {name}").click()
            page.wait_for_url("**/tasks")
            _sessions[name] = page.context.cookies()
        else:
            page.context.add_cookies(_sessions[name])
        return page

    return signed_in
