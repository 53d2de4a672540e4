"""Starting a case: who may, with which answers, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cip_workflow import clock
from cip_workflow.errors import Invalid, NotAllowed, NotFound
from cip_workflow.operations.case.save_start_draft import save_start_draft
from cip_workflow.operations.case.start import start
from cip_workflow.operations.group.load_standard import load_standard
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.world import SYSTEM_ACTOR, World
from tests.processes import answers

ROOT = Path(__file__).parents[2]


def one_task(starters: str | None = "lcc-commissioner", form: str | None = "f") -> tuple[str, ...]:
    return (
        d.start(starters=starters, form=form),
        d.user("t", inputs={"shown": "=title"} if form else None),
        d.end(),
        d.chain("start", "t", "end"),
    )


FORM = {"f": d.form("f", "title!", "cost#")}


def test_the_answers_become_variables_and_stay_readable(world: World) -> None:
    world.draw(*one_task(), forms=FORM)
    started = world.start("pri", title="Night shelter", cost="7")
    assert (started.title, started.finished) == ("Night shelter", False)
    assert started.next == (("t", "lcc-legal"),)
    case = world.case()
    assert (case.title, case.started_by) == ("Night shelter", world.id("pri"))
    assert case.start_answers == {"title": "Night shelter", "cost": "7"}
    assert case.start_form_digest is not None


def test_only_the_starters_may(world: World) -> None:
    world.draw(*one_task(), forms=FORM)
    with pytest.raises(NotAllowed, match="Only lcc-commissioner may start"):
        world.start("jo", title="x")


def test_everyone_and_nobody(world: World) -> None:
    world.draw(*one_task("everyone", None))
    assert world.start("otto").instance_id
    world.draw(*one_task("nobody", None))
    with pytest.raises(NotFound, match="is not started by people"):
        world.start("zara")


def test_a_diagram_that_does_not_say_is_for_process_owners(world: World) -> None:
    world.draw(*one_task(None, None))
    with pytest.raises(NotAllowed):
        world.start("pri")
    assert world.start("paul").instance_id


def test_wrong_answers_start_nothing(world: World) -> None:
    world.draw(*one_task(), forms=FORM)
    with pytest.raises(Invalid) as refused:
        world.start("pri", cost="much", unknown="x")
    assert set(refused.value.fields) == {"title", "cost", "unknown"}
    assert world.count(t.INSTANCE) == 0


def test_what_is_not_there_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.start("pri", "nothing-of-the-kind")


def test_a_message_start_knows_whose_message_it_is(world: World) -> None:
    world.draw(
        d.start(
            message="M",
            form="f",
            starters="everyone",
            outputs={"who": "=declarant", "from": "=organisation", "said": "=title"},
        ),
        d.user("t", assignee="=who"),
        d.end(),
        d.chain("start", "t", "end"),
        forms=FORM,
        parts=(d.message("M", "interest.declared"),),
    )
    world.start("ese", title="An interest")
    assert world.inbox("ese") == ["t"]


def test_a_brief_that_one_may_not_know_of(world: World) -> None:
    world.draw(*one_task("everyone", None))
    with pytest.raises(NotFound, match="There is no brief CIP-DB-2026-99"):
        world.do(start, "otto", process_id="p", brief_ref="CIP-DB-2026-99")


def test_the_real_process_costs_twelve_statements_at_most(world: World, statements: Callable) -> None:
    """DESIGN 7, with a draft to delete. The second case: the first one reads specs and forms into this process."""
    files = {
        path.name: path.read_bytes()
        for folder in ("processes", "forms")
        for path in sorted((ROOT / folder).iterdir())
        if path.suffix in {".bpmn", ".dmn", ".form"}
    }
    with transaction(world.sessions) as session:
        load_standard(session, actor=SYSTEM_ACTOR)
    world.deploy(files)
    given = {**answers.f01(clock.now().date()), "sponsor": "owen"}
    world.do(start, "pri", process_id="cip-lifecycle", answers=given)
    pri = world.actor("pri")
    world.do(save_start_draft, "pri", process_id="cip-lifecycle", answers={"title": "Half a thought"})
    with statements() as sent, transaction(world.sessions) as session:
        started = start(session, actor=pri, process_id="cip-lifecycle", answers=given)
    assert started.reference.endswith("-02")
    assert sent.commits == 1
    assert len(sent) <= 14, "\n".join(sent)
    assert world.count(t.DRAFT) == 0
