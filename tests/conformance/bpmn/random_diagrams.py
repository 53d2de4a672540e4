"""Diagrams drawn by chance: blocks in blocks, split and joined by gateways that need not fit each other."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.conformance.bpmn.cases import Case, case
from tests.unit.engine.diagrams import (
    boundary,
    document,
    element,
    error,
    escalation,
    event,
    event_sub,
    flows,
    gateway,
    message,
    multi,
    process,
    script,
    service,
    signal,
    timer,
    undo,
    user,
    when,
)

DECLARED = (
    message("M", "go")
    + message("K", "keyed", "=key")
    + signal("S", "sig")
    + escalation("C", "esc")
    + error("E", "err")
)
LOOP = (
    "<bpmn:standardLoopCharacteristics><bpmn:loopCondition>=x &gt; 1</bpmn:loopCondition>"
    "</bpmn:standardLoopCharacteristics>"
)
#: What is drawn so far, where it begins and where it ends; an end of None leads nowhere.
Block = tuple[str, str, str]


class Drawing:
    """One diagram of a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.number = 0

    def new(self, letter: str) -> str:
        """A new id."""
        self.number += 1
        return f"{letter}{self.number}"

    def case(self, name: str) -> Case:
        """The whole of it."""
        body, first, last = self.block(3)
        more = self.handler() if self.chance.random() < 0.3 else ""
        inner = (
            element("startEvent", "s") + body + element("endEvent", "e") + flows(f"s {first};{last} e") + more
        )
        kid = (
            element("startEvent", "ks") + user("k") + script("kn", "=n + 1", "n") + element("endEvent", "ke")
        )
        kid += flows("ks k kn ke")
        xml = document(process(inner), process(kid, "kid"), declared=DECLARED).encode()
        return case(name, xml, variables={"n": 0, "x": 1, "key": 7, "items": [1, 2]})

    def block(self, depth: int) -> Block:
        """Any block."""
        simple: list[Callable[[int], Block]] = [
            self.task,
            self.task,
            self.job,
            self.script,
            self.catch,
            self.throw,
        ]
        deep = [
            self.row,
            self.row,
            self.split,
            self.split,
            self.loop,
            self.sub,
            self.sub,
            self.bordered,
            self.race,
            self.call,
        ]
        return self.chance.choice(deep if depth > 0 and self.chance.random() < 0.8 else simple)(depth - 1)

    def task(self, depth: int) -> Block:
        id_ = self.new("u")
        marks = self.chance.choice(
            ["", "", "", LOOP, multi("=items", "i", sequential=self.chance.random() < 0.5)]
        )
        undone = undo(id_) if self.chance.random() < 0.2 and marks != LOOP else ""
        return user(id_, marks) + undone, id_, id_

    def job(self, depth: int) -> Block:
        id_ = self.new("j")
        return service(id_, "later"), id_, id_

    def script(self, depth: int) -> Block:
        id_ = self.new("c")
        return script(id_, "=n + 1", "n"), id_, id_

    def awaited(self) -> str:
        """An event that may be waited for."""
        self.number += 1
        timers = [timer("timeDuration", f"PT{self.number}M"), timer("timeCycle", f"R2/PT{self.number}M")]
        return self.chance.choice(
            [event("message", "M"), event("message", "K"), event("signal", "S"), when("=x > 2"), *timers]
        )

    def catch(self, depth: int) -> Block:
        id_ = self.new("w")
        return element("intermediateCatchEvent", id_, self.awaited()), id_, id_

    def throw(self, depth: int) -> Block:
        id_ = self.new("t")
        thrown = self.chance.choice(
            [
                "",
                event("signal", "S"),
                event("message", "M"),
                event("escalation", "C"),
                event("compensate"),
                event("compensate"),
            ]
        )
        return element("intermediateThrowEvent", id_, thrown), id_, id_

    def row(self, depth: int) -> Block:
        drawn, first, last = self.block(depth)
        for _ in range(self.chance.randrange(1, 3)):
            other, begin, end = self.block(depth)
            drawn, last = drawn + other + flows(f"{last} {begin}"), end
        return drawn, first, last

    def split(self, depth: int) -> Block:
        fork, join = self.new("f"), self.new("g")
        kind = self.chance.choice(["exclusive", "parallel", "inclusive", "task"])
        back = self.chance.choice([kind, kind, kind, "exclusive", "inclusive", "parallel"])
        parts = [self.block(depth) for _ in range(self.chance.randrange(2, 4))]
        default = f"f_{fork}_{parts[-1][1]}"
        conditions = (
            {}
            if kind in {"parallel", "task"}
            else {(fork, part[1]): f"=x > {at}" for at, part in enumerate(parts[:-1])}
        )
        drawn = (
            element("task", fork) if kind == "task" else gateway(kind, fork, default if conditions else "")
        ) + gateway(back.replace("task", "parallel"), join)
        ways = ";".join(f"{fork} {first};{last} {join}" for _, first, last in parts)
        if self.chance.random() < 0.15:  # one of the ways ends here
            end = self.new("x")
            drawn += element(
                "endEvent",
                end,
                self.chance.choice(["", event("terminate"), event("escalation", "C"), event("error", "E")]),
            )
            ways = ways.removesuffix(join) + end
        return drawn + "".join(part[0] for part in parts) + flows(ways, conditions), fork, join

    def loop(self, depth: int) -> Block:
        join, fork = self.new("g"), self.new("f")
        drawn, first, last = self.block(depth)
        exit_ = self.new("c")
        drawn += (
            gateway("exclusive", join)
            + gateway("exclusive", fork, f"f_{fork}_{exit_}")
            + script(exit_, "=n + 1", "n")
        )
        drawn += user(again := self.new("u"))
        return (
            drawn
            + flows(f"{join} {first};{last} {again} {fork} {exit_};{fork} {join}", {(fork, join): "=x > 2"}),
            join,
            exit_,
        )

    def inside(self, depth: int) -> str:
        """The inside of a sub-process."""
        body, first, last = self.block(depth)
        begin, end = self.new("s"), self.new("e")
        thrown = self.chance.choice(
            ["", "", "", event("error", "E"), event("escalation", "C"), event("terminate")]
        )
        more = self.handler() if self.chance.random() < 0.3 else ""
        return (
            element("startEvent", begin)
            + body
            + element("endEvent", end, thrown)
            + flows(f"{begin} {first};{last} {end}")
            + more
        )

    def sub(self, depth: int) -> Block:
        id_ = self.new("p")
        marks = self.chance.choice(["", "", "", multi("=items", "i", sequential=self.chance.random() < 0.5)])
        return element("subProcess", id_, marks, self.inside(depth)), id_, id_

    def call(self, depth: int) -> Block:
        id_ = self.new("p")
        return element("callActivity", id_, "<zeebe:calledElement processId='kid'/>"), id_, id_

    def handler(self) -> str:
        """An event sub-process."""
        id_, step = self.new("h"), self.new("u")
        definition = self.chance.choice([self.awaited(), event("error", "E"), event("escalation", "C")])
        return event_sub(
            id_, definition, user(step), f"{id_}_s {step} {id_}_e", interrupting=self.chance.random() < 0.5
        )

    def bordered(self, depth: int) -> Block:
        """An activity with a boundary event."""
        drawn, id_, _ = self.chance.choice([self.task, self.job, self.sub, self.call])(depth)
        side, step, join = self.new("b"), self.new("u"), self.new("g")
        definition = self.chance.choice([self.awaited(), event("error", "E"), event("escalation", "C")])
        drawn += boundary(side, id_, definition, interrupting=self.chance.random() < 0.5) + user(step)
        drawn += gateway(self.chance.choice(["exclusive", "exclusive", "inclusive"]), join)
        return drawn + flows(f"{id_} {join};{side} {step} {join}"), id_, join

    def race(self, depth: int) -> Block:
        """An event-based gateway."""
        id_, join = self.new("g"), self.new("g")
        catches = [self.new("w") for _ in range(2)]
        drawn = gateway("eventBased", id_) + gateway("exclusive", join)
        drawn += "".join(element("intermediateCatchEvent", one, self.awaited()) for one in catches)
        return drawn + flows(";".join(f"{id_} {one} {join}" for one in catches)), id_, join


class Answers(dict[str, tuple[dict[str, int], ...]]):
    """Every person says what x is."""

    def get(self, element: str, default: object = None) -> tuple[dict[str, int], ...]:  # type: ignore[override]
        return tuple({"x": x} for x in (0, 1, 1, 2, 3))
