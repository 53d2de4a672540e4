"""One flow node as values, with what vendors say about it under neutral names.

Texts that may be expressions are kept as they were written, so that lint and pages can show the owner's own words:
`=a > b` is FEEL, `${a > b}` is JUEL, anything else is static text. `lower` turns them all into FEEL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cip_workflow.bpmn.names import ACTIVITIES, EVENTS, GATEWAYS, TASKS

if TYPE_CHECKING:
    from lxml import etree

#: (target, source): `target` is a name or a dotted path, `source` an expression or text.
Mappings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Timer:
    """When: an instant, a length of time, or a repetition. Both are empty for a timer that only has its symbol."""

    kind: Literal["date", "duration", "cycle", ""]
    expression: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message by its declared name; `correlation_key` is an expression."""

    id: str
    name: str
    correlation_key: str = ""
    node: etree._Element | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """A declared error, escalation or signal. Signals have no code."""

    id: str
    name: str
    code: str = ""
    node: etree._Element | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventDefinition:
    """What an event waits for or throws. `reference` is what it points at, declared or not."""

    kind: str  #: message timer signal error escalation conditional link terminate cancel compensate
    reference: str = ""
    timer: Timer | None = None
    condition: str = ""
    link: str = ""
    variable: str = ""  #: where a caught error's code (C7: errorCodeVariable) is put
    node: etree._Element | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class MultiInstance:
    """Once for each item of a collection, or a number of times, one after the other or all at once."""

    sequential: bool = False
    collection: str = ""
    cardinality: str = ""
    element: str = ""
    output_collection: str = ""
    output_element: str = ""
    condition: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Loop:
    """The standard loop: again while `condition` holds, at most `maximum` times."""

    condition: str = ""
    maximum: str = ""
    test_before: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Implementation:
    """How an older engine would have done a task: class, expression, delegateExpression, connector, operation, .."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listener:
    """Code that an older engine ran when something happened to a task or a step."""

    kind: Literal["task", "execution"]
    event: str
    implementation: str
    node: etree._Element = field(repr=False, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """A flow node: task, event, gateway, sub-process or call, in any nesting depth."""

    id: str
    type: str  #: the BPMN name: userTask, exclusiveGateway, ..
    name: str
    line: int
    process: str
    node: etree._Element = field(repr=False, compare=False)
    parent: str | None = None  #: the sub-process that it stands in
    lane: str | None = None  #: the name of the innermost lane
    lane_id: str | None = None
    documentation: str = ""
    incoming: tuple[str, ...] = ()  #: flow ids, as the flows say (not the element's own list)
    outgoing: tuple[str, ...] = ()
    default: str | None = None  #: the flow that is taken where no condition holds
    # people
    form: str | None = None
    form_key: str | None = None  #: a key of a form that is kept elsewhere
    form_fields: tuple[str, ...] = ()  #: keys of fields that are declared in the diagram itself
    assignee: str | None = None
    candidate_groups: tuple[str, ...] = ()
    candidate_users: tuple[str, ...] = ()
    due_date: str | None = None
    follow_up_date: str | None = None
    priority: str | None = None
    initiator: str | None = None  #: the variable that gets who started (start events of Camunda 7)
    # work
    job_type: str | None = None
    retries: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    inputs: Mappings = ()
    outputs: Mappings = ()
    script: str | None = None
    script_format: str = ""
    result_variable: str | None = None
    implementation: Implementation | None = None
    listeners: tuple[Listener, ...] = ()
    # calls
    called_process: str | None = None
    called_decision: str | None = None
    binding: str = ""  #: latest, deployment, version, versionTag
    decision_result: str = ""  #: singleEntry singleResult collectEntries resultList
    propagate_in: bool = True  #: does the called process see all variables of this one?
    propagate_out: bool = True
    # repetition
    multi_instance: MultiInstance | None = None
    loop: Loop | None = None
    # events
    events: tuple[EventDefinition, ...] = ()
    parallel_multiple: bool = False
    attached_to: str | None = None
    interrupting: bool = True
    message: Message | None = None
    instantiate: bool = False
    # sub-processes
    triggered_by_event: bool = False
    compensation: bool = False  #: runs only to undo
    ordering: str = ""
    completion_condition: str = ""
    cancel_remaining: bool = True

    @property
    def event_definitions(self) -> tuple[str, ...]:
        """The kinds alone: `("timer",)`; empty for a none event."""
        return tuple(event.kind for event in self.events)

    @property
    def timer(self) -> Timer | None:
        """Its (first) timer."""
        return next((event.timer for event in self.events if event.timer), None)

    @property
    def is_activity(self) -> bool:
        """A task, a sub-process or a call."""
        return self.type in ACTIVITIES

    @property
    def is_task(self) -> bool:
        """A task of any kind."""
        return self.type in TASKS

    @property
    def is_gateway(self) -> bool:
        """A gateway of any kind."""
        return self.type in GATEWAYS

    @property
    def is_event(self) -> bool:
        """An event of any kind."""
        return self.type in EVENTS
