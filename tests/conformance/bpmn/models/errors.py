"""Errors, escalations and cancellations: who catches them."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case, drawn
from tests.unit.engine.diagrams import (
    boundary,
    call,
    element,
    error,
    escalation,
    event,
    event_sub,
    flows,
    gateway,
    mapping,
    multi,
    process,
    service,
    users,
)

DECLARED = error("E", "err") + error("F", "other") + escalation("C", "esc") + escalation("D", "more")
BEHIND = users("fix", "z") + element("endEvent", "x") + flows("s u z e;b fix x")
AND = gateway("parallel", "f")
FAILS = {"fail": ({"code": "err"}, {"code": "other"}, {"code": "none"})}


def _inside(throwing: str, *, id_: str = "u") -> str:
    """A sub-process in which a person's task leads to an end event that throws."""
    inner = element("startEvent", f"{id_}_s") + users("k") + element("endEvent", f"{id_}_e", throwing)
    return element("subProcess", id_, inner + flows(f"{id_}_s k {id_}_e"))


def _error(name: str, thrown: str, caught: str, run: Run):
    body = _inside(event("error", thrown)) + boundary("b", "u", event("error", caught)) + BEHIND
    return case(f"boundary error: {name}", drawn(body, declared=DECLARED), run)


def _escalation(interrupting: bool, throws: str):
    middle = element("intermediateThrowEvent", "t", mapping({"n": "=7"}), event("escalation", "C"))
    inner = (
        element("startEvent", "us")
        + users("k")
        + element("endEvent", "ue", event("escalation", "C") if throws == "end" else "")
    )
    inner += middle + users("l") + flows("us k t l ue") if throws == "throw" else flows("us k ue")
    body = (
        element("subProcess", "u", inner)
        + boundary("b", "u", event("escalation", "C"), interrupting=interrupting)
        + BEHIND
    )
    if interrupting:
        run = Run("k fix", f"s us | {'k ue b' if throws == 'end' else 'k b'} | fix x")
    elif throws == "end":
        run = Run("k fix z", "s us | k ue b u | fix x | z e")
    else:
        run = Run("k fix l z", "s us | k t b | fix x | l ue u | z e", data={"n": 7})
    how = "interrupting" if interrupting else "beside"
    return case(
        f"boundary escalation, {how}, from {'an' if throws == 'end' else 'a'} {throws} event",
        drawn(body, declared=DECLARED),
        run,
    )


def _transaction(inner: str, ways: str) -> str:
    ends = (
        element("startEvent", "us") + element("endEvent", "ue") + element("endEvent", "uc", event("cancel"))
    )
    return element("transaction", "u", ends + inner + flows(ways, {("g", "uc"): "=x > 0"}))


CANCEL = _transaction(users("k") + gateway("exclusive", "g", "f_g_ue"), "us k g ue;g uc") + boundary(
    "b", "u", event("cancel")
)
DEEP = process(
    element("startEvent", "ds")
    + users("k")
    + element("endEvent", "de", event("error", "E"))
    + flows("ds k de"),
    "deep",
)
MID = process(
    element("startEvent", "ms") + call("mc", "deep") + element("endEvent", "me") + flows("ms mc me"), "mid"
)

CASES = [
    _error("with its code", "E", "E", Run("k fix", "s u_s | k u_e b | fix x")),
    _error("without a code catches every one", "E", "", Run("k fix", "s u_s | k u_e b | fix x")),
    _error("another code is not caught", "E", "F", Run("k", "s u_s | k", "u_e")),
    case(
        "boundary error: its own code goes before every code",
        drawn(
            _inside(event("error", "E"))
            + boundary("a", "u", event("error"))
            + boundary("b", "u", event("error", "E"))
            + BEHIND
            + users("any")
            + flows("a any x"),
            declared=DECLARED,
        ),
        Run("k fix", "s u_s | k u_e b | fix x"),
    ),
    case(
        "boundary error: the nearest catches",
        drawn(
            element(
                "subProcess",
                "u",
                element("startEvent", "os")
                + element("endEvent", "oe")
                + users("near")
                + _inside(event("error", "E"), id_="v")
                + boundary("c", "v", event("error", "E"))
                + flows("os v oe;c near oe"),
            )
            + boundary("b", "u", event("error", "E"))
            + BEHIND,
            declared=DECLARED,
        ),
        Run("k near z", "s os v_s | k v_e c | near oe u | z e"),
    ),
    case(
        "boundary error: takes what runs beside it away",
        drawn(
            element(
                "subProcess",
                "u",
                element("startEvent", "us")
                + AND
                + users("k", "l")
                + element("endEvent", "ue")
                + element("endEvent", "uf", event("error", "E"))
                + flows("us f k ue;f l uf"),
            )
            + boundary("b", "u", event("error", "E"))
            + BEHIND,
            declared=DECLARED,
        ),
        Run("l fix", "s us f | l uf b | fix x"),
        Run("k l fix", "s us f | k ue | l uf b | fix x"),
    ),
    case(
        "boundary error: two calls deep",
        drawn(
            call("u", "mid") + boundary("b", "u", event("error", "E")) + BEHIND, MID, DEEP, declared=DECLARED
        ),
        Run("k:v=9 fix", "s ms ds | k de b | fix x", data={"v": 1}),
        variables={"v": 1},
        answers={"k": ({"v": 9},)},
    ),
    case(
        "boundary error: a job that fails",
        drawn(service("u", "later") + boundary("b", "u", event("error", "E")) + BEHIND, declared=DECLARED),
        Run("u!err fix", "s | b | fix x"),
        Run("u! z", "s | u | z e"),
        Run("u!other", "s |", "u"),
        answers=FAILS,
    ),
    case(
        "boundary error: one instance of several fails",
        drawn(
            service("u", "later", multi("=[1, 2]", "i")) + boundary("b", "u", event("error", "E")) + BEHIND,
            declared=DECLARED,
        ),
        Run("u! u!err fix", "s | u | b | fix x"),
        answers=FAILS,
    ),
    case(
        "error event sub-process",
        drawn(
            AND
            + users("a", "b")
            + element("endEvent", "x", event("error", "E"))
            + flows("s f a x;f b e")
            + event_sub("h", event("error", "E"), users("fix"), "h_s fix h_e"),
            declared=DECLARED,
        ),
        Run("a fix", "s f | a x h_s | fix h_e h"),
    ),
    case(
        "error event sub-process goes before the boundary event around it",
        drawn(
            element(
                "subProcess",
                "u",
                element("startEvent", "us")
                + users("k")
                + element("endEvent", "ue", event("error", "E"))
                + flows("us k ue")
                + event_sub("h", event("error"), users("near"), "h_s near h_e"),
            )
            + boundary("b", "u", event("error", "E"))
            + BEHIND,
            declared=DECLARED,
        ),
        Run("k near z", "s us | k ue h_s | near h_e h u | z e"),
    ),
    case(
        "an error in the error event sub-process goes outward",
        drawn(
            element(
                "subProcess",
                "u",
                element("startEvent", "us")
                + users("k")
                + element("endEvent", "ue", event("error", "E"))
                + flows("us k ue")
                + element(
                    "subProcess",
                    "h",
                    element("startEvent", "hs", event("error", "E"))
                    + element("endEvent", "he", event("error", "F"))
                    + flows("hs he"),
                    triggeredByEvent="true",
                ),
            )
            + boundary("b", "u", event("error", "F"))
            + BEHIND,
            declared=DECLARED,
        ),
        Run("k fix", "s us | k ue hs he b | fix x"),
    ),
    *(_escalation(way, throws) for way in (True, False) for throws in ("end", "throw")),
    case(
        "boundary escalation of another code does not catch",
        drawn(
            _inside(event("escalation", "C")) + boundary("b", "u", event("escalation", "D")) + BEHIND,
            declared=DECLARED,
        ),
        Run("k z", "s u_s | k u_e u | z e", thrown="escalation esc"),
    ),
    case(
        "boundary escalation without a code catches every one",
        drawn(
            _inside(event("escalation", "C")) + boundary("b", "u", event("escalation")) + BEHIND,
            declared=DECLARED,
        ),
        Run("k fix", "s u_s | k u_e b | fix x"),
    ),
    case(
        "escalation out of a called process",
        drawn(
            call("u", "kid") + boundary("b", "u", event("escalation", "C"), interrupting=False) + BEHIND,
            process(
                element("startEvent", "ks")
                + element("intermediateThrowEvent", "t", event("escalation", "C"))
                + users("k")
                + element("endEvent", "ke")
                + flows("ks t k ke"),
                "kid",
            ),
            declared=DECLARED,
        ),
        Run("fix k z", "s ks t b | fix x | k ke u | z e"),
    ),
    *(
        case(
            f"escalation event sub-process, {'interrupting' if way else 'beside'}",
            drawn(
                users("a", "z")
                + element("intermediateThrowEvent", "t", event("escalation", "C"))
                + flows("s a t z e")
                + event_sub("h", event("escalation", "C"), users("told"), "h_s told h_e", interrupting=way),
                declared=DECLARED,
            ),
            Run("a told", "s | a h_s | told h_e h")
            if way
            else Run("a told z", "s | a t h_s | told h_e h | z e"),
        )
        for way in (True, False)
    ),
    case(
        "transaction that is cancelled",
        drawn(CANCEL + BEHIND),
        Run("k:x=1 fix", "s us | k g uc b | fix x"),
        Run("k:x=0 z", "s us | k g ue u | z e"),
        answers={"k": ({"x": 0}, {"x": 1})},
    ),
    case(
        "transaction that is cancelled with something beside",
        drawn(
            _transaction(
                AND + users("k", "l") + gateway("exclusive", "g", "f_g_ue"), "us f k g ue;g uc;f l ue"
            )
            + boundary("b", "u", event("cancel"))
            + BEHIND
        ),
        Run("k:x=1 fix", "s us f | k g uc b | fix x"),
        Run("k:x=0 l z", "s us f | k g ue | l ue u | z e"),
        answers={"k": ({"x": 0}, {"x": 1})},
    ),
]
