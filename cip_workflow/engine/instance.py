"""A running instance, and the insides of its sub-processes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cip_workflow.engine.library import BpmnProcessSpec
from cip_workflow.engine.patches import PatchedSubWorkflow, PatchedWorkflow
from cip_workflow.engine.records import Record
from cip_workflow.engine.tokens import Token

if TYPE_CHECKING:
    from cip_workflow.engine.context import Context
    from cip_workflow.engine.nodes import Flow, Node
    from cip_workflow.engine.scopes import Variables


class Process(BpmnProcessSpec):
    """The elements of one process, or of the inside of one sub-process."""

    def __init__(self, name: str, process_id: str) -> None:
        super().__init__(name)
        self.process_id = process_id
        self.starts: list[Node] = []  #: where it begins when nothing special is said
        self.event_subprocesses: list[Any] = []
        self.undone_by_event: Any = None  #: its compensation event sub-process
        self.compensates = False  #: something in it can be undone
        self.has_joins = False  #: it holds a gateway that waits for several tokens


class Running:
    """What an instance and the inside of a sub-process have in common."""

    spec: Process
    tasks: dict[int, Token]
    completed: bool
    scope: Variables
    live: int  #: open tokens, without those that only listen for an event sub-process
    interrupted: bool  #: an interrupting event sub-process has taken over
    call: int  #: key of the call activity that this runs under
    index: int | None
    nesting: int  #: called processes around it
    own: bool  #: its end events are ends of the instance: the process itself, or an event sub-process of it
    host: Token | None
    kept: list[Record]  #: what has been completed in here and can be undone

    def open(self) -> list[Token]:
        """The tokens that are not finished, oldest first."""
        return [token for token in self.tasks.values() if token.is_open]

    def travel(self, flow: Flow, source: Token) -> None:
        """Send a token along `flow`."""
        if flow.id:  # a link has none
            source.log("left", "sequenceFlow", flow.id, flow.name)
        token = Token(self, flow.target)
        if flow.target.joins:
            token.internal_data["flow"] = flow.id
        token.arrive()

    def stop(self) -> None:
        """Cancel everything in here."""
        self.completed = True
        for token in self.open():
            token.cancel()


class Instance(Running, PatchedWorkflow):
    """A running instance."""

    def __init__(self, spec: Process, specs: dict[str, Process], context: Context) -> None:
        PatchedWorkflow.__init__(self, spec, specs)
        self.context = context
        self.sequence = 0
        self.scope = {}
        self.live = self.call = self.nesting = 0
        self.interrupted = False
        self.own = True
        self.index = self.host = None
        self.kept = []
        self.decisions: Any = None

    def next_id(self) -> int:
        """The next token id: small, and the same again when the same thing happens again."""
        self.sequence += 1
        return self.sequence

    def everywhere(self) -> list[Running]:
        """This instance and the insides of its sub-processes that are still running, in order of their beginning."""
        return [self, *(sub for sub in self.subprocesses.values() if not sub.completed)]

    def find(self, key: int) -> Token | None:
        """The open token with this key."""
        for part in self.everywhere():
            token = part.tasks.get(key)
            if token is not None and token.is_open:
                return token
        return None


class Inside(Running, PatchedSubWorkflow):
    """The inside of a sub-process, event sub-process or called process that runs."""

    host: Token

    def __init__(self, spec: Process, host: Token) -> None:
        top: Instance = host.workflow.top_workflow
        PatchedSubWorkflow.__init__(self, spec, host.id, top)
        self.host = host
        self.live = 0
        self.kept = []
        self.interrupted = False
        self.own = host.workflow.own and host.task_spec.reacts
        self.call = host.workflow.call
        self.index = host.index
        self.nesting = host.workflow.nesting
        top.subprocesses[host.id] = self

    def enter_call(self) -> None:
        """This is the inside of a called process: places in it are told by its call."""
        self.call = self.host.id
        self.index = None
        self.nesting += 1


def open_tokens(top: Instance) -> Iterator[Token]:
    """Every open token of the instance."""
    for part in top.everywhere():
        yield from part.open()
