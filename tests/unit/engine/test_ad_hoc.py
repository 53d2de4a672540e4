"""Ad-hoc sub-processes: all steps begin, people do them in any order, until it is enough."""

from __future__ import annotations

from tests.unit.engine.case import Case, simple
from tests.unit.engine.diagrams import boundary, element, event, flows, mapping, message, multi, user, users


def ad_hoc(inside: str, condition: str = "", **attributes: object) -> str:
    said = f"<bpmn:completionCondition>{condition}</bpmn:completionCondition>" if condition else ""
    return element("adHocSubProcess", "k", inside, said, **attributes) + users("z") + flows("s k z e")


def test_without_a_condition_all_steps_are_done_in_any_order():
    case = Case(simple(ad_hoc(users("a", "b", "c", "d") + flows("c d"))))
    assert case.open() == ["a", "b", "c"]
    for step in ("c", "b", "d"):
        case.do(step)
    assert case.open() == ["a"]
    case.do("a")
    assert case.open() == ["z"]
    case.do("z")
    assert case.step.finished


def test_when_it_is_enough_what_is_open_is_cancelled_and_nothing_more_begins():
    case = Case(simple(ad_hoc(users("a", "b", "c", "d") + flows("c d"), "=enough")), {"enough": False})
    case.do("a")
    assert case.open() == ["b", "c"]
    case.do("c", enough=True)
    assert case.open() == ["z"]
    assert case.happened("cancelled") == ["b"]


def test_what_is_open_may_be_let_end():
    inside = users("a", "b", "c") + flows("a c")
    case = Case(simple(ad_hoc(inside, "=enough", cancelRemainingInstances="false")), {"enough": False})
    case.do("a", enough=True)
    assert case.open() == ["b"]
    case.do("b")
    assert case.open() == ["z"]


def test_a_condition_that_gives_no_answer_is_an_incident_that_can_be_retried():
    case = Case(simple(ad_hoc(users("a", "b"), "=enough")))
    case.do("a", said=1)
    assert (case.open("incidents"), case.open()) == (["a"], ["b"])
    case.retry("a", enough=True)
    assert (case.open(), case.variables()) == (["z"], {"said": 1, "enough": True})


def test_instances_are_judged_together():
    inside = user("a", multi("=[1, 2]", "i")) + users("b")
    case = Case(simple(ad_hoc(inside, "=true")))
    case.do("a")
    assert case.open() == ["a", "b"]
    case.do("a")
    assert case.open() == ["z"]


def test_its_own_variables_and_boundary_events():
    body = ad_hoc(users("a", "b"), "=n = 1").replace(
        'name="k">', f'name="k"><bpmn:extensionElements>{mapping({"n": "=0"})}</bpmn:extensionElements>', 1
    )
    body += boundary("x", "k", event("message", "M")) + users("y") + flows("x y e")
    case = Case(simple(body, declared=message("M", "stop")))
    case.do("a")
    case.do("b", n=1)
    assert (case.open(), case.variables()) == (["z"], {})
    case = Case(simple(body, declared=message("M", "stop")))
    case.say("stop")
    assert case.open() == ["y"]
