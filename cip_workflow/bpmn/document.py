"""A BPMN file as values: every dialect's attributes under one set of names (DESIGN section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cip_workflow.bpmn.element import (
    Declared,
    Element,
    EventDefinition,
    Implementation,
    Listener,
    Loop,
    Mappings,
    Message,
    MultiInstance,
    Timer,
)

if TYPE_CHECKING:
    from lxml import etree

    from cip_workflow.bpmn.interchange import Plane
    from cip_workflow.bpmn.places import Places

__all__ = [
    "Artifact",
    "Declared",
    "Document",
    "Element",
    "EventDefinition",
    "Flow",
    "Implementation",
    "Lane",
    "Link",
    "Listener",
    "Loop",
    "Mappings",
    "Message",
    "MultiInstance",
    "Participant",
    "Process",
    "Timer",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """A sequence flow."""

    id: str
    name: str
    source: str
    target: str
    line: int
    process: str
    node: etree._Element = field(repr=False, compare=False)
    parent: str | None = None
    condition: str | None = None
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lane:
    """A lane; `parent` is the lane that it stands in."""

    id: str
    name: str
    line: int
    process: str
    parent: str | None
    nodes: tuple[str, ...]
    node: etree._Element = field(repr=False, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Artifact:
    """What is drawn beside the flow: data, notes, groups."""

    id: str
    type: str
    name: str
    line: int
    process: str  #: empty for what stands beside the pools
    parent: str | None = None
    collection: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A line that is no sequence flow: association, data association, message flow."""

    id: str
    type: Literal["association", "dataInputAssociation", "dataOutputAssociation", "messageFlow"]
    name: str
    source: str
    target: str
    process: str
    direction: str = "None"


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """A pool. Without a process it is a black box."""

    id: str
    name: str
    process: str | None
    line: int
    multiple: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Process:
    """One process and everything in it, sub-processes included."""

    id: str
    name: str
    line: int
    executable: bool
    declared_executable: bool | None  #: what the file itself says
    node: etree._Element = field(repr=False, compare=False)
    version_tag: str | None = None
    documentation: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    retention: str | None = None  #: historyTimeToLive
    starter_groups: tuple[str, ...] = ()
    starter_users: tuple[str, ...] = ()
    elements: Mapping[str, Element] = field(default_factory=dict)
    levels: Mapping[str | None, tuple[Element, ...]] = field(default_factory=dict)  #: elements by parent
    flows: Mapping[str, Flow] = field(default_factory=dict)
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    artifacts: Mapping[str, Artifact] = field(default_factory=dict)

    def inside(self, parent: str | None) -> tuple[Element, ...]:
        """The elements that stand directly in the process (None) or in one of its sub-processes."""
        return self.levels.get(parent, ())

    def starts(self, parent: str | None = None) -> tuple[Element, ...]:
        """The start events of one level."""
        return tuple(element for element in self.inside(parent) if element.type == "startEvent")


@dataclass(frozen=True, kw_only=True)
class Document:
    """One BPMN file, in neutral terms."""

    name: str
    data: bytes = field(repr=False)
    root: etree._Element = field(repr=False, compare=False)
    dialect: str  #: zeebe, camunda, spiff, plain
    processes: tuple[Process, ...]
    participants: Mapping[str, Participant]
    links: tuple[Link, ...]
    artifacts: Mapping[str, Artifact]  #: beside the pools; those of a process are with the process
    messages: Mapping[str, Message]
    errors: Mapping[str, Declared]
    escalations: Mapping[str, Declared]
    signals: Mapping[str, Declared]
    forms: Mapping[str, str]  #: embedded form-js forms, by id, as JSON text
    planes: tuple[Plane, ...]
    places: Places = field(repr=False, compare=False)

    @property
    def to_run(self) -> tuple[Process, ...]:
        """What is deployed: the executable processes, or all that have steps where no one is executable."""
        drawn = tuple(process for process in self.processes if process.elements)
        return tuple(process for process in drawn if process.executable) or drawn

    def process(self, process_id: str) -> Process | None:
        """The process of this id."""
        return next((process for process in self.processes if process.id == process_id), None)

    def element(self, element_id: str) -> Element | None:
        """The flow node of this id, in whichever process."""
        for process in self.processes:
            if found := process.elements.get(element_id):
                return found
        return None

    def place(self, thing: Element | Flow | Lane | Process | etree._Element) -> tuple[int, int]:
        """Line and column, both from 1, of the start tag of something in this file."""
        return self.places.of(thing.node if isinstance(thing, Element | Flow | Lane | Process) else thing)
