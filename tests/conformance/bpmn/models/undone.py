"""Compensation: boundary events, activities that undo, throw and end events, and cancelled transactions."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    back,
    boundary,
    element,
    event,
    event_sub,
    flows,
    gateway,
    multi,
    script,
    sub,
    undo,
    user,
    users,
)

TWO = users("a", "b", "z") + undo("a") + undo("b")
OVER = element("endEvent", "x", event("compensate"))


def _wrong(kind: str) -> str:
    return element("endEvent", "uc", event("cancel")) if kind == "cancel" else ""


CASES = [
    case(
        "compensation: all that was completed, the last first",
        drawn(TWO + back() + flows("s a b back z e")),
        Run("a b ub ua z", "s | a | b | ub | ua back | z e"),
    ),
    case(
        "compensation: one activity",
        drawn(TWO + back(what="a") + flows("s a b back z e")),
        Run("a b ua z", "s | a | b | ua back | z e"),
    ),
    case(
        "compensation: nothing to undo",
        drawn(TWO + back() + flows("s back a b z e")),
        Run("a b z", "s back | a | b | z e"),
    ),
    case(
        "compensation: end event",
        drawn(TWO + OVER + flows("s a b x")),
        Run("a b ub ua", "s | a | b | ub | ua x"),
    ),
    case(
        "compensation: in the order of completion",
        drawn(
            TWO
            + gateway("parallel", "f")
            + gateway("parallel", "j")
            + back()
            + flows("s f a j back z e;f b j")
        ),
        Run("b a ua ub z", "s f | b | a j | ua | ub back | z e"),
        Run("a b ub ua z", "s f | a | b j | ub | ua back | z e"),
    ),
    case(
        "compensation: as often as it was completed",
        drawn(
            TWO
            + gateway("exclusive", "m")
            + gateway("exclusive", "g", "f_g_back")
            + back(what="a")
            + flows("s m a g back z e;g m", {("g", "m"): "=x > 0"})
        ),
        Run("a:x=1 a:x=0 ua ua z", "s m | a g m | a g | ua | ua back | z e"),
        answers={"a": ({"x": 0}, {"x": 1})},
    ),
    case(
        "compensation: each instance",
        drawn(user("a", multi("=items", "i")) + undo("a") + back() + users("z") + flows("s a back z e")),
        Run("a#1 a#2 ua#2 ua#1 z", "s | a | a a* | ua | ua back | z e"),
        variables={"items": [5, 6]},
    ),
    case(
        "compensation: what was completed in a sub-process",
        drawn(
            sub("p1", users("k") + undo("k") + flows("p1_s k p1_e"))
            + back()
            + users("z")
            + flows("s p1 back z e")
        ),
        Run("k uk z", "s p1_s | k p1_e p1 | uk p1 back | z e"),
    ),
    case(
        "compensation: a sub-process as a whole",
        drawn(
            sub("p1", users("k") + undo("k") + flows("p1_s k p1_e"))
            + undo("p1")
            + back()
            + users("z")
            + flows("s p1 back z e")
        ),
        Run("k up1 z", "s p1_s | k p1_e p1 | up1 back | z e"),
    ),
    case(
        "compensation: event sub-process",
        drawn(
            sub(
                "p1",
                users("k")
                + undo("k")
                + flows("p1_s k p1_e")
                + event_sub("h", event("compensate"), users("w") + back("t"), "h_s w t h_e"),
            )
            + back()
            + users("z")
            + flows("s p1 back z e")
        ),
        Run("k w", "s p1_s | k p1_e p1 h_s | w", "uk"),
    ),
    case(
        "compensation: a cancelled transaction is undone",
        drawn(
            element(
                "transaction",
                "t",
                element("startEvent", "ts")
                + users("k", "l")
                + undo("k")
                + _wrong("cancel")
                + flows("ts k l uc"),
            )
            + boundary("b", "t", event("cancel"))
            + users("z")
            + flows("s t e;b z e")
        ),
        Run("k l uk z", "s ts | k | l | uk uc b | z e"),
    ),
    case(
        "compensation: a script that undoes",
        drawn(
            script("a", "=n + 1", "n")
            + boundary("ca", "a", event("compensate"))
            + element(
                "scriptTask",
                "ua",
                '<zeebe:script expression="=n - 1" resultVariable="n"/>',
                isForCompensation="true",
            )
            + '<bpmn:association id="as" associationDirection="One" sourceRef="ca" targetRef="ua"/>'
            + back()
            + users("z")
            + flows("s a back z e")
        ),
        Run("", "s a ua back", "z", data={"n": 0}),
        variables={"n": 0},
    ),
]
