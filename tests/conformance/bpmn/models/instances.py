"""Multi-instance activities: parallel and sequential, on every kind of activity."""

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
    multi,
    process,
    script,
    service,
    signal,
    timer,
    user,
    users,
)

KID = process(element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid")
GIVEN = {"items": [3, 1, 2]}
R = {"m": ({"r": 4}, {"r": 5}, {"r": 9})}


def _marked(sequential: bool, **how: str) -> str:
    return multi("=items", "i", sequential=sequential, **how)


def _name(text: str, sequential: bool) -> str:
    return f"multi-instance, {'sequential' if sequential else 'parallel'}: {text}"


def _of(sequential: bool):
    """Each model in both ways."""
    marks = _marked(sequential, target="out", output="=r")
    yield case(
        _name("user task", sequential),
        drawn(user("m", marks) + users("z") + flows("s m z e")),
        Run("m#1:r=4 m#2:r=5 m#3:r=6 z", "s | m | m | m m* | z e", data={**GIVEN, "out": [4, 5, 6]}),
        variables=GIVEN,
        answers=R,
    )
    yield case(
        _name("completion condition", sequential),
        drawn(
            user("m", _marked(sequential, target="out", output="=r", condition="=r > 8"))
            + users("z")
            + flows("s m z e")
        ),
        Run("m#1:r=4 m#2:r=9 z", "s | m | m m* | z e", data={**GIVEN, "out": [4, 9, None]}),
        variables=GIVEN,
        answers=R,
    )
    yield case(
        _name("completion condition that counts", sequential),
        drawn(
            user("m", _marked(sequential, condition="=numberOfCompletedInstances >= numberOfInstances - 1"))
            + users("z")
            + flows("s m z e")
        ),
        Run("m m z", "s | m | m m* | z e"),
        variables=GIVEN,
    )
    yield case(
        _name("script task", sequential),
        drawn(
            element("scriptTask", "m", '<zeebe:script expression="=i * i" resultVariable="r"/>', marks)
            + users("z")
            + flows("s m z e")
        ),
        Run("z", "s m m m m* | z e", data={**GIVEN, "out": [9, 1, 4]}),
        variables=GIVEN,
    )
    yield case(
        _name("service task", sequential),
        drawn(service("m", "later", marks) + users("z") + flows("s m z e")),
        Run("m!:r=1 m!:r=2 m!:r=3 z", "s | m | m | m m* | z e", data={**GIVEN, "out": [1, 2, 3]}),
        variables=GIVEN,
        answers={"m": ({"r": 1}, {"r": 2})},
    )
    yield case(
        _name("sub-process", sequential),
        drawn(
            element(
                "subProcess", "m", marks, element("startEvent", "ms") + users("k") + script("q", "=i * 10", "r")
                + element("endEvent", "me") + flows("ms k q me"),
            )
            + users("z") + flows("s m z e")
        ),
        Run("k k k z", ("s ms | k q me m ms | k q me m ms" if sequential else "s ms ms ms | k q me m | k q me m") + " | k q me m m* | z e",
            data={**GIVEN, "out": [30, 10, 20]}),
        variables=GIVEN,
    )  # fmt: skip
    yield case(
        _name("call activity", sequential),
        drawn(call("m", "kid", mapping({"n": "=i"}, {"r": "=w"}), marks, all_in=False) + users("z") + flows("s m z e"), KID),
        Run("k:w=7 k:w=8 k:w=9 z", ("s ks | k ke m ks | k ke m ks" if sequential else "s ks ks ks | k ke m | k ke m") + " | k ke m m* | z e",
            data={**GIVEN, "out": [7, 8, 9]}),
        variables=GIVEN,
        answers={"k": ({"w": 1}, {"w": 2})},
    )  # fmt: skip
    yield case(
        _name("an empty list", sequential),
        drawn(user("m", marks) + users("z") + flows("s m z e")),
        Run("z", "s m* | z e", data={"items": [], "out": []}),
        variables={"items": []},
    )
    yield case(
        _name("what is no list stands still", sequential),
        drawn(user("m", marks) + users("z") + flows("s m z e")),
        Run("", "s", "m"),
        variables={"items": 3},
    )
    yield case(
        _name("a number of times", sequential),
        drawn(
            element(
                "userTask",
                "m",
                f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}"><bpmn:loopCardinality>=n</bpmn:loopCardinality>'
                "</bpmn:multiInstanceLoopCharacteristics>",
            )
            + users("z")
            + flows("s m z e")
        ),
        Run("m m z", "s | m | m m* | z e"),
        variables={"n": 2},
    )
    yield case(
        _name("instances write what all see", sequential),
        drawn(user("m", _marked(sequential)) + users("z") + flows("s m z e")),
        Run("m:t=1 m:t=2 m:t=3", "s | m | m | m m*", "z", data={**GIVEN, "t": 3}),
        variables=GIVEN,
        answers={"m": ({"t": 1}, {"t": 2})},
    )
    yield case(
        _name("in a loop", sequential),
        drawn(
            gateway("exclusive", "k")
            + user("m", _marked(sequential))
            + gateway("exclusive", "g", "f_g_e")
            + flows("s k m g e;g k", {("g", "k"): "=t > 0"})
        ),
        Run("m:t=1 m:t=1 m:t=1 m:t=1 m:t=1 m:t=0", "s k | m | m | m m* g k | m | m | m m* g e"),
        variables=GIVEN,
        answers={"m": ({"t": 1}, {"t": 0}, {"t": 0})},
    )
    yield case(
        _name("a timer takes all instances away", sequential),
        drawn(
            user("m", _marked(sequential))
            + boundary("b", "m", timer("timeDuration", "PT1H"))
            + users("late")
            + flows("s m e;b late")
        ),
        Run("m + late", "s | m | b | late"),
        variables=GIVEN,
    )
    yield case(
        _name("a signal beside", sequential),
        drawn(
            user("m", _marked(sequential))
            + boundary("b", "m", event("signal", "S"), interrupting=False)
            + users("late")
            + flows("s m e;b late"),
            declared=signal("S", "sig"),
        ),
        Run("m ~sig m m late", "s | m | b | m | m m* e | late"),
        variables=GIVEN,
    )


CASES = [
    *_of(sequential=False),
    *_of(sequential=True),
    case(
        "multi-instance, parallel: one in the other",
        drawn(
            element(
                "subProcess",
                "m",
                multi("=rows", "row"),
                element("startEvent", "ms")
                + user("n", multi("=row", "c"))
                + element("endEvent", "me")
                + flows("ms n me"),
            )
            + flows("s m e")
        ),
        Run("n n n", "s ms ms | n | n n* me m | n n* me m m* e"),
        variables={"rows": [[1, 2], [3]]},
    ),
]
