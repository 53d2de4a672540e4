"""A token: one place in the diagram where something is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cip_workflow.engine.library import FUTURE, WAITING
from cip_workflow.engine.patches import PatchedTask
from cip_workflow.engine.scopes import Scope, Variables
from cip_workflow.types import ElementEvent

if TYPE_CHECKING:
    from cip_workflow.engine.context import Context, How
    from cip_workflow.engine.faults import Failed
    from cip_workflow.engine.nodes import Flow, Node

Phase = Literal["enter", "run"]


class Token(PatchedTask):
    """A token at an element."""

    workflow: Any
    task_spec: Node

    def __init__(
        self, workflow: Any, task_spec: Node, parent: Token | None = None, listens: bool = False
    ) -> None:
        super().__init__(workflow, task_spec, parent, FUTURE, workflow.top_workflow.next_id())
        self.scope: Variables | None = None
        self.taking: tuple[Flow, ...] = ()
        if listens:
            self.internal_data["listens"] = True
        else:
            workflow.live += 1

    @property
    def outer(self) -> Variables:
        """The scope around this token's own local variables: where results go."""
        scope = self.data
        return scope.parent if "own" in self.internal_data and isinstance(scope, Scope) else scope

    @property
    def context(self) -> Context:
        """The call that is running."""
        context: Context = self.workflow.top_workflow.context
        return context

    @property
    def index(self) -> int | None:
        """The loop counter, from 1, of the nearest multi-instance activity in this process."""
        own = self.internal_data.get("i")
        inherited: int | None = self.workflow.index
        return inherited if own is None else own + 1

    @property
    def awaits(self) -> Any:
        """The event definition that this token waits for, if it waits for one."""
        return (
            self.task_spec.awaits if self.state == WAITING and "incident" not in self.internal_data else None
        )

    def place(self) -> dict[str, Any]:
        """The fields of `types.Place`."""
        shown = self.task_spec.shown(self)
        return {
            "key": self.id,
            "element": shown.bpmn_id,
            "name": shown.bpmn_name or "",
            "process": self.workflow.spec.process_id,
            "scope": self.workflow.call,
            "index": self.index,
        }

    def log(self, happened: Any, kind: str = "", element: str = "", name: str = "") -> None:
        """Add a line to what happened in this step."""
        spec = self.task_spec
        own = spec.shown(self)
        self.context.events.append(
            ElementEvent(
                key=self.id,
                element=element or own.bpmn_id,
                name=name if element else own.bpmn_name or "",
                process=self.workflow.spec.process_id,
                scope=self.workflow.call,
                index=self.index,
                happened=happened,
                type=kind or own.type,
            )
        )

    def rekey(self, how: How) -> None:
        """Go on under a new key: a key names one wait of one kind, and once it is closed it stays closed."""
        self.context.closed[self.id] = how
        self.renumber(self.workflow.top_workflow.next_id())

    def fail(self, phase: Phase, failure: Failed, how: How = "done") -> None:
        """Stand still before the element, with an incident.

        `phase` says where `retry` begins; `how` how the wait ended that this token was until now, if it was one.
        Boundary events go on waiting, unless the work itself is done already.
        """
        data = self.internal_data
        if phase == "enter" or "result" in data or "acted" in data:
            for child in self.children:
                child.cancel()
        if phase == "enter" and data.pop("own", None):
            self.scope = self.scope.parent if isinstance(self.scope, Scope) else None
        if self.id in self.context.before:
            self.rekey(how)
        self.state = WAITING
        data["incident"] = phase
        self.context.incidents[self.id] = failure
        self.log("failed")
