"""What people of the charity may not see is nowhere: pages, lists, searches, files, failed steps, decisions, mail, terminal.

Each secret is a word of its own, so that it is found wherever it stands; people of the council find every one of them, which
shows that the search can find.
"""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from cip_workflow.cli import main
from cip_workflow.operations.case.start import start
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.operations.document.upload import upload
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.complete import complete
from cip_workflow.operations.task.save_draft import save_draft
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from cip_workflow.worker import addressees
from tests.operations import diagrams as d
from tests.processes import answers as a
from tests.processes.brief_issue.paths import AGREE, ANALYSE, APPROVE, FUND, LISTEN, NOMINATE, WRITE
from tests.processes.posting import PDF
from tests.processes.steps import Do, given
from tests.processes.town import OPERATOR
from tests.web.access.crawling import read_all, told

CHARITY = ("ebanjo", "croe")
ADVICE = "Xylophonic advice: counsel doubts the ground for a direct award to the partner in this one case."


def component(kind: str, key: str, *, council: bool = True, **more: object) -> dict[str, object]:
    """A field that the council alone sees, unless it is for all."""
    properties = {**({"visibleTo": "LCC"} if council else {}), **more.pop("properties", {})}  # type: ignore[dict-item]
    return {
        "type": kind,
        "key": key,
        "id": f"F_{key}",
        "label": f"Label of {key}",
        "properties": properties,
        **more,
    }


BENCHMARK_FORM = {
    "id": "bench",
    "type": "default",
    "schemaVersion": 18,
    "components": [
        component("textfield", "joint", council=False),
        component("textfield", "line"),
        component("textarea", "area"),
        component("number", "price"),
        component("filepicker", "letter", accept=".pdf", multiple=True),
        {"type": "text", "id": "T_computed", "text": "Shown: {{ line }}", "properties": {"visibleTo": "LCC"}},
        component(
            "expression",
            "doubled",
            expression='= line + "-computed"',
            computeOn="change",
            properties={"label": "Label of doubled"},
        ),
        {
            "type": "group",
            "id": "G_money",
            "label": "Money",
            "path": "money",
            "properties": {"visibleTo": "LCC"},
            "components": [component("textfield", "inside", council=False)],
        },
        {
            "type": "dynamiclist",
            "id": "L_offers",
            "path": "offers",
            "label": "Offers",
            "isRepeating": True,
            "allowAddRemove": True,
            "defaultRepetitions": 1,
            "components": [
                component("textfield", "bidder", council=False),
                component("textfield", "score"),
                component("filepicker", "paper", accept=".pdf", multiple=True),
            ],
        },
    ],
}
READ_FORM = {
    "id": "read",
    "type": "default",
    "schemaVersion": 18,
    "components": [
        {"type": "text", "id": "T_all", "text": "The charity answers here."},
        {"type": "text", "id": "T_line", "text": "Benchmark {{ line }}", "properties": {"visibleTo": "LCC"}},
        component("textfield", "line", readonly=True),
        component("textfield", "answer", council=False),
    ],
}
ANSWERS = {
    "joint": "Jointly-known",
    "line": "Zirconium-line",
    "area": "Zirconium-area",
    "price": "987654321",
    "money": {"inside": "Zirconium-group"},
    "offers": [{"bidder": "Jointly-bidder", "score": "Zirconium-row"}],
}
SECRETS = (
    "Zirconium-line",
    "Zirconium-area",
    "987654321",
    "987,654,321",
    "-computed",
    "Zirconium-group",
    "Zirconium-row",
    "zirconium-letter.pdf",
    "zirconium-paper.pdf",
    "zirconium-draft",
    "Zirconium-closed",
    "Zirconium-decided",
    "Label of line",
    "Label of doubled",
    "Label of score",
)
DECISION = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="D" name="D" namespace="http://camunda.org/schema/1.0/dmn">
<decision id="route" name="Route"><decisionTable id="T" hitPolicy="FIRST"><input id="i"><inputExpression id="e" typeRef="string">
<text>line</text></inputExpression></input><output id="o" name="route" typeRef="string"/>
<rule id="r"><inputEntry id="ie"><text>-</text></inputEntry><outputEntry id="oe"><text>"Zirconium-decided"</text></outputEntry></rule>
</decisionTable></decision></definitions>"""
DECIDE = (
    '<bpmn:businessRuleTask id="decide" name="Route by table"><bpmn:extensionElements>'
    '<zeebe:calledDecision decisionId="route" resultVariable="route" bindingType="deployment" />'
    '<zeebe:properties><zeebe:property name="visibleTo" value="LCC" /></zeebe:properties>'
    "</bpmn:extensionElements></bpmn:businessRuleTask>"
)


@pytest.fixture
def case(town, stage) -> int:
    """A case with everything in it that the council alone may see, at a failed step and beside an open task of the charity."""
    drawn = d.bpmn(
        d.process(
            "p",
            d.start(starters="lcc-commissioner"),
            d.user(
                "T402_compare",
                name="Compare prices",
                form="bench",
                outputs={"line": "=line", "price": "=price", "offers": "=offers", "money": "=money"},
            ),
            DECIDE,
            d.user("T404_confirm", name="Confirm it", form="closed", sod="SOD-01"),
            d.gateway("split", "parallel"),
            d.user(
                "read",
                name="The charity answers",
                groups="bar-service-design, bar-partnership-manager",
                form="read",
            ),
            d.user("draft", name="The council drafts", form="bench"),
            d.gateway("choose", default="f_choose_end"),
            d.user("never", name="Never"),
            d.end(),
            d.end("end2"),
            d.end("end3"),
            d.chain("start", "T402_compare", "decide", "T404_confirm", "split"),
            d.flow("split", "read") + d.flow("split", "draft") + d.flow("split", "choose"),
            d.flow("choose", "never", when="= line > price"),
            d.chain("choose", "end"),
            d.chain("read", "end2"),
            d.chain("draft", "end3"),
            d.chain("never", "end"),
            name="Secrets",
        )
    )
    files = {
        "p.bpmn": drawn,
        "route.dmn": DECISION,
        "bench.form": json.dumps(BENCHMARK_FORM).encode(),
        "read.form": json.dumps(READ_FORM).encode(),
        "closed.form": d.form("closed", "verdict"),
    }
    town.do(deploy, actor=OPERATOR, files=files)
    begun = town.do(start, actor=stage.actor("pnandra"), process_id="p").instance_id
    joanna = stage.actor("jfenn")
    compare = _task(town, begun, "T402_compare")
    town.do(claim, actor=joanna, task_id=compare)
    letter = _file(town, joanna, compare, "zirconium-letter.pdf", "letter")
    paper = _file(town, joanna, compare, "zirconium-paper.pdf", "offers.0.paper")
    offers = [{**ANSWERS["offers"][0], "paper": [paper]}]
    town.do(
        complete, actor=joanna, task_id=compare, answers={**ANSWERS, "letter": [letter], "offers": offers}
    )
    confirm = _task(town, begun, "T404_confirm")
    town.do(complete, actor=joanna, task_id=confirm, answers={"verdict": "Zirconium-closed"})
    drafting = _task(town, begun, "draft")
    town.do(claim, actor=joanna, task_id=drafting)
    town.do(save_draft, actor=joanna, task_id=drafting, answers={"line": "Zirconium-unsent"})
    _file(town, joanna, drafting, "zirconium-draft.pdf", "letter")
    return int(begun)


def _task(town, case: int, element: str) -> int:
    query = sa.select(t.TASK.c.id).where(
        t.TASK.c.instance_id == case, t.TASK.c.element == element, t.TASK.c.status == "open"
    )
    [row] = town.rows(query)
    return int(row.id)


def _file(town, actor, task_id: int, name: str, field: str) -> object:
    return town.do(upload, actor=actor, task_id=task_id, data=PDF, name=name, field=field)


def test_the_council_finds_every_secret(visit, case: int) -> None:
    found = read_all(visit("jfenn"), "Secrets")
    missed = [one for one in (*SECRETS, "Zirconium-unsent") if one != "987,654,321" and not told(found, one)]
    assert not missed
    assert "Jointly-known" in str(found.values())
    assert "failed" in found[f"/cases/{case}"]


@pytest.mark.parametrize("login", CHARITY)
def test_the_charity_finds_none(visit, case: int, login: str) -> None:
    found = read_all(visit(login), "Secrets", "Zirconium-line")
    assert told(found, "Jointly-known"), "what is joint is there"
    assert "The charity answers" in found[f"/cases/{case}"]
    assert "“choose” failed" in found[f"/cases/{case}"], "that something failed is no secret"
    found = {address: text for address, text in found.items() if "irconium" not in address}
    assert {one: told(found, one) for one in (*SECRETS, "irconium") if told(found, one)} == {}


@pytest.mark.parametrize("login", CHARITY)
def test_nor_at_the_terminal(town, case: int, login: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIP_DATA", str(town.settings.data))
    monkeypatch.setenv("DATABASE_URL", town.settings.database_url)

    def said(*words: str) -> str:
        result = CliRunner().invoke(main, [*words, "--json"])
        assert result.exit_code in {0, 1}, (result.output, result.exception)
        assert result.output.startswith("["), (result.output, result.exception)
        return result.output

    asked = [
        ("cases",),
        ("stuck",),
        *(("tasks", "--list", one) for one in ("mine", "teams", "waiting", "done")),
    ]
    by_charity = "".join(said(*words, "--as", login) for words in asked)
    assert "The charity answers" in by_charity
    assert "Zirconium" not in by_charity
    assert "987654321" not in by_charity
    assert "line > price" not in by_charity
    assert "line > price" in said("stuck", "--as", "jfenn"), "the council reads why a step failed"


def test_nor_in_mail(town, case: int) -> None:
    """Letters name tasks and cases, and never what somebody answered."""
    with transaction(town.sessions) as session:
        session.execute(sa.update(t.PERSON).values(mail=True))
    with reading(town.sessions) as session:
        tasks = [row.id for row in session.execute(sa.select(t.TASK.c.id).where(t.TASK.c.status == "open"))]
        escalations = [row.id for row in session.execute(sa.select(t.ESCALATION.c.id))]
        charity = {people.actor_by_login(session, one).person_id for one in CHARITY}
        payload = {"reason": "overdue", "tasks": tasks, "escalations": escalations}
        letters = [one for one in addressees.letters(session, "job", payload) if one.person in charity]
        said = [addressees.facts(session, one) for one in letters]
    assert {one.person for one in letters} == charity
    assert "The charity answers" in str(said)
    assert "irconium" not in str(said)


def test_legal_advice_is_the_councils(visit, stage) -> None:
    """F05, in the process as it is: they take part in it, and read what else was said about scope."""
    in_scope = Do("T104_checkScope", "jfenn", given(a.f05, advice=ADVICE))
    case = stage.brief(ANALYSE, FUND, LISTEN, in_scope, WRITE, AGREE, APPROVE, *NOMINATE)
    scope = stage.one(sa.select(t.TASK.c.id).where(t.TASK.c.element == "T104_checkScope"))
    assert told(read_all(visit("pnandra")), "Xylophonic") == [f"/tasks/{scope}/submitted"]
    for login in CHARITY:
        found = read_all(visit(login), "Xylophonic")
        page = found[f"/tasks/{scope}/submitted"]
        assert "Within the scope" in page or "scope" in page
        assert case.reference in found[f"/cases/{case.id}"]
        assert told(found, "Xylophonic advice") == []
        assert told(found, "Legal advice") == []
