"""Event sub-processes of every kind, interrupting or not, in a process, a sub-process and a called process."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    call,
    element,
    event,
    event_sub,
    flows,
    gateway,
    message,
    process,
    signal,
    sub,
    timer,
    users,
    when,
)

DECLARED = message("M", "go") + message("K", "keyed", "=k") + signal("S", "sig")
KINDS = {
    "message": (event("message", "M"), "@go"),
    "message with a key": (event("message", "K"), "@keyed/7"),
    "signal": (event("signal", "S"), "~sig"),
    "timer": (timer("timeDuration", "PT1H"), "+"),
    "timer, date": (timer("timeDate", "2030-02-01T10:00:00Z"), "+"),
}
TERMINATE = element("endEvent", "x", event("terminate"))


def _handler(definition: str, *, interrupting: bool, inner: str = "") -> str:
    return event_sub("h", definition, users("w"), "h_s w h_e", interrupting=interrupting, inner=inner)


def _in_process(kind: str, interrupting: bool):
    definition, move = KINDS[kind]
    xml = drawn(
        users("a", "b") + flows("s a b e") + _handler(definition, interrupting=interrupting),
        declared=DECLARED,
    )
    if interrupting:
        runs = [Run(f"a {move} w", "s | a | h_s | w h_e h")]
    else:
        runs = [
            Run(f"a {move} w b", "s | a | h_s | w h_e h | b e"),
            Run(f"a {move} b w", "s | a | h_s | b e | w h_e h"),
        ]
    how = "interrupting" if interrupting else "beside"
    return case(
        f"event sub-process: {kind}, {how}", xml, *runs, Run("a b", "s | a | b e"), variables={"k": 7}
    )


def _in_sub(kind: str, interrupting: bool):
    definition, move = KINDS[kind]
    inner = users("k") + flows("u_s k u_e") + _handler(definition, interrupting=interrupting)
    xml = drawn(sub("u", inner) + users("z") + flows("s u z e"), declared=DECLARED)
    if interrupting:
        runs = [Run(f"{move} w z", "s u_s | h_s | w h_e h u | z e")]
    else:
        runs = [Run(f"{move} k w z", "s u_s | h_s | k u_e | w h_e h u | z e")]
    how = "interrupting" if interrupting else "beside"
    return case(f"event sub-process in a sub-process: {kind}, {how}", xml, *runs, variables={"k": 7})


def _condition(interrupting: bool):
    xml = drawn(
        gateway("parallel", "f")
        + users("a", "b")
        + flows("s f a e;f b e")
        + _handler(when("=x > 0"), interrupting=interrupting)
    )
    run = (
        Run("a:x=1 w", "s f | a e h_s | w h_e h")
        if interrupting
        else Run("a:x=1 b w", "s f | a e h_s | b e | w h_e h")
    )
    return case(
        f"event sub-process: condition, {'interrupting' if interrupting else 'beside'}",
        xml, run, Run("a b", "s f | a e | b e"), variables={"x": 0}, answers={"a": ({"x": 0}, {"x": 1})},
    )  # fmt: skip


CASES = [
    *(_in_process(kind, way) for kind in KINDS for way in (True, False)),
    *(_in_sub(kind, way) for kind in ("message", "signal", "timer") for way in (True, False)),
    _condition(interrupting=True),
    _condition(interrupting=False),
    case(
        "event sub-process beside, several times",
        drawn(
            users("a") + flows("s a e") + _handler(event("message", "M"), interrupting=False),
            declared=DECLARED,
        ),
        Run("@go @go w a w", "s | h_s | h_s | w h_e h | a e | w h_e h"),
    ),
    case(
        "event sub-process with a cycle",
        drawn(users("a") + flows("s a e") + _handler(timer("timeCycle", "R2/PT1H"), interrupting=False)),
        Run("+ + a w w", "s | h_s | h_s | a e | w h_e h | w h_e h"),
    ),
    case(
        "event sub-process: the payload reaches the process",
        drawn(
            users("a") + flows("s a e") + _handler(event("message", "M"), interrupting=False),
            declared=DECLARED,
        ),
        Run("@go:n=3 w a", "s | h_s | w h_e h | a e", data={"n": 3}),
    ),
    case(
        "event sub-process listens when its key is known",
        drawn(
            users("a", "b") + flows("s a b e") + _handler(event("message", "K"), interrupting=True),
            declared=DECLARED,
        ),
        Run("a:k=5 @keyed/5 w", "s | a | h_s | w h_e h"),
        answers={"a": ({"k": 5}, {"k": "five"}, {})},
    ),
    case(
        "event sub-process that terminates ends only itself",
        drawn(
            users("a")
            + flows("s a e")
            + element(
                "subProcess",
                "h",
                element("startEvent", "hs", event("signal", "S"), isInterrupting="false")
                + gateway("parallel", "f")
                + users("w", "v")
                + TERMINATE
                + flows("hs f w x;f v"),
                triggeredByEvent="true",
            ),
            declared=DECLARED,
        ),
        Run("~sig w a", "s | hs f | w x h | a e"),
    ),
    case(
        "terminate takes the event sub-process away",
        drawn(
            users("a") + TERMINATE + flows("s a x") + _handler(event("signal", "S"), interrupting=False),
            declared=DECLARED,
        ),
        Run("~sig a", "s | h_s | a x"),
    ),
    case(
        "event sub-process in a called process",
        drawn(
            call("u", "kid") + users("z") + flows("s u z e"),
            process(
                element("startEvent", "ks")
                + users("k")
                + element("endEvent", "ke")
                + flows("ks k ke")
                + _handler(event("message", "M"), interrupting=True),
                "kid",
            ),
            declared=DECLARED,
        ),
        Run("@go w z", "s ks | h_s | w h_e h u | z e"),
        Run("k z", "s ks | k ke u | z e"),
    ),
    case(
        "an event sub-process in an event sub-process",
        drawn(
            users("a")
            + flows("s a e")
            + element(
                "subProcess",
                "g",
                element("startEvent", "gs", event("signal", "S"), isInterrupting="false")
                + users("v")
                + element("endEvent", "ge")
                + flows("gs v ge")
                + _handler(event("message", "M"), interrupting=True),
                triggeredByEvent="true",
            ),
            declared=DECLARED,
        ),
        Run("~sig @go w a", "s | gs | h_s | w h_e h g | a e"),
    ),
    case(
        "two event sub-processes for one signal",
        drawn(
            users("a")
            + flows("s a e")
            + _handler(event("signal", "S"), interrupting=False)
            + event_sub("i", event("signal", "S"), users("v"), "i_s v i_e", interrupting=False),
            declared=DECLARED,
        ),
        Run("~sig v w a", "s | h_s i_s | v i_e i | w h_e h | a e"),
    ),
]
