"""A case that a test leads through its diagram by element ids, with the clock in its hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cip_workflow import engine
from cip_workflow.types import Step
from tests.unit.engine.diagrams import END, START, document, process

T0 = datetime(2030, 1, 7, 9, 0, tzinfo=UTC)


def specs(*processes: str, declared: str = "", decisions: Mapping[str, bytes] | None = None) -> str:
    return engine.compile(
        {"test.bpmn": document(*processes, declared=declared).encode()}, decisions=decisions or {}
    )


def simple(body: str, *more: str, declared: str = "") -> str:
    """Specs of a process `p` that begins at `s` and ends at `e`."""
    return specs(process(START + body + END), *more, declared=declared)


class Case:
    """One instance. What is open is kept in `tasks`, `timers`, .. by key, as operations keep rows."""

    def __init__(
        self, text: str, variables: Mapping[str, Any] | None = None, *, serve: Any = None, **how: Any
    ) -> None:
        self.specs = text
        self.now = T0
        self.serve = serve
        self.kinds: dict[int, str] = {}
        self.waits: dict[int, Any] = {}
        self.step: Step
        self.ever: set[int] = set()
        self.take(
            engine.start(text, how.pop("process", "p"), variables or {}, now=self.now, serve=serve, **how)
        )

    def take(self, step: Step) -> Step:
        """Keep books as operations do, and check that the step can be kept books of."""
        for key, how in step.closed.items():
            assert how in {"done", "cancelled"}
            del self.waits[key], self.kinds[key]
        for kind in ("tasks", "jobs", "timers", "messages", "incidents"):
            for one in getattr(step, f"opened_{kind}"):
                moved = kind == "timers" and self.kinds.get(one.key) == kind
                assert moved or one.key not in self.ever, f"the key {one.key} is used twice"
                self.ever.add(one.key)
                self.waits[one.key], self.kinds[one.key] = one, kind
        assert not step.finished or not self.waits
        self.step = step
        self.state = step.state
        return step

    def open(self, kind: str = "tasks") -> list[str]:
        return sorted(one.element for key, one in self.waits.items() if self.kinds[key] == kind)

    def one(self, element: str, kind: str = "tasks") -> Any:
        """What is open at this element; the oldest when there are several."""
        return next(
            one
            for key, one in sorted(self.waits.items())
            if self.kinds[key] == kind and one.element == element
        )

    def all(self, element: str, kind: str = "tasks") -> list[Any]:
        return [
            one
            for key, one in sorted(self.waits.items())
            if self.kinds[key] == kind and one.element == element
        ]

    def call(self, function: Any, *arguments: Any, **how: Any) -> Step:
        return self.take(function(self.specs, self.state, *arguments, now=self.now, serve=self.serve, **how))

    def do(self, element: str, **answers: Any) -> Step:
        return self.call(engine.complete, self.one(element).key, answers)

    def wait(self, **passed: float) -> Step:
        self.now += timedelta(**passed)
        return self.call(engine.fire_due)

    def say(self, message: str, correlation: str | None = None, **payload: Any) -> Step:
        return self.call(engine.deliver, message, payload, correlation)

    def retry(self, element: str, **variables: Any) -> Step:
        return self.call(engine.retry, self.one(element, "incidents").key, variables)

    def skip(
        self, element: str, kind: str = "incidents", *, flow: str | None = None, **variables: Any
    ) -> Step:
        return self.call(engine.skip, self.one(element, kind).key, variables, flow=flow)

    def variables(self, element: str | None = None, kind: str = "tasks") -> dict[str, Any]:
        return engine.variables(self.specs, self.state, self.one(element, kind).key if element else None)

    def happened(self, happened: str) -> list[str]:
        return [
            one.element for one in self.step.events if one.happened == happened and one.type != "sequenceFlow"
        ]
