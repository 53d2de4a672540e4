"""Compensation (BPMN 2.0.2, 10.7 and 13.5.5): what is undone, in which order, on which variables, and who waits."""

from __future__ import annotations

from cip_workflow import engine
from tests.unit.engine.case import Case, simple
from tests.unit.engine.diagrams import (
    back,
    boundary,
    element,
    error,
    event,
    event_sub,
    flows,
    mapping,
    message,
    script,
    service,
    sub,
    undo,
    users,
)


def undo_end(id_: str) -> str:
    return element("endEvent", id_, event("compensate"))


TWO = users("a", "b", "c") + undo("a") + undo("b") + undo("c")


def test_all_that_was_completed_is_undone_the_last_first_and_the_event_waits():
    case = Case(simple(TWO + back() + users("z") + flows("s a b back z c e")))
    case.do("a")
    case.do("b")
    assert case.open() == ["ub"]
    case.do("ub")
    assert case.open() == ["ua"]
    case.do("ua")
    assert case.open() == ["z"]
    case.do("z")
    case.do("c")
    assert case.step.finished


def test_one_activity_is_undone_each_time_that_it_was_completed():
    around = element("exclusiveGateway", "again", default="f_again_back")
    body = TWO + around + back(what="a") + flows("s a b again back c e; again a", {("again", "a"): "=more"})
    case = Case(simple(body))
    for more in (True, False):
        case.do("a", seen=more)
        case.do("b", more=more)
    assert case.open() == ["ua"]
    case.do("ua")
    assert case.open() == ["ua"]
    case.do("ua")
    assert case.open() == ["c"]
    case.do("c")
    assert case.step.finished


def test_what_was_not_completed_or_is_undone_already_is_not_undone():
    body = TWO + back(what="a") + back("once_more") + flows("s back a once_more b e")
    case = Case(simple(body))
    case.do("a")
    case.do("ua")
    assert case.open() == ["b"]
    case.do("b")
    assert case.step.finished


def test_an_end_event_ends_when_it_is_undone():
    case = Case(simple(users("a") + undo("a") + undo_end("over") + flows("s a over")))
    case.do("a")
    assert (case.open(), case.step.finished) == (["ua"], False)
    case.do("ua")
    assert (case.step.finished, case.step.ends) == (True, ("over",))


def test_parallel_branches_are_undone_in_the_order_of_their_completion():
    body = (
        element("parallelGateway", "split")
        + element("parallelGateway", "join")
        + users("a", "b")
        + undo("a")
        + undo("b")
        + back()
        + flows("s split a join back e; split b join")
    )
    for first, last in (("a", "b"), ("b", "a")):
        case = Case(simple(body))
        case.do(first)
        case.do(last)
        assert case.open() == [f"u{last}"]
        case.do(f"u{last}")
        assert case.open() == [f"u{first}"]


def test_an_activity_that_was_interrupted_is_not_undone():
    stop = boundary("stop", "a", event("message", "M"))
    case = Case(
        simple(
            users("a") + undo("a") + stop + back() + users("z") + flows("s a e;stop back z e"),
            declared=message("M", "stop"),
        )
    )
    case.say("stop")
    assert case.open() == ["z"]


def test_services_and_scripts_undo_too_and_a_failure_can_be_retried():
    def serve(job):
        return {"booked": job.inputs["n"]} if job.type == "book" else engine.LATER

    cancel = element(
        "serviceTask",
        "ua",
        '<zeebe:taskDefinition type="cancel"/>',
        mapping({"what": "=booked"}),
        isForCompensation="true",
    )
    body = (
        service("a", "book")
        + undo("a", by=cancel)
        + back()
        + script("z", "=booked + 1", "after")
        + flows("s a back z e")
    )
    case = Case(simple(body), {"n": 7}, serve=serve)
    job = case.one("ua", "jobs")
    assert (job.type, dict(job.inputs)) == ("cancel", {"what": 7})
    case.call(engine.fail_job, job.key, "not now")
    case.retry("ua")
    case.call(engine.finish_job, case.one("ua", "jobs").key, {"cancelled": True})
    assert case.step.finished
    assert case.variables() == {"n": 7, "booked": 7, "cancelled": True, "after": 8}


def test_skipping_what_undoes_goes_on():
    case = Case(simple(users("a", "b") + undo("a") + undo("b") + back() + flows("s a b back e")))
    case.do("a")
    case.do("b")
    case.skip("ub", "tasks")
    case.skip("ua", "tasks")
    assert case.step.finished


def test_a_completed_sub_process_is_undone_by_what_is_in_it_on_its_own_variables():
    inside = users("a", "b") + undo("a", mapping({"seen": "=local"})) + undo("b") + flows("k_s a b k_e")
    body = (
        sub("k", inside, mapping({"local": "=n"})) + users("c") + undo("c") + back() + flows("s k c back e")
    )
    case = Case(simple(body), {"n": 5})
    for step in ("a", "b", "c"):
        case.do(step)
    assert case.open() == ["uc"]
    case.do("uc")
    assert case.open() == ["ub"]
    case.do("ub")
    assert case.variables("ua")["seen"] == 5
    case.do("ua")
    assert case.step.finished


def test_the_boundary_event_of_a_sub_process_undoes_it_as_a_whole():
    inside = users("a") + undo("a") + flows("k_s a k_e")
    case = Case(simple(sub("k", inside) + undo("k") + back(what="k") + flows("s k back e")))
    case.do("a")
    assert case.open() == ["uk"]
    case.do("uk")
    assert case.step.finished


def test_a_compensation_event_sub_process_undoes_its_sub_process_and_may_undo_what_is_in_it():
    own = event_sub(
        "h", event("compensate"), users("first") + back("rest") + users("last"), "h_s first rest last h_e"
    )
    inside = users("a") + undo("a") + own + flows("k_s a k_e")
    case = Case(simple(sub("k", inside) + back() + users("z") + flows("s k back z e")))
    case.do("a")
    assert case.open() == ["first"]
    case.do("first")
    assert case.open() == ["ua"]
    case.do("ua")
    assert case.open() == ["last"]
    case.do("last")
    assert case.open() == ["z"]


def test_sub_processes_in_sub_processes():
    deep = sub("j", users("a") + undo("a") + flows("j_s a j_e"))
    inside = deep + users("b") + undo("b") + flows("k_s j b k_e")
    case = Case(simple(sub("k", inside) + back() + flows("s k back e")))
    for step in ("a", "b", "ub", "ua"):
        assert case.open() == [step]
        case.do(step)
    assert case.step.finished


def test_only_what_is_around_the_event_is_undone():
    inside = users("b") + undo("b") + back() + flows("k_s b back k_e")
    case = Case(simple(users("a") + undo("a") + sub("k", inside) + users("z") + flows("s a k z e")))
    case.do("a")
    case.do("b")
    assert case.open() == ["ub"]
    case.do("ub")
    assert case.open() == ["z"]


def test_an_event_sub_process_undoes_what_was_completed_around_it():
    stop = event_sub("h", event("error", "E"), back() + users("said"), "h_s back said h_e")
    fail = element("endEvent", "fail", event("error", "E"))
    body = users("a", "b") + undo("a") + undo("b") + stop + fail + flows("s a b fail")
    case = Case(simple(body, declared=error("E", "no")))
    for step in ("a", "b", "ub", "ua", "said"):
        assert case.open() == [step]
        case.do(step)
    assert case.step.finished
