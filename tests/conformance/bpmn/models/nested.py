"""Sub-processes and transactions, with and without variables of their own."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import element, event, flows, gateway, mapping, script, signal, sub, users

INNER = users("k") + flows("u_s k u_e")
BARE = element("startEvent", "us") + users("k") + element("endEvent", "ue") + flows("us k ue")

CASES = [
    case(
        "sub-process",
        drawn(sub("u", INNER) + users("z") + flows("s u z e")),
        Run("k z", "s u_s | k u_e u | z e"),
    ),
    case(
        "sub-process shares the variables around it",
        drawn(
            sub("u", script("q", "=v + 1", "v") + users("k") + flows("u_s q k u_e"))
            + users("z")
            + flows("s u z e")
        ),
        Run("k:w=9", "s u_s q | k u_e u", "z", data={"v": 2, "w": 9}),
        variables={"v": 1},
    ),
    case(
        "sub-process with variables of its own",
        drawn(
            element(
                "subProcess",
                "u",
                mapping({"v": "=10"}, {"got": "=v"}),
                element("startEvent", "us")
                + script("q", "=v + 1", "v")
                + users("k")
                + element("endEvent", "ue")
                + flows("us q k ue"),
            )
            + users("z")
            + flows("s u z e")
        ),
        Run("k", "s us q | k ue u", "z", data={"v": 1, "got": 11}),
        variables={"v": 1},
    ),
    case(
        "sub-process in a sub-process",
        drawn(
            sub("u", sub("w", users("k") + flows("w_s k w_e")) + users("l") + flows("u_s w l u_e"))
            + users("z")
            + flows("s u z e")
        ),
        Run("k l z", "s u_s w_s | k w_e w | l u_e u | z e"),
    ),
    case(
        "sub-process with two ends ends when both have come",
        drawn(
            element(
                "subProcess",
                "u",
                element("startEvent", "us")
                + gateway("parallel", "f")
                + users("k", "l")
                + element("endEvent", "ue")
                + element("endEvent", "uf")
                + flows("us f k ue;f l uf"),
            )
            + users("z")
            + flows("s u z e")
        ),
        Run("l k z", "s us f | l uf | k ue u | z e"),
    ),
    case(
        "sub-process without start and end events",
        drawn(element("subProcess", "u", users("k", "l") + flows("k l")) + users("z") + flows("s u z e")),
        Run("k l z", "s | k | l u | z e"),
    ),
    case(
        "sub-process without steps",
        drawn(element("subProcess", "u") + users("z") + flows("s u z e")),
        Run("z", "s u | z e"),
    ),
    case(
        "two tokens in one sub-process",
        drawn(gateway("parallel", "f") + sub("u", INNER) + users("a", "z") + flows("s f a u z e;f u")),
        Run("a k k z z", "s f u_s | a u_s | k u_e u | k u_e u | z e | z e"),
    ),
    case(
        "a join that waits for ever in a sub-process",
        drawn(
            sub(
                "u",
                gateway("exclusive", "g", "f_g_l")
                + users("k", "l")
                + gateway("parallel", "j")
                + flows("u_s g k j u_e;g l j", {("g", "k"): "=true"}),
            )
            + flows("s u e")
        ),
        Run("k", "s u_s g | k", "j"),
    ),
    case(
        "transaction",
        drawn(element("transaction", "u", BARE) + users("z") + flows("s u z e")),
        Run("k z", "s us | k ue u | z e"),
    ),
    case(
        "a signal from one sub-process to another",
        drawn(
            gateway("parallel", "f")
            + sub(
                "u",
                users("k")
                + element("intermediateThrowEvent", "t", event("signal", "S"))
                + flows("u_s k t u_e"),
            )
            + sub("w", element("intermediateCatchEvent", "c", event("signal", "S")) + flows("w_s c w_e"))
            + flows("s f u e;f w e"),
            declared=signal("S", "sig"),
        ),
        Run("k", "s f u_s w_s | k t u_e c u w_e w e e"),
    ),
]
