"""Start, intermediate and end events of every kind."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    document,
    element,
    error,
    escalation,
    event,
    flows,
    gateway,
    mapping,
    message,
    process,
    script,
    signal,
    sub,
    timer,
    users,
    when,
)

DECLARED = (
    message("M", "go")
    + message("K", "keyed", "=k")
    + signal("S", "sig")
    + escalation("C", "esc")
    + error("E", "err")
)
AND = gateway("parallel", "f")


def _catch(definition: str, *inner: str, id_: str = "c") -> str:
    return element("intermediateCatchEvent", id_, *inner, definition)


def _throw(definition: str, *inner: str, id_: str = "t") -> str:
    return element("intermediateThrowEvent", id_, *inner, definition)


def _ends(definition: str, *inner: str) -> str:
    return element("endEvent", "x", *inner, definition)


def _caught(name: str, definition: str, move: str, **how):
    """An intermediate catch event in a row, and beside another branch."""
    row = drawn(_catch(definition) + users("z") + flows("s c z e"), declared=DECLARED)
    beside = drawn(AND + _catch(definition) + users("a", "z") + flows("s f c z e;f a e"), declared=DECLARED)
    return [
        case(
            f"intermediate catch event: {name}",
            row,
            Run("", "s", how.pop("still", "c")),
            Run(f"{move} z", "s | c | z e"),
            **how,
        ),
        case(
            f"intermediate catch event beside a task: {name}",
            beside,
            Run(f"a {move} z", "s f | a e | c | z e"),
            **how,
        ),
    ]


def _started(name: str, definition: str, begin: str, *inner: str, data=None, **how):
    begins = element("startEvent", "s", *inner, definition)
    xml = document(
        process(begins + users("z") + element("endEvent", "e") + flows("s z e")), declared=DECLARED
    ).encode()
    return case(
        f"start event: {name}", xml, Run("z", "s | z e", data=data), begin=begin, variables={"v": 1}, **how
    )


CASES = [
    case("none start and end event", drawn(flows("s e")), Run("", "s e", data={})),
    _started("message", event("message", "M"), "go", data={"v": 1}),
    _started(
        "message with output mappings",
        event("message", "M"),
        "go",
        mapping({}, {"w": "=v + 1"}),
        data={"w": 2},
    ),
    _started("signal", event("signal", "S"), "s", data={"v": 1}),
    _started("timer", timer("timeCycle", "R/PT1H"), "s", data={"v": 1}),
    case(
        "start events: one of several",
        document(
            process(
                element("startEvent", "s")
                + element("startEvent", "m", event("message", "M"))
                + users("a", "b")
                + element("endEvent", "e")
                + flows("s a e;m b e")
            ),
            declared=DECLARED,
        ).encode(),
        Run("b", "m | b e"),
        begin="go",
    ),
    case(
        "no start event and no end event",
        document(process(users("a", "b", "c") + flows("a c"))).encode(),
        Run("b a c", "| b | a | c"),
    ),
    *_caught("message", event("message", "M"), "@go"),
    *_caught("signal", event("signal", "S"), "~sig"),
    *_caught("timer, duration", timer("timeDuration", "PT90M"), "+"),
    *_caught("timer, date", timer("timeDate", "2030-02-01T10:00:00Z"), "+"),
    *_caught("timer, cycle", timer("timeCycle", "R3/PT1H"), "+"),
    *_caught("timer, FEEL duration", timer("timeDuration", '=duration("PT1H")'), "+"),
    case(
        "intermediate catch event: timer in the past",
        drawn(_catch(timer("timeDate", "2029-01-01T10:00:00Z")) + users("z") + flows("s c z e")),
        Run("+ z", "s | c | z e"),
    ),
    case(
        "intermediate catch event: message with a key",
        drawn(
            _catch(event("message", "K"), mapping({}, {"got": "=n"})) + users("z") + flows("s c z e"),
            declared=DECLARED,
        ),
        Run("@keyed/a1:n=5", "s | c", "z", data={"k": "a1", "got": 5}),
        variables={"k": "a1"},
    ),
    case(
        "intermediate catch event: message whose key is empty stands still",
        drawn(users("a") + _catch(event("message", "K")) + flows("s a c e"), declared=DECLARED),
        Run("a", "s | a", "c"),
    ),
    case(
        "intermediate catch event: condition that is true already",
        drawn(_catch(when("=x > 0")) + users("z") + flows("s c z e")),
        Run("z", "s c | z e"),
        variables={"x": 1},
    ),
    case(
        "intermediate catch event: condition that becomes true",
        drawn(AND + _catch(when("=x > 0")) + users("a", "z") + flows("s f c z e;f a e")),
        Run("a:x=1 z", "s f | a e c | z e"),
        variables={"x": 0},
        answers={"a": ({"x": 1}, {"x": 2})},
    ),
    case(
        "two catch events for one signal",
        drawn(
            AND
            + _catch(event("signal", "S"))
            + _catch(event("signal", "S"), id_="d")
            + flows("s f c e;f d e"),
            declared=DECLARED,
        ),
        Run("~sig", "s f | c d e e"),
    ),
    case(
        "two catch events for one message",
        drawn(
            AND
            + _catch(event("message", "M"))
            + _catch(event("message", "M"), id_="d")
            + flows("s f c e;f d e"),
            declared=DECLARED,
        ),
        Run("@go @go", "s f | c e | d e"),
    ),
    case(
        "intermediate throw event: none",
        drawn(_throw("") + users("z") + flows("s t z e")),
        Run("z", "s t | z e"),
    ),
    case(
        "intermediate throw event: message",
        drawn(
            _throw(event("message", "M"), mapping({"n": "=1"})) + users("z") + flows("s t z e"),
            declared=DECLARED,
        ),
        Run("z", "s t | z e", thrown="message go"),
    ),
    case(
        "intermediate throw event: message with a key",
        drawn(_throw(event("message", "K")) + users("z") + flows("s t z e"), declared=DECLARED),
        Run("z", "s t | z e", thrown="message keyed"),
        variables={"k": 7},
    ),
    case(
        "intermediate throw event: signal, caught beside",
        drawn(
            AND
            + _catch(event("signal", "S"), mapping({}, {"got": "=n"}))
            + users("a", "z")
            + _throw(event("signal", "S"), mapping({"n": "=3"}))
            + flows("s f c z e;f a t e"),
            declared=DECLARED,
        ),
        Run("a z", "s f | a t e c | z e", data={"got": 3}, thrown="signal sig"),
    ),
    case(
        "intermediate throw event: signal, nobody waits",
        drawn(_throw(event("signal", "S")) + users("z") + flows("s t z e"), declared=DECLARED),
        Run("z", "s t | z e", thrown="signal sig"),
    ),
    case(
        "intermediate throw event: escalation, nobody catches",
        drawn(_throw(event("escalation", "C")) + users("z") + flows("s t z e"), declared=DECLARED),
        Run("z", "s t | z e", thrown="escalation esc"),
    ),
    case(
        "end event: message",
        drawn(users("a") + _ends(event("message", "M")) + flows("s a x"), declared=DECLARED),
        Run("a", "s | a x", thrown="message go"),
    ),
    case(
        "end event: signal",
        drawn(
            AND
            + users("a")
            + _ends(event("signal", "S"))
            + _catch(event("signal", "S"))
            + flows("s f a x;f c e"),
            declared=DECLARED,
        ),
        Run("a", "s f | a x c e", thrown="signal sig"),
    ),
    case(
        "end event: escalation, nobody catches",
        drawn(users("a") + _ends(event("escalation", "C")) + flows("s a x"), declared=DECLARED),
        Run("a", "s | a x", thrown="escalation esc"),
    ),
    case(
        "end event: error, nobody catches",
        drawn(AND + users("a", "b") + _ends(event("error", "E")) + flows("s f a x;f b e"), declared=DECLARED),
        Run("a b", "s f | a | b e", "x"),
    ),
    case(
        "end event: terminate",
        drawn(
            AND
            + users("a", "b")
            + _ends(event("terminate"))
            + _catch(event("message", "M"))
            + flows("s f a x;f b e;f c e"),
            declared=DECLARED,
        ),
        Run("a", "s f | a x"),
        Run("b a", "s f | b e | a x"),
    ),
    case(
        "end event: terminate in a sub-process ends only that",
        drawn(
            sub("w", AND + users("a", "b") + _ends(event("terminate")) + flows("w_s f a x;f b w_e"))
            + users("z")
            + flows("s w z e")
        ),
        Run("a z", "s w_s f | a x w | z e"),
    ),
    case(
        "end event: terminate takes what is inside away",
        drawn(
            AND
            + users("a")
            + _ends(event("terminate"))
            + sub("w", users("k") + flows("w_s k w_e"))
            + flows("s f a x;f w e")
        ),
        Run("a", "s f w_s | a x"),
    ),
    case(
        "end events: two of them",
        drawn(
            gateway("exclusive", "g", "f_g_e")
            + element("endEvent", "e2")
            + flows("s g e;g e2", {("g", "e2"): "=x > 0"})
        ),
        Run("", "s g e2"),
        variables={"x": 1},
    ),
    case(
        "a timer after a script",
        drawn(
            script("q", '="PT" + string(h) + "H"', "d")
            + _catch(timer("timeDuration", "=d"))
            + flows("s q c e")
        ),
        Run("+", "s q | c e", data={"h": 2, "d": "PT2H"}),
        variables={"h": 2},
    ),
]
