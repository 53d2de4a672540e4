"""Multi-instance activities: one token for the whole, and one for each instance, with local variables."""

from __future__ import annotations

from typing import Any

from cip_workflow.engine import library
from cip_workflow.engine.context import MAX_STEPS
from cip_workflow.engine.elements import compensation
from cip_workflow.engine.elements.activities import Activity
from cip_workflow.engine.expressions import Expression, as_feel
from cip_workflow.engine.faults import Failed
from cip_workflow.engine.instance import Inside, Process
from cip_workflow.engine.library import STARTED
from cip_workflow.engine.nodes import Node
from cip_workflow.engine.scopes import Scope, assign
from cip_workflow.engine.tokens import Token

Element = dict[str, Any]


class MultiInstance(Activity, library.LoopTask):
    """Parallel, or one after the other. The boundary events belong to the whole, the mappings to each instance.

    Each instance has `loopCounter` (from 1), the input element and the result variable for itself.
    """

    def __init__(self, spec: Process, name: str, element: Element, inner: Node) -> None:
        super().__init__(
            spec,
            name,
            {key: element[key] for key in ("id", "name", "lane") if key in element}
            | {"type": "multiInstanceBody"},
        )
        loop = element["loop"]
        said = element.get("name") or element["id"]
        self.inner = inner
        inner.loop = self
        self.sequential: bool = loop["sequential"]
        self.collection = Expression(as_feel(loop["collection"]), f"The collection of {said}")
        self.item: str | None = loop.get("item")
        self.target: str | None = loop.get("target")
        self.output = (
            Expression(as_feel(loop["output"]), f"The output element of {said}")
            if loop.get("output")
            else None
        )
        self.condition = (
            Expression(as_feel(loop["condition"]), f"The completion condition of {said}")
            if loop.get("condition")
            else None
        )
        read = self.output.names if self.output else ()
        #: A result that is one variable is always each instance's own; others are where nobody else has them.
        self.own_result = (
            read[0] if len(read) == 1 and loop["output"].lstrip("= ").strip() == read[0] else None
        )
        self.results = tuple(dict.fromkeys(path.partition(".")[0] for path in read))

    def enter(self, token: Token) -> bool:
        super().enter(token)
        items = self.collection.value(token.data)
        if not isinstance(items, list):
            raise self.collection.failed(f"{self.collection.what} gave {items!r}, not a list.", token.data)
        if len(items) > MAX_STEPS and not self.sequential:
            raise Failed(
                f"{len(items):,} instances are too many at once: {MAX_STEPS:,} elements may run in one step."
            )
        data = token.internal_data
        data.update(total=len(items), begun=0, done=0)
        if self.target:
            data["out"] = [None] * len(items)
        if not items:
            return True
        token.state = STARTED
        if self.sequential:
            data["items"] = items
            self._spawn(token, items[0])
        else:
            for item in items:
                self._spawn(token, item)
        return False

    def is_open(self, token: Token, inside: Inside | None) -> bool:
        return any(child.task_spec is self.inner for child in token.children)

    def stop(self, token: Token) -> None:
        compensation.forget(token)

    def _spawn(self, token: Token, item: Any) -> None:
        number = token.internal_data["begun"]
        token.internal_data["begun"] += 1
        around = token.data
        local: dict[str, Any] = {
            name: None for name in self.results if name == self.own_result or name not in around
        }
        local["loopCounter"] = number + 1
        if self.item:
            local[self.item] = item
        child = Token(token.workflow, self.inner, token)
        child.internal_data["i"] = number
        child.scope = Scope(local, around)
        child.arrive()

    def gather(self, child: Token) -> None:
        """An instance is about to leave: evaluate what it gives, and whether it was the last. Raises Failed."""
        token = child.parent
        data = token.internal_data
        scope = child.outer
        value = self.output.value(scope) if self.output else None
        stop = False
        if self.condition is not None:
            stop = self.condition.truth(Scope(counts(data), scope))
        if self.target:
            data["out"][child.internal_data["i"]] = value
        child.internal_data["last"] = stop

    def merge(self, child: Token) -> None:
        """An instance has left: end, or go on with the next."""
        token = child.parent
        data = token.internal_data
        data["done"] += 1
        if data["done"] == data["total"] or child.internal_data["last"]:
            token.release()
            for other in token.children:
                if other.task_spec is self.inner:
                    other.cancel()
        elif self.sequential:
            self._spawn(token, data["items"][data["begun"]])

    def act(self, token: Token) -> bool:
        if self.target:
            assign(token.outer, self.target, token.internal_data["out"])
        return True


def counts(data: dict[str, Any]) -> dict[str, int]:
    """What a completion condition may ask for, under the names of Camunda 8 and of Camunda 7."""
    total, done, active = data["total"], data["done"] + 1, data["begun"] - data["done"] - 1
    return {
        "numberOfInstances": total,
        "numberOfCompletedInstances": done,
        "numberOfActiveInstances": active,
        "numberOfTerminatedInstances": 0,
        "nrOfInstances": total,
        "nrOfCompletedInstances": done,
        "nrOfActiveInstances": active,
    }
