"""Rarer things on the page of a task: two people for one answer, a task without a form, files and posts that are too large."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow.operations.case.start import start
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.processes.brief_issue.paths import ANALYSE, FUND, IN_SCOPE, LISTEN, WRITE
from tests.processes.town import OPERATOR


@pytest.fixture
def drawn(town, stage):
    """`drawn(*nodes)` deploys a process of these nodes and starts a case of it; the id of its first open task."""

    def draw(*nodes: str) -> int:
        town.do(deploy, actor=OPERATOR, files={"p.bpmn": d.bpmn(d.process("p", *nodes, name="Two keys"))})
        case = town.do(start, actor=stage.actor("pnandra"), process_id="p")
        query = sa.select(t.TASK.c.id).where(
            t.TASK.c.instance_id == case.instance_id, t.TASK.c.status == "open"
        )
        return int(stage.one(query))

    return draw


def test_an_answer_that_needs_two_people_waits_for_the_second(visit, stage, drawn) -> None:
    task_id = drawn(
        d.start(),
        d.user("sign", name="Release the money", groups="lcc-finance", sod="SOD-08"),
        d.end(),
        d.chain("start", "sign", "end"),
    )
    tomasz, jamal = visit("tkowal"), visit("jpike")
    page = tomasz.press(tomasz.get(f"/tasks/{task_id}"), "Take this task")
    first = tomasz.press(page, "Submit")
    assert (first.path, "A second person must confirm them" in first.said) == ("/tasks", True)
    assert stage.one(sa.select(t.TASK.c.status).where(t.TASK.c.id == task_id)) == "open"
    mine = tomasz.get(f"/tasks/{task_id}")
    assert "SOD-08" in mine.said
    assert not {"Take this task", "Submit"} & set(mine.buttons())
    assert tomasz.post(f"/tasks/{task_id}").status == 403
    assert tomasz.get("/tasks/teams").rows() == [], "it is offered to the others alone"
    page = jamal.press(jamal.get(f"/tasks/{task_id}"), "Take this task")
    assert "Submitted" in jamal.press(page, "Submit").said
    assert stage.one(sa.select(t.TASK.c.status).where(t.TASK.c.id == task_id)) == "done"


def test_a_task_without_a_form_is_done_by_pressing(visit, drawn) -> None:
    task_id = drawn(
        d.start(),
        d.user("call", name="Call the family", groups="lcc-finance"),
        d.end(),
        d.chain("start", "call", "end"),
    )
    tomasz = visit("tkowal")
    page = tomasz.press(tomasz.get(f"/tasks/{task_id}"), "Take this task")
    assert "Save and come back later" not in page.buttons()
    done = tomasz.press(page, "Submit")
    assert "This task asked for no answers." in done.said


def test_a_task_that_was_taken_away_says_so(visit, drawn, stage) -> None:
    task_id = drawn(
        d.start(),
        d.user("call", name="Call the family", groups="lcc-finance"),
        d.end(),
        d.chain("start", "call", "end"),
    )
    fiona = visit("fgreer")
    case_id = stage.one(sa.select(t.TASK.c.instance_id).where(t.TASK.c.id == task_id))
    page = fiona.follow(fiona.get(f"/cases/{case_id}"), "Cancel this case")
    fiona.press(page, "Cancel this case", reason="They have moved away.")
    tomasz = visit("tkowal")
    assert "no longer needed" in tomasz.get(f"/tasks/{task_id}").said
    assert tomasz.post(f"/tasks/{task_id}/claim").status == 409
    assert tomasz.ask(f"/tasks/{task_id}/submitted").status == 404


def test_a_file_that_is_too_large_is_refused_with_everything_typed(visit, stage, town) -> None:
    case = stage.brief(ANALYSE, FUND, LISTEN, IN_SCOPE)
    priya = visit("pnandra")
    form = priya.get(f"/tasks/{stage.held(case, WRITE.element, 'pnandra')}").form("Submit")
    form.set("problemStatement", "Typed before the file was chosen")
    form.files["evidencePack"] = ("films.pdf", b"%PDF-1.4\n" + bytes(20 * 1024 * 1024))
    answer = priya.send(form)
    assert (answer.status, any("20MB or smaller" in one for one in answer.errors)) == (422, True)
    assert answer.form("Submit").value("problemStatement") == "Typed before the file was chosen"
    assert not town.rows(sa.select(t.DOCUMENT))


def test_a_post_that_is_larger_than_anything_is_refused_in_words(visit, stage, town) -> None:
    case = stage.brief()
    tomasz = visit("tkowal")
    form = tomasz.get(f"/tasks/{stage.held(case, 'T102_confirmFunding', 'tkowal')}").form("Submit")
    town.app.config["MAX_CONTENT_LENGTH"] = 500
    refused = tomasz.send(form)
    assert (refused.status, "Files may have up to 20MB each." in refused.said) == (413, True)
    assert "task.completed" not in stage.events(case)
