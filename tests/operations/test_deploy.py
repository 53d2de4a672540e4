"""Deploying a bundle: all or nothing, content-addressed, a new version only where something reached has changed."""

from __future__ import annotations

from functools import partial

import pytest
import sqlalchemy as sa

from cip_workflow.errors import NotAllowed, Refused
from cip_workflow.operations import _bundle
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

FORM = d.form("f", "why")


def calling(key: str = "p", called: str = "inner", form: str | None = "f") -> bytes:
    return d.bpmn(
        d.process(
            key,
            d.start(),
            d.user("t", form=form),
            d.call("c", called, inputs={"x": "=why"}, outputs={"y": "=x"}),
            d.end(),
            d.chain("start", "t", "c", "end"),
        )
    )


def inner(word: str = "one") -> bytes:
    return d.bpmn(
        d.process(
            "inner",
            d.start("begin", starters="nobody"),
            d.user("task", name=word),
            d.end("finish"),
            d.chain("begin", "task", "finish"),
        )
    )


def bundle(**changed: bytes) -> dict[str, bytes]:
    return {"p.bpmn": calling(), "inner.bpmn": inner(), "f.form": FORM, **changed}


def test_every_executable_process_becomes_a_definition(world: World) -> None:
    made = world.deploy(bundle())
    assert {(one.process_id, one.version, one.new) for one in made.definitions} == {
        ("p", 1, True),
        ("inner", 1, True),
    }
    row = world.row(t.DEFINITION, process_id="p")
    assert set(row.files["bpmn"]) == {"p.bpmn", "inner.bpmn"}
    assert set(row.files["form"]) == {"f"}
    assert row.groups == ["*"]
    assert world.count(t.RESOURCE) == 3


def test_the_owners_bytes_are_kept(world: World) -> None:
    world.deploy(bundle())
    row = world.rows(
        sa.select(t.BLOB.c.data)
        .join_from(t.RESOURCE, t.BLOB, t.BLOB.c.digest == t.RESOURCE.c.digest)
        .where(t.RESOURCE.c.name == "p.bpmn")
    )[0]
    assert bytes(row.data) == calling()


def test_the_same_bundle_again_is_the_same_deployment(world: World) -> None:
    first = world.deploy(bundle())
    again = world.deploy(dict(reversed(bundle().items())))
    assert (again.deployment_id, again.new) == (first.deployment_id, False)
    assert world.count(t.DEPLOYMENT) == 1
    assert world.count(t.DEFINITION) == 2


def test_only_what_reaches_the_change_gets_a_version(world: World) -> None:
    world.deploy(bundle())
    after = world.deploy(bundle(**{"f.form": d.form("f", "why", "more")}))
    assert {(one.process_id, one.version, one.new) for one in after.definitions} == {
        ("p", 2, True),
        ("inner", 1, False),
    }
    both = world.deploy(bundle(**{"inner.bpmn": inner("two"), "f.form": d.form("f", "why", "more")}))
    assert {(one.process_id, one.version) for one in both.definitions} == {("p", 3), ("inner", 2)}
    latest = world.rows(
        sa.select(t.DEFINITION.c.process_id, t.DEFINITION.c.version).where(t.DEFINITION.c.latest)
    )
    assert {tuple(row) for row in latest} == {("p", 3), ("inner", 2)}


def test_running_cases_stay_on_their_version(world: World) -> None:
    world.deploy(bundle())
    world.start()
    world.deploy(bundle(**{"f.form": d.form("f", "other!")}))
    world.complete("jo", "t", why="as it was when the task opened")
    world.start()
    assert world.case(2).definition_id != world.case(1).definition_id


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"p.bpmn": b"<not xml"}, "xml"),
        ({"p.bpmn": calling()}, "unknown-form"),
        ({"p.bpmn": calling(), "f.form": FORM}, "unknown-process"),
        ({"p.bpmn": calling(form=None), "inner.bpmn": inner(), "again.bpmn": inner()}, "process-id"),
        ({"f.form": b"{"}, "form-json"),
        ({"f.form": FORM, "g.form": FORM}, "form-id"),
        ({"d.dmn": b"<definitions/>"}, "file"),
        ({"readme.txt": b"hello"}, "file-kind"),
        ({}, "bundle"),
    ],
)
def test_a_bundle_with_a_fault_is_refused_whole(world: World, files: dict[str, bytes], rule: str) -> None:
    with pytest.raises(Refused) as refused:
        world.deploy(files)
    assert rule in {one.rule for one in refused.value.findings}, refused.value.findings
    assert refused.value.message.startswith("Nothing was deployed: ")
    for table in (t.DEPLOYMENT, t.DEFINITION, t.RESOURCE, t.BLOB, t.CHANGE):
        assert world.count(table) == 0


@pytest.mark.parametrize(
    ("node", "rule"),
    [
        (d.user("t", groups="nobody-knows"), "unknown-group"),
        (d.user("t", sod="SOD-47"), "known-duty-rule"),
        (d.service("t", "cip:make-coffee"), "known-built-in"),
    ],
)
def test_names_that_do_not_exist_are_refused_with_place_and_cure(world: World, node: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        world.draw(d.start(), node, d.end(), d.chain("start", "t", "end"))
    found = next(one for one in refused.value.findings if one.rule == rule)
    assert (found.element, found.file) == ("t", "p.bpmn")
    assert found.line > 0
    assert found.message
    assert found.cure


def test_python_in_a_diagram_is_refused(world: World) -> None:
    drawn = d.bpmn(
        d.process(
            "p",
            d.start(),
            '<bpmn:scriptTask id="t" name="t" scriptFormat="python"><bpmn:script>import os</bpmn:script></bpmn:scriptTask>',
            d.end(),
            d.chain("start", "t", "end"),
        )
    )
    with pytest.raises(Refused) as refused:
        world.deploy({"p.bpmn": drawn})
    assert "foreign-script" in {one.rule for one in refused.value.findings}


def test_who_deploys(world: World) -> None:
    with pytest.raises(NotAllowed, match="Only platform-admin or process-owner may deploy"):
        world.do(deploy, "jo", files=bundle())
    assert world.deploy(bundle(), "paul").new


def test_messages_and_timers_start_the_newest_version_alone(world: World) -> None:
    def drawn(name: str) -> dict[str, bytes]:
        return {
            "p.bpmn": d.bpmn(
                d.process(
                    "p",
                    d.start("begin", message="M", form="f"),
                    d.start("yearly", starters=None, cycle="R/2030-01-01T09:00:00Z/P1Y"),
                    d.user("t", name=name),
                    d.end(),
                    d.chain("begin", "t", "end"),
                    d.chain("yearly", "t"),
                ),
                d.message("M", "need.told"),
            ),
            "f.form": FORM,
        }

    world.deploy(drawn("one"))
    world.deploy(drawn("two"))
    newest = world.row(t.DEFINITION, version=2)
    assert world.row(t.SUBSCRIPTION).definition_id == newest.id
    assert world.row(t.TIMER).definition_id == newest.id
    assert world.row(t.TIMER).due_at.isoformat() == "2030-01-01T09:00:00+00:00"
    assert (newest.start_message, newest.start_form, newest.none_start) == ("need.told", "f", False)


def test_it_stands_in_the_audit_trail(world: World) -> None:
    made = world.deploy(bundle(), "zara")
    row = world.row(t.CHANGE)
    assert (row.kind, row.actor_id) == ("deployment.made", world.id("zara"))
    assert row.data["digest"] == made.digest


def test_a_large_file_is_judged_where_it_can_be_killed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_bundle, "LARGE", 100)
    assert world.deploy(bundle()).new
    with pytest.raises(Refused) as refused:
        world.deploy({"p.bpmn": calling()[:-40]})
    assert {one.rule for one in refused.value.findings} == {"xml"}


def test_a_file_that_takes_too_long_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_bundle, "LARGE", 100)
    monkeypatch.setattr(_bundle.child, "checked", partial(_bundle.child.checked, seconds=0.01))
    with pytest.raises(Refused) as refused:
        world.deploy(bundle())
    assert {one.rule for one in refused.value.findings} == {"too-big"}
