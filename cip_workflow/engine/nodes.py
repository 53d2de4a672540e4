"""An element of a diagram, and a sequence flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from cip_workflow.engine.context import MAX_STEPS
from cip_workflow.engine.faults import Failed
from cip_workflow.engine.patches import PatchedSpec
from cip_workflow.engine.tokens import Token

if TYPE_CHECKING:
    from cip_workflow.engine.expressions import Expression
    from cip_workflow.engine.instance import Inside, Process, Running


class Flow:
    """A sequence flow."""

    __slots__ = ("condition", "default", "id", "name", "target")

    def __init__(
        self, id_: str, name: str, target: Node, condition: Expression | None, default: bool
    ) -> None:
        self.id = id_
        self.name = name
        self.target = target
        self.condition = condition
        self.default = default


class Node(PatchedSpec):
    """An element of a diagram. Subclasses say what it does."""

    type: str = ""
    awaits: Any = None  #: the event definition that a token waits for here
    joins: bool = False  #: it needs to know over which flow a token came
    reacts: bool = False  #: it is an event sub-process
    serves: bool = False  #: it may be a job
    boundaries: Any = ()
    catches: tuple[str, str | None] | None = None  #: error, escalation or cancel, and the code (None: any)
    aside: bool = False  #: it runs only to undo, and no flow leads to it
    undone_by: Any = None  #: the compensation activity of its compensate boundary event
    keeps_inside: bool = False  #: a sub-process in which something can be undone
    ad_hoc: bool = False  #: each step in it is looked at when it is done
    loop: Any = None  #: the multi-instance activity that this is the inside of

    def __init__(self, spec: Process, name: str, element: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(
            spec,
            name,
            bpmn_name=element.get("name"),
            lane=element.get("lane"),
            documentation=element.get("documentation"),
            **kwargs,
        )
        self.bpmn_id = element["id"]
        self.type = element["type"]
        self.flows: tuple[Flow, ...] = ()
        self.incoming: list[tuple[str, Node]] = []  #: flow id and source
        self.conditional = False

    def shown(self, token: Token) -> Node:
        """The element under which this token is reported."""
        return self

    def seen(self, token: Token) -> bool:
        """Whether it has been reported that the token entered."""
        return True

    def enter(self, token: Token) -> bool:
        """A token has arrived. True when it may act at once. Raises Failed."""
        return True

    def act(self, token: Token) -> bool:
        """Do it. False when it is not finished yet. Raises Failed, and has then changed nothing."""
        return True

    def choose(self, token: Token) -> tuple[Flow, ...]:
        """The flows to leave by. Raises Failed when there is none."""
        if not self.conditional:
            return self.flows
        taken = [
            flow
            for flow in self.flows
            if not flow.default and (flow.condition is None or flow.condition.holds(token))
        ]
        return tuple(taken) or tuple(flow for flow in self.flows if flow.default) or self.no_way(token)

    def no_way(self, token: Token) -> NoReturn:
        """Say that no condition is true."""
        values: dict[str, Any] = {}
        for flow in self.flows:
            if flow.condition is not None:
                values.update(flow.condition.reads(token.data))
        raise Failed(
            f"No way out of {self.bpmn_name or self.bpmn_id}: no condition is true and there is no default flow.",
            kind="expression",
            cure="Correct the variables and retry, or add a default flow to the diagram.",
            expression="; ".join(flow.condition.text for flow in self.flows if flow.condition is not None),
            values=values,
        )

    def occur(self, token: Token, payload: dict[str, Any]) -> None:
        """The event that this token waits for has happened."""
        raise TypeError(f"{self.bpmn_id} waits for nothing.")

    def is_open(self, token: Token, inside: Inside | None) -> bool:
        """Whether a token that has begun here has a way to end."""
        return False

    def open(self, token: Token) -> None:
        """Enter, and be ready or wait. A failure leaves the token before the element."""
        try:
            ready = self.enter(token)
        except Failed as failure:
            token.fail("enter", failure)
            return
        if ready:
            token.ready()

    def begin(self, part: Running, payload: dict[str, Any]) -> None:
        """Begin a process or sub-process here."""
        Token(part, self).arrive()

    def arrived(self, token: Token) -> None:
        if self.seen(token):
            token.log("entered")
        self.open(token)

    def run(self, token: Token) -> bool | None:
        data = token.internal_data
        if "acted" not in data:
            if not self.act(token):
                return None
            data["acted"] = True  # what follows may fail, and a retry must not do it twice
        if self.loop is not None:
            self.loop.gather(token)
        if "way" in data:  # somebody has decided: `skip`
            token.taking = tuple(flow for flow in self.flows if flow.id in data["way"])
        else:
            token.taking = self.choose(token)
        return True

    def left(self, token: Token) -> None:
        for child in token.children:
            child.cancel()
        token.log("left")
        if self.loop is not None:
            self.loop.merge(token)
        for flow in token.taking:
            token.workflow.travel(flow, token)


def out_of_steps(node: Node) -> Failed:
    """The incident of a call that does not come to an end."""
    return Failed(
        f"More than {MAX_STEPS:,} elements ran in one step, so the rest stands still. Is there a loop without an end?",
        cure="Correct the condition of the loop or the variables that it reads, then retry.",
    )


def waits_for_ever(node: Node) -> Failed:
    """The incident of a join that nothing can reach any more."""
    return Failed(
        f"{node.bpmn_name or node.bpmn_id} joins several ways, but on one of them nothing can come any more.",
        cure="Skip it to let the case go on, and correct the diagram: a join behind a choice is an exclusive gateway.",
    )
