"""The process that budgets are measured with: 25 tasks, three processes, timers, a fork; and its variables."""

from __future__ import annotations

from tests.unit.engine.diagrams import (
    END,
    START,
    boundary,
    call,
    document,
    element,
    flows,
    gateway,
    process,
    script,
    timer,
    user,
    users,
)

VARIABLES = {
    "amount": 50,
    "requester": {"name": "Jane Doe", "email": "jane@example.org", "dept": "Finance"},
    "items": [{"sku": f"S{i}", "qty": i, "price": i * 10, "note": "some text here"} for i in range(10)],
    "comment": "x" * 300,
}


def _child(id_: str) -> str:
    body = element("startEvent", f"{id_}_s") + users(*(f"{id_}_u{i}" for i in range(4)))
    body += script(f"{id_}_sc", "=1", "c") + gateway("exclusive", f"{id_}_g", f"f_{id_}_g_{id_}_u3")
    body += element("endEvent", f"{id_}_e")
    ways = f"{id_}_s {id_}_u0 {id_}_u1 {id_}_g {id_}_u2 {id_}_u3 {id_}_sc {id_}_e;{id_}_g {id_}_u3"
    return process(body + flows(ways, {(f"{id_}_g", f"{id_}_u2"): "=amount > 10"}), id_)


def process25() -> str:
    """15 user tasks, 2 calls of processes with 4 each, 5 scripts, 2 reminders."""
    assigned = (
        '<zeebe:assignmentDefinition candidateGroups="finance, hr"/><zeebe:formDefinition formId="F01"/>'
    )
    body = "".join(user(f"u{i}", assigned) for i in range(15))
    body += (
        script("sc1", "=amount * 2", "total")
        + script("sc2", "=total > 100", "flag")
        + script("sc3", "=1", "z")
    )
    body += gateway("exclusive", "g1", "f_g1_u2") + gateway("parallel", "pg1") + gateway("parallel", "pg2")
    body += gateway("exclusive", "g2", "f_g2_u13") + call("ca1", "c1") + call("ca2", "c2")
    body += boundary("bt1", "u1", timer("timeDuration", "P2D"), interrupting=False) + script(
        "r1", "=true", "reminded"
    )
    body += boundary("bt2", "u8", timer("timeDuration", "P7D"), interrupting=False) + script(
        "r2", "=true", "reminded"
    )
    body += element("endEvent", "e2") + element("endEvent", "e3")
    ways = (
        "s sc1 u0 u1 g1 u2 ca1 u3 pg1 u4 u5 pg2;pg1 u6 u7 pg2;pg1 sc2 u8 pg2;"
        "pg2 u9 ca2 u10 g2 u11 u12 u13 sc3 u14 e;g1 u3;g2 u13;bt1 r1 e2;bt2 r2 e3"
    )
    conditions = {("g1", "u3"): "=total < 0", ("g2", "u11"): "=amount > 10"}
    return document(process(START + body + END + flows(ways, conditions)), _child("c1"), _child("c2"))


def twenty() -> str:
    """20 user tasks in a row: what bare SpiffWorkflow is compared with."""
    names = [f"u{i}" for i in range(20)]
    return document(process(START + users(*names) + END + flows(" ".join(["s", *names, "e"]))))


def endless() -> str:
    """A user task and a script in a loop of 5,000 rounds."""
    body = (
        gateway("exclusive", "m")
        + users("u")
        + script("inc", "=n + 1", "n")
        + gateway("exclusive", "x", "f_x_m")
    )
    return document(process(START + body + END + flows("s m u inc x e;x m", {("x", "e"): "=n = 5000"})))
