"""Call activities and what goes in and out of them."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import call, element, event, flows, gateway, mapping, process, script, users

KID = process(
    element("startEvent", "ks")
    + script("q", "=if v = null then 100 else v + 1", "v")
    + users("k")
    + element("endEvent", "ke")
    + flows("ks q k ke"),
    "kid",
)
LAST = users("z")


def _call(name: str, data: dict, *inner: str, called: str = "kid", **how: bool):
    xml = drawn(call("u", called, *inner, **how) + LAST + flows("s u z e"), KID)
    return case(
        f"call activity: {name}", xml, Run("k:w=5 z", "s ks q | k ke u | z e", data=data), variables={"v": 1, "id": "kid"}
    )  # fmt: skip


COUNT = process(
    element("startEvent", "ks")
    + script("q", "=n - 1", "n")
    + gateway("exclusive", "g", "f_g_ke")
    + call("again", "kid")
    + element("endEvent", "ke")
    + flows("ks q g ke;g again ke", {("g", "again"): "=n > 0"}),
    "kid",
)

CASES = [
    _call("everything in and out", {"v": 2, "w": 5, "id": "kid"}),
    _call("nothing in and out", {"v": 1, "id": "kid"}, all_in=False, all_out=False),
    _call("mappings in", {"v": 11, "w": 5, "id": "kid"}, mapping({"v": "=v * 10"}), all_in=False),
    _call(
        "mappings in and out",
        {"v": 1, "id": "kid", "sum": 16},
        mapping({"v": "=v * 10"}, {"sum": "=v + w"}),
        all_in=False,
        all_out=False,
    ),
    _call(
        "mappings beside everything in",
        {"v": 1, "id": "kid", "got": 2},
        mapping({"x": "=1"}, {"got": "=v"}),
        all_out=False,
    ),
    _call("the process is an expression", {"v": 2, "w": 5, "id": "kid"}, called="=id"),
    case(
        "call activity: a process that calls itself",
        drawn(call("u", "kid") + LAST + flows("s u z e"), COUNT),
        Run("z", "s ks q g ks q g ks q g ke again ke again ke u | z e", data={"n": 0}),
        variables={"n": 3},
    ),
    case(
        "call activity: two calls side by side keep their variables apart",
        drawn(
            gateway("parallel", "f")
            + call("u", "kid", mapping({"v": "=1"}, {"a": "=w"}), all_in=False, all_out=False)
            + call("t", "kid", mapping({"v": "=2"}, {"b": "=w"}), all_in=False, all_out=False)
            + flows("s f u e;f t e"),
            KID,
        ),
        Run("k:w=1 k:w=2", "s f ks ks q q | k ke u e | k ke t e", data={"a": 1, "b": 2}),
        answers={"k": ({"w": 1}, {"w": 2})},
    ),
    case(
        "call activity: terminate in the called process ends only that",
        drawn(
            call("u", "kid") + LAST + flows("s u z e"),
            process(
                element("startEvent", "ks")
                + gateway("parallel", "f")
                + users("k", "l")
                + element("endEvent", "ke", event("terminate"))
                + flows("ks f k ke;f l"),
                "kid",
            ),
        ),
        Run("k z", "s ks f | k ke u | z e"),
    ),
]
