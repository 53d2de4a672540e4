"""What there is while a case runs: frames, works in them, and what they wait for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.conformance.bpmn.tokengame.drawn import Level, Node
from tests.conformance.bpmn.tokengame.values import Env


@dataclass(eq=False)
class Frame:
    """A level that runs."""

    level: Level
    env: Env
    host: Work | None = None
    index: int | None = None
    own: bool = True  #: its ends are ends of the case
    called: bool = False
    works: list[Work] = field(default_factory=list)
    parked: list[tuple[Node, str]] = field(default_factory=list)  #: tokens on the flows into a join
    listening: list[Wait] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    interrupted: bool = False
    closed: bool = False


@dataclass(eq=False)
class Work:
    """A token in a node."""

    node: Node
    frame: Frame
    env: Env
    index: int | None = None
    outer: Env | None = None  #: where results go
    body: Work | None = None  #: the multi-instance activity that this is an instance of
    instances: list[Work] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    begun: int = 0
    given: dict[int, Any] = field(default_factory=dict)
    done: int = 0
    rounds: int = 0
    waits: list[Wait] = field(default_factory=list)  #: its own and those of its boundary events
    inner: Frame | None = None
    alive: bool = True
    stuck: bool = False
    undoes: Work | None = None  #: the event that asked for it
    then: Callable[[], None] | None = None  #: what it does when all is undone


@dataclass(eq=False)
class Kept:
    """A completed activity that something can undo."""

    node: Node
    at: int
    env: Env
    index: int | None
    inner: list[Kept]
    inside: Env | None
    claimed: Work | None = None
    whole: Work | None = None


@dataclass(eq=False)
class Wait:
    """Something that the world around may do."""

    kind: str  #: task, job, timer, message, signal, condition
    node: Node
    happen: Callable[[dict[str, Any]], None]
    env: Env
    index: int | None = None
    name: str = ""
    key: str | None = None
    due: datetime | None = None
    every: timedelta | None = None
    left: int = 0
    met: bool = False
    open: bool = True
    keyless: bool = False


@dataclass
class Trace:
    """What one step did."""

    left: list[str] = field(default_factory=list)
    flows: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    thrown: list[tuple[str, str, str | None, dict[str, Any]]] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    beside: bool = False  #: several tokens ran, so that the order of `left` is nobody's business
