"""Every type of component as HTML: labels, legends, hints, error links, ids, and what a browser sends back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cip_workflow.forms import load, view
from tests.unit.forms.generating import posted
from tests.unit.forms.making import COUNCIL, NOW, Cast, component, form
from tests.web.rendering import CASE, EVERYTHING, PDF, ROOT, Html, application


@pytest.fixture(scope="module")
def rendering() -> Flask:
    """The application, once for all tests: compiling the templates takes a second."""
    return application()


@pytest.fixture
def app(rendering: Flask) -> Flask:
    """The application with the form that has everything; a test may put another in its place."""
    rendering.config["FORM"] = EVERYTHING
    return rendering


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts."""
    return app.test_client()


def get(client: FlaskClient) -> Html:
    return Html(client.get("/").text)


def post(client: FlaskClient, pairs: list[tuple[str, str]]) -> Html:
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return Html(client.post("/", data=data).text)


def test_every_control_has_a_label_and_every_group_a_legend(client: FlaskClient) -> None:
    page = get(client)
    labelled = {each["for"]: each.text for each in page.find("label")}
    for control in page.controls():
        assert labelled.get(control["id"]), control
        if control.get("type") == "radio":
            assert any(each.tag == "fieldset" for each in control.inside), control
    legends = {tuple(map(id, each.inside[-1:])) for each in page.find("legend")}
    for fieldset in page.find("fieldset"):
        assert (id(fieldset),) in legends


def test_ids_are_used_once_and_what_is_named_exists(client: FlaskClient) -> None:
    for page in (get(client), post(client, [])):
        ids = [each["id"] for each in page.all if "id" in each]
        assert len(ids) == len(set(ids))
        for each in page.all:
            for name in each.get("aria-describedby", "").split() + each.get("data-reveal", "").split():
                assert name in ids, each


def test_nothing_is_styled_or_scripted_inline(client: FlaskClient) -> None:
    for each in get(client).all:
        assert "style" not in each
        assert not any(name.startswith("on") for name in each)
        assert each.tag not in {"script", "style"}


def test_values_of_the_case_are_text(client: FlaskClient) -> None:
    html = client.get("/").text
    assert "<i>Amina" not in html and "&lt;i&gt;Amina" in html
    assert "<u>A" not in html and "minutes <1>" not in html
    assert "Title &lt;b&gt;" in html


@pytest.mark.parametrize(
    ("id_", "attributes"),
    [
        ("f-title", {"type": "text", "name": "title", "aria-describedby": "f-title-hint"}),
        ("f-email", {"type": "email", "autocomplete": "email", "spellcheck": "false"}),
        (
            "f-cost",
            {
                "type": "text",
                "inputmode": "decimal",
                "class": "govuk-input govuk-input--width-10",
                "spellcheck": "false",
            },
        ),
        ("f-children", {"inputmode": "numeric", "class": "govuk-input govuk-input--width-5"}),
        ("f-day-year", {"inputmode": "numeric", "name": "day-year"}),
        ("f-deadline-time", {"name": "deadline-time", "inputmode": "text"}),
        ("f-start", {"name": "start"}),
        ("f-sure", {"type": "checkbox", "value": "true"}),
        ("f-needs", {"type": "checkbox", "value": "health"}),
        ("f-outcome-2", {"type": "radio", "value": "defer", "data-reveal": "conditional-f-outcome-2"}),
        ("f-papers", {"type": "file", "accept": ".pdf", "multiple": "", "name": "papers"}),
        ("f-contact-phone", {"name": "contact.phone"}),
        ("f-members-0-user", {"name": "members.0.user"}),
        ("f-members-0-since-day", {"name": "members.0.since-day"}),
        ("g-members-add", {"name": "_add.members", "type": "submit"}),
        ("f-need", {"rows": "7", "aria-describedby": "f-need-info"}),
    ],
)
def test_the_attributes_of_controls(client: FlaskClient, id_: str, attributes: dict[str, str]) -> None:
    assert attributes.items() <= get(client).by_id(id_).items()


def test_prefixes_hints_counts_and_texts(client: FlaskClient) -> None:
    page = get(client)
    assert [each.text for each in page.find("div", class_="govuk-input__prefix")] == ["£"]
    assert page.by_id("f-title-hint").text == "A hint & more"
    assert page.by_id("f-need-info").text == "You can enter up to 200 characters"
    (info,) = [
        each for each in page.all if each.get("data-threshold") == "75" and each["data-maxlength"] == "8000"
    ][:1]
    assert "govuk-character-count" in info["class"]
    assert page.by_id("f-outcome-2-item-hint").text == "To a later meeting"
    assert [each.text for each in page.find("summary")] == ["Why we ask"]
    assert "Careful" in page.one("div", class_="govuk-warning-text cip-prose cip-prose--warning").text
    assert page.one("img")["alt"] == "A plan"
    assert {each.text for each in page.find("dt")} == {"Ref", "Twice"}
    assert page.one("caption").text == "Earlier"


def test_questions_under_a_choice_are_in_it_and_are_revealed_without_aria_that_radios_may_not_have(
    client: FlaskClient,
) -> None:
    page = get(client)
    hidden = page.by_id("conditional-f-outcome-2")
    assert "govuk-radios__conditional--hidden" in hidden["class"]
    assert hidden in page.by_id("f-reason").inside and hidden in page.by_id("f-until-day").inside
    (group,) = [each for each in page.by_id("f-outcome").inside if "data-reveals" in each]
    assert "data-module" not in group
    assert not any("aria-expanded" in each or "data-aria-controls" in each for each in page.all)
    chosen = post(client, [("outcome", "defer"), ("_update", "1")]).by_id("conditional-f-outcome-2")
    assert "hidden" not in chosen["class"]


def test_lists_have_rows_and_buttons_that_work_without_a_script(client: FlaskClient) -> None:
    page = get(client)
    legends = [each.text for each in page.find("legend") if page.by_id("g-members-0") in each.inside]
    assert legends == ["Member 1", "Present (optional)", "Since (optional)"]
    assert not [each for each in page.find("legend") if page.by_id("g-questions-0") in each.inside]
    assert page.one("input", name="scores.1._of")["value"]
    assert "cip-rows--compact" in page.by_id("g-scores").inside[-1]["class"]
    assert [each.text for each in page.find("legend") if page.by_id("g-scores") in each.inside[:-1]] == [
        "In-house",
        "Do nothing",
    ]
    assert not [
        each for each in page.find("button") if each.get("name", "").endswith((".scores", ".scores.0"))
    ]
    sent = [*((name, "Ese" if name == "members.0.user" else value) for name, value in page.sends())]
    added = post(client, [*sent, ("_add.members", "1")])
    assert added.by_id("f-members-0-user")["value"] == "Ese"
    assert added.by_id("f-members-1-user").get("value") in {None, ""}
    removed = post(client, [*added.sends(), ("_remove.members.0", "1")])
    assert removed.by_id("f-members-0-user").get("value") in {None, ""}
    assert not [each for each in removed.all if each.get("id") == "g-members-1"]


def test_the_first_button_is_the_one_that_enter_presses_and_removes_nothing(client: FlaskClient) -> None:
    first = get(client).find("button")[0]
    assert (first["type"], first.get("name"), first["tabindex"]) == ("submit", None, "-1")


def test_files_are_listed_with_links_and_can_be_removed(client: FlaskClient) -> None:
    page = get(client)
    assert [each["href"] for each in page.find("a")] == ["/documents/7", "/documents/7"]
    (button,) = page.find("button", name="_remove.papers.7")
    assert button.text == "Remove minutes <1>.pdf"
    assert [value for name, value in page.sends() if name == "papers"] == [
        "",
        json.dumps(PDF, sort_keys=True),
    ]
    after = post(client, [*page.sends(), ("_remove.papers.7", "1")]).sends()
    assert [value for name, value in after if name == "papers"] == [""]


def test_errors_lead_to_their_controls_and_what_was_typed_stands_there_still(client: FlaskClient) -> None:
    wrong = {
        "title": "",
        "cost": "lots",
        "day-day": "31",
        "day-month": "2",
        "day-year": "2026",
        "members.0.since-day": "1",
    }
    page = post(client, [(name, wrong.get(name, value)) for name, value in get(client).sends()])
    links = [each for each in page.find("a") if each.get("href", "").startswith("#")]
    for link in links:
        assert page.by_id(link["href"].removeprefix("#")).tag in {"input", "select", "textarea", "button"}
    assert [(each.text, each["href"]) for each in links] == [
        ("Enter the title <b>", "#f-title"),
        ("Enter the need", "#f-need"),
        ("Cost must be an amount of money, like 1,500 or 1,500.50", "#f-cost"),
        ("Day must be a real date", "#f-day-day"),
        ("You must confirm “I am sure”", "#f-sure"),
        ("Select the needs", "#f-needs"),
        ("Select the outcome", "#f-outcome"),
        ("Member 1: enter the user", "#f-members-0-user"),
        ("Member 1: since must include a month and year", "#f-members-0-since-month"),
    ]
    assert page.by_id("f-cost")["value"] == "lots"
    assert "govuk-input--error" in page.by_id("f-day-day")["class"]
    assert "govuk-input--error" not in page.by_id("f-day-year")["class"]
    assert page.by_id("f-title")["aria-describedby"] == "f-title-hint f-title-error"
    assert page.by_id("f-title-error").text == "Error: Enter the title <b>"


def test_a_warning_about_a_childs_data_asks_for_a_reason(client: FlaskClient) -> None:
    sent = [(name, "child 1234567" if name == "notes" else value) for name, value in get(client).sends()]
    page = post(client, sent)
    box = page.one("input", name="_override.notes")
    assert box["id"] == "f-notes-why"
    again = post(client, [*page.sends(), ("_override.notes", "It is a contract number")])
    assert not again.find("a", href="#f-notes")


@pytest.mark.parametrize(
    "value", ["one\ntwo\n  three\n\nfour", '<b> & "quotes"', "</textarea><script>", "a\r\nb"]
)
def test_texts_come_back_as_they_were_even_under_a_choice(client: FlaskClient, value: str) -> None:
    typed = [
        ("outcome", "defer"),
        ("reason", value),
        ("need", value),
        ("title", value.split("\n", maxsplit=1)[0].strip("\r")),
    ]
    sent = post(client, [*typed, ("_update", "1")]).sends()
    assert dict(sent)["reason"] == dict(sent)["need"] == value.replace("\r\n", "\n")


def test_a_page_sent_back_unchanged_says_the_same(client: FlaskClient) -> None:
    first = get(client).sends()
    assert post(client, [*first, ("_update", "1")]).sends() == first
    drawn = view(EVERYTHING, {}, CASE, people=Cast(), actor=COUNCIL, now=NOW)
    assert sorted(posted(drawn)) == sorted(pair for pair in first if pair[0] != "csrf_token")


def test_what_depends_on_answers_is_told_to_the_script_and_has_a_button_without_it(
    app: Flask, client: FlaskClient
) -> None:
    page = get(client)
    (body,) = [each for each in page.all if "data-form-body" in each]
    assert set(body["data-refresh"].split()) == {"title", "cost"}
    assert page.one("button", name="_update").text == "Show the questions that follow from my answers"
    app.config["FORM"] = form(component("textfield", "title"))
    plain = get(client)
    assert not plain.find("button", name="_update")
    assert not [each for each in plain.all if "data-refresh" in each]


def test_the_buttons_of_a_page(client: FlaskClient) -> None:
    buttons = [
        each.text
        for each in get(client).find("button")
        if not each.get("name", "").startswith(("_add", "_remove"))
    ]
    assert buttons == [
        "Submit",
        "Show the questions that follow from my answers",
        "Submit decision",
        "Save and come back later",
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "forms").glob("*.form")), ids=lambda path: path.stem)
def test_the_projects_forms_render(app: Flask, client: FlaskClient, path: Path) -> None:
    """For each of the tasks that use it, where its questions depend on that (`usedBy`)."""
    data = path.read_bytes()
    app.config["FORM"] = load(data, path.name)
    tasks = ["", *sorted(set(re.findall(r"\bT\d{3}\b", data.decode())))]
    several = path.stem in {"F24", "F27"}  # theirs come from what the case has reached
    shown = 0
    for task in tasks:
        app.config["CASE"] = {"usedBy": task} if task else {}
        for page in (get(client), post(client, [])):
            ids = [each["id"] for each in page.all if "id" in each]
            assert len(ids) == len(set(ids))
            shown = max(shown, len(list(page.controls())))
    assert shown > (1 if several else 3)
