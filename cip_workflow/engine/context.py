"""What one call of the engine knows and collects. It hangs on the running instance, so that calls cannot mix."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from cip_workflow.types import DecisionTrace, ElementEvent, Job, Thrown, UserTask

if TYPE_CHECKING:
    from cip_workflow.engine.faults import Failed
    from cip_workflow.engine.tokens import Token

#: Elements that one call may run. What is left then stands still with an incident, so that nothing is lost.
MAX_STEPS = 2_000
#: Called processes within called processes.
MAX_DEPTH = 50


class Later:
    """The type of `LATER`."""

    def __repr__(self) -> str:
        return "engine.LATER"


#: The answer of `serve` for work that somebody else does: the job stays open until `finish_job` or `fail_job`.
LATER: Final = Later()

Serve = Callable[[Job], "Mapping[str, Any] | Later | None"]
How = Literal["done", "cancelled"]


@dataclass(slots=True)
class Context:
    """One call: its clock and its servant, what is about to run, and what has happened so far."""

    now: datetime
    serve: Serve | None = None
    queue: deque[Token] = field(default_factory=deque)
    ran: int = 0
    before: frozenset[int] = frozenset()  #: keys of the waits that were open when the call began
    closed: dict[int, How] = field(default_factory=dict)  #: keys that ended although their token goes on
    events: list[ElementEvent] = field(default_factory=list)
    thrown: list[Thrown] = field(default_factory=list)
    decisions: list[DecisionTrace] = field(default_factory=list)
    incidents: dict[int, Failed] = field(default_factory=dict)
    tasks: dict[int, UserTask] = field(default_factory=dict)
    jobs: dict[int, Job] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)  #: timers that fired and wait again
    ends: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError(f"The engine needs an aware instant, with its time zone; {self.now} has none.")
