"""Decision tables as tables, forms as the inbox shows them, processes in plain English: read and tried, nothing stored."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.web.processes.conftest import leave

TABLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="risk" name="Risk" namespace="n">
  <inputData id="I_amount" name="amount"><variable name="amount" typeRef="number"/></inputData>
  <inputData id="I_kind" name="kind"><variable name="kind" typeRef="string"/></inputData>
  <inputData id="I_urgent" name="urgent"><variable name="urgent" typeRef="boolean"/></inputData>
  <decision id="howRisky" name="How risky is it">
    <description>Says who looks.</description>
    <variable name="howRisky"/>
    <informationRequirement id="R1"><requiredInput href="#I_amount"/></informationRequirement>
    <informationRequirement id="R2"><requiredInput href="#I_kind"/></informationRequirement>
    <informationRequirement id="R3"><requiredInput href="#I_urgent"/></informationRequirement>
    <decisionTable id="T" hitPolicy="FIRST">
      <input id="C1" label="Amount"><inputExpression id="E1" typeRef="number"><text>amount</text></inputExpression></input>
      <input id="C2" label="Kind"><inputExpression id="E2" typeRef="string"><text>kind</text></inputExpression>
        <inputValues id="V2"><text>"home","school"</text></inputValues></input>
      <output id="O1" label="Who" name="who" typeRef="string"/>
      <rule id="r1"><inputEntry id="e1"><text>&gt; 1000</text></inputEntry><inputEntry id="e2"><text>-</text></inputEntry>
        <outputEntry id="o1"><text>"board"</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="e3"><text></text></inputEntry><inputEntry id="e4"><text>"home"</text></inputEntry>
        <outputEntry id="o2"><text>"&lt;b&gt;manager&lt;/b&gt;"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>"""


def bundle() -> dict[str, bytes]:
    """A process with a decision and a form with a rule."""
    drawn = d.bpmn(
        d.process(
            "leave",
            d.start(starters="lcc-finance"),
            d.user("T1_ask", name="Ask for leave", groups="lcc-finance", form="ask"),
            '<bpmn:businessRuleTask id="judge" name="Judge"><bpmn:extensionElements>'
            '<zeebe:calledDecision decisionId="howRisky" resultVariable="risk" bindingType="deployment"/>'
            "</bpmn:extensionElements></bpmn:businessRuleTask>",
            d.end("done", "On leave"),
            d.chain("start", "T1_ask", "judge", "done"),
            name="Leave",
        )
    )
    form = {
        "id": "ask",
        "type": "default",
        "schemaVersion": 16,
        "components": [
            {
                "type": "textfield",
                "id": "F1",
                "key": "reason",
                "label": "Why?",
                "validate": {"required": True},
            },
            {"type": "text", "id": "F2", "text": "About {{ title }}"},
            {"type": "filepicker", "id": "F3", "key": "paper", "label": "Your paper"},
        ],
        "properties": {"title": "Ask for leave"},
    }
    return {"leave.bpmn": drawn, "risk.dmn": TABLE, "ask.form": json.dumps(form).encode()}


@pytest.fixture
def draft(client: FlaskClient, owners, drop) -> str:
    kept = drop("paula", bundle())
    assert kept.status_code == 303, kept.text
    return str(kept.headers["Location"])


def test_the_pages_of_a_draft_and_of_a_version_lead_to_what_can_be_read(
    client: FlaskClient, draft: str, sign_in, post
) -> None:
    page = client.get(draft).text
    for place in ("decisions/howRisky", "forms/ask", "in-words/leave"):
        assert f"{draft}/{place}" in page
        assert client.get(f"{draft}/{place}").status_code == 200
    sign_in(client, "peter")
    assert post(client, f"{draft}/publish").status_code == 303
    sign_in(client, "gov")
    page = client.get("/processes/leave").text
    for place in ("decisions/howRisky", "forms/ask", "in-words"):
        assert f"/processes/leave/1/{place}" in page
        assert client.get(f"/processes/leave/1/{place}").status_code == 200
    assert client.get(f"{draft}/decisions/howRisky").status_code == 403
    for place in ("decisions/none", "forms/none"):
        assert client.get(f"/processes/leave/1/{place}").status_code == 404


def test_a_table_is_drawn_with_its_rules_and_what_any_means(client: FlaskClient, draft: str) -> None:
    page = client.get(f"{draft}/decisions/howRisky").text
    assert "The first rule that fits counts." in page and "Says who looks." in page
    assert 'data-label="When Amount">&gt; 1000<' in page
    assert page.count('<span class="cip-quiet">any</span>') == 2
    assert "<b>manager" not in page and "&lt;b&gt;manager" in page
    assert "govuk-tag--green" not in page


def test_trying_a_table_says_which_rule_fired(client: FlaskClient, draft: str) -> None:
    there = f"{draft}/decisions/howRisky"
    page = client.get(f"{there}?in-amount=2,000&in-kind=home&in-urgent=&try=1").text
    assert "rule 1 fired" in page and "<code>&#34;board&#34;</code>" in page
    assert 'value="2,000"' in page and '<option value="home" selected>' in page
    page = client.get(f"{there}?in-amount=5&in-kind=home&try=1").text
    assert "rule 2 fired" in page and page.count("govuk-tag--green") == 1
    page = client.get(f"{there}?in-amount=5&in-kind=school&in-urgent=true&try=1").text
    assert "no rule fired" in page and "No rule of this decision table matches" in page
    wrong = client.get(f"{there}?in-amount=a+lot+(&in-kind=home&try=1")
    assert wrong.status_code == 422 and "Amount: this cannot be read. A number." in wrong.text


def test_a_form_is_tried_and_nothing_is_stored(client: FlaskClient, draft: str, post, sessions) -> None:
    there = f"{draft}/forms/ask"
    page = client.get(there).text
    assert "Why?" in page and "Judge these answers" in page and "data-draft-url" not in page
    wrong = post(client, there, {"reason": "", "_variables": '{title: "Homes"}'})
    assert wrong.status_code == 422 and "There is a problem" in wrong.text
    assert "About Homes" in wrong.text
    paper = (BytesIO(b"%PDF-1.4 a paper"), "paper.pdf")
    taken = post(client, there, {"reason": "The sea", "paper": paper})
    assert taken.status_code == 200
    assert "These answers would be taken" in taken.text and "The sea" in taken.text
    assert "paper.pdf" in taken.text
    strange = post(client, there, {"reason": "The sea", "_variables": "{title:"})
    assert strange.status_code == 422 and "The variables of the case cannot be read" in strange.text
    with sessions() as session:
        for table in (t.DOCUMENT, t.DRAFT, t.INSTANCE):
            assert session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0


def test_a_process_is_told_in_words(client: FlaskClient, draft: str) -> None:
    page = client.get(f"{draft}/in-words/leave").text
    assert "Ask for leave</strong> (Council finance)" in page
    assert 'class="govuk-list govuk-list--number"' in page and "<svg" in page
    assert "How it ends" in page and "On leave" in page
    assert client.get(f"{draft}/in-words/none").status_code == 404


def test_a_draft_without_tables_has_no_empty_headings(client: FlaskClient, owners, drop) -> None:
    page = client.get(drop("paula", leave()).headers["Location"]).text
    assert "Decision tables" not in page and "In plain English" in page
