"""Start, catch, boundary and end events, and what throws."""

from __future__ import annotations

from typing import Any

from cip_workflow.engine import library
from cip_workflow.engine.elements import compensation
from cip_workflow.engine.elements.activities import Activity, JobTask
from cip_workflow.engine.expressions import map_out
from cip_workflow.engine.instance import Inside, Process, Running
from cip_workflow.engine.library import FUTURE, WAITING
from cip_workflow.engine.nodes import Node
from cip_workflow.engine.tokens import Token

Element = dict[str, Any]


class StartEvent(Activity, library.StartEvent):
    """Where a process begins; `awaits` says which event begins it."""

    def __init__(self, spec: Process, name: str, element: Element, awaits: Any = None) -> None:
        super().__init__(spec, name, element, event_definition=awaits or library.NoneEventDefinition())
        self.begun_by = awaits
        self.catches = tuple(element["catches"]) if "catches" in element else None
        self.interrupting: bool = element.get("interrupting", True)

    def begin(self, part: Running, payload: dict[str, Any]) -> None:
        """With the variables that came with the event."""
        token = Token(part, self)
        token.internal_data["result"] = payload
        token.arrive()

    def act(self, token: Token) -> bool:
        self.finish(token, token.internal_data["result"])
        return True


class CatchEvent(Activity, library.IntermediateCatchEvent):
    """Waits for a timer, message, signal or condition; also what follows an event-based gateway."""

    def __init__(self, spec: Process, name: str, element: Element, awaits: Any) -> None:
        super().__init__(spec, name, element, event_definition=awaits)
        self.awaits = awaits

    def seen(self, token: Token) -> bool:
        # Behind an event-based gateway a token only listens until its event has come.
        return self.loop is not None or token.parent_id is None or not token.state & (FUTURE | WAITING)

    def enter(self, token: Token) -> bool:
        super().enter(token)
        self.listen(token)
        return False

    def listen(self, token: Token) -> None:
        """Begin to wait. Raises Failed."""
        assert self.awaits is not None
        self.awaits.begin(token, token.data)
        token.state = WAITING

    def occur(self, token: Token, payload: dict[str, Any]) -> None:
        gateway = token.parent if self.loop is None else None
        if gateway is not None:
            token.detach()
            gateway.task_spec.decide(gateway, self)
            token.log("entered")
        token.internal_data["result"] = payload
        token.ready()

    def act(self, token: Token) -> bool:
        self.finish(token, token.internal_data["result"])
        return True


class ReceiveTask(CatchEvent):
    """Waits for a message, and is an activity: it may have boundary events."""


class LinkCatch(Activity):
    """Where a link continues."""


class BoundaryEvent(Activity, library.BoundaryEvent):
    """Attached to an activity; while that is open it may happen."""

    def __init__(self, spec: Process, name: str, element: Element, awaits: Any) -> None:
        self.catches = tuple(element["catches"]) if "catches" in element else None
        # An error or a cancellation always ends the activity (BPMN 2.0.2, table 10.91).
        ends = self.catches is not None and self.catches[0] != "escalation"
        self.interrupting: bool = element["interrupting"] or ends
        super().__init__(
            spec,
            name,
            element,
            event_definition=awaits or library.NoneEventDefinition(),
            cancel_activity=self.interrupting,
        )
        self.awaits = awaits

    def seen(self, token: Token) -> bool:
        return token.state not in {FUTURE, WAITING} or "incident" in token.internal_data

    def attach(self, host: Token) -> None:
        """The activity has begun: begin to wait. Raises Failed."""
        if self.awaits is None:
            return  # an error or escalation is looked for when it is thrown
        token = Token(host.workflow, self, host)
        self.awaits.begin(token, host.data)
        token.state = WAITING

    def occur(self, token: Token, payload: dict[str, Any]) -> None:
        host = token.parent
        assert self.awaits is not None
        if not self.interrupting and self.awaits.repeats and self.awaits.again(token):
            token.context.moved.add(token.id)
            self._go(Token(host.workflow, self), host, payload)
        else:
            token.detach()
            self._go(token, host, payload)

    def caught(self, host: Token, payload: dict[str, Any]) -> None:
        """What it catches was thrown inside the activity."""
        self._go(Token(host.workflow, self), host, payload)

    def _go(self, token: Token, host: Token, payload: dict[str, Any]) -> None:
        if self.interrupting:
            host.cancel()
            if "undoes" in host.internal_data:
                compensation.undone(host)
        token.internal_data["result"] = payload
        token.ready()
        token.log("entered")

    def act(self, token: Token) -> bool:
        map_out(self.maps_out, token.internal_data["result"], token)
        return True


class ThrowEvent(Activity, library.IntermediateThrowEvent):
    """Throws what `throws` says and goes on."""

    def __init__(self, spec: Process, name: str, element: Element, throws: Any) -> None:
        super().__init__(spec, name, element, event_definition=library.NoneEventDefinition())
        self.throws = throws

    def act(self, token: Token) -> bool:
        data = token.internal_data
        if self.throws is not None and "thrown" not in data:
            if self.throws.throw(token) is False:
                return False  # it waits until something has been undone
            data["thrown"] = True  # a mapping that fails behind it is tried again without throwing twice
        if token.is_open:
            self.finish(token, {})
        return True

    def is_open(self, token: Token, inside: Inside | None) -> bool:
        return compensation.runs(token)

    def stop(self, token: Token) -> None:
        if "undo" in token.internal_data:
            compensation.give_up(token)


class SendTask(ThrowEvent):
    """Sends a message, and is an activity: it may have boundary events."""


class Ends(Node):
    """A path of the instance itself may end here."""

    def left(self, token: Token) -> None:
        super().left(token)
        if token.workflow.own:
            token.context.ends.append(self.bpmn_id)


class EndEvent(Ends, ThrowEvent, library.EndEvent):
    """A path ends here, after it has thrown what it throws."""


class JobEnd(Ends, JobTask):
    """A path ends here, after a service has sent its message."""
