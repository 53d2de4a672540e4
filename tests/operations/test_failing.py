"""A later element fails: the answer is kept, the case waits with an incident, and people put it right."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations import handlers
from cip_workflow.operations.case.cancel import cancel
from cip_workflow.operations.case.correct import correct
from cip_workflow.operations.case.retry import retry
from cip_workflow.operations.case.skip import skip
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

FORM = {"f": d.form("f", "outcome")}


@pytest.fixture
def case(world: World) -> World:
    """A person decides; behind it gateways without a way for what they said and for what a step has set."""
    world.draw(
        d.start(),
        d.script("init", '="ten"', "amount"),
        d.user("decide", name="Decide it", form="f", outputs={"outcome": "=outcome"}),
        d.gateway("way", default="f_way_strange"),
        d.service(
            "strange",
            "cip:unexpected-value",
            headers={
                "gateway": "way",
                "reads": "outcome",
                "expected": "yes or no",
                "settled": '=outcome in ("yes", "no")',
            },
        ),
        d.gateway("size"),
        d.user("after", groups="lcc-finance"),
        d.end(),
        d.end("no"),
        d.chain("start", "init", "decide", "way", "strange", "way"),
        d.flow("way", "size", when='=outcome = "yes"'),
        d.flow("way", "no", when='=outcome = "no"'),
        d.flow("size", "after", when="=amount >= 10"),
        d.flow("size", "no", when="=amount < 10"),
        d.chain("after", "end"),
        forms=FORM,
    )
    world.start()
    return world


def incident(world: World) -> int:
    return world.row(t.INCIDENT, closed_at=None).id


def test_the_answer_is_kept_and_the_step_waits(case: World) -> None:
    done = case.complete("jo", "decide", outcome="perhaps")
    assert not done.finished
    assert case.row(t.TASK, element="decide").answers == {"outcome": "perhaps"}
    row = case.row(t.INCIDENT)
    assert (row.element, row.kind) == ("strange", "service")
    assert 'way has no way for outcome = "perhaps". It expects yes or no.' in row.message
    assert case.kinds() == ["case.started", "task.completed", "incident.opened"]
    assert "incident" in case.case().waits.values()
    assert case.open() == []


def test_retry_without_a_cure_fails_again(case: World) -> None:
    case.complete("jo", "decide", outcome="perhaps")
    first = incident(case)
    done = case.do(retry, "fi", incident_id=first)
    assert done.again
    assert incident(case) != first
    with pytest.raises(Conflict, match="settled already"):
        case.do(retry, "fi", incident_id=first)


def test_governance_does_not_edit_what_a_person_decided(case: World) -> None:
    case.complete("jo", "decide", outcome="perhaps")
    with pytest.raises(NotAllowed, match=r"SOD-10: .*“outcome” was decided in “Decide it”") as refused:
        case.do(retry, "fi", incident_id=incident(case), variables={"outcome": "yes"}, reason="Obvious")
    assert refused.value.rule == "SOD-10"
    with pytest.raises(NotAllowed, match="SOD-10"):
        case.do(correct, "zara", instance_id=1, variables={"outcome": "yes"}, reason="Obvious")
    with pytest.raises(NotAllowed, match="SOD-10"):
        case.do(skip, "fi", incident_id=incident(case), variables={"outcome": "yes"}, reason="x", flow=None)


def test_who_may_decide_it_corrects_it(case: World) -> None:
    with pytest.raises(NotAllowed):
        case.do(correct, "jo", instance_id=1, variables={"outcome": "yes"}, reason="x")
    case.complete("jo", "decide", outcome="perhaps")
    case.do(correct, "ann", instance_id=1, variables={"outcome": "no"}, reason="Jo meant no")
    assert case.kinds()[-1] == "variables.corrected"
    assert "Jo meant" not in str(case.rows(sa.select(t.EVENT.c.data)))
    assert not case.do(retry, "fi", incident_id=incident(case)).again
    assert case.case().outcome == "no"
    with pytest.raises(Conflict):
        case.do(correct, "ann", instance_id=1, variables={"outcome": "yes"}, reason="x")


def test_governance_corrects_what_a_step_has_set(case: World) -> None:
    case.complete("jo", "decide", outcome="yes")
    row = case.row(t.INCIDENT)
    assert (row.element, row.kind) == ("size", "expression")
    assert row.expression
    assert row.cure
    assert row.values == {"amount": "ten"}
    done = case.do(retry, "fi", incident_id=row.id, variables={"amount": 10}, reason="Typed as a word")
    assert not done.again
    assert case.open() == ["after"]
    assert case.row(t.INCIDENT).resolution == "corrected"
    assert case.row(t.INCIDENT).closed_by == case.id("fi")
    assert case.kinds()[-1] == "incident.corrected"


def test_skipping(case: World) -> None:
    case.complete("jo", "decide", outcome="yes")
    case.do(
        skip,
        "fi",
        incident_id=incident(case),
        reason="The amount does not matter",
        variables={"amount": 0},
        flow="f_size_after",
    )
    assert case.open() == ["after"]
    assert case.row(t.INCIDENT).resolution == "skipped"


def test_what_governance_must_say(case: World) -> None:
    case.complete("jo", "decide", outcome="yes")
    number = incident(case)
    for attempt in (
        lambda: case.do(retry, "fi", incident_id=number, variables={"amount": 1}),
        lambda: case.do(skip, "fi", incident_id=number, reason=""),
        lambda: case.do(correct, "fi", instance_id=1, variables={"amount": 1}, reason=" "),
        lambda: case.do(correct, "fi", instance_id=1, variables={}, reason="x"),
    ):
        with pytest.raises(Invalid):
            attempt()
    assert case.row(t.INCIDENT).closed_at is None


def test_who_puts_it_right(case: World) -> None:
    case.complete("jo", "decide", outcome="yes")
    number = incident(case)
    with pytest.raises(NotAllowed, match="may retry a failed step"):
        case.do(retry, "jo", incident_id=number)
    with pytest.raises(NotAllowed, match="may skip a failed step"):
        case.do(skip, "jo", incident_id=number, reason="x")
    with pytest.raises(NotAllowed, match="may correct amount"):
        case.do(correct, "jo", instance_id=1, variables={"amount": 1}, reason="x")
    for stranger in ("otto",):
        with pytest.raises(NotFound):
            case.do(retry, stranger, incident_id=number)
        with pytest.raises(NotFound):
            case.do(retry, stranger, incident_id=4711)
    case.do(suspend, "fi", instance_id=1, reason="x")
    with pytest.raises(Conflict, match="suspended"):
        case.do(retry, "fi", incident_id=number)


def test_a_case_that_failed_can_be_cancelled(case: World) -> None:
    case.complete("jo", "decide", outcome="yes")
    case.do(cancel, "fi", instance_id=1, reason="Nobody wants it any more")
    assert case.row(t.INCIDENT).resolution == "cancelled"
    assert case.case().status == "cancelled"
    assert case.case().waits == {}


def test_a_bug_in_a_handler_loses_no_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it raises; what it had written is taken back, and its secrets stay in the log."""

    def half_done(job: object, work: object, case: object) -> None:
        work.session.execute(  # type: ignore[attr-defined]
            sa.insert(t.BRIEF).values(
                ref="X",
                year=1,
                number=1,
                title="x",
                status="draft",
                version=1,
                details={},
                created_at=work.at,
                row_version=1,  # type: ignore[attr-defined]
            )
        )
        work.record(case, "brief.issued")  # type: ignore[attr-defined]
        raise KeyError("secret")

    broken = handlers.Handler(type="cip:set-stage", final="", early=False, run=half_done)  # type: ignore[arg-type]
    monkeypatch.setattr(handlers, "find", lambda type_: broken)
    world.draw(
        d.start(), d.user("t"), d.service("s", "cip:set-stage"), d.end(), d.chain("start", "t", "s", "end")
    )
    world.start()
    world.complete("jo", "t")
    assert world.row(t.TASK, element="t").status == "done"
    assert world.count(t.BRIEF) == 0
    row = world.row(t.INCIDENT)
    assert "KeyError" in row.message
    assert "secret" not in row.message
    assert world.kinds() == ["case.started", "task.completed", "incident.opened"]


def test_work_of_others_becomes_a_job(world: World) -> None:
    world.draw(
        d.start(), d.service("s", "webhook", inputs={"to": '="them"'}), d.end(), d.chain("start", "s", "end")
    )
    world.start()
    row = world.row(t.JOB)
    assert (row.type, row.inputs, row.status) == ("webhook", {"to": "them"}, "open")
    world.do(cancel, "fi", instance_id=1, reason="x")
    assert world.row(t.JOB).status == "cancelled"
