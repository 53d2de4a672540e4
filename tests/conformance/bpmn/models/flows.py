"""Conditional and default flows, several of each."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    boundary,
    element,
    event,
    flows,
    message,
    script,
    service,
    sub,
    timer,
    user,
    users,
)

ENDS = users("a", "b", "c")
WAYS = {("u", "a"): "=x > 0", ("u", "b"): "=x > 1"}
ANSWERS = {"u": ({"x": 0}, {"x": 1}, {"x": 2})}


def _leaving(kind: str, step: str, *, done: str, declared: str = "", **how):
    """Conditions on the flows that leave this kind of activity, with a default."""
    xml = drawn(step + ENDS + flows("s u a e;u b e;u c e", WAYS), declared=declared)
    return [
        case(
            f"conditional flows leave a {kind}, x = {x}",
            xml,
            Run(f"{done} {ways}", (done and f"s | u | {said}") or f"s u | {said}"),
            variables={"x": x},
            **how,
        )
        for x, ways, said in ((2, "a b", "a e | b e"), (0, "c", "c e"))
    ]


DEFAULT = {"default": "f_u_c"}
TYPE = '<zeebe:taskDefinition type="now"/>'
SCRIPT = '<zeebe:script expression="=x" resultVariable="y"/>'
INNER = element("startEvent", "us") + element("endEvent", "ue") + flows("us ue")
CALLED = "<zeebe:calledElement processId='kid' propagateAllParentVariables='true'/>"

CASES = [
    *_leaving("user task", user("u", **DEFAULT), done="u"),
    *_leaving("task", element("task", "u", **DEFAULT), done=""),
    *_leaving("service task", element("serviceTask", "u", TYPE, **DEFAULT), done="", jobs={"now": {}}),
    *_leaving("script task", element("scriptTask", "u", SCRIPT, **DEFAULT), done=""),
    *_leaving(
        "receive task",
        element("receiveTask", "u", messageRef="M", **DEFAULT),
        done="@go",
        declared=message("M", "go"),
    ),
    case(
        "conditional flows without a default and none true stand still",
        drawn(users("u", "a", "b") + flows("s u a e;u b e", WAYS)),
        Run("u:x=0", "s |", "u"),
        Run("u:x=1 a", "s | u | a e"),
        answers=ANSWERS,
    ),
    case(
        "a conditional flow beside one without a condition",
        drawn(users("u", "a", "b") + flows("s u a e;u b e", {("u", "a"): "=x > 0"})),
        Run("u:x=0 b", "s | u | b e"),
        Run("u:x=1 b a", "s | u | b e | a e"),
        answers=ANSWERS,
    ),
    case(
        "conditional flows leave a sub-process",
        drawn(element("subProcess", "u", INNER, **DEFAULT) + ENDS + flows("s u a e;u b e;u c e", WAYS)),
        Run("b a", "s us ue u | b e | a e"),
        variables={"x": 2},
    ),
    case(
        "conditional flows leave a boundary event",
        drawn(
            users("w")
            + boundary("u", "w", timer("timeDuration", "PT1H"))
            + ENDS
            + flows("s w e;u a e;u b e", WAYS)
        ),
        Run("+ a", "s | u | a e"),
        variables={"x": 1},
    ),
    case(
        "one conditional flow that is false stands still",
        drawn(users("u", "a") + flows("s u a e", {("u", "a"): "=x > 0"})),
        Run("u:x=0", "s |", "u"),
        answers=ANSWERS,
    ),
    case(
        "conditional flows leave an intermediate event",
        drawn(
            element("intermediateCatchEvent", "u", event("message", "M"))
            + users("a", "b")
            + flows("s u a e;u b e", WAYS),
            declared=message("M", "go"),
        ),
        Run("@go a b", "s | u | a e | b e"),
        variables={"x": 2},
    ),
    case(
        "conditions see what the step has just set",
        drawn(script("u", "=7", "x") + users("a", "b") + flows("s u a e;u b e", WAYS)),
        Run("a b", "s u | a e | b e"),
    ),
    case(
        "a task in a sub-process without a flow ends it",
        drawn(sub("w", "", users("k") + flows("w_s k w_e")) + users("z") + flows("s w z e")),
        Run("k z", "s w_s | k w_e w | z e"),
    ),
    case(
        "a path may end without an end event",
        drawn(users("u", "a") + flows("s u;s a e")),
        Run("u a", "s | u | a e"),
    ),
    case(
        "a job's result decides the way",
        drawn(service("u", "later") + users("a", "b") + flows("s u a e;u b e", WAYS)),
        Run("u!:x=1 a", "s | u | a e"),
        answers={"u": ({"x": 1}, {"x": 2})},
    ),
]
