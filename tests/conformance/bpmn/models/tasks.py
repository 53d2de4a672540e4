"""Tasks of every kind, in a sequence and side by side."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    element,
    event,
    flows,
    gateway,
    mapping,
    message,
    script,
    service,
    user,
    users,
)

TABLE = (
    b'<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="D" '
    b'name="D" namespace="t"><decision id="route" name="route"><variable id="v" name="route"/>'
    b'<decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression id="ie"><text>amount</text>'
    b'</inputExpression></input><output id="o" name="route"/><rule id="r1"><inputEntry id="a1"><text>&lt; 10</text>'
    b'</inputEntry><outputEntry id="b1"><text>"small"</text></outputEntry></rule><rule id="r2"><inputEntry id="a2">'
    b'<text>&gt;= 10</text></inputEntry><outputEntry id="b2"><text>"large"</text></outputEntry></rule></decisionTable>'
    b"</decision></definitions>"
)


def _route(seen: dict) -> str:
    return "small" if seen["amount"] < 10 else "large"


def _passing(tag: str):
    xml = drawn(element(tag, "t") + users("z") + flows("s t z e"))
    return case(f"{tag} passes straight through", xml, Run("", "s t", "z"), Run("z", "s t | z e"))


RULE = element("businessRuleTask", "t", '<zeebe:calledDecision decisionId="route" resultVariable="way"/>')
JOB = '<zeebe:taskDefinition type="work"/>'
SEND = element("sendTask", "t", mapping({"n": "=v"}), messageRef="M")
RECEIVE = element("receiveTask", "t", mapping({}, {"got": "=n"}), messageRef="M")

CASES = [
    _passing("task"),
    _passing("manualTask"),
    case(
        "user task",
        drawn(users("a") + flows("s a e")),
        Run("", "s", "a"),
        Run("a:x=1", "s | a e", data={"v": 0, "x": 1}),
        variables={"v": 0},
    ),
    case(
        "three user tasks in a row",
        drawn(users("a", "b", "c") + flows("s a b c e")),
        Run("a b", "s | a | b", "c"),
        Run("a b c", "s | a | b | c e"),
    ),
    case(
        "user task with mappings",
        drawn(
            user("a", mapping({"n": "=v + 1"}, {"r.sum": "=n + x", "r.x": "=x"}))
            + users("z")
            + flows("s a z e")
        ),
        Run("a:x=5", "s | a", "z", data={"v": 1, "r": {"sum": 7, "x": 5}}),
        variables={"v": 1},
        answers={"a": ({"x": 1}, {"x": 2, "hidden": 3})},
    ),
    case(
        "service task that works at once",
        drawn(service("t", "now") + users("z") + flows("s t z e")),
        Run("", "s t", "z", data={"r": 3}),
        jobs={"now": {"r": 3}},
    ),
    case(
        "service task that works later",
        drawn(service("t", "later") + users("z") + flows("s t z e")),
        Run("", "s", "t"),
        Run("t!:r=4", "s | t", "z", data={"r": 4}),
    ),
    case(
        "service task with mappings",
        drawn(service("t", "later", mapping({"n": "=v"}, {"w": "=n + r"})) + users("z") + flows("s t z e")),
        Run("t!:r=4", "s | t", "z", data={"v": 2, "w": 6}),
        variables={"v": 2},
        answers={"t": ({"r": 1},)},
    ),
    case(
        "service task whose type is an expression",
        drawn(service("t", '="no" + kind') + users("z") + flows("s t z e")),
        Run("", "s t", "z", data={"kind": "w", "r": 3}),
        variables={"kind": "w"},
        jobs={"now": {"r": 3}},
    ),
    case(
        "script tasks see each other's results",
        drawn(script("t", "=v * 2", "w") + script("u", "=w + 1", "v") + users("z") + flows("s t u z e")),
        Run("", "s t u", "z", data={"v": 7, "w": 6}),
        variables={"v": 3},
    ),
    case(
        "script task with an output mapping",
        drawn(script("t", "=v * 2", "w", mapping({}, {"x": "=w + 1"})) + users("z") + flows("s t z e")),
        Run("", "s t", "z", data={"v": 3, "x": 7}),
        variables={"v": 3},
    ),
    case(
        "business rule task",
        drawn(RULE + users("z") + flows("s t z e")),
        Run("", "s t", "z", data={"amount": 12, "way": "large"}),
        variables={"amount": 12},
        tables={"route.dmn": TABLE},
        decisions={"route": _route},
    ),
    case(
        "business rule task that a service works on",
        drawn(element("businessRuleTask", "t", JOB) + users("z") + flows("s t z e")),
        Run("", "s", "t"),
        Run("t!:way=low", "s | t", "z", data={"way": "low"}),
    ),
    case(
        "send task throws its message",
        drawn(SEND + users("z") + flows("s t z e"), declared=message("M", "go")),
        Run("", "s t", "z", data={"v": 1}, thrown="message go"),
        variables={"v": 1},
    ),
    case(
        "send task that a service works on",
        drawn(element("sendTask", "t", JOB) + users("z") + flows("s t z e")),
        Run("t!", "s | t", "z"),
    ),
    case(
        "receive task",
        drawn(RECEIVE + users("z") + flows("s t z e"), declared=message("M", "go")),
        Run("", "s", "t"),
        Run("@go:n=3", "s | t", "z", data={"got": 3}),
        answers={},
    ),
    case(
        "receive task with a key",
        drawn(
            gateway("parallel", "f") + RECEIVE + users("z") + flows("s f t z e;f e"),
            declared=message("M", "go", "=k"),
        ),
        Run("@go/7:n=3", "s f e | t", "z", data={"k": 7, "got": 3}),
        variables={"k": 7},
    ),
    case(
        "script task that a service works on",
        drawn(element("scriptTask", "t", JOB) + users("z") + flows("s t z e")),
        Run("t!:a=1", "s | t", "z", data={"a": 1}),
    ),
    case(
        "message end event that a service works on",
        drawn(users("a") + element("endEvent", "x", JOB, event("message")) + flows("s a x")),
        Run("a", "s | a", "x"),
        Run("a x!", "s | a | x"),
    ),
    case(
        "an expression that cannot be evaluated stands still",
        drawn(gateway("exclusive", "g", "f_g_e") + users("a") + flows("s g a e;g e", {("g", "a"): "=x > 1"})),
        Run("", "s", "g"),
    ),
]
