"""Boundary events of every kind, interrupting or not, on activities of every kind."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    boundary,
    call,
    element,
    event,
    flows,
    gateway,
    mapping,
    message,
    multi,
    process,
    service,
    signal,
    sub,
    timer,
    user,
    users,
    when,
)

DECLARED = message("M", "go") + message("K", "keyed", "=k") + signal("S", "sig")
KID = process(element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid")
KINDS = {
    "message": (event("message", "M"), "@go"),
    "message with a key": (event("message", "K"), "@keyed/7"),
    "signal": (event("signal", "S"), "~sig"),
    "timer, duration": (timer("timeDuration", "PT1H"), "+"),
    "timer, date": (timer("timeDate", "2030-02-01T10:00:00Z"), "+"),
    "timer, cycle": (timer("timeCycle", "R1/PT1H"), "+"),
}
#: How to write an activity `u`, what is completed by the start, how it is done, and what that completes.
HOSTS = {
    "user task": (user("u"), "s", "u", "u"),
    "service task": (service("u", "later"), "s", "u!", "u"),
    "sub-process": (sub("u", users("k") + flows("u_s k u_e")), "s u_s", "k", "k u_e u"),
    "call activity": (call("u", "kid"), "s ks", "k", "k ke u"),
    "receive task": (element("receiveTask", "u", messageRef="R"), "s", "@done", "u"),
    "multi-instance activity": (user("u", multi("=[1, 2]", "i")), "s", "u u", "u | u u*"),
}
BEHIND = users("late") + element("endEvent", "x") + flows("s u e;b late x")


def _model(host: str, definition: str, interrupting: bool) -> bytes:
    body = HOSTS[host][0] + boundary("b", "u", definition, interrupting=interrupting) + BEHIND
    return drawn(body, KID, declared=DECLARED + message("R", "done"))


def _on(host: str, kind: str, interrupting: bool):
    definition, move = KINDS[kind]
    _, begun, doing, done = HOSTS[host]
    if interrupting:
        runs = [Run(f"{move} late", f"{begun} | b | late x")]
    else:
        runs = [Run(f"{move} {doing} late", f"{begun} | b | {done} e | late x")]
        runs += [Run(f"{move} late {doing}", f"{begun} | b | late x | {done} e")]
    runs.append(Run(doing, f"{begun} | {done} e"))
    how = "interrupting" if interrupting else "beside"
    return case(
        f"boundary {kind} on a {host}, {how}",
        _model(host, definition, interrupting),
        *runs,
        variables={"k": 7},
    )


def _condition(interrupting: bool):
    xml = drawn(
        gateway("parallel", "f")
        + users("u", "a", "late")
        + boundary("b", "u", when("=x > 0"), interrupting=interrupting)
        + element("endEvent", "x")
        + flows("s f u e;f a e;b late x")
    )
    still = "late" if interrupting else "late u"
    return case(
        f"boundary condition, {'interrupting' if interrupting else 'beside'}",
        xml,
        Run("a:x=1", "s f | a e b", still),
        Run("a:x=0 u", "s f | a e | u e"),
        variables={"x": 0},
        answers={"a": ({"x": 0}, {"x": 1})},
    )


CASES = [
    *(_on("user task", kind, way) for kind in KINDS for way in (True, False)),
    *(
        _on(host, kind, way)
        for host in [*HOSTS][1:]
        for kind in ("message", "timer, duration")
        for way in (True, False)
    ),
    _condition(interrupting=True),
    _condition(interrupting=False),
    case(
        "boundary message beside, several times",
        _model("user task", KINDS["message"][0], interrupting=False),
        Run("@go @go late u late", "s | b | b | late x | u e | late x"),
    ),
    case(
        "boundary cycle beside, three times",
        _model("user task", timer("timeCycle", "R3/PT1H"), interrupting=False),
        Run("+ + + u late late late", "s | b | b | b | u e | late x | late x | late x"),
    ),
    case(
        "boundary endless cycle beside",
        _model("user task", timer("timeCycle", "R/PT1H"), interrupting=False),
        Run("+ + u late late", "s | b | b | u e | late x | late x"),
    ),
    case(
        "boundary cycle with a start, interrupting",
        _model("user task", timer("timeCycle", "R3/2030-01-08T00:00:00+00:00/P1D"), interrupting=True),
        Run("+ late", "s | b | late x"),
    ),
    case(
        "boundary timer sees the local variables of its activity",
        drawn(
            user("u", mapping({"d": '="PT" + string(h) + "H"'}))
            + boundary("b", "u", timer("timeDuration", "=d"))
            + BEHIND
        ),
        Run("+ late", "s | b | late x", data={"h": 3}),
        variables={"h": 3},
    ),
    case(
        "two boundary events on one task",
        drawn(
            users("u")
            + boundary("b", "u", event("message", "M"), interrupting=False)
            + boundary("c", "u", timer("timeDuration", "PT1H"))
            + users("late", "gone")
            + flows("s u e;b late;c gone"),
            declared=DECLARED,
        ),
        Run("@go + late gone", "s | b | c | late | gone"),
    ),
    case(
        "a boundary event leads back to its task",
        drawn(
            gateway("exclusive", "m")
            + users("u")
            + boundary("b", "u", timer("timeDuration", "PT1H"))
            + flows("s m u e;b m")
        ),
        Run("+ + u", "s m | b m | b m | u e"),
    ),
    case(
        "a boundary event on a sub-process takes several tokens away",
        drawn(
            sub("u", gateway("parallel", "f") + users("k", "l") + flows("u_s f k u_e;f l u_e"))
            + boundary("b", "u", event("signal", "S"))
            + BEHIND,
            declared=DECLARED,
        ),
        Run("k ~sig late", "s u_s f | k u_e | b | late x"),
    ),
]
