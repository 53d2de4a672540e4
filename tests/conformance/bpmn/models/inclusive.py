"""Inclusive gateways: which ways are taken, and how long the join waits (BPMN 2.0.2, table 13.3)."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import boundary, element, flows, gateway, sub, timer, users

OR = gateway("inclusive", "f", "f_f_c") + users("a", "b", "c", "z") + gateway("inclusive", "j")
WAYS = {("f", "a"): "=x > 0", ("f", "b"): "=x > 1"}
AND = gateway("parallel", "f")
J = gateway("inclusive", "j")
TAKEN = {"u": ({"x": 0}, {"x": 1}, {"x": 2}), "b": ({"x": 0}, {"x": 1}), "a": ({"x": 0}, {"x": 3})}


def _taken(x: int, moves: str, left: str):
    return case(
        f"inclusive gateway, x = {x}",
        drawn(OR + flows("s f a j z e;f b j;f c j", WAYS)),
        Run(moves, left),
        variables={"x": x},
    )


CASES = [
    _taken(0, "c z", "s f | c j | z e"),
    _taken(1, "a z", "s f | a j | z e"),
    _taken(2, "b a z", "s f | b | a j | z e"),
    case(
        "inclusive gateway without a way",
        drawn(users("u") + gateway("inclusive", "f") + users("a", "b") + flows("s u f a e;f b e", WAYS)),
        Run("u:x=0", "s | u", "f"),
        answers=TAKEN,
    ),
    case(
        "inclusive gateway with a way that has no condition",
        drawn(gateway("inclusive", "f") + users("a", "b") + flows("s f a e;f b e", {("f", "a"): "=x > 0"})),
        Run("b", "s f | b e"),
        variables={"x": 0},
    ),
    case(
        "inclusive join behind a parallel gateway",
        drawn(AND + users("a", "b", "z") + J + flows("s f a j z e;f b j")),
        Run("b a z", "s f | b | a j | z e"),
    ),
    case(
        "inclusive join behind an exclusive gateway goes on at once",
        drawn(
            gateway("exclusive", "g", "f_g_b")
            + users("a", "b", "z")
            + J
            + flows("s g a j z e;g b j", {("g", "a"): "=x > 0"})
        ),
        Run("a z", "s g | a j | z e"),
        variables={"x": 1},
    ),
    case(
        "inclusive join does not wait for a branch that ended",
        drawn(
            AND
            + users("a", "b", "z")
            + gateway("exclusive", "g", "f_g_x")
            + element("endEvent", "x")
            + J
            + flows("s f a j z e;f b g j;g x", {("g", "j"): "=x > 0"})
        ),
        Run("a b:x=0 z", "s f | a | b g x j | z e"),
        Run("a b:x=1 z", "s f | a | b g j | z e"),
        variables={"x": 0},
        answers=TAKEN,
    ),
    case(
        "inclusive join does not wait for a step that cannot come",
        drawn(
            AND
            + users("a", "b", "z")
            + J
            + gateway("parallel", "k")
            + users("w")
            + flows("s f a k j z e;f b e;k w j")
        ),
        Run("a w z", "s f | a k | w j | z e", "b"),
    ),
    case(
        "inclusive join waits for a boundary event's way",
        drawn(
            AND
            + users("a", "b", "late", "z")
            + boundary("t", "b", timer("timeDuration", "PT1H"))
            + J
            + flows("s f a j z e;f b e;t late j")
        ),
        Run("a b z", "s f | a | b e j | z e"),
        Run("a + late z", "s f | a | t | late j | z e"),
    ),
    case(
        "inclusive join waits for the inside of a sub-process",
        drawn(
            AND
            + users("a", "z")
            + sub("p1", users("k") + flows("p1_s k p1_e"))
            + J
            + flows("s f a j z e;f p1 j")
        ),
        Run("a k z", "s f p1_s | a | k p1_e p1 j | z e"),
    ),
    case(
        "inclusive join in a loop",
        drawn(
            gateway("exclusive", "m")
            + AND
            + users("a", "b")
            + J
            + gateway("exclusive", "g", "f_g_e")
            + flows("s m f a j g e;f b j;g m", {("g", "m"): "=x > 2"})
        ),
        Run("a:x=3 b:x=3 b:x=0 a:x=0", "s m f | a | b j g m f | b | a j g e"),
        answers={"a": ({"x": 0}, {"x": 3}), "b": ({"x": 0}, {"x": 3})},
    ),
    case(
        "two inclusive gateways one in the other",
        drawn(
            gateway("inclusive", "f")
            + gateway("inclusive", "f2")
            + users("a", "b", "c", "z")
            + gateway("inclusive", "j2")
            + J
            + flows("s f f2 a j2 j z e;f2 b j2;f c j")
        ),
        Run("a c b z", "s f f2 | a | c | b j2 j | z e"),
    ),
    case(
        "inclusive join behind an inclusive join",
        drawn(
            AND
            + users("a", "b", "c", "z")
            + gateway("inclusive", "j2")
            + J
            + flows("s f a j2 j z e;f b j2;f c j")
        ),
        Run("c a b z", "s f | c | a | b j2 j | z e"),
    ),
    case(
        "inclusive join does not wait for a second token on a way that has one",
        drawn(
            AND
            + users("a", "b", "c", "z")
            + gateway("exclusive", "m")
            + J
            + flows("s f a m j z e;f b m;f c j")
        ),
        Run("a c z b z", "s f | a m | c j | z e | b m j | z e"),
    ),
    case(
        "inclusive join takes one token of each way",
        drawn(
            AND
            + users("a", "b", "c", "z")
            + gateway("exclusive", "m")
            + J
            + flows("s f a m j z e;f b m;f c j")
        ),
        Run("a b c z z", "s f | a m | b m | c j j | z e | z e"),
    ),
    case(
        "inclusive joins that wait for each other go on one after the other",
        drawn(
            AND
            + users("a", "b")
            + gateway("inclusive", "j1")
            + gateway("inclusive", "j2")
            + gateway("exclusive", "g1", "f_g1_j2")
            + gateway("exclusive", "g2", "f_g2_x")
            + users("x")
            + flows(
                "s f a j1 g1 j2 g2 x e;f b j2;g1 e;g2 j1", {("g1", "e"): "=false", ("g2", "j1"): "=false"}
            )
        ),
        Run("a b x", "s f | a | b j1 g1 j2 g2 | x e"),
    ),
]
