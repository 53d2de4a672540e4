"""Documents: read by those who may see their case, saved by the browser or shown, and never run."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations.document.remove import remove
from cip_workflow.operations.document.upload import upload
from cip_workflow.store import tables as t
from tests.processes import answers as a
from tests.processes.brief_issue.paths import ANALYSE, FUND, IN_SCOPE, LISTEN, WRITE
from tests.processes.posting import PDF


@pytest.fixture
def task_id(stage) -> int:
    """The task where a commissioner writes the brief."""
    case = stage.brief(ANALYSE, FUND, LISTEN, IN_SCOPE)
    return stage.held(case, WRITE.element, "pnandra")


def given(stage, login: str, **more: object) -> int:
    """The id of a file that somebody gave."""
    given = {"data": PDF, "name": "minutes.pdf", "field": "evidencePack", "most_bytes": 10_000_000} | more
    return int(stage.town.do(upload, actor=stage.actor(login), **given)["document"])


def test_who_may_see_the_case_may_read_its_documents(stage, visit, task_id: int) -> None:
    document = given(stage, "pnandra", task_id=task_id)
    for login in ("pnandra", "mdelacy", "hlarkin", "fgreer", "hvale"):
        page = visit(login).get(f"/documents/{document}")
        assert page.data == PDF, login
    assert page.headers["Content-Type"] == "application/pdf"
    assert page.headers["Content-Disposition"] == "inline; filename*=UTF-8''minutes.pdf"
    assert page.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in page.headers["Cache-Control"]


def test_a_stranger_cannot_learn_that_a_document_exists(stage, visit, task_id: int) -> None:
    document = given(stage, "pnandra", task_id=task_id)
    for login in ("vmarsh", "tokafor", "ghale"):
        found, none = (
            visit(login).ask(f"/documents/{document}"),
            visit(login).ask(f"/documents/{document + 1000}"),
        )
        assert (found.status, none.status) == (404, 404), login
        assert found.said == none.said
    visit("vmarsh").client.delete_cookie("cip")
    assert visit("vmarsh").client.get(f"/documents/{document}").status_code == 302


def test_a_document_of_one_organisation_is_not_the_others(stage, visit, task_id: int) -> None:
    document = given(stage, "pnandra", task_id=task_id, visible_to="BARNARDOS")
    assert visit("hlarkin").ask(f"/documents/{document}").status == 404
    assert visit("pnandra").get(f"/documents/{document}").data == PDF, "who gave it may read it"


def test_a_file_of_a_case_that_does_not_exist_yet_is_its_givers(stage, visit) -> None:
    document = given(stage, "pnandra", task_id=None)
    assert visit("pnandra").get(f"/documents/{document}").data == PDF
    for login in ("mdelacy", "fgreer", "zadmin"):
        assert visit(login).ask(f"/documents/{document}").status == 404, login


def test_what_was_taken_away_is_gone(stage, visit, town, task_id: int) -> None:
    document = given(stage, "pnandra", task_id=task_id)
    town.do(remove, actor=stage.actor("pnandra"), document_id=document)
    assert visit("pnandra").ask(f"/documents/{document}").status == 404
    case_id = stage.one(sa.select(t.TASK.c.instance_id).where(t.TASK.c.id == task_id))
    assert not visit("pnandra").get(f"/cases/{case_id}").links("minutes.pdf")


@pytest.mark.parametrize(
    ("name", "content", "how"),
    [
        (
            "Übersicht – Woche 1.pdf",
            PDF,
            "inline; filename*=UTF-8''%C3%9Cbersicht%20%E2%80%93%20Woche%201.pdf",
        ),
        ("../../etc/passwd.txt", b"root", "inline; filename*=UTF-8''passwd.txt"),
        ("notes.txt", b"Hello", "inline; filename*=UTF-8''notes.txt"),
    ],
)
def test_a_file_keeps_its_name_and_nothing_else_of_it(
    stage, visit, task_id: int, name: str, content: bytes, how: str
) -> None:
    document = given(stage, "pnandra", task_id=task_id, name=name, data=content)
    page = visit("pnandra").get(f"/documents/{document}")
    assert page.headers["Content-Disposition"] == how
    assert page.data == content


def test_a_file_of_another_case_cannot_be_put_into_an_answer(stage, visit, town, task_id: int) -> None:
    stolen = given(stage, "pnandra", task_id=task_id)
    other = stage.brief(ANALYSE, FUND, LISTEN, IN_SCOPE, title="A home for three brothers")
    target = stage.held(other, WRITE.element, "mdelacy")
    maya = visit("mdelacy")
    answers = a.f06(clock.now().date())
    form = maya.typed(maya.get(f"/tasks/{target}"), "Submit", answers)
    form.files.clear()
    body = form.body()
    for value in body.poplist("evidencePack"):
        assert value == "" or value.isdecimal()
    body.add("evidencePack", str(stolen))
    answer = maya.client.post(f"/tasks/{target}", data=body, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "minutes.pdf" not in answer.text
    assert stage.one(sa.select(t.TASK.c.status).where(t.TASK.c.id == target)) == "open"
