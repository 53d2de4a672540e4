"""Exclusive, parallel and event-based gateways; implicit splits and merges."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    element,
    event,
    flows,
    gateway,
    link,
    message,
    script,
    signal,
    timer,
    users,
)

XOR = gateway("exclusive", "g", "f_g_c") + users("a", "b", "c")
WAYS = {("g", "a"): "=x > 1", ("g", "b"): "=x > 0"}
AND = gateway("parallel", "f") + users("a", "b") + gateway("parallel", "j")
ANSWERS = {"u": ({"x": 0}, {"x": 1}, {"x": 2})}


def _catch(id_: str, definition: str) -> str:
    return element("intermediateCatchEvent", id_, definition)


def _chosen(x: int, way: str):
    xml = drawn(XOR + flows("s g a e;g b e;g c e", WAYS))
    return case(f"exclusive gateway, x = {x}", xml, Run(way, f"s g | {way} e"), variables={"x": x})


def _race(name: str, first: str, second: str, *runs: Run):
    body = gateway("eventBased", "g") + first + second + users("a", "b")
    declared = message("M", "go") + signal("S", "sig")
    return case(
        f"event-based gateway: {name}", drawn(body + flows("s g m a e;g n b e"), declared=declared), *runs
    )


TWO_TIMES = (_catch("m", timer("timeDuration", "PT2H")), _catch("n", timer("timeDuration", "PT1H")))
MESSAGE = _catch("m", event("message", "M"))
RECEIVE = element("receiveTask", "m", messageRef="M")
SIGNAL = _catch("n", event("signal", "S"))
TIMER = _catch("n", timer("timeDuration", "PT1H"))

CASES = [
    _chosen(2, "a"),
    _chosen(1, "b"),
    _chosen(0, "c"),
    case(
        "exclusive gateway after a task",
        drawn(users("u") + XOR + flows("s u g a e;g b e;g c e", WAYS)),
        Run("u:x=2 a", "s | u g | a e"),
        Run("u:x=0", "s | u g", "c"),
        answers=ANSWERS,
    ),
    case(
        "exclusive gateway without a way",
        drawn(users("u") + gateway("exclusive", "g") + users("a", "b") + flows("s u g a e;g b e", WAYS)),
        Run("u:x=0", "s | u", "g"),
        answers=ANSWERS,
    ),
    case(
        "exclusive gateway merges",
        drawn(
            gateway("parallel", "f")
            + users("a", "b")
            + gateway("exclusive", "m")
            + users("z")
            + flows("s f a m z e;f b m")
        ),
        Run("a b z z", "s f | a m | b m | z e | z e"),
    ),
    case(
        "exclusive gateway closes a loop",
        drawn(
            gateway("exclusive", "m")
            + users("u")
            + gateway("exclusive", "g", "f_g_e")
            + flows("s m u g e;g m", {("g", "m"): "=x > 0"})
        ),
        Run("u:x=1 u:x=1 u:x=0", "s m | u g m | u g m | u g e"),
        answers=ANSWERS,
    ),
    case(
        "parallel gateway",
        drawn(AND + users("z") + flows("s f a j z e;f b j")),
        Run("a", "s f | a", "b"),
        Run("a b z", "s f | a | b j | z e"),
        Run("b a z", "s f | b | a j | z e"),
    ),
    case(
        "parallel gateway takes no notice of conditions",
        drawn(AND + flows("s f a j e;f b j", {("f", "a"): "=false", ("f", "b"): "=false"})),
        Run("a b", "s f | a | b j e"),
    ),
    case(
        "parallel gateway with one way passes",
        drawn(gateway("parallel", "f") + users("a") + flows("s f a e")),
        Run("a", "s f | a e"),
    ),
    case(
        "parallel gateway that joins and splits at once",
        drawn(AND + users("c", "d") + flows("s f a j c e;f b j;j d e")),
        Run("b a c d", "s f | b | a j | c e | d e"),
    ),
    case(
        "parallel join in a loop",
        drawn(
            gateway("exclusive", "m")
            + AND
            + script("i", "=n + 1", "n")
            + gateway("exclusive", "x", "f_x_e")
            + flows("s m f a j i x e;f b j;x m", {("x", "m"): "=n < 2"})
        ),
        Run("a b b a", "s m f | a | b j i x m f | b | a j i x e", data={"n": 2}),
        variables={"n": 0},
    ),
    case(
        "surplus tokens wait for the next time",
        drawn(
            gateway("parallel", "f")
            + users("a", "b", "c", "z")
            + gateway("exclusive", "m")
            + gateway("parallel", "j")
            + flows("s f a m j z e;f b m;f c j")
        ),
        Run("a b c z", "s f | a m | b m | c j | z e", "j"),
    ),
    case(
        "parallel join behind a choice waits for ever",
        drawn(
            users("u")
            + gateway("exclusive", "g", "f_g_b")
            + users("a", "b")
            + gateway("parallel", "j")
            + flows("s u g a j e;g b j", {("g", "a"): "=x > 0"})
        ),
        Run("u:x=1 a", "s | u g | a", "j"),
        answers=ANSWERS,
    ),
    case(
        "nested parallel gateways",
        drawn(
            AND
            + gateway("parallel", "f2")
            + users("c", "d")
            + gateway("parallel", "j2")
            + flows("s f a f2 c j2 j e;f b j;f2 d j2")
        ),
        Run("a d b c", "s f | a f2 | d | b | c j2 j e"),
    ),
    case(
        "crossed parallel gateways",
        drawn(
            AND
            + gateway("parallel", "k")
            + gateway("parallel", "l")
            + gateway("parallel", "i")
            + users("z")
            + flows("s f a k j e;f b l i z e;k i;l j")
        ),
        Run("a b z", "s f | a k | b l i j e | z e"),
        Run("b a z", "s f | b l | a k i j e | z e"),
    ),
    case(
        "parallel gateway of three",
        drawn(AND + users("c") + flows("s f a j e;f b j;f c j")),
        Run("c a b", "s f | c | a | b j e"),
    ),
    case(
        "an end in one branch leaves the other alone",
        drawn(gateway("parallel", "f") + users("a", "b") + element("endEvent", "x") + flows("s f a x;f b e")),
        Run("a b", "s f | a x | b e"),
    ),
    _race("message first", MESSAGE, TIMER, Run("@go a", "s | g m | a e"), Run("+ b", "s | g n | b e")),
    _race("receive task", RECEIVE, TIMER, Run("@go", "s | g m", "a")),
    _race("message or signal", MESSAGE, SIGNAL, Run("~sig", "s | g n", "b"), Run("@go", "s | g m", "a")),
    _race("two timers", *TWO_TIMES, Run("+", "s | g n", "b")),
    _race(
        "timer and condition",
        _catch(
            "m",
            "<bpmn:conditionalEventDefinition><bpmn:condition>=true</bpmn:condition></bpmn:conditionalEventDefinition>",
        ),
        TIMER,
        Run("a", "s g m | a e"),
    ),
    case(
        "event-based gateway in a loop",
        drawn(
            gateway("exclusive", "k")
            + gateway("eventBased", "g")
            + MESSAGE
            + TIMER
            + users("a")
            + flows("s k g m a e;g n k"),
            declared=message("M", "go"),
        ),
        Run("+ + @go a", "s k | g n k | g n k | g m | a e"),
    ),
    case(
        "implicit split behind a task",
        drawn(users("u", "a", "b") + flows("s u a e;u b e")),
        Run("u a b", "s | u | a e | b e"),
    ),
    case(
        "implicit split behind the start",
        drawn(users("a", "b") + flows("s a e;s b e")),
        Run("b a", "s | b e | a e"),
    ),
    case(
        "implicit merge makes two",
        drawn(users("a", "b", "z") + flows("s a z e;s b z")),
        Run("a b z z", "s | a | b | z e | z e"),
    ),
    case(
        "implicit split behind a catch event",
        drawn(MESSAGE + users("a", "b") + flows("s m a e;m b e"), declared=message("M", "go")),
        Run("@go a b", "s | m | a e | b e"),
    ),
    case(
        "link events",
        drawn(
            users("a", "z")
            + element("intermediateThrowEvent", "t", link("L"))
            + _catch("c", link("L"))
            + flows("s a t;c z e")
        ),
        Run("a z", "s | a t c | z e"),
    ),
    case(
        "two links to one catch",
        drawn(
            gateway("parallel", "f")
            + users("a", "b", "z")
            + element("intermediateThrowEvent", "t", link("L"))
            + element("intermediateThrowEvent", "t2", link("L"))
            + _catch("c", link("L"))
            + flows("s f a t;f b t2;c z e")
        ),
        Run("a b z z", "s f | a t c | b t2 c | z e | z e"),
    ),
]
