"""The stored bytes: small, exact, of one version, never changed."""

from __future__ import annotations

import threading
import zlib
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import msgpack
import pytest

from cip_workflow import engine
from cip_workflow.engine.compiling import load
from tests.bench.process25 import VARIABLES, process25
from tests.unit.engine.case import T0, Case, simple
from tests.unit.engine.diagrams import call, element, flows, gateway, multi, process, script, user, users
from tests.unit.engine.models import MODELS
from tests.unit.engine.walks import Stored, walk

U = users("u") + flows("s u e")


def test_every_variable_type_comes_back_as_it_was():
    values = {
        "none": None,
        "yes": True,
        "whole": 2**62,
        "text": "Straße £5",
        "money": Decimal("1.10"),
        "half": 0.5,
        "day": date(2030, 1, 2),
        "at": T0,
        "local": T0.replace(tzinfo=None, microsecond=6),
        "zone": datetime(2030, 1, 2, tzinfo=timezone(timedelta(hours=1))),
        "clock": time(9, 30),
        "list": [1, [Decimal(2), {"a": date(2030, 1, 1)}]],
        "typename": "no name is reserved",
        "keys": {"": 1, "a.b": 2, "with space": 3},
    }
    case = Case(simple(U), values)
    assert case.variables() == values
    case.call(engine.set_variables, {"tuple": (1, 2)})
    assert case.variables()["tuple"] == [1, 2]


def test_the_state_of_the_25_task_case_is_small():
    text = engine.compile({"x.bpmn": process25().encode()})
    case = Case(text, VARIABLES)
    sizes = []
    while not case.step.finished:
        sizes.append(len(case.state))
        task = min(case.waits.values(), key=lambda one: one.key if hasattr(one, "form") else 10**9)
        case.call(
            engine.complete, task.key, {f"f_{task.element}": f"value of {task.element}", "approved": True}
        )
    assert max(sizes) <= 1024


def test_bytes_of_something_else_are_refused():
    case = Case(simple(U))
    other_format = zlib.compress(msgpack.packb([99, *msgpack.unpackb(zlib.decompress(case.state))[1:]]))
    key = case.one("u").key
    for state, sentence in (
        (b"", "not the state"),
        (b"x", "not the state"),
        (zlib.compress(b"\xc1"), "not the state"),
        (other_format, "format 99"),
    ):
        with pytest.raises(engine.StateMismatch, match=sentence):
            engine.complete(case.specs, state, key, {}, now=T0)
    with pytest.raises(engine.StateMismatch):
        engine.variables(case.specs, b"x")


def test_what_the_caller_gave_is_never_kept_or_changed():
    given, answers = {"a": [1]}, {"b": {"c": [2]}}
    case = Case(simple(users("u", "z") + flows("s u z e")), given)
    given["a"].append(9)
    before = bytes(case.state)
    old = case.state
    case.do("u", **answers)
    answers["b"]["c"].append(9)
    assert case.variables() == {"a": [1], "b": {"c": [2]}}
    assert old == before


def test_what_a_service_does_to_its_inputs_does_not_reach_the_variables():
    def serve(job):
        job.inputs["items"].append("from the service")
        return {}

    own = '<zeebe:taskDefinition type="x"/>'
    case = Case(
        simple(element("serviceTask", "j", own) + users("z") + flows("s j z e")), {"items": [1]}, serve=serve
    )
    assert case.variables() == {"items": [1]}


def test_one_list_in_two_variables_is_two_lists():
    body = script("c", "=a", "b") + users("u") + script("d", "=append(b, 2)", "b") + users("z")
    case = Case(simple(body + flows("s c u d z e")), {"a": [1]})
    case.do("u")
    assert case.variables() == {"a": [1], "b": [1, 2]}


def test_variables_are_what_can_be_seen_from_a_place():
    kid = process(
        element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid"
    )
    body = gateway("parallel", "f") + call("c", "kid", multi("=[1, 2]", "i"), all_in=False) + user("u")
    case = Case(simple(body + flows("s f c e;f u e"), kid), {"v": 1})
    assert case.variables("u") == {"v": 1}
    assert case.variables("k") == {}
    case.call(lambda *a, **k: engine.set_variables(*a, {"w": 5}, key=case.one("k").key, **k))
    assert case.variables("k") == {"w": 5}
    assert case.variables() == {"v": 1}


def test_threads_do_not_mix_and_specs_are_never_changed():
    jobs = [
        (engine.compile({"x.bpmn": MODELS[name][0].encode()}), MODELS[name][1], seed)
        for name in ("process25", "mi_parallel", "error_two_deep", "mixed_in_loop")
        for seed in range(4)
    ]
    before = [_shape(text) for text, _, _ in jobs]
    alone = [walk(Stored, *job) for job in jobs]
    together: list[object] = [None] * len(jobs)

    def work(first: int) -> None:
        for at in range(first, len(jobs), 4):
            together[at] = walk(Stored, *jobs[at])

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone
    assert [_shape(text) for text, _, _ in jobs] == before


def _shape(text: str) -> list[object]:
    """Everything of the live elements that a step could change by mistake."""
    return [
        (
            name,
            node.flows,
            node.incoming,
            node.conditional,
            node.joins,
            list(node.boundaries),
            sorted(vars(node)),
        )
        for spec in load(text).processes.values()
        for name, node in spec.task_specs.items()
        if hasattr(node, "flows")
    ]


def test_a_time_in_utc_is_reported_for_timers():
    assert T0.tzinfo is UTC
