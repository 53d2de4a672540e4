"""The script of a form: drafts, questions that come and go, rows, files; and axe, on the form that has everything."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, Response, jsonify, request, send_from_directory
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.unit.forms.making import component, form
from tests.web.rendering import EVERYTHING, ROOT, application

pytestmark = pytest.mark.browser

BUILT = ROOT / "web" / "static" / "dist"
FRAME = """{% extends "govuk_frontend_jinja/template.html" %}{% set cspNonce = "n" %}
{% block pageTitle %}A form{% endblock %}{% block headIcons %}{% endblock %}
{% block head %}<link rel="stylesheet" href="/built/{{ built['app.css'] }}">{% endblock %}
{% block govukHeader %}{% endblock %}{% block govukFooter %}{% endblock %}{% block footer %}{% endblock %}
{% block content %}<h1 class="govuk-heading-l">A form</h1><p data-draft-status role="status"></p>PAGE{% endblock %}
{% block bodyEnd %}<script type="module" src="/built/{{ built['app.js'] }}"></script>{% endblock %}"""
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-n'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'"
)


@pytest.fixture(scope="module")
def app() -> Flask:
    """The application of the rendering tests, with the frame, the built script, and drafts that are remembered."""
    manifest = BUILT / "manifest.json"
    assert manifest.exists(), "The script is not built: run `make assets`."
    made = application(frame=FRAME)
    made.jinja_env.globals["built"] = json.loads(manifest.read_text())
    made.config.update(DRAFTS=[], ANSWER=200)
    made.add_url_rule("/built/<path:name>", "built", lambda name: send_from_directory(BUILT, name))

    @made.post("/draft")
    def draft() -> tuple[Response, int]:
        made.config["DRAFTS"].append(request.form.to_dict(flat=False))
        return jsonify(saved_at="2026-11-22T10:42:00+00:00"), made.config["ANSWER"]

    @made.after_request
    def strict(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return made


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """Where the application is served."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    thread.join()


@pytest.fixture
def page(app: Flask, address: str, browser: Browser) -> Iterator[Page]:
    """The form that has everything, freshly opened, with a clock that the test moves."""
    app.config.update(FORM=EVERYTHING, ANSWER=200)
    app.config["DRAFTS"].clear()
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(10_000)
    opened.clock.install()
    troubles: list[str] = []
    opened.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.goto(address)
    yield opened
    opened.close()
    assert not [
        each
        for each in troubles
        if "favicon" not in each and "the server responded with a status of" not in each
    ]


def _status(page: Page) -> str:
    return page.locator("[data-draft-status]").inner_text()


def test_axe_finds_nothing(page: Page) -> None:
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Submit decision").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_it_fits_a_narrow_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_label("Defer").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_questions_show_under_their_choice_alone(page: Page) -> None:
    reason = page.locator("#f-reason")
    expect(reason).to_be_hidden()
    page.get_by_label("Defer").check()
    expect(reason).to_be_visible()
    assert page.locator("[aria-expanded]").count() == 0
    page.get_by_label("Approve").check()
    expect(reason).to_be_hidden()


def test_what_depends_on_an_answer_changes_while_the_focus_stays(page: Page) -> None:
    expect(page.get_by_text("Show the questions")).to_be_hidden()
    page.locator("#f-title").fill("Home")
    page.locator("#f-email").focus()
    expect(page.get_by_text("Depends on Home")).to_be_visible()
    page.keyboard.type("me@example.org")
    expect(page.locator("#f-email")).to_have_value("me@example.org")
    expect(page.locator("#f-email")).to_be_focused()


def test_what_is_typed_while_the_page_changes_is_kept(page: Page) -> None:
    gate = threading.Event()
    page.route(
        "**/",
        lambda route: (
            (gate.wait(5), route.continue_())[1] if route.request.method == "POST" else route.continue_()
        ),
    )
    page.locator("#f-cost").fill("100")
    page.locator("#f-children").focus()
    gate.set()
    page.keyboard.type("12")
    page.locator("#f-needs-2").check()
    expect(page.get_by_text("£200")).to_be_visible()
    expect(page.locator("#f-children")).to_have_value("12")
    expect(page.locator("#f-needs-2")).to_be_checked()


def test_rows_come_and_go_without_loading_the_page(page: Page) -> None:
    page.evaluate("window.same = true")
    page.locator("#f-members-0-user").fill("Ese")
    page.get_by_role("button", name="Add another member").click()
    expect(page.locator("#f-members-1-user")).to_be_focused()
    page.keyboard.type("Owen")
    page.get_by_role("button", name="Remove member 1").click()
    expect(page.locator("#f-members-0-user")).to_have_value("Owen")
    expect(page.locator("#g-members-add")).to_be_focused()
    expect(page.locator("#g-members-1")).to_have_count(0)
    assert page.evaluate("window.same")


def test_a_file_is_sent_when_it_is_chosen_and_can_be_removed(page: Page) -> None:
    page.locator("#f-papers").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"}
    )
    expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()
    page.get_by_role("button", name="Remove plan.pdf").click()
    expect(page.get_by_role("link", name="plan.pdf")).to_have_count(0)
    expect(page.locator("#f-papers")).to_be_focused()


def test_a_draft_saves_itself_after_typing(app: Flask, page: Page) -> None:
    page.locator("#f-notes").fill("Some words")
    page.clock.fast_forward(2100)
    expect(page.locator("[data-draft-status]")).to_have_text(
        "Draft saved at 10:42am. Only you can see it until you submit."
    )
    (draft,) = app.config["DRAFTS"]
    assert (draft["notes"], draft["_save"], draft["csrf_token"]) == (["Some words"], ["1"], ["t"])
    page.clock.fast_forward(60_000)
    assert len(app.config["DRAFTS"]) == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [(409, "changed hands or is done"), (401, "signed out"), (403, "no longer answer"), (500, "try again")],
)
def test_what_is_said_when_a_draft_cannot_be_saved(app: Flask, page: Page, status: int, said: str) -> None:
    app.config["ANSWER"] = status
    page.locator("#f-notes").fill("Some words")
    page.clock.fast_forward(2100)
    expect(page.locator("[data-draft-status][data-trouble]")).to_contain_text(said)
    app.config["ANSWER"] = 200
    page.locator("#f-notes").fill("Some more words")
    page.clock.fast_forward(2100)
    if status in {401, 500}:
        expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved at 10:42am")
    else:
        expect(page.locator("[data-draft-status][data-trouble]")).to_contain_text(said)
    expect(page.locator("#f-notes")).to_have_value("Some more words")


def test_leaving_with_unsaved_words_is_warned_of(page: Page) -> None:
    ask = "(() => { const e = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(e); return e.defaultPrevented })()"
    assert page.evaluate(ask) is False
    page.locator("#f-notes").fill("Some words")
    assert page.evaluate(ask) is True
    page.clock.fast_forward(2100)
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
    assert page.evaluate(ask) is False


def test_a_field_may_be_called_as_the_browser_calls_things(app: Flask, page: Page, address: str) -> None:
    names = ("action", "method", "elements", "dataset", "submit", "id")
    app.config["FORM"] = form(
        *(component("textfield", name) for name in names), component("text", text="Action: {{ action }}")
    )
    page.goto(address)
    page.locator("#f-action").fill("sign")
    page.locator("#f-method").focus()
    expect(page.get_by_text("Action: sign")).to_be_visible()
    page.clock.fast_forward(2100)
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")


def test_the_form_can_be_filled_in_by_keyboard_alone(page: Page) -> None:
    page.locator("#f-title").focus()
    page.keyboard.type("Home")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.locator("#f-outcome").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#f-reason")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#f-reason")).to_be_focused()
