"""Standard loops."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    boundary,
    call,
    element,
    event,
    flows,
    gateway,
    message,
    process,
    timer,
    user,
    users,
)

KID = process(element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid")
ANSWERS = {"u": ({"x": 0}, {"x": 1}, {"x": 1}), "k": ({"x": 0}, {"x": 1})}


def _loop(condition: str = "=x &gt; 0", *, before: bool = False, most: int | None = None) -> str:
    maximum = f' loopMaximum="{most}"' if most else ""
    return (
        f'<bpmn:standardLoopCharacteristics testBefore="{str(before).lower()}"{maximum}><bpmn:loopCondition>{condition}'
        "</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"
    )


def _looped(name: str, step: str, *runs: Run, behind: str = "u z e", more: str = "", **how):
    return case(
        f"standard loop: {name}", drawn(step + users("z") + more + flows(f"s {behind}"), KID, declared=message("M", "go")),
        *runs, variables={"x": 1, "n": 0}, answers=ANSWERS, **how,
    )  # fmt: skip


INNER = element("startEvent", "us") + users("k") + element("endEvent", "ue") + flows("us k ue")
SCRIPT = '<zeebe:script expression="=n + 1" resultVariable="n"/>'

CASES = [
    _looped(
        "tested behind",
        user("u", _loop()),
        Run("u:x=1 u:x=0 z", "s | u | u | z e"),
        Run("u:x=0 z", "s | u | z e"),
    ),
    _looped("tested before", user("u", _loop(before=True)), Run("u u:x=0 z", "s | u | u | z e")),
    _looped("tested before, no round", user("u", _loop("=x &gt; 5", before=True)), Run("z", "s | z e")),
    _looped(
        "at most three times",
        user("u", _loop(most=3)),
        Run("u u u z", "s | u | u | u | z e"),
        Run("u u:x=0 z", "s | u | u | z e"),
    ),
    _looped(
        "at most twice, tested before", user("u", _loop(before=True, most=2)), Run("u u z", "s | u | u | z e")
    ),
    _looped(
        "script task",
        element("scriptTask", "u", SCRIPT, _loop("=n &lt; 4")),
        Run("z", "s u u u u | z e", data={"x": 1, "n": 4}),
    ),
    _looped(
        "sub-process",
        element("subProcess", "u", _loop(), INNER),
        Run("k k:x=0 z", "s us | k ue u us | k ue u | z e"),
    ),
    _looped("call activity", call("u", "kid", _loop()), Run("k k:x=0 z", "s ks | k ke u ks | k ke u | z e")),
    case(
        "standard loop: the last step",
        drawn(user("u", _loop()) + flows("s u")),
        Run("u u:x=0", "s | u | u"),
        variables={"x": 1},
        answers=ANSWERS,
    ),
    _looped(
        "a message takes it away",
        user("u", _loop()) + boundary("b", "u", event("message", "M")),
        Run("u @go z", "s | u | b | z e"),
        more=flows("b z"),
    ),
    _looped(
        "a message beside",
        user("u", _loop()) + boundary("b", "u", event("message", "M"), interrupting=False),
        Run("u @go u:x=0 late z", "s | u | b | u | late | z e"),
        more=users("late") + flows("b late"),
    ),
    case(
        "standard loop: in a loop",
        drawn(
            gateway("exclusive", "m")
            + user("u", _loop())
            + gateway("exclusive", "g", "f_g_e")
            + flows("s m u g e;g m", {("g", "m"): "=y > 0"})
        ),
        Run("u:x=1,y=1 u:x=0 u:x=0,y=0", "s m | u | u g m | u g e"),
        variables={"x": 1, "y": 0},
        answers={"u": ({"x": 0, "y": 0}, {"x": 1, "y": 1}, {"x": 0, "y": 1})},
    ),
    case(
        "standard loop: two ways behind it",
        drawn(user("u", _loop()) + users("a", "b") + flows("s u a e;u b e")),
        Run("u u:x=0 a b", "s | u | u | a e | b e"),
        variables={"x": 1},
        answers=ANSWERS,
    ),
    case(
        "standard loop: conditional ways behind it",
        drawn(
            user("u", _loop(), default="f_u_b")
            + users("a", "b")
            + flows("s u a e;u b e", {("u", "a"): "=y > 0"})
        ),
        Run("u u:x=0 b", "s | u | u | b e"),
        Run("u:x=0,y=1 a", "s | u | a e"),
        variables={"x": 1, "y": 0},
        answers={"u": ({"x": 0, "y": 0}, {"x": 1, "y": 1}, {"x": 0, "y": 1})},
    ),
    case(
        "standard loop: a timer counts for all rounds",
        drawn(
            user("u", _loop())
            + boundary("b", "u", timer("timeDate", "2030-02-01T10:00:00Z"), interrupting=False)
            + users("late")
            + flows("s u e;b late")
        ),
        Run("+ u u:x=0 late", "s | b | u | u e | late"),
        variables={"x": 1},
        answers=ANSWERS,
    ),
]
