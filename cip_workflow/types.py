"""Frozen values that cross the walls between packages: the engine gives them, operations record them, pages show them.

Variables are JSON-like plain values (None, bool, int, str, list, dict) plus Decimal, date, time, datetime.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Variables = Mapping[str, Any]

SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who does something. `groups` holds global keys (`lcc-finance`) and keys within a brief (`design-lead@CIP-DB-2026-01`)."""

    person_id: int | None
    login: str
    name: str
    organisation: str  #: LCC, BARNARDOS or OTHER (DOMAIN 4.2)
    groups: frozenset[str] = frozenset()

    @property
    def principals(self) -> frozenset[str]:
        """What candidate and participant rows are matched against: `g:<group>` and `p:<person id>`."""
        own = {f"g:{group}" for group in self.groups}
        return frozenset(own | ({f"p:{self.person_id}"} if self.person_id is not None else set()))

    @property
    def is_system(self) -> bool:
        """True for the worker and the clock, who are nobody."""
        return self.person_id is None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in a running instance something stands."""

    key: int  #: the engine's task id, unique and stable within the instance
    element: str  #: the BPMN element id, as the modeller drew it
    name: str
    process: str  #: the BPMN process id that the element stands in
    scope: int = 0  #: key of the call activity that this runs under; 0 in the instance's own process
    index: int | None = None  #: loopCounter (1, 2, ..) in a multi-instance activity


@dataclass(frozen=True, kw_only=True)
class UserTask(Place):
    """A user task that has just opened, with its expressions evaluated."""

    form: str | None = None
    assignee: str | None = None  #: a login
    candidate_groups: tuple[str, ...] = ()
    candidate_users: tuple[str, ...] = ()
    due: datetime | None = None  #: only where the diagram sets one; else operations compute it from `sla`
    lane: str | None = None
    documentation: str = ""
    #: zeebe:properties: sla, warnAt, escalateTo, sod, stage
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Job(Place):
    """A service, send or business rule task that asks for work of `type`."""

    type: str
    #: its input mappings, or all visible variables without any
    inputs: Variables = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Timer(Place):
    """An open timer event; it fires in the first step at or after `due`."""

    due: datetime


@dataclass(frozen=True, kw_only=True)
class MessageWait(Place):
    """An open wait for the message `message` with the correlation key's value, as text."""

    message: str
    correlation: str | None


@dataclass(frozen=True, kw_only=True)
class Incident(Place):
    """An element that failed. The token stands before it; `retry` runs it again."""

    kind: Literal["expression", "decision", "service", "message", "escalation", "engine"]
    message: str
    cure: str = ""
    expression: str | None = None
    values: Variables = field(default_factory=dict)  #: the variables that the expression read


@dataclass(frozen=True, kw_only=True)
class Thrown(Place):
    """A message, signal, escalation or error that left the instance (nobody inside caught it)."""

    kind: Literal["message", "signal", "escalation", "error"]
    code: str  #: message name, signal name, escalation or error code
    correlation: str | None = None
    payload: Variables = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ElementEvent(Place):
    """One line of what happened in a step, in order: an element was entered, left, cancelled or failed."""

    happened: Literal["entered", "left", "cancelled", "failed"]
    type: str  #: BPMN element type: userTask, exclusiveGateway, sequenceFlow (with `left` only), ..


@dataclass(frozen=True, kw_only=True)
class DecisionTrace(Place):
    """A decision that was evaluated: which rules fired and what came out."""

    decision: str
    inputs: Variables
    value: Any
    trace: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """What one call of the engine changed. Everything is a difference to the state that was given.

    `closed` names waits of every kind (user tasks, jobs, timers, message waits, incidents) by key, with how:
    `done`, `cancelled`. A timer of a cycle that fired and waits again appears in `opened_timers` with its new due instant.
    """

    state: bytes
    opened_tasks: tuple[UserTask, ...] = ()
    opened_jobs: tuple[Job, ...] = ()
    opened_timers: tuple[Timer, ...] = ()
    opened_messages: tuple[MessageWait, ...] = ()
    opened_incidents: tuple[Incident, ...] = ()
    closed: Mapping[int, Literal["done", "cancelled"]] = field(default_factory=dict)
    events: tuple[ElementEvent, ...] = ()
    thrown: tuple[Thrown, ...] = ()
    decisions: tuple[DecisionTrace, ...] = ()
    finished: bool = False
    ends: tuple[str, ...] = ()  #: end events reached in this step, in the instance's own process, in order
