"""Sub-processes and called processes."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.errors import Conflict
from tests.unit.engine.case import Case, simple, specs
from tests.unit.engine.diagrams import (
    END,
    START,
    call,
    element,
    flows,
    gateway,
    mapping,
    multi,
    process,
    script,
    sub,
    user,
    users,
)

KID = process(element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid")


def test_an_embedded_sub_process_shares_the_variables():
    case = Case(
        simple(sub("sp", users("k") + flows("sp_s k sp_e")) + users("z") + flows("s sp z e")), {"v": 1}
    )
    case.do("k", v=5, new=1)
    assert case.variables() == {"v": 5, "new": 1}
    assert case.happened("left") == ["k", "sp_e", "sp"]


def test_with_input_mappings_it_has_local_ones():
    own = mapping({"l": "=v + 1"}, {"back": "=l"})
    case = Case(
        simple(sub("sp", users("k") + flows("sp_s k sp_e"), own) + users("z") + flows("s sp z e")), {"v": 1}
    )
    assert case.variables("k") == {"v": 1, "l": 2}
    case.do("k", v=5, new=1, l=9)
    assert case.variables() == {"v": 5, "new": 1, "back": 9}


@pytest.mark.parametrize(
    ("all_in", "maps", "seen"),
    [
        (True, {}, {"a": [1], "b": 2}),
        (True, {"x": "=a[1] + b"}, {"a": [1], "b": 2, "x": 3}),
        (False, {"x": "=a[1] + b"}, {"x": 3}),
        (False, {}, {}),
    ],
)
def test_what_a_called_process_sees(all_in, maps, seen):
    case = Case(
        simple(call("c", "kid", mapping(maps), all_in=all_in) + flows("s c e"), KID), {"a": [1], "b": 2}
    )
    assert case.variables("k") == seen
    assert (case.one("k").process, case.one("k").scope) == ("kid", 2)


@pytest.mark.parametrize(
    ("all_out", "maps", "after"),
    [
        (True, {}, {"a": 5, "b": 9}),
        (False, {}, {"a": 1}),
        (False, {"result": "=a + b + c"}, {"a": 1, "result": 24}),
        (True, {"result": "=b"}, {"a": 1, "result": 9}),
    ],
)
def test_what_a_called_process_gives_back(all_out, maps, after):
    own = mapping({"c": "=10"}, maps)
    case = Case(simple(call("c", "kid", own, all_out=all_out) + users("z") + flows("s c z e"), KID), {"a": 1})
    case.do("k", a=5, b=9)
    expected = dict(after)
    if all_out and not maps:
        expected["c"] = 10
    assert case.variables() == expected


def test_the_called_process_may_be_an_expression():
    text = simple(call("c", "=which") + users("z") + flows("s c z e"), KID)
    case = Case(text, {"which": "kid"})
    assert case.open() == ["k"]
    case = Case(text, {"which": "nobody"})
    assert "no process 'nobody'" in case.one("c", "incidents").message
    case.retry("c", which="kid")
    assert case.open() == ["k"]


def test_a_process_that_calls_itself_without_an_end_stands_still():
    case = Case(simple(call("c", "p") + flows("s c e")))
    incident = case.one("c", "incidents")
    assert "more than 50 deep" in incident.message
    case.call(engine.cancel)
    assert case.step.finished


def test_a_failing_output_mapping_of_a_call_does_not_call_again():
    own = mapping({}, {"n": "=sum(for i in 1..size return i)"})
    case = Case(simple(call("c", "kid", own) + users("z") + flows("s c z e"), KID))
    case.do("k", size=10_000_000)
    assert (case.open(), case.open("incidents")) == ([], ["c"])
    case.skip("c", n=3)
    assert (case.open(), case.variables()) == (["z"], {"n": 3})


def test_nested_scopes_are_left_from_the_inside():
    inner = sub("in", script("c", "=n + 1", "n") + users("k") + flows("in_s c k in_e"))
    case = Case(
        simple(sub("out", inner + flows("out_s in out_e")) + users("z") + flows("s out z e")), {"n": 0}
    )
    assert case.variables("k") == {"n": 1}
    case.do("k")
    assert case.open() == ["z"]


def test_cancelling_ends_everything_and_keeps_the_variables():
    case = Case(simple(call("c", "kid", multi("=[1, 2]", "i")) + flows("s c e"), KID), {"v": 1})
    keys = [t.key for t in case.all("k")]
    case.call(engine.cancel)
    assert case.step.closed == dict.fromkeys(keys, "cancelled")
    assert case.step.finished
    assert case.variables() == {"v": 1}
    with pytest.raises(Conflict):
        case.call(engine.cancel)


def test_several_processes_in_one_version():
    text = specs(process(START + user("u") + END + flows("s u e")), KID)
    assert [p.id for p in engine.processes(text)] == ["p", "kid"]
    assert Case(text, process="kid").open() == ["k"]


def test_a_gateway_may_begin_a_sub_process_without_a_start_event():
    inner = gateway("parallel", "f") + users("k", "l") + flows("f k;f l")
    case = Case(simple(element("subProcess", "sp", inner) + users("z") + flows("s sp z e")))
    assert case.open() == ["k", "l"]
    case.do("k")
    case.do("l")
    assert case.open() == ["z"]
