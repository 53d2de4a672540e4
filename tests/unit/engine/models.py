"""The processes of the property test and of the comparison with the unpatched library: name -> (text, variables).

Those in `COMPARABLE` mean the same to the unpatched library, which `stock_orders` writes them for in its own terms.
"""

from __future__ import annotations

from typing import Any

from tests.bench.process25 import VARIABLES, process25
from tests.unit.engine.diagrams import (
    END,
    START,
    back,
    boundary,
    call,
    document,
    element,
    error,
    event,
    event_sub,
    flows,
    gateway,
    mapping,
    message,
    multi,
    process,
    script,
    service,
    sub,
    timer,
    undo,
    user,
    users,
)

Model = tuple[str, dict[str, Any]]
END2 = element("endEvent", "e2")
KID = process(
    element("startEvent", "ks") + users("k1") + element("endEvent", "ke") + flows("ks k1 ke"), "kid"
)


def _p(body: str, *more: str, declared: str = "") -> str:
    return document(process(START + body + END), *more, declared=declared)


def and_in_loop() -> Model:
    body = (
        script("init", "=0", "n")
        + gateway("exclusive", "m")
        + gateway("parallel", "f")
        + users("a", "b", "c", "last")
    )
    body += gateway("parallel", "j") + script("inc", "=n + 1", "n") + gateway("exclusive", "x", "f_x_last")
    return _p(body + flows("s init m f a j inc x last e;f b c j;x m", {("x", "m"): "=n < 4"})), {}


def inclusive() -> Model:
    body = (
        users("q", "a", "b", "b2", "d", "z") + gateway("inclusive", "f", "f_f_d") + gateway("inclusive", "j")
    )
    body += gateway("exclusive", "x", "f_x_e")
    ways = {("f", "a"): "=modulo(r, 2) = 0", ("f", "b"): "=modulo(r, 3) = 0", ("x", "q"): "=r > 60"}
    return _p(body + flows("s q f a j z x e;f b b2 j;f d j;x q", ways)), {"r": 0}


def two_inclusive() -> Model:
    body = (
        gateway("parallel", "f")
        + users("a", "b", "c", "again", "x")
        + gateway("inclusive", "j1")
        + gateway("inclusive", "j2")
    )
    body += gateway("exclusive", "g1", "f_g1_j2") + gateway("exclusive", "g2", "f_g2_x")
    ways = {("g1", "c"): "=modulo(r, 2) = 0", ("g2", "again"): "=modulo(r, 3) = 0"}
    return _p(body + flows("s f a j1 g1 j2 g2 x e;f b j2;g1 c j1;g2 again j1", ways)), {"r": 1}


def mi_parallel() -> Model:
    inner = script("sc", "=total + it", "total") + users("su") + flows("sp_s sc su sp_e")
    body = user("m", multi("=items", "item", target="results", output="=item * 10 + loopCounter"))
    body += sub("sp", inner, multi("=items", "it", target="subs", output="=it")) + users("z")
    return _p(body + flows("s m sp z e")), {"items": [3, 1, 2], "total": 0}


def mi_sequential() -> Model:
    kid = element("startEvent", "ks") + users("k1") + script("ksc", "=append(seen, pair)", "seen")
    kid += element("endEvent", "ke") + flows("ks k1 ksc ke")
    done = "=numberOfCompletedInstances = 4"
    body = user(
        "m", multi("=items", "item", sequential=True, target="results", output="=[item, r]", condition=done)
    )
    body += call("ca", "kid", multi("=results", "pair", sequential=True)) + users("z")
    return _p(body + flows("s m ca z e"), process(kid, "kid")), {"items": [3, 1, None, 2, 7], "seen": []}


def sub_timer() -> Model:
    inner = (
        gateway("parallel", "pf")
        + users("a", "b")
        + gateway("parallel", "pj")
        + flows("sp_s pf a pj sp_e;pf b pj")
    )
    body = sub("sp", inner) + boundary("bt", "sp", timer("timeDuration", "PT1H")) + users("late", "z")
    return _p(body + flows("s sp z e;bt late e")), {}


def error_two_deep() -> Model:
    deep = (
        element("startEvent", "ds")
        + users("du")
        + gateway("exclusive", "dg", "f_dg_de")
        + element("endEvent", "de")
    )
    deep += element("endEvent", "derr", event("error", "E1"))
    deep += flows("ds du dg de;dg derr", {("dg", "derr"): "=modulo(r, 2) = 0"})
    mid = element("startEvent", "ms") + call("mca", "deep") + users("mu") + element("endEvent", "me")
    body = call("ca", "mid") + boundary("be", "ca", event("error", "E1")) + users("fix", "other", "z")
    body += gateway("parallel", "f") + gateway("parallel", "j") + gateway("exclusive", "g")
    text = _p(
        body + flows("s f ca g z j e;be fix g;f other j"),
        process(mid + flows("ms mca mu me"), "mid"),
        process(deep, "deep"),
        declared=error("E1", "X1"),
    )
    return text, {}


def cycle_timer() -> Model:
    body = users("a", "remind", "z") + boundary("bc", "a", timer("timeCycle", "R3/PT1H"), interrupting=False)
    return _p(body + END2 + flows("s a z e;bc remind e2")), {}


def mixed_in_loop() -> Model:
    inner = gateway("parallel", "pf") + user("su", multi("=items", "k", sequential=True)) + users("sv")
    inner += gateway("parallel", "pj") + flows("sp_s pf su pj sp_e;pf sv pj")
    body = script("init", "=0", "n") + gateway("exclusive", "m") + gateway("inclusive", "fi", "f_fi_d")
    body += users("a", "d", "nag", "late") + call(
        "ca", "kid", multi("=items", "i", target="o", output="=i + n")
    )
    body += boundary("bt", "ca", timer("timeDuration", "PT30M"), interrupting=False) + sub("sp", inner)
    body += (
        boundary("bi", "sp", timer("timeDuration", "PT1H"))
        + gateway("exclusive", "mm")
        + gateway("inclusive", "ji")
    )
    body += script("inc", "=n + 1", "n") + gateway("exclusive", "x", "f_x_e") + END2
    ways = {
        ("fi", "a"): "=modulo(r, 2) = 0",
        ("fi", "ca"): "=modulo(r, 3) < 2",
        ("fi", "sp"): "=modulo(r, 5) < 3",
        ("x", "m"): "=n < 3",
    }
    drawn = "s init m fi a ji inc x e;fi ca ji;fi sp mm ji;bi late mm;fi d ji;bt nag e2;x m"
    return _p(body + flows(drawn, ways), KID), {"items": [1, 2], "r": 0}


def event_subs() -> Model:
    nag = event_sub("n", timer("timeCycle", "R3/PT1H"), users("nag"), "n_s nag n_e", interrupting=False)
    stop = event_sub("w", event("message", "M"), users("record"), "w_s record w_e")
    body = (
        gateway("parallel", "f")
        + call("ca", "kid", multi("=items", "i", target="o", output="=i"))
        + users("a", "z")
    )
    body += gateway("parallel", "j") + nag + stop + flows("s f ca j z e;f a j")
    return _p(body, KID, declared=message("M", "withdrawn", "=ref")), {"items": [1, 2, 3], "ref": "R"}


def jobs_and_events() -> Model:
    body = service("now", "now") + service("later", "later", multi("=items", "i", target="o", output="=got"))
    body += boundary("be", "later", event("error", "E1")) + gateway("eventBased", "g")
    body += element("intermediateCatchEvent", "c1", event("message", "M"))
    body += element("intermediateCatchEvent", "c2", timer("timeDuration", "PT1H")) + users("a", "b", "fix")
    body += gateway("exclusive", "x")
    drawn = "s now later g c1 a x e;g c2 b x;be fix x"
    return _p(body + flows(drawn), declared=message("M", "go") + error("E1", "X1")), {"items": [1, 2]}


def compensation() -> Model:
    inner = users("a", "b") + undo("a") + undo("b") + gateway("parallel", "pf") + gateway("parallel", "pj")
    kid = sub("k", inner + flows("k_s pf a pj k_e;pf b pj"), mapping({"local": "=n"}))
    body = script("init", "=0", "n") + gateway("exclusive", "m") + kid + user("c", multi("=items", "i"))
    body += undo("c", by=user("uc", multi("=items", "i"), isForCompensation="true")) + boundary(
        "bt", "c", timer("timeDuration", "PT30M")
    )
    body += back() + gateway("exclusive", "mm")
    body += script("inc", "=n + 1", "n") + gateway("exclusive", "x", "f_x_over")
    body += element("endEvent", "over", event("compensate"))
    return _p(body + flows("s init m k c mm inc x over;x m;bt back mm", {("x", "m"): "=n < 3"})), {
        "items": [1, 2]
    }


def ad_hoc() -> Model:
    inside = users("a", "b", "c", "d") + user("m", multi("=items", "i")) + flows("a b")
    said = "<bpmn:completionCondition>=r &gt; 70</bpmn:completionCondition>"
    kid = element("adHocSubProcess", "k", inside, said) + boundary("bt", "k", timer("timeDuration", "PT2H"))
    return _p(kid + users("y", "z") + flows("s k z e;bt y z")), {"items": [1, 2], "r": 0}


MODELS: dict[str, Model] = {
    "process25": (process25(), VARIABLES),
    "and_in_loop": and_in_loop(),
    "inclusive": inclusive(),
    "two_inclusive": two_inclusive(),
    "mi_parallel": mi_parallel(),
    "mi_sequential": mi_sequential(),
    "sub_timer": sub_timer(),
    "error_two_deep": error_two_deep(),
    "cycle_timer": cycle_timer(),
    "mixed_in_loop": mixed_in_loop(),
    "event_subs": event_subs(),
    "jobs_and_events": jobs_and_events(),
    "compensation": compensation(),
    "ad_hoc": ad_hoc(),
}
COMPARABLE = ("process25", "and_in_loop", "inclusive", "sub_timer", "error_two_deep")
