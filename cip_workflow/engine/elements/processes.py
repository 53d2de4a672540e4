"""Sub-processes, called processes and event sub-processes: a process inside an element."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cip_workflow.engine import library
from cip_workflow.engine.context import MAX_DEPTH
from cip_workflow.engine.elements import compensation
from cip_workflow.engine.elements.activities import Activity
from cip_workflow.engine.expressions import Expression, as_feel
from cip_workflow.engine.faults import Failed
from cip_workflow.engine.instance import Inside, Process, Running
from cip_workflow.engine.library import COMPLETED, STARTED, WAITING
from cip_workflow.engine.messages import MessageWaiting
from cip_workflow.engine.nodes import Node
from cip_workflow.engine.records import Record
from cip_workflow.engine.scopes import Variables, flat
from cip_workflow.engine.tokens import Token

Element = dict[str, Any]


def begin(part: Running, starts: Iterable[Any], payload: dict[str, Any]) -> None:
    """Begin a process or sub-process at `starts`: first it listens for its event sub-processes."""
    for handler in part.spec.event_subprocesses:
        handler.listen(part)
    for start in starts:
        start.begin(part, payload)


class SubProcess(Activity, library.SubWorkflowTask):
    """Embedded: it shares the variables around it, and has local ones only with input mappings."""

    def __init__(self, spec: Process, name: str, element: Element, **kwargs: Any) -> None:
        super().__init__(spec, name, element, subworkflow_spec=element.get("inside", ""), **kwargs)

    def act(self, token: Token) -> bool:
        if "result" not in token.internal_data:
            token.state = STARTED
            self.start_inside(token)
            return False
        self.finish(token, token.internal_data["result"])
        return True

    def start_inside(self, token: Token) -> None:
        """Let the inside run. Raises Failed."""
        inside = Inside(token.workflow.top_workflow.subprocess_specs[self.spec], token)
        inside.scope = token.data
        begin(inside, inside.spec.starts, {})

    def results(self, inside: Inside) -> dict[str, Any]:
        """What the finished inside gives to the output mappings."""
        return {}

    def inside_done(self, token: Token, inside: Inside) -> None:
        """The inside has ended by itself."""
        data = token.internal_data
        if "revived" in data:
            data.update(acted=True, way=[])  # it was left when it was completed
            token.release()
            return
        keeps = self.keeps_inside and self.undone_by is None and "undoes" not in data
        if keeps and (inside.kept or inside.spec.undone_by_event is not None):
            compensation.keep(token, inside)
        token.internal_data["result"] = self.results(inside)
        token.release()

    def revive(self, token: Token, record: Record) -> None:
        """Undo the completed sub-process of `record`: by its compensation event sub-process, else what is in it."""
        token.internal_data["revived"] = True
        token.log("entered")
        token.state = STARTED
        inside = Inside(token.workflow.top_workflow.subprocess_specs[self.spec], token)
        inside.scope = token.data if record.inside is None else record.inside
        inside.kept = record.inner
        handler = inside.spec.undone_by_event
        if handler is not None:
            handler.caught(inside, {})
            return
        for one in inside.kept:
            one.claimed = token.id
        compensation.proceed(token)

    def is_open(self, token: Token, inside: Inside | None) -> bool:
        return inside is not None and not inside.completed

    def stop(self, token: Token) -> None:
        inside = token.workflow.top_workflow.subprocesses.get(token.id)
        if inside is not None and not inside.completed:
            inside.stop()


class Transaction(SubProcess):
    """A sub-process that a cancel end event can end."""


class AdHoc(SubProcess):
    """Its steps in any order (BPMN 2.0.2, 13.3.5): all begin at once, and it ends when the completion condition is true
    after one of them, else when all are done. What is still open then is cancelled, unless the diagram lets it end."""

    ad_hoc = True

    def __init__(self, spec: Process, name: str, element: Element) -> None:
        super().__init__(spec, name, element)
        said = element.get("name") or element["id"]
        text = element.get("enough")
        self.enough = Expression(as_feel(text), f"The completion condition of {said}") if text else None
        self.cancels: bool = element.get("cancels", True)

    def judge(self, host: Token, step: Token) -> None:
        """A step is done: is that enough? Raises Failed."""
        if self.enough is not None and self.enough.truth(step.workflow.scope):
            host.internal_data["enough"] = True
            step.taking = ()

    def step_left(self, host: Token, step: Token) -> None:
        """A step has been left: what is still open is not needed when it was enough."""
        if self.cancels and "enough" in host.internal_data:
            for token in step.workflow.open():
                token.cancel()


class CallActivity(SubProcess):
    """Another process, with variables of its own: they go in and out by mappings."""

    def __init__(self, spec: Process, name: str, element: Element) -> None:
        super().__init__(spec, name, element)
        self.called = Expression(
            element["called"], f"The called process of {element.get('name') or element['id']}"
        )
        self.all_in: bool = element["all_in"]
        self.all_out: bool = element["all_out"]

    def start_inside(self, token: Token) -> None:
        process_id = self.called.value(token.data)
        spec = token.workflow.top_workflow.subprocess_specs.get(process_id)
        if spec is None:
            raise Failed(
                f"There is no process {process_id!r} to call.",
                cure="Deploy the process together with this one, or correct its name, then retry.",
            )
        if token.workflow.nesting >= MAX_DEPTH:
            raise Failed(
                f"Processes call each other more than {MAX_DEPTH} deep. Does {process_id} call itself without an end?",
                cure="Correct the condition under which it calls itself, then retry.",
            )
        inside = Inside(spec, token)
        inside.enter_call()
        inside.scope = self._given(token)
        begin(inside, spec.starts, {})

    def _given(self, token: Token) -> Variables:
        if self.all_in:
            return flat(token.data)
        return dict(self.local(token)) if "own" in token.internal_data else {}

    def results(self, inside: Inside) -> dict[str, Any]:
        return flat(inside.scope) if self.all_out or self.maps_out else {}


class EventSubProcess(SubProcess):
    """Runs when its start event happens while the process around it is running (BPMN 2.0.2, 10.3.5 and 13.5.4).

    An interrupting one takes over: everything else around it is cancelled. The others run beside it, any number of
    times. The process around it does not wait for an event that may come, but for one that runs.
    """

    reacts = True

    def __init__(self, spec: Process, name: str, element: Element, start: Any) -> None:
        super().__init__(spec, name, element)
        self.start = start
        self.awaits = start.begun_by
        self.catches = start.catches
        self.interrupting: bool = start.interrupting or (
            self.catches is not None and self.catches[0] == "error"
        )

    def shown(self, token: Token) -> Node:
        start: Node = self.start
        return start if "listens" in token.internal_data else self

    def seen(self, token: Token) -> bool:
        return "listens" not in token.internal_data

    def listen(self, part: Running) -> None:
        """The process around it begins: begin to wait."""
        if self.awaits is not None:
            Token(part, self, listens=True).arrive()

    def enter(self, token: Token) -> bool:
        token.state = WAITING
        if isinstance(self.awaits, MessageWaiting):
            # The process itself may set the variable that the message is matched by.
            self.awaits.begin_when_known(token)
        else:
            self.awaits.begin(token, token.data)
        return False

    def occur(self, token: Token, payload: dict[str, Any]) -> None:
        awaits: Any = self.awaits
        if not self.interrupting and awaits.repeats and awaits.again(token):
            token.context.moved.add(token.id)
        else:
            token.state = COMPLETED
        self.caught(token.workflow, payload)

    def caught(self, part: Running, payload: dict[str, Any]) -> None:
        """Its event has happened in `part`."""
        if self.interrupting:
            part.interrupted = True
            for token in part.open():
                token.cancel()
        host = Token(part, self)
        host.log("entered")
        host.state = STARTED
        inside = Inside(host.workflow.top_workflow.subprocess_specs[self.spec], host)
        inside.scope = host.data
        begin(inside, [self.start], payload)
